"""Leaves a run's outcome and its checks as artifacts on Prefect's pages."""

from uuid import UUID

from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)

from tasks.ingestion.ledger import Ledger
from tasks.ingestion.run import Outcome, Run

PROGRESS_STEP = 5.0  # per cent between two updates: each is a request to the server


class Progress:
    """The artifact `travaux-progress`: how many of a run's documents are parsed, in per cent."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._shown = 0.0
        made = create_progress_artifact(0.0, "travaux-progress", f"{total} documents to parse")
        assert isinstance(made, UUID)  # not awaited: flows of this project are not asynchronous
        self._artifact = made

    def documents(self, done: int) -> None:
        """Move, where it is worth a request."""
        share = 100.0 * done / self._total
        if share - self._shown >= PROGRESS_STEP or done == self._total:
            self._shown = share
            update_progress_artifact(self._artifact, share, f"parsed {done} of {self._total} documents")


def report(outcome: Outcome, ledger: Ledger, run: Run) -> None:
    """Create the artifacts `travaux-run`, `travaux-checks` and, where there are any, `travaux-rejections`."""
    create_markdown_artifact(
        key="travaux-run", markdown=to_markdown(outcome, run), description="What the run did"
    )
    create_table_artifact(key="travaux-checks", table=check_table(outcome), description="Checks of the run")
    if ledger.rejections:
        rows = [
            {"file": r["file_uri"], "reason": r["reason"], "detail": r["detail"]} for r in ledger.rejections
        ]
        create_table_artifact(
            key="travaux-rejections", table=rows, description="Files that could not be read"
        )


def to_markdown(outcome: Outcome, run: Run) -> str:
    """Return the run's summary in Markdown."""
    verdict = "published" if outcome.published else "**not published**: a critical check failed"
    stages = "\n".join(f"| {stage} | {seconds:.1f} |" for stage, seconds in outcome.durations.items())
    passed = sum(check.passed for check in outcome.checks)
    return f"""# Run {outcome.run_id}

`{run.warehouse.name}`: {verdict}.

| files | |
|---|---|
| loaded | {outcome.loaded} |
| rejected | {outcome.rejected} |
| the same as another | {outcome.linked} |
| gone | {outcome.gone} |
| unchanged | {outcome.unchanged} |

{passed} of {len(outcome.checks)} checks passed, {len(outcome.warnings)} warnings. Rules `{run.fingerprint}`, Travaux {run.code_version}.

| stage | seconds |
|---|---|
{stages}
"""


def check_table(outcome: Outcome) -> list[dict[str, object]]:
    """Return the checks as a table, failed ones first."""
    return [
        {
            "check": check.check_name,
            "table": check.table_name,
            "severity": check.severity,
            "passed": check.passed,
            "failing rows": check.failing_rows,
            "detail": check.detail,
        }
        for check in sorted(outcome.checks, key=lambda check: check.passed)
    ]
