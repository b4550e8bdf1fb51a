"""Reads the SQL files of `warehouse/schema`: one per table, view or macro, in an order that can be run."""

import re
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

FOLDER = Path(__file__).parent / "schema"
TABLE_SCHEMAS = ("ref", "core", "ops", "search")  # hold tables; their rows outlive a new version of Travaux
VIEW_SCHEMAS = ("report", "audit")  # hold views and macros only; made anew from the files each time
_NAME = re.compile(r"\b(?:ref|core|ops|search|report|audit)\.[a-z_0-9]+")


@dataclass(frozen=True, slots=True)
class SchemaFile:
    """One SQL file: the object it creates, its statements, and the objects its definition names."""

    name: str  # 'core.documents'
    statements: tuple[str, ...]
    needs: frozenset[str]


@cache
def table_files() -> tuple[SchemaFile, ...]:
    """Return the files of all tables."""
    return _in_order([path for schema in TABLE_SCHEMAS for path in (FOLDER / schema).glob("*.sql")])


@cache
def view_files() -> tuple[SchemaFile, ...]:
    """Return the files of all views and macros, each after those it selects from."""
    return _in_order(
        [path for folder in ("report", "audit", "macros") for path in (FOLDER / folder).glob("*.sql")]
    )


@cache
def macro_files() -> tuple[SchemaFile, ...]:
    """Return the files of all macros."""
    return _in_order(list((FOLDER / "macros").glob("*.sql")))


def _in_order(paths: list[Path]) -> tuple[SchemaFile, ...]:
    files = {file.name: file for file in map(_read, sorted(paths))}
    graph = {name: file.needs & files.keys() for name, file in files.items()}
    return tuple(files[name] for name in TopologicalSorter(graph).static_order())


def _read(path: Path) -> SchemaFile:
    statements = tuple(s.query.strip() for s in duckdb.extract_statements(path.read_text(encoding="utf-8")))
    schema = "report" if path.parent.name == "macros" else path.parent.name
    name = f"{schema}.{path.stem}"
    # Only the definition counts: comments name other objects freely.
    return SchemaFile(name, statements, frozenset(_NAME.findall(statements[0])) - {name})
