"""Runs the questions of the tutorial on the seeds; as a script, writes the answers into the page."""

import re
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from seeds import reference
from tasks.ingestion.document import parse_document
from tasks.ingestion.rows import to_rows
from warehouse import build, connect, history, search

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "tutorial.md"
PAGES = (PAGE, ROOT / "docs" / "proceedings.md")
QUESTION = re.compile(r"```sql\n(?P<sql>(?:(?!```).*\n)*)```\n(?P<answer>\n(?:\|.*\n)+)?")


def write_seeds(path):
    """Make a warehouse of the seeds, as a run does but without Prefect."""
    with connect.open_writer(path) as connection:
        build.create(connection, reference.FOLDER)
        for file in sorted((ROOT / "seeds" / "documents").iterdir()):
            document = parse_document(file.read_bytes(), file.name)
            for table, rows in to_rows(document).items():
                insert(connection, table, rows)
            connection.execute(
                "update core.documents set file_name = ?, loaded_at = ? where document_id = ?",
                [file.name, datetime.now(UTC), document.document_id],
            )
        history.refresh(connection)
        search.build_index(connection)
    return path


def insert(connection, table, rows):
    for row in rows:
        names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
        connection.execute(f"insert into {table} ({names}) values ({marks})", list(row.values()))


def answered(page, connection):
    """Return the page with every question's answer behind it."""
    return QUESTION.sub(lambda m: f"```sql\n{m['sql']}```\n\n{answer(connection, m['sql'])}", page)


def answer(connection, sql):
    result = connection.execute(sql)
    names = [column[0] for column in result.description]
    lines = [names, ["---"] * len(names), *([shown(value) for value in row] for row in result.fetchall())]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def shown(value):
    return "" if value is None else str(value).replace("|", "\\|").replace("\n", " ")


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    with connect.open_reader(write_seeds(tmp_path_factory.mktemp("seeds") / "travaux.duckdb")) as connection:
        yield connection


@pytest.mark.slow
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_the_answers_on_the_page_are_what_the_seeds_say(seeds, path):
    page = path.read_text(encoding="utf-8")
    assert page == answered(page, seeds), "write them again: python tests/warehouse/test_tutorial.py"


@pytest.mark.slow
def test_there_are_twelve_questions_and_none_goes_without_an_answer(seeds):
    questions = QUESTION.findall(PAGE.read_text(encoding="utf-8"))
    assert len(questions) == 12
    assert [sql for sql, _ in questions if not seeds.execute(sql).fetchall()] == []


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    with (
        tempfile.TemporaryDirectory() as folder,
        connect.open_reader(write_seeds(Path(folder) / "travaux.duckdb")) as answering,
    ):
        for path in PAGES:
            path.write_text(answered(path.read_text(encoding="utf-8"), answering), encoding="utf-8")
