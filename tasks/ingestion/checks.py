"""Runs all checks on a warehouse that is not published yet: audits in SQL, expectations on the run's rows."""

from collections.abc import Collection, Iterator
from pathlib import Path

import duckdb
import pandas as pd

from expectations.checkpoint import run_suites
from expectations.suites import REFERENCES, TABLES, columns_of
from tasks.ingestion.run import CheckResult
from warehouse.audit import run_audits
from warehouse.rows import rows_of, values_of


def check_all(
    connection: duckdb.DuckDBPyConnection, document_ids: Collection[str] | None, data_docs: Path | None
) -> list[CheckResult]:
    """Return the outcome of every check.

    Audits look at the whole file, expectations at the rows of `document_ids` (None: at all rows).
    """
    frames = {table: rows_of(connection, table, columns_of(table), document_ids) for table in TABLES}
    references = {name: values_of(connection, *name.rsplit(".", 1)) for name in REFERENCES}
    return [*_audits(connection), *_expectations(frames, references, data_docs)]


def _audits(connection: duckdb.DuckDBPyConnection) -> Iterator[CheckResult]:
    for audit in run_audits(connection):
        yield CheckResult(
            check_name=audit.name,
            table_name=audit.table,
            column_name=None,
            kind="audit",
            severity=audit.severity,
            passed=audit.passed,
            failing_rows=audit.failing_rows,
            checked_rows=audit.checked_rows,
            detail=audit.detail or "",
        )


def _expectations(
    frames: dict[str, pd.DataFrame], references: dict[str, set[str]], data_docs: Path | None
) -> Iterator[CheckResult]:
    for result in run_suites(frames, references, data_docs):
        yield CheckResult(
            check_name=result.name,
            table_name=result.table,
            column_name=result.column,
            kind="expectation",
            severity=result.severity,
            passed=result.passed,
            failing_rows=result.failing_rows,
            checked_rows=result.checked_rows,
            detail=result.detail,
        )
