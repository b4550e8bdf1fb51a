"""Commands of those who run Travaux, each in a process of its own."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml

from tasks.fetching.catalogue import Catalogue, read_catalogue

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds" / "documents"


def shown(document, language):
    """The fenced blocks of a language in a page of the documentation."""
    text = (ROOT / "docs" / document).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_the_sources_that_the_documentation_shows_are_right_and_show_every_kind(tmp_path):
    (block,) = shown("fetching.md", "toml")
    file = tmp_path / "sources.toml"
    file.write_text(block, encoding="utf-8")
    kinds = {source.kind for source in read_catalogue(file).source}
    assert kinds == {"folder", "symbols", "cited", "files", "web"}


def test_the_limits_that_the_documentation_shows_are_the_defaults():
    (block,) = shown("fetching.md", "toml")
    assert Catalogue.model_validate({"limits": tomllib.loads(block)["limits"]}).limits == Catalogue().limits


@pytest.mark.parametrize("unit", sorted((ROOT / "docs" / "systemd").glob("*.service")), ids=lambda f: f.name)
def test_systemd_accepts_the_units(unit, tmp_path):
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("no systemd-analyze here")
    copy = tmp_path / unit.name
    copy.write_text(re.sub(r"/opt/travaux/\.venv/bin/\w+", "/bin/true", unit.read_text()))
    done = subprocess.run([analyze, "verify", copy], capture_output=True, text=True, check=False)
    assert unit.name not in done.stderr, done.stderr


def test_every_service_of_the_composition_has_an_image_that_is_built_or_pinned():
    composition = yaml.safe_load((ROOT / "compose.yaml").read_text())
    built = {s["image"] for s in composition["services"].values() if "build" in s}
    for service in composition["services"].values():
        assert service["image"] in built or ":" in service["image"]
        assert service["restart"] == "unless-stopped"
    named = {v.partition(":")[0] for s in composition["services"].values() for v in s.get("volumes", ())}
    assert named == set(composition["volumes"])


def test_the_image_is_built_as_its_linter_wants():
    hadolint = shutil.which("hadolint", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if hadolint is None:
        pytest.skip("no hadolint here")
    done = subprocess.run([hadolint, ROOT / "Dockerfile"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def goes_into_the_image(path):
    """As Docker reads .dockerignore: the last rule that fits a path or a folder above it decides."""
    parents = [path, *map(str, Path(path).parents)]
    taken = True
    for line in (ROOT / ".dockerignore").read_text().splitlines():
        rule = line.removeprefix("!").removeprefix("**/")
        fits = any(fnmatch(p, rule) or ("**" in line and Path(p).name == rule) for p in parents)
        if rule and not line.startswith("#") and fits:
            taken = line.startswith("!")
    return taken


def test_the_image_gets_the_packages_and_neither_passwords_nor_documents():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]
    for package in project["targets"]["wheel"]["packages"]:
        assert goes_into_the_image(f"{package}/__init__.py")
    for needed in ("pyproject.toml", "README.md", "LICENSE", "constraints.txt", "flows/prefect.yaml"):
        assert goes_into_the_image(needed)
    for kept_out in (".env", ".git/config", ".venv/bin/python", "sources.toml", "papers/a.pdf", "tests/x.py",
                     "warehouse/travaux.duckdb", "warehouse/parses/a/b", "flows/__pycache__/a.pyc"):  # fmt: skip
        assert not goes_into_the_image(kept_out), kept_out


def test_commands_that_the_documentation_names_are_there():
    from typer.main import get_command

    from flows.cli import app

    known = get_command(app).commands
    for document in ("deployment.md", "fetching.md"):
        for block in shown(document, "sh"):
            for name in re.findall(r"^travaux ([a-z-]+)", block, re.MULTILINE):
                assert name in known, name


@pytest.mark.slow
def test_sources_are_checked_without_asking_any(travaux, tmp_path):
    file = tmp_path / "sources.toml"
    file.write_text("[[source]]\nname='s'\nkind='symbols'\nsymbols=['A/RES/79/*']\n")
    done = travaux("sources", "check", file)
    assert (done.returncode, "A/RES/79/*" in done.stdout) == (0, True)
    file.write_text("[[source]]\nname='s'\nkind='symbols'\n")
    done = travaux("sources", "check", file)
    assert (done.returncode, "source s symbols" in done.stderr) == (2, True)


@pytest.mark.slow
def test_only_and_chunk_publish_what_is_chosen_part_by_part(travaux, rows, tmp_path):
    folder, warehouse = tmp_path / "in", tmp_path / "t.duckdb"
    folder.mkdir()
    for number in range(5):
        (folder / f"A_79_{number}.txt").write_text(
            f"Statement by Chad, number {number}, on resolution 74/247."
        )
    (folder / "A_79_copy.txt").write_bytes((folder / "A_79_0.txt").read_bytes())
    (folder / "other.txt").write_text("Statement by Peru on resolution 74/247.")
    done = travaux("ingest", folder, "--warehouse", warehouse, "--only", "A_79*", "--chunk", 2)
    assert done.returncode == 0, done.stderr
    assert rows(warehouse, "select counts->>'$.loaded' from ops.runs order by started_at") == [
        ("2",),
        ("2",),
        ("1",),
    ]
    assert rows(warehouse, "select count(*) from ops.files where file_name = 'other.txt'") == [(0,)]
    assert rows(warehouse, "select fate from ops.files where file_name like '%copy%'") in (
        [("duplicate",)],
        [("loaded",)],
    )
    done = travaux("ingest", folder, "--warehouse", warehouse)
    assert "documents loaded" in done.stdout
    assert rows(warehouse, "select count(*), count(*) filter (fate = 'gone') from ops.files") == [(7, 0)]


@pytest.mark.slow
def test_rollback_brings_back_what_was_published_before(travaux, rows, own_seeds, tmp_path):
    (tmp_path / "a.txt").write_text("Statement by Chad on resolution 74/247.")
    before = rows(own_seeds, "select count(*) from core.documents")
    travaux("ingest", tmp_path / "a.txt", "--warehouse", own_seeds)
    assert rows(own_seeds, "select count(*) from core.documents") != before
    done = travaux("rollback", "--warehouse", own_seeds)
    assert done.returncode == 0, done.stderr
    assert rows(own_seeds, "select count(*) from core.documents") == before
    done = travaux("rollback", "--warehouse", own_seeds)
    assert (done.returncode, "no earlier file" in done.stderr) == (2, True)


@pytest.mark.slow
def test_export_writes_tables_and_names_its_manifest(travaux, published_seeds, tmp_path):
    done = travaux("export", tmp_path / "out", "--format", "csv", "--warehouse", published_seeds)
    manifest = json.loads(Path(done.stdout.strip()).read_text())
    assert manifest["format"] == "csv"
    assert (tmp_path / "out" / "core.votes.csv").is_file()
    done = travaux("export", tmp_path / "out2", "--format", "xlsx", "--warehouse", published_seeds)
    assert (done.returncode, "parquet, csv, jsonl" in done.stderr) == (2, True)


@pytest.mark.slow
def test_serve_says_what_it_lacks(travaux, tmp_path):
    done = travaux("serve", tmp_path, "--warehouse", tmp_path / "t.duckdb")
    assert (done.returncode, "--cron or --every" in done.stderr) == (2, True)
    done = travaux("serve-sql", "--warehouse", tmp_path / "t.duckdb", TRAVAUX_SQL_TOKEN="")
    assert (done.returncode, "TRAVAUX_SQL_TOKEN" in done.stderr) == (2, True)
