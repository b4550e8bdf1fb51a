"""Serves the flows on a schedule: one run at a time, and a missed one is caught up once."""

import asyncio
import logging
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from prefect import Flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.client.schemas.schedules import construct_schedule
from prefect.deployments.runner import RunnerDeployment
from prefect.runner import Runner
from prefect.types.entrypoint import EntrypointType

from flows.environment import has_server, server_address
from flows.fetch import fetch_and_ingest
from flows.hooks import VARIABLE as HOOK
from flows.ingest import ingest
from flows.report import report
from flows.resume import end_lost_runs, first_was_broken_off, missed_one, refuse_taken_names
from flows.schedule import AUTOMATIC
from flows.signals import EndAsked, ending_in_order
from tasks.errors import UsageError
from tasks.fetching.catalogue import read_catalogue
from tasks.fetching.fetch import ingest_paths
from warehouse import lock
from warehouse.errors import LockedWarehouse

LOG = logging.getLogger("travaux")
POLL_SECONDS = 5.0  # how often the runner asks the server for due runs


@dataclass(frozen=True, slots=True)
class Served:
    """What is served. With `sources`, the schedule is that of fetching and ingesting; else of ingesting `paths`.

    Without paths, what is ingested by hand is what the sources bring.
    """

    warehouse: Path
    paths: tuple[Path, ...]
    sources: Path | None = None
    cron: str | None = None
    every: timedelta | None = None
    report_cron: str | None = None
    export: Path | None = None
    workers: int | None = None
    timezone: str | None = None
    name: str | None = None  # of the deployments, where one server has several schedules

    @property
    def when(self) -> str:
        """The schedule, for people."""
        if self.every is not None:
            return f"every {self.every.total_seconds():g} s"
        return f"at '{self.cron}' ({self.timezone or 'UTC'})"


def deployments(served: Served) -> list[RunnerDeployment]:
    """Return the deployments `ingest`, `fetch-and-ingest` where there are sources, and `report`.

    Raises:
        UsageError: no cron expression, or the sources are wrong.

    """
    catalogue = read_catalogue(served.sources) if served.sources else None
    chosen = served.paths or (ingest_paths(catalogue) if catalogue else ())
    warehouse = str(served.warehouse.absolute())
    main = {"workers": served.workers, "warehouse": warehouse}
    paths = {**main, "paths": [str(path.absolute()) for path in chosen]}
    on_time = _schedule(served.cron, served.every, served.timezone)
    by_hand: dict[str, Any] = {}
    made = [_deployment(ingest, served.name or "ingest", paths, by_hand if served.sources else on_time)]
    if served.sources:
        own = {**main, "sources": str(served.sources.absolute())}
        made.append(_deployment(fetch_and_ingest, served.name or "fetch-and-ingest", own, on_time))
    export = str(served.export.absolute()) if served.export else None
    reporting = {"warehouse": warehouse, "folder": export}
    made.append(
        _deployment(
            report,
            served.name or "report",
            reporting,
            _schedule(served.report_cron, None, served.timezone),
        )
    )
    return made


def _schedule(cron: str | None, every: timedelta | None, timezone: str | None) -> dict[str, Any]:
    """Return the schedule as Prefect's arguments.

    Raises:
        UsageError: Prefect does not accept it.

    """
    if cron is None and every is None:
        return {}
    try:
        return {"schedule": construct_schedule(cron=cron, interval=every, timezone=timezone)}
    except ValueError as error:
        raise UsageError(f"{cron or every} is no schedule: {error}") from error


def _deployment(
    flow: Flow[..., Any], name: str, parameters: dict[str, Any], schedule: dict[str, Any]
) -> RunnerDeployment:
    one_at_a_time = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE)
    made = flow.to_deployment(
        name=name,
        parameters=parameters,
        concurrency_limit=one_at_a_time,
        tags=["travaux"],
        entrypoint_type=EntrypointType.MODULE_PATH,
        **schedule,
    )
    assert isinstance(made, RunnerDeployment)  # not awaited: nothing runs an event loop here
    return made


def serve(served: Served) -> None:
    """Serve until interrupted.

    Raises:
        UsageError: no Prefect server is set, or what is to be served is wrong.

    """
    if not has_server():
        raise UsageError(
            "a schedule needs a Prefect server: start one with 'prefect server start', and set PREFECT_API_URL "
            "to its address (http://127.0.0.1:4200/api). Without a server: travaux watch, or cron"
        )
    made = deployments(served)
    try:
        with ending_in_order(), _only_one(served.warehouse) as alone:
            while _loses_server(served, made, alone=alone):
                _wait_for_server()
    except EndAsked:
        LOG.info("serve: ended")


