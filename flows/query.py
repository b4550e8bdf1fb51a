"""Answers a person's SQL query from the published file."""

import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import duckdb
from rich.console import Console
from rich.table import Table

from tasks.errors import UsageError
from warehouse.connect import open_reader

Format = Literal["table", "csv", "json"]


def run_query(
    warehouse: Path, statement: str, how: Format, console: Console, values: Sequence[object] = ()
) -> None:
    """Print the rows of a statement with its `values`.

    Raises:
        UsageError: DuckDB does not accept the statement.
        WarehouseError: the file cannot be opened.

    """
    with open_reader(warehouse) as connection:
        try:
            cursor = connection.execute(statement, list(values))
            names = [column[0] for column in cursor.description or ()]
            rows = cursor.fetchall() if names else []
        except duckdb.Error as error:
            raise UsageError(f"DuckDB says: {error}") from error
    match how:
        case "csv":
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(names)
            writer.writerows(rows)
        case "json":
            objects = [dict(zip(names, row, strict=True)) for row in rows]
            print(json.dumps(objects, ensure_ascii=False, indent=1, default=str))  # noqa: T201
        case "table":
            console.print(to_table(names, rows))


def to_table(names: list[str], rows: list[tuple[object, ...]]) -> Table:
    """Return the rows as a table for a terminal; null shows as nothing."""
    table = Table(*names, show_lines=False, highlight=True, header_style="bold")
    for row in rows:
        table.add_row(*("" if value is None else str(value) for value in row))
    table.caption = f"{len(rows):,} row{'' if len(rows) == 1 else 's'}"
    return table
