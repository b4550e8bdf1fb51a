"""The flow that ingests documents: discover, parse, load, validate, publish."""

import logging
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from prefect import flow
from prefect.futures import as_completed

from expectations.checkpoint import warm_up
from flows import artifacts
from flows.progress import watcher
from flows.workers import ProcessWorkers, default_workers
from tasks.discover import discover
from tasks.errors import CriticalCheckFailed, NothingReadable, UsageError
from tasks.ingestion.batches import to_batches
from tasks.ingestion.fingerprint import rules_fingerprint
from tasks.ingestion.kept import KeptBatch, find_batches, forget_other_rules
from tasks.ingestion.ledger import Ledger
from tasks.ingestion.plan import Choice, Plan, Work
from tasks.ingestion.run import CheckResult, Outcome, Run, begin
from tasks.load import load
from tasks.parse import parse
from tasks.publish import publish
from tasks.validate import validate
from warehouse.lock import hold
from warehouse.publish import keep_failed

LOG = logging.getLogger("travaux")
KEPT_RULES = 1  # sets of parses of older rules that stay, for going back
LOCK_WAIT_SECONDS = 60.0
MOST_REASONS = 20  # files that an error message names


class Stopwatch:
    """Seconds spent in each stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str, words: str) -> Iterator[None]:
        """Tell the watcher what begins, and keep how long it took."""
        watcher().stage(words)
        began = time.monotonic()
        try:
            yield
        finally:
            self.seconds[name] = round(time.monotonic() - began, 3)


@flow(name="ingest", flow_run_name="ingest into {warehouse}")
def ingest(  # noqa: PLR0913 - what a data engineer sets on Prefect's page of the flow
    paths: Sequence[Path],
    warehouse: Path,
    workers: int | None = None,
    *,
    full: bool = False,
    retry_rejected: bool = False,
    wait_seconds: float = LOCK_WAIT_SECONDS,
) -> Outcome:
    """Bring a warehouse up to date with the files under `paths`, and publish it.

    Args:
        paths: files and folders.
        warehouse: the DuckDB file; readers may have it open all the time.
        workers: processes that parse; by default one per core.
        full: parse everything again, whatever is loaded already.
        retry_rejected: try files again that were rejected before.
        wait_seconds: how long to wait for another run that holds the warehouse.

    Raises:
        UsageError: a path does not exist.
        CriticalCheckFailed: a check failed; the published file is what it was.
        WarehouseError: the warehouse cannot be used.

    """
    run = begin(warehouse, rules_fingerprint())
    clock = Stopwatch()
    with hold(run.warehouse, wait_seconds):
        with clock.stage("discover", "looking for new and changed files"):
            plan = discover(paths, run.warehouse, Choice(run.fingerprint, full, retry_rejected))
        if plan.is_empty:
            _refuse_nothing(plan)
            LOG.info("nothing to do: %d files are as they were", len(plan.unchanged))
            return _outcome(run, plan, None, (), clock)
        threading.Thread(target=warm_up, name="import checks", daemon=True).start()
        with clock.stage("parse", "parsing"):
            batches = _parse_all(run, plan, workers or default_workers(), full=full)
            _refuse_unreadable(run, plan, batches)
        with clock.stage("load", "loading"):
            ledger = load(run, plan, batches)
        with clock.stage("validate", "checking"):
            checks = validate(run, ledger)
        outcome = _outcome(run, plan, ledger, checks, clock)
        artifacts.report(outcome, ledger, run)
        _refuse_if_critical(run, outcome)
        with clock.stage("publish", "publishing"):
            publish(run, _counts(outcome), clock.seconds)
        forget_other_rules(run.kept_parses, run.fingerprint, KEPT_RULES)
    return outcome


def _parse_all(run: Run, plan: Plan, workers: int, *, full: bool) -> list[KeptBatch]:
    """Parse what no kept parse holds, in batches that run side by side, and return all batches needed."""
    kept = [] if full else find_batches(run.kept_parses, run.fingerprint)
    done = {content for batch in kept for content in (*batch.parsed, *(r.sha256 for r in batch.rejected))}
    missing = [work for work in plan.work if work.source.sha256 not in done]
    needed = {work.source.sha256 for work in plan.work} - {work.source.sha256 for work in missing}
    found = [b for b in kept if needed & {*b.parsed, *(r.sha256 for r in b.rejected)}]
    if needed:
        LOG.info("%d documents were parsed by an earlier run", len(needed))
    return [*found, *_parse_missing(run, missing, workers)] if missing else found


def _parse_missing(run: Run, missing: Sequence[Work], workers: int) -> list[KeptBatch]:
    batches = list(to_batches(missing, workers))
    parsed: list[KeptBatch] = []
    done = 0
    with ProcessWorkers(min(workers, len(batches)), run.kept_parses, run.fingerprint) as pool:
        futures = {
            parse.submit(number, len(batches), batch, pool): len(batch)
            for number, batch in enumerate(batches, start=1)
        }
        for future in as_completed(list(futures)):
            parsed += future.result()
            done += futures[future]
            watcher().documents(done, len(missing))
    return parsed


def _outcome(
    run: Run, plan: Plan, ledger: Ledger | None, checks: Sequence[CheckResult], clock: Stopwatch
) -> Outcome:
    fates = Counter(str(row["fate"]) for row in ledger.files) if ledger else Counter[str]()
    return Outcome(
        run_id=run.run_id,
        published=ledger is not None and all(c.passed or c.severity != "critical" for c in checks),
        unchanged=len(plan.unchanged),
        loaded=fates["loaded"],
        rejected=fates["rejected"],
        gone=len(plan.gone),
        linked=fates["duplicate"],
        checks=tuple(checks),
        durations=clock.seconds,
    )


def _counts(outcome: Outcome) -> dict[str, int]:
    return {
        "loaded": outcome.loaded,
        "rejected": outcome.rejected,
        "duplicate": outcome.linked,
        "gone": outcome.gone,
        "unchanged": outcome.unchanged,
        "checks": len(outcome.checks),
        "warnings": len(outcome.warnings),
    }


def _refuse_nothing(plan: Plan) -> None:
    """Stop where the paths hold no file at all: that is a slip of the person's, not a result."""
    if not plan.unchanged:
        raise UsageError("there are no files under the given paths; nothing was done")


