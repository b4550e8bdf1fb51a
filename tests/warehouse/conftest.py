"""A small warehouse with hand-written rows, on a real file."""

import hashlib
import shutil
import subprocess
import sys
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from warehouse import build, connect

REFERENCE = {
    "countries": "iso3,iso2,m49,name,member_since,member_until,note\n"
    "BEN,BJ,204,Benin,1960-09-20,,x\nFRA,FR,250,France,1945-10-24,,x\nPAK,PK,586,Pakistan,1947-09-30,,x\n"
    "SUN,SU,810,Union of Soviet Socialist Republics,1945-10-24,1991-12-25,x\nVAT,VA,336,Holy See,,,x\n",
    "country_names": "name,iso3,kind,valid_from,valid_to\nFrance,FRA,short,,\nPakistan,PAK,short,,\nBenin,BEN,short,,\n",
    "membership_gaps": "iso3,left_on,returned_on,why\n",
    "groups": "group_code,name\nG77,Group of 77 and China\n",
    "group_names": "name,group_code\nGroup of 77,G77\n",
    "bodies": "body_code,name,symbol_prefix,parent_code\nA,General Assembly,A,\nA/C.3,Third Committee,A/C.3,A\n",
    "sessions": "body_code,session,opens_on,closes_on\nA,74,2019-09-17,2020-09-14\n",
    "symbol_series": "series,pattern,body_code,name,example,source\nA/RES,A/RES/{session}/{number},A,Resolutions,A/RES/74/247,x\n",
}


@pytest.fixture(scope="session")
def reference_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reference")
    for name, text in REFERENCE.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def sample():
    """Make rows, put them into tables, or write them as a parse does."""
    return SimpleNamespace(identity=identity, rows_of=rows_of, insert=insert, write_set=write_set)


@pytest.fixture
def run_python():
    """Run code in another process; `say` reports to the test, which goes on after the first word, `wait` waits."""

    @contextmanager
    def run(code, said="open"):
        prelude = "import sys\ndef say(word): print(word, flush=True)\ndef wait(): sys.stdin.readline()\n"
        process = subprocess.Popen(
            [sys.executable, "-c", prelude + code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        try:
            assert process.stdout.readline().strip() == said
            yield process
        finally:
            process.kill()
            process.communicate()

    return run


@pytest.fixture(scope="session")
def empty_warehouse(tmp_path_factory, reference_folder):
    """A warehouse file without documents, to be copied: that is ten times as fast as to build one."""
    path = tmp_path_factory.mktemp("empty") / "travaux.duckdb"
    with connect.open_writer(path) as connection:
        build.create(connection, reference_folder)
    return path


@pytest.fixture
def connection(empty_warehouse, tmp_path):
    """A connection to an empty warehouse."""
    path = shutil.copyfile(empty_warehouse, tmp_path / "empty.duckdb")
    with connect.open_writer(path) as connection:
        yield connection


@pytest.fixture
def warehouse(empty_warehouse, tmp_path):
    """A warehouse file with one document."""
    path = shutil.copyfile(empty_warehouse, tmp_path / "travaux.duckdb")
    with connect.open_writer(path) as connection:
        insert(connection, rows_of("first"))
    return path


def identity(content: str) -> tuple[str, str]:
    digest = hashlib.sha256(content.encode()).hexdigest()
    return digest[:16], digest


def rows_of(content: str, **document) -> dict[str, list[dict]]:
    """Rows of a document of two paragraphs: a masthead with the symbol, a sentence that names things."""
    document_id, sha256 = identity(content)
    lines = [
        document.get("symbol", "A/C.3/74/L.11"),
        f"France ({content}) recalled resolution 74/247 in 2019.",
    ]
    text, ids = "\n".join(lines), [f"{document_id}:0", f"{document_id}:1"]
    second = len(lines[0]) + 1
    at = lambda words: {  # noqa: E731
        "document_id": document_id, "paragraph_id": ids[0 if text.index(words) < second else 1], "page_number": 1,
        "start_char": text.index(words), "end_char": text.index(words) + len(words), "surface": words, "method": "test",
    }  # fmt: skip
    return {
        "core.documents": [
            {"document_id": document_id, "sha256": sha256, "symbol": lines[0], "document_type": "draft_resolution",
             "language": "English", "media_type": "text/plain", "reader": "text", "page_count": 1,
             "character_count": len(text), "title": "A title", **document}
        ],
        "core.texts": [{"document_id": document_id, "text": text}],
        "core.pages": [{"document_id": document_id, "page_number": 1, "start_char": 0, "end_char": len(text), "text_layer": "digital"}],
        "core.paragraphs": [
            {"paragraph_id": ids[i], "document_id": document_id, "position": i, "kind": kind, "level": 1, "section_path": [],
             "page_number": 1, "start_char": start, "end_char": start + len(lines[i]), "text": lines[i]}
            for i, kind, start in ((0, "masthead", 0), (1, "body", second))
        ],
        "core.country_mentions": [{**at("France"), "iso3": "FRA", "form": "name"}],
        "core.symbol_mentions": [
            {**at(lines[0]), "symbol": lines[0], "role": "self"},
            {**at("74/247"), "symbol": "A/RES/74/247", "role": "cited", "body_code": "A", "context_verb": "recalled"},
        ],
        "core.date_mentions": [{**at("2019"), "start_date": date(2019, 1, 1), "end_date": date(2019, 12, 31), "precision": "year", "is_inferred": False}],
    }  # fmt: skip


def write_set(folder: Path, rows: dict[str, list[dict]]) -> Path:
    """Write rows as a parse does: one Parquet file per table, typed as the table is."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, content in rows.items():
        schema = build.arrow_schema(table)
        columns = {
            name: pa.array([row[name] for row in content], schema.field(name).type) for name in content[0]
        }
        pq.write_table(pa.table(columns), folder / f"{table}.parquet")
    return folder


def insert(connection, rows: dict[str, list[dict]]) -> None:
    """Insert rows straight into the tables."""
    for table, content in rows.items():
        for row in content:
            names, marks = ", ".join(row), ", ".join("?" * len(row))
            connection.execute(f"insert into {table} ({names}) values ({marks})", list(row.values()))
