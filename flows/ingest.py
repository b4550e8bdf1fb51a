"""The flow that ingests documents: discover, parse, load, validate, publish."""

import logging
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path

from prefect import flow
from prefect.futures import as_completed

from expectations.checkpoint import warm_up
from flows import artifacts
from flows.hooks import tell_failure
from flows.progress import watcher
from flows.schedule import note_start, skip_if_caught_up
from flows.workers import ProcessWorkers, default_workers
from tasks.discover import discover
from tasks.errors import CriticalCheckFailed, NothingReadable
from tasks.ingestion.batches import to_batches
from tasks.ingestion.fingerprint import rules_fingerprint
from tasks.ingestion.kept import KeptBatch, find_batches, forget_other_rules
from tasks.ingestion.ledger import Ledger
from tasks.ingestion.plan import Choice, Plan, Work, join, split
from tasks.ingestion.run import CheckResult, Outcome, Run, begin, total
from tasks.ingestion.shared import collect
from tasks.load import load
from tasks.parse import Workers, parse
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


@flow(
    name="ingest",
    flow_run_name="ingest into {warehouse}",
    on_failure=[tell_failure],
    on_crashed=[tell_failure],
)
def ingest(  # noqa: PLR0913 - what a data engineer sets on Prefect's page of the flow
    paths: Sequence[Path],
    warehouse: Path,
    workers: int | None = None,
    *,
    full: bool = False,
    retry_rejected: bool = False,
    only: Sequence[str] = (),
    since: datetime | None = None,
    chunk: int | None = None,
    dask: str | None = None,
    parses: str | None = None,
    wait_seconds: float = LOCK_WAIT_SECONDS,
) -> Outcome:
    """Bring a warehouse up to date with the files under `paths`, and publish it.

    Args:
        paths: files and folders.
        warehouse: the DuckDB file; readers may have it open all the time.
        workers: processes that parse; by default one per core.
        full: parse everything again, whatever is loaded already.
        retry_rejected: try files again that were rejected before.
        only: globs on file names or paths; other files are passed over.
        since: files that were changed before it are passed over.
        chunk: publish after every so many documents, so that a long backfill can be used while it goes on.
        dask: a Dask scheduler that parses (tcp://host:8786), or 'local': a cluster on this machine.
        parses: address of storage over which a cluster's parses travel; by default the warehouse's folder is shared.
        wait_seconds: how long to wait for another run that holds the warehouse.

    Raises:
        UsageError: a path does not exist, or a cluster does not answer.
        CriticalCheckFailed: a check failed; the published file is what it was.
        WarehouseError: the warehouse cannot be used.

    """
    run = begin(warehouse, rules_fingerprint())
    clock = Stopwatch()
    if skip_if_caught_up(run.warehouse):
        LOG.info("nothing to do: a run that began after this one was due has completed")
        return _outcome(run, Plan(), None, (), clock)
    choice = Choice(run.fingerprint, full, retry_rejected, tuple(only), since)
    opener = _open_workers(run, workers or default_workers(), dask, parses)
    with hold(run.warehouse, wait_seconds):
        with clock.stage("discover", "looking for new and changed files"):
            plan = discover(paths, run.warehouse, choice)
        if plan.is_empty:
            LOG.info("discover: nothing to do, %d files are as they were", len(plan.unchanged))
            outcome = _outcome(run, plan, None, (), clock)
        else:
            threading.Thread(target=warm_up, name="import checks", daemon=True).start()
            with opener as pool:
                outcome = _bring_in(run, split(plan, chunk), pool, parses, clock, full=full)
    note_start(run.warehouse, run.started_at)
    return outcome


def _open_workers(
    run: Run, workers: int, dask: str | None, parses: str | None
) -> AbstractContextManager[Workers]:
    if dask is None:
        return ProcessWorkers(workers, run.kept_parses, run.fingerprint)
    from flows.dask_workers import ClusterRun, open_cluster

    return open_cluster(dask, workers, ClusterRun(run.kept_parses, run.fingerprint, parses))


def _bring_in(  # noqa: PLR0913 - the parts of a run and all that they share
    run: Run, parts: Sequence[Plan], pool: Workers, parses: str | None, clock: Stopwatch, *, full: bool
) -> Outcome:
    """Publish one part after the other. A first part of which nothing can be read goes with the next."""
    outcomes: list[Outcome] = []
    carried = Plan()
    for number, part in enumerate(parts, start=1):
        plan = join(carried, part)
        if len(parts) > 1:
            LOG.info("part %d of %d: %d documents", number, len(parts), len(plan.work))
        with clock.stage("parse", "parsing"):
            batches = _parse_all(run, plan, pool, parses, full=full)
        if _is_nothing_readable(run, batches) and number < len(parts):
            carried = plan
            continue
        _refuse_unreadable(run, plan, batches)
        outcomes.append(_publish_part(run, plan, batches, clock))
        run, clock, carried = begin(run.warehouse, run.fingerprint), Stopwatch(), Plan()
    return total(outcomes)


def _publish_part(run: Run, plan: Plan, batches: Sequence[KeptBatch], clock: Stopwatch) -> Outcome:
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


def _parse_all(run: Run, plan: Plan, pool: Workers, parses: str | None, *, full: bool) -> list[KeptBatch]:
    """Parse what no kept parse holds, in batches that run side by side, and return all batches needed."""
    if parses is not None and not full:
        collect(parses, run.kept_parses, run.fingerprint)
    kept = [] if full else find_batches(run.kept_parses, run.fingerprint)
    done = {content for batch in kept for content in (*batch.parsed, *(r.sha256 for r in batch.rejected))}
    missing = [work for work in plan.work if work.source.sha256 not in done]
    needed = {work.source.sha256 for work in plan.work} - {work.source.sha256 for work in missing}
    found = [b for b in kept if needed & {*b.parsed, *(r.sha256 for r in b.rejected)}]
    if needed:
        LOG.info("parse: %d documents were parsed by an earlier run", len(needed))
    return [*found, *_parse_missing(missing, pool)] if missing else found


def _parse_missing(missing: Sequence[Work], pool: Workers) -> list[KeptBatch]:
    batches = list(to_batches(missing, pool.count))
    names = {work.source.sha256: work.source.file_name for work in missing}
    progress = artifacts.Progress(len(missing))
    parsed: list[KeptBatch] = []
    done = 0
    futures = {
        parse.submit(number, len(batches), batch, pool): len(batch)
        for number, batch in enumerate(batches, start=1)
    }
    for future in as_completed(list(futures)):
        came = future.result()
        parsed += came
        done += futures[future]
        _tell(came, names)
        watcher().documents(done, len(missing))
        progress.documents(done)
    return parsed


def _tell(batches: Sequence[KeptBatch], names: Mapping[str, str]) -> None:
    """Write a line for each document: the stage, its name, what became of it."""
    for batch in batches:
        for content in batch.parsed:
            name = names.get(content, content)
            LOG.info("parse: %s: parsed", name, extra={"document": name})
        for rejection in batch.rejected:
            name = names.get(rejection.sha256, rejection.sha256)
            LOG.warning("%s: %s: rejected, %s: %s", rejection.stage, name, rejection.reason, rejection.detail)


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


def _is_nothing_readable(run: Run, batches: Sequence[KeptBatch]) -> bool:
    """Tell whether there would be no document at all to publish."""
    return not run.warehouse.exists() and not any(batch.parsed for batch in batches)


def _refuse_unreadable(run: Run, plan: Plan, batches: Sequence[KeptBatch]) -> None:
    """Stop a first run in which nothing could be read, and say of each file why."""
    if not _is_nothing_readable(run, batches):
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
