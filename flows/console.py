"""Runs the ingest flow for a person at a terminal: quiet Prefect, plain words, no server needed."""

import logging
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from flows.environment import has_server, hush_console
from flows.progress import watcher
from tasks.ingestion.run import Outcome

LINE_FORMAT = "%(asctime)s %(message)s"


def say_plain_lines(*, verbose: bool) -> None:
    """Print the log's lines on standard error, unless a progress bar is shown there."""
    log = logging.getLogger("travaux")
    log.setLevel(logging.INFO)
    if log.handlers:  # a watch runs many times
        return
    if verbose or not sys.stderr.isatty():
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter(LINE_FORMAT, "%H:%M:%S"))
        log.addHandler(handler)


def run_ingest(  # noqa: PLR0913 - the flow's own parameters
    paths: Sequence[Path],
    warehouse: Path,
    workers: int | None,
    *,
    full: bool = False,
    retry_rejected: bool = False,
    only: Sequence[str] = (),
    since: datetime | None = None,
    chunk: int | None = None,
    dask: str | None = None,
    parses: str | None = None,
    verbose: bool = False,
) -> Outcome:
    """Run the flow in this process, against the Prefect server that is set, or one that Prefect starts."""
    if not verbose:
        hush_console()
    say_plain_lines(verbose=verbose)
    watcher().stage(
        "asking the Prefect server"
        if has_server()
        else "starting Prefect (a first start takes up to half a minute)"
    )
    from flows.ingest import ingest

    outcome: Outcome = ingest(
        paths, warehouse, workers, full=full, retry_rejected=retry_rejected, only=only, since=since, chunk=chunk,
        dask=dask, parses=parses,
    )  # fmt: skip
    return outcome
