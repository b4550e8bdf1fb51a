"""Runs the audits: each is a view in `schema/audit` of rows that must not exist."""
# ruff: noqa: S608 - names of tables and columns are our own

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, cast

import duckdb

from warehouse.errors import WarehouseError
from warehouse.schema_files import view_files

_SHOWN = 3  # rows at fault in an audit's detail
# Every audit's comment begins so; the comment is what people and this module read.
_COMMENT = re.compile(r"(?P<severity>critical|warning) on (?P<table>[a-z_.]+): (?P<grain>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class AuditResult:
    """What one audit found; a row of `ops.checks`."""

    name: str
    table: str
    severity: Literal["critical", "warning"]
    failing_rows: int
    checked_rows: int
    detail: str | None  # what the rows at fault are, and the first of them; None where there are none

    @property
    def passed(self) -> bool:
        """Whether no row is at fault."""
        return self.failing_rows == 0


def run_audits(connection: duckdb.DuckDBPyConnection) -> list[AuditResult]:
    """Return what every audit finds in the whole database, in the order of their names."""
    return [_run(connection, *audit) for audit in _audits(connection)]


def _audits(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield each audit's name and its comment's parts."""
    comments = dict(
        connection.execute(
            "select view_name, comment from duckdb_views() where schema_name = 'audit'"
        ).fetchall()
    )
    for name in sorted(
        file.name.removeprefix("audit.") for file in view_files() if file.name.startswith("audit.")
    ):
        stated = _COMMENT.fullmatch(comments.get(name) or "")
        if stated is None:
            raise WarehouseError(
                f"The warehouse lacks the audit {name}, or its severity: build its views again."
            )
        yield name, stated


def _run(connection: duckdb.DuckDBPyConnection, name: str, stated: re.Match[str]) -> AuditResult:
    failing = _count(connection, f"audit.{name}")
    return AuditResult(
        name=name,
        table=stated["table"],
        severity=cast("Literal['critical', 'warning']", stated["severity"]),
        failing_rows=failing,
        checked_rows=_count(connection, stated["table"]),
        detail=f"{stated['grain']} {_examples(connection, name)}" if failing else None,
    )


def _count(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    row = connection.execute(f"select count(*) from {name}").fetchone()
    assert row is not None
    return int(row[0])


def _examples(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """Return the first rows at fault: the same ones each time."""
    result = connection.execute(f"from audit.{name} order by all limit {_SHOWN}")
    columns = [column[0] for column in result.description or ()]
    return "; ".join(
        ", ".join(f"{column} {value}" for column, value in zip(columns, row, strict=True))
        for row in result.fetchall()
    )
