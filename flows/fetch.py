"""The flows that fetch documents: alone, or with an ingest after them."""

import logging
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from prefect import flow
from prefect.artifacts import create_table_artifact

from flows.hooks import tell_failure
from flows.ingest import ingest
from flows.schedule import note_start, skip_if_caught_up
from tasks.errors import SourcesFailed, TravauxError
from tasks.fetch import fetch_source
from tasks.fetching.catalogue import DEFAULT_FILE, Catalogue, CitedSource, Source, read_catalogue
from tasks.fetching.cited import Wanted
from tasks.fetching.fetch import ingest_paths
from tasks.fetching.inbox import Report
from tasks.fetching.state import OUTCOMES
from tasks.ingestion.run import Outcome
from warehouse.connect import open_reader
from warehouse.errors import WarehouseError
from warehouse.missing import missing_documents

LOG = logging.getLogger("travaux")


@flow(
    name="fetch", flow_run_name="fetch from {sources}", on_failure=[tell_failure], on_crashed=[tell_failure]
)
def fetch(
    sources: Path = DEFAULT_FILE, names: Sequence[str] = (), warehouse: Path | None = None
) -> list[Report]:
    """Fetch what is new or changed at the sources of a `sources.toml` into its inbox.

    Args:
        sources: the file.
        names: only the sources of these names; all without it.
        warehouse: where sources of kind "cited" learn what is cited and not held; without it they are left out.

    Raises:
        UsageError: the file is wrong, or has no source of a name.
        SourcesFailed: a source could not be asked; the others were.

    """
    catalogue = read_catalogue(sources)
    reports, failures = _fetch_all(catalogue.choose(names), catalogue, warehouse)
    _leave_artifact(reports)
    if failures:
        raise SourcesFailed("; ".join(failures))
    return reports


@flow(
    name="fetch and ingest",
    flow_run_name="fetch from {sources} into {warehouse}",
    on_failure=[tell_failure],
    on_crashed=[tell_failure],
)
def fetch_and_ingest(sources: Path, warehouse: Path, workers: int | None = None) -> Outcome | None:
    """Fetch from all sources, ingest, and follow citations as deep as the sources say.

    Returns:
        What the last ingest did; None where a later scheduled run has done this one's work.

    Raises:
        SourcesFailed: a source could not be asked; what the others brought is ingested.

    """
    started = datetime.now().astimezone()
    if skip_if_caught_up(warehouse):
        return None
    catalogue = read_catalogue(sources)
    first = [source for source in catalogue.source if not isinstance(source, CitedSource)]
    reports, failures = _fetch_all(first, catalogue, warehouse)
    outcome = _ingest(catalogue, warehouse, workers)
    for source in catalogue.source:
        if isinstance(source, CitedSource):
            outcome = _follow(source, catalogue, warehouse, workers, reports, failures) or outcome
    _leave_artifact(reports)
    if failures:
        raise SourcesFailed("; ".join(failures))
    note_start(warehouse, started)
    return outcome


def _fetch_all(
    sources: Sequence[Source], catalogue: Catalogue, warehouse: Path | None
) -> tuple[list[Report], list[str]]:
    """Fetch one source after the other; one that fails does not keep the others from being asked."""
    reports: list[Report] = []
    failures: list[str] = []
    for source in sources:
        wanted: list[Wanted] = []
        if isinstance(source, CitedSource):
            if warehouse is None or not warehouse.exists():
                continue
            wanted = read_wanted(warehouse)
        try:
            reports.append(fetch_source(source, catalogue, wanted))
        except (OSError, TravauxError, WarehouseError) as error:
            LOG.error("fetch: %s: failed: %s", source.name, error)  # noqa: TRY400 - the sentence says it all
            failures.append(f"{source.name}: {error}")
    return reports, failures


def _follow(  # noqa: PLR0913, PLR0917 - a round of fetching and all that it adds to
    source: CitedSource,
    catalogue: Catalogue,
    warehouse: Path,
    workers: int | None,
    reports: list[Report],
    failures: list[str],
) -> Outcome | None:
    """Fetch what is cited, ingest it, and go on with what that cites, down to the depth and within the budget."""
    outcome: Outcome | None = None
    left = source.budget
    for _ in range(source.depth):
        if left <= 0:
            break
        came, failed = _fetch_all([source.model_copy(update={"budget": left})], catalogue, warehouse)
        reports += came
        failures += failed
        left -= sum(len({f.key.partition("|")[0] for f in report.fetched}) for report in came)
        if not any(report.count("new", "changed") for report in came):
            break
        outcome = _ingest(catalogue, warehouse, workers)
    return outcome


def _ingest(catalogue: Catalogue, warehouse: Path, workers: int | None) -> Outcome:
    outcome: Outcome = ingest(ingest_paths(catalogue), warehouse, workers)
    return outcome


def read_wanted(warehouse: Path) -> list[Wanted]:
    """Return what a warehouse's documents cite and it does not hold."""
    with open_reader(warehouse) as connection:
        return [Wanted(s, body, count, tuple(by)) for s, body, count, by in missing_documents(connection)]


def _leave_artifact(reports: Sequence[Report]) -> None:
    """Leave the table `travaux-fetched`: one row per source and round."""
    rows = [{"source": r.source, **{o: r.count(o) for o in OUTCOMES}, "stopped": r.stopped} for r in reports]
    if rows:
        create_table_artifact(key="travaux-fetched", table=rows, description="What sources brought")
