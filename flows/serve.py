"""Serves the flows on a schedule: one run at a time, and a missed one is caught up once."""

import asyncio
import signal
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from prefect import Flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.client.schemas.schedules import construct_schedule
from prefect.deployments.runner import RunnerDeployment
from prefect.runner import Runner
from prefect.server.schemas import schedules as server_schedules
from prefect.types.entrypoint import EntrypointType

from flows.environment import has_server
from flows.fetch import fetch_and_ingest
from flows.ingest import ingest
from flows.report import report
from flows.schedule import last_start
from tasks.errors import UsageError
from tasks.fetching.catalogue import read_catalogue

POLL_SECONDS = 5.0  # how often the runner asks the server for due runs


@dataclass(frozen=True, slots=True)
class Served:
    """What is served. With `sources`, the schedule is that of fetching and ingesting; else of ingesting `paths`."""

    warehouse: Path
    paths: tuple[Path, ...]
    sources: Path | None = None
    cron: str | None = None
    every: timedelta | None = None
    report_cron: str | None = None
    export: Path | None = None
    workers: int | None = None
    timezone: str | None = None


def deployments(served: Served) -> list[RunnerDeployment]:
    """Return the deployments `ingest`, `fetch-and-ingest` where there are sources, and `report`.

    Raises:
        UsageError: no cron expression, or the sources are wrong.

    """
    warehouse = str(served.warehouse.absolute())
    main = {"workers": served.workers, "warehouse": warehouse}
    paths = [str(path.absolute()) for path in served.paths]
    on_time = _schedule(served.cron, served.every, served.timezone)
    by_hand: dict[str, Any] = {}
    made = [_deployment(ingest, "ingest", {**main, "paths": paths}, by_hand if served.sources else on_time)]
    if served.sources:
        read_catalogue(served.sources)
        own = {**main, "sources": str(served.sources.absolute())}
        made.append(_deployment(fetch_and_ingest, "fetch-and-ingest", own, on_time))
    export = str(served.export.absolute()) if served.export else None
    reporting = {"warehouse": warehouse, "folder": export}
    made.append(
        _deployment(report, "report", reporting, _schedule(served.report_cron, None, served.timezone))
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
    asyncio.run(_serve(served, made))


async def _serve(served: Served, made: list[RunnerDeployment]) -> None:
    # One run at a time over all deployments; when it stops, schedules go on: what is missed is caught up.
    runner = Runner(name="travaux", limit=1, query_seconds=POLL_SECONDS, pause_on_shutdown=False)
    scheduled = None
    for deployment in made:
        deployment_id = await runner.aadd_deployment(deployment)
        if deployment.schedules and scheduled is None:
            scheduled = deployment_id
    if scheduled is not None and await missed_one(served, datetime.now(UTC)):
        async with get_client() as client:
            await client.create_flow_run_from_deployment(scheduled, name="caught up", tags=["auto-scheduled"])
    signal.signal(signal.SIGINT, runner.handle_sigterm)
    await runner.start()


async def missed_one(served: Served, now: datetime) -> bool:
    """Tell whether the schedule had a time since the last scheduled run began. A first start has missed nothing."""
    began = last_start(served.warehouse)
    if began is None:
        return False
    if served.every is not None:
        return now - began > served.every
    schedule = server_schedules.CronSchedule(cron=served.cron or "", timezone=served.timezone or "UTC")
    due = await schedule.get_dates(1, start=began + timedelta(seconds=1), end=now)
    return bool(due)
