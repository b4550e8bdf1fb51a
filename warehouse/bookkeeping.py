"""Reads and writes what `ops` tells of files, runs, rejections and checks.

Rows come in as Arrow tables whose columns have the tables' own names; nothing here knows how they were made.
"""
# ruff: noqa: S608 - names of tables and columns are our own

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

import duckdb
import pyarrow as pa

from warehouse.build import arrow_schema, table_names

Rows = Sequence[Mapping[str, object]]


def known_files(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str, str, str]]:
    """Return the newest row of every known file: URI, SHA-256, version token, fate, fingerprint."""
    return connection.execute(
        """
        select file_uri, sha256, coalesce(version_token, ''), fate, coalesce(fingerprint, '')
        from ops.files
        where fate <> 'replaced'
        qualify row_number() over (partition by file_uri order by last_seen_at desc, first_seen_at desc) = 1
        """
    ).fetchall()


def begin_run(
    connection: duckdb.DuckDBPyConnection,
    run_id: str,
    started_at: datetime,
    code_version: str,
    fingerprint: str,
) -> None:
    """Write the run's row, as one that is running."""
    connection.execute(
        "insert into ops.runs (run_id, started_at, code_version, fingerprint, outcome) values (?, ?, ?, ?, 'running')",
        [run_id, started_at, code_version, fingerprint],
    )


def end_run(
    connection: duckdb.DuckDBPyConnection,
    run_id: str,
    finished_at: datetime,
    counts: Mapping[str, int],
    durations: Mapping[str, float],
) -> None:
    """Complete the run's row; it is the last thing written before the file is published."""
    connection.execute(
        "update ops.runs set outcome = 'published', finished_at = ?, counts = ?, durations = ? where run_id = ?",
        [finished_at, json.dumps(counts), json.dumps(durations), run_id],
    )


def record_files(connection: duckdb.DuckDBPyConnection, rows: Rows, seen_at: datetime) -> None:
    """Write one row per file and content; what lay at the same place with other bytes becomes 'replaced'."""
    connection.register("seen_files", _arrow("ops.files", rows))
    try:
        connection.execute(
            """
            update ops.files set fate = 'replaced'
            from seen_files
            where files.file_uri = seen_files.file_uri and files.sha256 <> seen_files.sha256
            """
        )
        connection.execute(
            """
            insert into ops.files by name from seen_files
            on conflict (file_uri, sha256) do update set
                fate = excluded.fate,
                document_id = excluded.document_id,
                version_token = excluded.version_token,
                modified_at = excluded.modified_at,
                fingerprint = excluded.fingerprint,
                last_seen_at = excluded.last_seen_at,
                gone_at = null,
                run_id = excluded.run_id
            """
        )
        connection.execute(
            "update ops.files set gone_at = ? where fate = 'replaced' and gone_at is null", [seen_at]
        )
    finally:
        connection.unregister("seen_files")


def record_seen(connection: duckdb.DuckDBPyConnection, uris: Collection[str], seen_at: datetime) -> None:
    """Note that unchanged files were seen again."""
    _update_files(connection, uris, "last_seen_at = ?", [seen_at])


def record_gone(
    connection: duckdb.DuckDBPyConnection, uris: Collection[str], run_id: str, seen_at: datetime
) -> None:
    """Note that files were missed; their documents stay."""
    _update_files(connection, uris, "fate = 'gone', gone_at = ?, run_id = ?", [seen_at, run_id])


def _update_files(
    connection: duckdb.DuckDBPyConnection, uris: Collection[str], assignments: str, values: list[object]
) -> None:
    connection.register("named_files", pa.table({"file_uri": pa.array(uris, pa.string())}))
    try:
        connection.execute(
            f"update ops.files set {assignments} "
            "where file_uri in (select file_uri from named_files) and fate not in ('replaced', 'gone')",
            values,
        )
    finally:
        connection.unregister("named_files")


def record_rejections(connection: duckdb.DuckDBPyConnection, rows: Rows) -> None:
    """Write one row per file that this run could not read."""
    _insert(connection, "ops.rejections", rows)


def record_checks(connection: duckdb.DuckDBPyConnection, rows: Rows) -> None:
    """Write one row per check of this run."""
    _insert(connection, "ops.checks", rows)


def stamp_documents(connection: duckdb.DuckDBPyConnection, rows: Rows) -> None:
    """Fill the columns of newly loaded documents that only a run knows.

    Each row gives `document_id`, `file_name`, `source_uri`, `loaded_at` and `run_id`; `first_seen_at` is taken from
    the files that hold the document.
    """
    connection.register("stamps", pa.Table.from_pylist([dict(row) for row in rows], _stamp_schema()))
    try:
        connection.execute(
            """
            update core.documents set
                file_name = stamps.file_name,
                source_uri = stamps.source_uri,
                loaded_at = stamps.loaded_at,
                run_id = stamps.run_id,
                first_seen_at = coalesce(
                    (select min(f.first_seen_at) from ops.files f where f.document_id = stamps.document_id),
                    stamps.loaded_at
                )
            from stamps
            where documents.document_id = stamps.document_id
            """
        )
    finally:
        connection.unregister("stamps")


def _stamp_schema() -> pa.Schema:
    schema = arrow_schema("core.documents")
    return pa.schema(
        [schema.field(n) for n in ("document_id", "file_name", "source_uri", "loaded_at", "run_id")]
    )


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Rows) -> None:
    connection.register("new_rows", _arrow(table, rows))
    try:
        connection.execute(f"insert into {table} by name from new_rows")
    finally:
        connection.unregister("new_rows")


def _arrow(table: str, rows: Rows) -> pa.Table:
    return pa.Table.from_pylist([dict(row) for row in rows], arrow_schema(table))


def table_counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Return the number of rows of every table of `core`, by 'core.name'."""
    counts: dict[str, int] = {}
    for table in table_names():
        if table.startswith("core."):
            row = connection.execute(f"select count(*) from {table}").fetchone()
            assert row is not None
            counts[table] = row[0]
    return counts
