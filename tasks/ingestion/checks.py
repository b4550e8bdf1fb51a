"""Runs all checks on a warehouse that is not published yet: audits in SQL, expectations on the run's rows."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import duckdb
import pandas as pd

from expectations.checkpoint import run_suites
from expectations.suites import REFERENCES, TABLES, VOLUMES, columns_of
from expectations.thresholds import FEWEST_TO_COMPARE, WARNING_BUDGET
from tasks.ingestion.run import CheckResult
from warehouse.audit import run_audits
from warehouse.rows import rows_of, values_of, volumes


def check_all(
    connection: duckdb.DuckDBPyConnection, document_ids: Collection[str] | None, data_docs: Path | None
) -> list[CheckResult]:
    """Return the outcome of every check.

    Audits look at the whole file, expectations at the rows of `document_ids` (None: at all rows).
    """
    tables = [table for table in TABLES if table != VOLUMES]
    frames = {table: rows_of(connection, table, columns_of(table), document_ids) for table in tables}
    frames[VOLUMES] = volumes(connection, document_ids or (), FEWEST_TO_COMPARE)
    references = {name: values_of(connection, *name.rsplit(".", 1)) for name in REFERENCES}
    checks = [*_audits(connection), *_expectations(frames, references, data_docs)]
    return [*checks, _budget(checks)]


def _budget(checks: Sequence[CheckResult]) -> CheckResult:
    """Return the check on the checks: few warnings are read one by one, many say that something is wrong."""
    warnings = sum(not check.passed and check.severity == "warning" for check in checks)
    return CheckResult(
        check_name="warnings within their budget",
        table_name="ops.checks",
        column_name=None,
        kind="expectation",
        severity="warning",
        passed=warnings <= WARNING_BUDGET,
        failing_rows=max(0, warnings - WARNING_BUDGET),
        checked_rows=len(checks),
        detail=f"{warnings} warnings; the budget is {WARNING_BUDGET}",
    )


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