@contextmanager
def _only_one(warehouse: Path) -> Iterator[bool]:
    """Yield whether no other process serves this warehouse, and keep the place while the block runs."""
    with ExitStack() as stack:
        try:
            stack.enter_context(lock.hold(Path(f"{warehouse.absolute()}.serve")))
        except LockedWarehouse:
            yield False
        else:
            yield True


def _loses_server(served: Served, made: list[RunnerDeployment], *, alone: bool) -> bool:
    """Serve; return True when the Prefect server has stopped to answer, and False when the end was asked for."""
    while_waiting = signal.getsignal(signal.SIGTERM)
    try:
        asyncio.run(_serve(served, made, alone=alone))
    except (httpx.HTTPError, RuntimeError, ExceptionGroup) as error:
        if not _is_loss(error):
            raise
        return True
    finally:
        signal.signal(signal.SIGTERM, while_waiting)
    return False


def _is_loss(error: BaseException) -> bool:
    """Tell whether all that went wrong is that the server did not answer, or not well."""
    if isinstance(error, BaseExceptionGroup):
        return all(_is_loss(one) for one in error.exceptions)
    gave_up = isinstance(error, RuntimeError) and "error threshold" in str(
        error
    )  # Prefect's loops, after 3 tries
    return gave_up or isinstance(error, httpx.TransportError | httpx.HTTPStatusError)


def _wait_for_server() -> None:
    """Wait until the Prefect server answers again."""
    address = server_address()
    LOG.warning("serve: the Prefect server at %s does not answer any more; waiting for it", address)
    while True:
        time.sleep(POLL_SECONDS)
        try:
            if httpx.get(f"{address}/health", timeout=POLL_SECONDS).is_success:
                break
        except httpx.TransportError:
            continue
    LOG.info("serve: the Prefect server answers again")


class _Runner(Runner):
    """A runner that ends when asked: Prefect's own raises SystemExit in its event loop, and leaves its run going."""

    def __init__(self, stop: Callable[[], object]) -> None:
        # One run at a time over all deployments. When it stops, schedules go on: what is missed is caught up.
        super().__init__(name="travaux", limit=1, query_seconds=POLL_SECONDS, pause_on_shutdown=False)
        self._stop = stop

    def handle_sigterm(self, *_args: object, **_more: object) -> None:
        """Ask for the end; the signal handler that `start` sets."""
        self._stop()


async def _serve(served: Served, made: list[RunnerDeployment], *, alone: bool) -> None:
    """Serve until SIGTERM or SIGINT; a run that is going on is cancelled, and what it had parsed is kept."""
    asked, loop = asyncio.Event(), asyncio.get_running_loop()
    runner = _Runner(lambda: loop.call_soon_threadsafe(asked.set))
    signal.signal(signal.SIGTERM, runner.handle_sigterm)
    serving = asyncio.create_task(_run(runner, served, made, alone=alone))
    asking = asyncio.create_task(asked.wait())
    await asyncio.wait({serving, asking}, return_when=asyncio.FIRST_COMPLETED)
    asking.cancel()
    if not serving.done():
        os.environ.pop(HOOK, None)  # what is ended on purpose is no failure to tell of
        if runner.started:
            if not runner.has_slots_available():
                LOG.info("serve: ending the run that is going on; the next start catches it up")
            await runner.astop()
        else:
            serving.cancel()
    await asyncio.wait({serving})
    if not serving.cancelled():
        serving.result()
    LOG.info("serve: ended")


async def _run(runner: Runner, served: Served, made: list[RunnerDeployment], *, alone: bool) -> None:
    await refuse_taken_names(made)
    scheduled = None
    ids = []
    for deployment in made:
        deployment_id = await runner.aadd_deployment(deployment)
        ids.append(deployment_id)
        if deployment.schedules and scheduled is None:
            scheduled = deployment_id
    if alone:
        await end_lost_runs(served.warehouse, ids)
    if scheduled is not None and (
        await missed_one(served, datetime.now(UTC)) or await first_was_broken_off(served, scheduled)
    ):
        async with get_client() as client:
            await client.create_flow_run_from_deployment(scheduled, name="caught up", tags=[AUTOMATIC])
    LOG.info("serve: %s into %s; end with Ctrl+C", served.when, served.warehouse)
    await runner.start()
