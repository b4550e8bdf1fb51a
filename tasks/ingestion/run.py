"""The facts of one run that its stages share, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from uuid import uuid4


@dataclass(frozen=True, slots=True)
class Run:
    """One run: its name, when it began, what it writes to, and by which rules."""

    run_id: str
    started_at: datetime
    warehouse: Path
    fingerprint: str
    code_version: str

    @property
    def kept_parses(self) -> Path:
        """The folder of kept parses, beside the warehouse."""
        return self.warehouse.parent / "parses"

    @property
    def data_docs(self) -> Path:
        """The folder of the checks' HTML pages, beside the warehouse."""
        return self.warehouse.parent / "data_docs"


def begin(warehouse: Path, fingerprint: str) -> Run:
    """Return a new run on a warehouse."""
    now = datetime.now(UTC)
    run_id = f"{now:%Y%m%dT%H%M%S}-{uuid4().hex[:6]}"
    return Run(run_id, now, warehouse.absolute(), fingerprint, version("travaux"))


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check's outcome, as `ops.checks` has it."""

    check_name: str
    table_name: str | None
    column_name: str | None
    kind: str  # 'audit' or 'expectation'
    severity: str  # 'critical' or 'warning'
    passed: bool
    failing_rows: int
    checked_rows: int | None
    detail: str


def total(outcomes: Sequence["Outcome"]) -> "Outcome":
    """Return the outcomes of a run's parts as one: counts and seconds added up, the last part's name and checks."""
    last = outcomes[-1]
    stages = {stage for outcome in outcomes for stage in outcome.durations}
    return replace(
        last,
        published=any(outcome.published for outcome in outcomes),
        loaded=sum(outcome.loaded for outcome in outcomes),
        rejected=sum(outcome.rejected for outcome in outcomes),
        gone=sum(outcome.gone for outcome in outcomes),
        linked=sum(outcome.linked for outcome in outcomes),
        durations={s: round(sum(o.durations.get(s, 0.0) for o in outcomes), 3) for s in sorted(stages)},
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did, for people."""

    run_id: str
    published: bool
    unchanged: int
    loaded: int
    rejected: int
    gone: int
    linked: int
    checks: tuple[CheckResult, ...] = ()
    durations: dict[str, float] = field(default_factory=dict)

    @property
    def is_about_nothing(self) -> bool:
        """Whether there was no file at all."""
        return not (self.unchanged or self.loaded or self.rejected or self.gone or self.linked)

    @property
    def critical(self) -> tuple[CheckResult, ...]:
        """The critical checks that failed."""
        return tuple(c for c in self.checks if not c.passed and c.severity == "critical")

    @property
    def warnings(self) -> tuple[CheckResult, ...]:
        """The other checks that failed."""
        return tuple(c for c in self.checks if not c.passed and c.severity != "critical")