def _refuse_unreadable(run: Run, plan: Plan, batches: Sequence[KeptBatch]) -> None:
    """Stop a first run in which nothing could be read, and say of each file why."""
    if run.warehouse.exists() or any(batch.parsed for batch in batches):
        return
    names = {work.source.sha256: work.source.file_name for work in plan.work}
    reasons = [f"{bad.file_name}: {bad.reason}: {bad.detail}" for bad in plan.bad]
    reasons += [
        f"{names[r.sha256]}: {r.reason}: {r.detail}" for b in batches for r in b.rejected if r.sha256 in names
    ]
    listed = "\n  ".join(reasons[:MOST_REASONS])
    more = f"\n  and {len(reasons) - MOST_REASONS} more" if len(reasons) > MOST_REASONS else ""
    raise NothingReadable(
        f"none of the {len(reasons)} files could be read; nothing was published\n  {listed}{more}"
    )


def _refuse_if_critical(run: Run, outcome: Outcome) -> None:
    """Stop before publication where a critical check failed; the refused file stays beside, to be looked at."""
    if not outcome.critical:
        return
    refused = keep_failed(run.warehouse)
    failed = "; ".join(f"{c.table_name}: {c.check_name} ({c.detail})" for c in outcome.critical)
    raise CriticalCheckFailed(
        f"{len(outcome.critical)} critical checks failed, nothing was published: {failed}. "
        f"The refused file is {refused}, its checks are in ops.checks and in {run.data_docs / 'index.html'}."
    )
