"""Measures the warehouse with thousands of synthetic documents, made of those of a real one.

    python tests/bench/scale.py SOURCE.duckdb FOLDER [COUNT …]

Every synthetic document is a real one under another name: same text, paragraphs, mentions and votes, another
identity and symbol. They are written as a parse writes them, in sets of Parquet files, and then go the way of a run:
copy, load, history, audits, index, publication, the questions of the tutorial. Printed are seconds and sizes.
"""
# ruff: noqa: T201 - a measure is printed

import re
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from seeds.reference import FOLDER as REFERENCE  # noqa: E402 - found by the line above
from warehouse import audit, build, connect, history, load, publish, search  # noqa: E402

BATCH = 500  # documents in a set
RUN_COLUMNS = "file_name, source_uri, first_seen_at, loaded_at, run_id, is_current, supersedes_document_id"
MENTIONS = tuple(table for table in load.document_tables() if table.endswith("_mentions"))


def make_sets(source: Path, folder: Path, first: int, last: int) -> list[Path]:
    """Write synthetic documents number `first` to `last` (excluded); return the sets' folders."""
    with connect.open_reader(source) as connection:
        connection.execute(
            """
            create temp table originals as
            select document_id, row_number() over (order by document_id) - 1 as place from core.documents
            """
        )
        return [
            _make_set(connection, folder / f"{start:06}", start, min(start + BATCH, last))
            for start in range(first, last, BATCH)
        ]


def _make_set(connection: duckdb.DuckDBPyConnection, folder: Path, first: int, last: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    connection.execute(
        """
        create or replace temp table copies as
        select number, originals.document_id as original, sha256(originals.document_id || number) as sha256
        from range(?, ?) as numbers (number)
        inner join originals on originals.place = number % (select count(*) from originals)
        """,
        [first, last],
    )
    for table in load.document_tables():
        target = str(folder / f"{table}.parquet")
        connection.execute(f"copy ({_copy_of(table)}) to '{target}' (format parquet)")
    return folder


def _copy_of(table: str) -> str:
    """Return a query for the table's rows under the copies' identities."""
    columns = build.arrow_schema(table).names
    replaced = [
        f"substr(copies.sha256, 1, 16) || substr({name}, 17) as {name}"
        for name in columns
        if name in {"document_id", "paragraph_id", "vote_id", "statement_id"}
    ]
    owner, left_out = "document_id" if "document_id" in columns else "split_part(vote_id, ':', 1)", ""
    if table == "core.documents":
        replaced += ["copies.sha256 as sha256", "coalesce(symbol, 'X') || '/Add.' || copies.number as symbol"]
        left_out = f"exclude ({RUN_COLUMNS})"
    return f"select t.* {left_out} replace ({', '.join(replaced)}) from {table} as t inner join copies on copies.original = t.{owner}".replace(
        "t.split_part(", "split_part(t."
    )


@contextmanager
def timed(times: dict[str, float], name: str) -> Iterator[None]:
    """Add the seconds that the block takes."""
    start = time.perf_counter()
    yield
    times[name] = time.perf_counter() - start


def run(path: Path, sets: list[Path]) -> dict[str, float]:
    """Take the sets into the warehouse at `path`, as a run does; return the seconds of each stage."""
    times: dict[str, float] = {}
    with timed(times, "copy"):
        target = publish.prepare_next(path)
    with connect.open_writer(target) as connection:
        with timed(times, "schema"):
            build.create(connection, REFERENCE)
        ids = [
            i
            for s in sets
            for (i,) in connection.execute(_IDS, [str(s / "core.documents.parquet")]).fetchall()
        ]
        connection.begin()
        with timed(times, "load"):
            rows = load.load_parquet_set(connection, sets, ids)
            connection.execute(
                "update core.documents set first_seen_at = $1, loaded_at = $1 where loaded_at is null",
                [datetime.now(UTC)],
            )
        with timed(times, "history"):
            history.refresh(connection)
        with timed(times, "commit"):
            connection.commit()
        with timed(times, "audits"):
            failed = [result.name for result in audit.run_audits(connection) if not result.passed]
        with timed(times, "index"):
            search.build_index(connection)
    with timed(times, "publish"):
        publish.publish(target, path)
    print("   audits that found something:", ", ".join(failed) or "none")
    mentions = sum(rows.get(table, 0) for table in MENTIONS)
    whole = sum(times.values())
    print(
        f"   {len(ids)} documents, {sum(rows.values())} rows, {mentions} mentions, {mentions / whole:.0f} mentions/s end to end"
    )
    return times


_IDS = "select document_id from read_parquet(?)"


def ask(path: Path) -> dict[str, float]:
    """Return how many seconds each question of the tutorial takes."""
    questions = re.findall(
        r"^## (.*?)\n.*?```sql\n(.*?)```", (ROOT / "docs/tutorial.md").read_text(), re.DOTALL | re.MULTILINE
    )
    times: dict[str, float] = {}
    with timed(times, "open"), connect.open_reader(path) as connection:
        connection.execute("select 1")
    with connect.open_reader(path) as connection:
        for title, sql in questions:
            with timed(times, title):
                connection.execute(
                    sql.replace("(select paragraph_id from", "(select min(paragraph_id) from")
                ).fetchall()
    return times


def main(source: Path, folder: Path, counts: list[int]) -> None:
    """Measure for each count, in a warehouse of its own; then what a hundred documents more cost the last one."""
    for count in counts:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        path = folder / "travaux.duckdb"
        sets = make_sets(source, folder / "sets", 0, count)
        print(f"{count} documents into an empty warehouse")
        show(run(path, sets))
        size = path.stat().st_size
        print(f"   {size / 1e6:.1f} MB, {size / count / 1e3:.1f} kB a document")
    show(ask(path))
    print(f"100 documents more, into a warehouse of {counts[-1]}")
    show(run(path, make_sets(source, folder / "more", counts[-1], counts[-1] + 100)))


def show(times: dict[str, float]) -> None:
    """Print the seconds, one stage a line."""
    for name, seconds in times.items():
        print(f"   {seconds:8.3f} s  {name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), [int(a) for a in sys.argv[3:]] or [100, 1000, 10_000])
