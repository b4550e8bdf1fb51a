"""The flow that exports a warehouse and tells how it stands."""

from datetime import datetime
from pathlib import Path

import duckdb
from prefect import flow
from prefect.artifacts import create_markdown_artifact

from flows.hooks import tell_failure
from tasks.export import export
from warehouse.bookkeeping import table_counts
from warehouse.connect import open_reader
from warehouse.export import Format
from warehouse.missing import missing_documents

MOST_MISSING = 20  # symbols that the summary names


@flow(
    name="report", flow_run_name="report on {warehouse}", on_failure=[tell_failure], on_crashed=[tell_failure]
)
def report(warehouse: Path, folder: Path | None = None, file_format: Format = "parquet") -> Path | None:
    """Leave the summary `travaux-report` and, where a folder is given, an export of all tables in it.

    Args:
        warehouse: the published file.
        folder: where to write the export; an earlier one is replaced as a whole.
        file_format: of the export.

    Returns:
        The export's manifest.

    Raises:
        WarehouseError: the warehouse cannot be opened, or the folder holds something else.

    """
    with open_reader(warehouse) as connection:
        create_markdown_artifact(
            key="travaux-report", markdown=to_markdown(connection, warehouse), description="How it stands"
        )
    if folder is None:
        return None
    manifest: Path = export(warehouse, folder, file_format)
    return manifest


def to_markdown(connection: duckdb.DuckDBPyConnection, warehouse: Path) -> str:
    """Return a warehouse's state in Markdown: rows, the last runs, failed checks of the last, what to fetch next."""
    counts = "\n".join(f"| {table} | {count:,} |" for table, count in table_counts(connection).items())
    runs = "\n".join(
        f"| {name} | {at:%Y-%m-%d %H:%M} | {outcome} |" for name, at, outcome in _last_runs(connection)
    )
    checks = "\n".join(f"- {severity}: {name}: {detail}" for severity, name, detail in _failed(connection))
    missing = "\n".join(
        f"- {symbol}, cited by {citing}"
        for symbol, _, citing, _ in missing_documents(connection)[:MOST_MISSING]
    )
    return f"""# {warehouse.name}

| table | rows |
|---|---|
{counts}

## Last runs

| run | began (UTC) | outcome |
|---|---|---|
{runs}

## Checks of the last run that did not pass

{checks or "None."}

## Cited and not held

{missing or "Nothing."}
"""


def _last_runs(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, datetime, str]]:
    query = "select run_id, started_at, outcome from ops.runs order by started_at desc limit 5"
    return connection.execute(query).fetchall()


def _failed(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str]]:
    return connection.execute(
        """
        select severity, check_name, coalesce(detail, '')
        from ops.checks
        where not passed and run_id = (select run_id from ops.runs order by started_at desc limit 1)
        order by severity, check_name
        """
    ).fetchall()
