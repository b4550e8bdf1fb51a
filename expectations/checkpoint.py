"""Runs the suites on data frames with Great Expectations and writes Data Docs.

Great Expectations does not speak to DuckDB; it is given the rows of the run as data frames. Importing it takes
4 to 18 seconds, so `warm_up` lets a caller do that while other work runs.
"""

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from expectations.suites import CHECKS, Check, Severity

if TYPE_CHECKING:
    import pandas as pd

EXAMPLES = 5  # unexpected values that a result's detail shows


@dataclass(frozen=True, slots=True)
class ExpectationResult:
    """One expectation's outcome on the rows of one run."""

    table: str
    name: str
    column: str | None
    severity: Severity
    passed: bool
    checked_rows: int
    failing_rows: int
    detail: str


def warm_up() -> None:
    """Import Great Expectations, so that the next call does not wait for it."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    import great_expectations.expectations  # noqa: F401 - for its import's sake


def run_suites(
    frames: Mapping[str, "pd.DataFrame"],
    references: Mapping[str, Collection[str]],
    data_docs: Path | None = None,
) -> list[ExpectationResult]:
    """Return the outcome of every expectation on the given tables, and write Data Docs where a folder is given.

    Args:
        frames: the rows of this run by table; a table without rows is passed over.
        references: the values allowed for each name in `expectations.suites.REFERENCES`.
        data_docs: the folder for the HTML pages; its `index.html` is the entry.

    Raises:
        RuntimeError: an expectation itself failed to run, which is a bug.

    """
    warm_up()
    context = _context(data_docs)
    source = context.data_sources.add_pandas("rows of this run")
    results: list[ExpectationResult] = []
    for table, frame in frames.items():
        checks = [check for check in CHECKS if check.table == table]
        if checks and len(frame):
            expectations = [_expectation(check, references) for check in checks]
            outcome = _run_suite(context, source, table, frame, expectations)
            by_name = {check.name: check for check in checks}
            results += (_result(by_name[r.expectation_config.meta["check"]], r, len(frame)) for r in outcome)
    if data_docs is not None:
        context.build_data_docs()
    return results


def _context(data_docs: Path | None) -> Any:  # noqa: ANN401 - Great Expectations has no types
    """Return a context that leaves nothing behind but the Data Docs."""
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    context.delete_data_docs_site("local_site")
    if data_docs is not None:
        site = {
            "class_name": "SiteBuilder",
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
            "store_backend": {
                "class_name": "TupleFilesystemStoreBackend",
                "base_directory": str(data_docs.resolve()),
            },
        }
        context.add_data_docs_site(site_name="travaux", site_config=cast("Any", site))
    return context


def _run_suite(
    context: Any,  # noqa: ANN401
    source: Any,  # noqa: ANN401
    table: str,
    frame: "pd.DataFrame",
    expectations: list[Any],
) -> Iterator[Any]:
    """Run one table's suite as a checkpoint of its own: a checkpoint hands one data frame to all."""
    import great_expectations as gx

    rows = source.add_dataframe_asset(table).add_batch_definition_whole_dataframe("rows of this run")
    suite = context.suites.add(gx.ExpectationSuite(name=table, expectations=expectations))
    definition = context.validation_definitions.add(
        gx.ValidationDefinition(name=table, data=rows, suite=suite)
    )
    checkpoint = context.checkpoints.add(gx.Checkpoint(name=table, validation_definitions=[definition]))
    outcome = checkpoint.run(batch_parameters={"dataframe": frame})
    for run in outcome.run_results.values():
        yield from run.results


def _expectation(check: Check, references: Mapping[str, Collection[str]]) -> Any:  # noqa: ANN401
    """Make the Great Expectations object of a check."""
    import great_expectations.expectations as gxe

    arguments = dict(check.arguments)
    if check.needs is not None:
        arguments["value_set"] = sorted(references[check.needs])
    return getattr(gxe, check.expectation)(
        **arguments, severity=check.severity, meta={"check": check.name}, description=check.name
    )


def _result(check: Check, result: Any, rows: int) -> ExpectationResult:  # noqa: ANN401
    if result.exception_info.get("raised_exception", True) if result.exception_info else False:
        raise RuntimeError(f"{check.table}: {check.name}: {result.exception_info}")
    facts = result.result
    examples = facts.get("partial_unexpected_list") or []
    failing = int(facts.get("unexpected_count") or 0)
    detail = f"observed {facts['observed_value']}" if "observed_value" in facts else ""
    if examples:
        detail = "for example " + ", ".join(repr(value) for value in examples[:EXAMPLES])
    return ExpectationResult(
        table=check.table,
        name=check.name,
        column=check.arguments.get("column"),
        severity=check.severity,
        passed=bool(result.success),
        checked_rows=int(facts.get("element_count") or rows),
        failing_rows=failing if failing or result.success else rows or 1,
        detail=detail,
    )
