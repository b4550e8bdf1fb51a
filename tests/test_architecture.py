"""Imports only ever point downhill, and pure parts stay pure."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("flows", "tasks", "seeds", "warehouse", "expectations")
SUBPACKAGES = ("reading", "text", "entities", "proceedings")
ORCHESTRATION = {"prefect", "duckdb", "great_expectations", "rich", "typer"}


def modules():
    return sorted(file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py"))


def imports_of(file):
    """Every dotted name that a module imports, wherever in the module the import stands."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def layer(file):
    parts = file.relative_to(ROOT).parts
    return parts[1] if parts[0] == "tasks" and len(parts) > 2 else parts[0]


def allowed(file):
    """The beginnings of project modules that a file may import."""
    here = layer(file)
    if here in SUBPACKAGES:
        return (f"tasks.{here}", "tasks.model", "tasks.errors", "seeds")
    if here == "fetching":
        return ("tasks.fetching", "tasks.errors", "warehouse")
    if here == "ingestion":
        return ("tasks", "seeds", "warehouse", "expectations")
    if here == "tasks":
        return ("tasks", "seeds", "warehouse", "expectations")
    if here in {"warehouse", "expectations", "seeds"}:
        return (here,)
    return FOLDERS


@pytest.mark.parametrize("file", modules(), ids=lambda f: str(f.relative_to(ROOT)))
def test_a_module_imports_only_downhill(file):
    ours = {name for name in imports_of(file) if name.split(".")[0] in FOLDERS}
    uphill = sorted(name for name in ours if not name.startswith(allowed(file)))
    assert uphill == []


@pytest.mark.parametrize(
    "file",
    [f for f in modules() if layer(f) in (*SUBPACKAGES, "seeds")],
    ids=lambda f: str(f.relative_to(ROOT)),
)
def test_pure_packages_know_no_orchestration_database_or_terminal(file):
    outside = {name.split(".")[0] for name in imports_of(file)}
    assert outside & ORCHESTRATION == set()


def test_only_files_directly_in_tasks_are_prefect_tasks():
    inside = {f for f in modules() if layer(f) not in {"tasks", "flows"}}
    assert [f for f in inside if any(n.split(".")[0] == "prefect" for n in imports_of(f))] == []
