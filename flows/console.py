"""Runs the ingest flow for a person at a terminal: quiet Prefect, plain words, no server needed."""

import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import httpx

from flows.environment import has_server, hush_console
from flows.orphans import claim_server
from flows.progress import watcher
from tasks.errors import ServiceLost, UsageError
from tasks.ingestion.run import Outcome

LINE_FORMAT = "%(asctime)s %(message)s"
_HEALTH_SECONDS = 5.0


def say_plain_lines(*, verbose: bool) -> None:
    """Print the log's lines on standard error, unless a progress bar is shown there.

    A line for each document that went well is for Prefect's pages, and for who asks for it.
    """
    log = logging.getLogger("travaux")
    log.setLevel(logging.INFO)
    if log.handlers:  # a watch runs many times
        return
    if not verbose and not sys.stderr.isatty():  # with --verbose, Prefect prints them among its own
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter(LINE_FORMAT, "%H:%M:%S"))
        handler.addFilter(lambda record: not hasattr(record, "document"))
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
    """Run the flow in this process, against the Prefect server that is set, or one that Prefect starts.

    Raises:
        UsageError: there are no files: a slip of the person's. A schedule goes on over an inbox that is empty yet.
        ServiceLost: the Prefect server went away.

    """
    if not verbose:
        hush_console()
    say_plain_lines(verbose=verbose)
    watcher().stage(
        "asking the Prefect server"
        if has_server()
        else "starting Prefect (a first start takes up to half a minute)"
    )
    from flows.ingest import ingest

    with using_prefect():
        outcome: Outcome = ingest(
            paths, warehouse, workers, full=full, retry_rejected=retry_rejected, only=only, since=since,
            chunk=chunk, dask=dask, parses=parses,
        )  # fmt: skip
    if outcome.is_about_nothing:
        raise UsageError("there are no files under the given paths that this run is about; nothing was done")
    return outcome


@contextmanager
def using_prefect() -> Iterator[None]:
    """Run flows with the server that is set, or a temporary one that ends with this process.

    Raises:
        ServiceLost: the server does not answer any more: one sentence for Prefect's pages of traceback.

    """
    claim_server()
    try:
        yield
    except (httpx.TransportError, RuntimeError) as error:
        where = _silent_server()
        if where is None:
            raise
        raise ServiceLost(
            f"the Prefect server at {where} does not answer any more; what was parsed is kept, and nothing was "
            "published. Start the server and run again, or unset PREFECT_API_URL to run without it"
        ) from error


def _silent_server() -> str | None:
    """Return the address of the Prefect server that is set, if it does not answer."""
    from prefect.settings import get_current_settings

    url = get_current_settings().api.url
    if not url:
        return None
    try:
        return None if httpx.get(f"{url}/health", timeout=_HEALTH_SECONDS).is_success else url
    except httpx.TransportError:
        return url
