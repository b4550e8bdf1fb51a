"""How things stand: last runs, next runs, backlog, lock, disk."""

import asyncio
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import httpx

from flows.environment import has_server
from flows.preview import preview
from flows.schedule import last_start
from tasks.ingestion.plan import Plan
from warehouse import lock
from warehouse.connect import open_reader
from warehouse.publish import previous

RUNS = 5  # last and next runs that are told
_SERVER_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class LastRun:
    """A run that wrote to the warehouse: counts and durations as JSON."""

    run_id: str
    started_at: datetime
    outcome: str
    counts: str
    durations: str


@dataclass(frozen=True, slots=True)
class NextRun:
    """A run that a schedule has planned."""

    name: str
    due: datetime
    state: str


@dataclass(frozen=True, slots=True)
class Disk:
    """Bytes: of the warehouse, of the files published before, of kept parses, and what is free."""

    warehouse: int
    previous: int
    previous_files: int
    parses: int
    free: int


@dataclass(frozen=True, slots=True)
class Status:
    """How things stand. `next_runs` None: no Prefect server is set, or it does not answer."""

    last_runs: tuple[LastRun, ...]
    last_scheduled: datetime | None
    next_runs: tuple[NextRun, ...] | None
    holder: str | None
    backlog: Plan | None
    disk: Disk


def read_status(warehouse: Path, paths: Sequence[Path]) -> Status:
    """Return how things stand. The backlog is that of `paths`; of paths that are not there, there is none.

    Raises:
        WarehouseError: the file is no warehouse.

    """
    there = [path for path in paths if path.exists()]
    return Status(
        last_runs=_last_runs(warehouse),
        last_scheduled=last_start(warehouse),
        next_runs=asyncio.run(_next_runs()) if has_server() else None,
        holder=lock.holder(warehouse),
        backlog=preview(there, warehouse) if there else None,
        disk=_disk(warehouse),
    )


def _last_runs(warehouse: Path) -> tuple[LastRun, ...]:
    if not warehouse.exists():
        return ()
    query = """
        select run_id, started_at, outcome, coalesce(counts, '{}')::text, coalesce(durations, '{}')::text
        from ops.runs
        order by started_at desc
        limit ?
    """
    with open_reader(warehouse) as connection:
        return tuple(LastRun(*row) for row in connection.execute(query, [RUNS]).fetchall())


async def _next_runs() -> tuple[NextRun, ...] | None:
    """Ask the Prefect server for planned runs of our deployments, the next first."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import (
        DeploymentFilter,
        DeploymentFilterTags,
        FlowRunFilter,
        FlowRunFilterState,
        FlowRunFilterStateType,
    )
    from prefect.client.schemas.objects import StateType
    from prefect.client.schemas.sorting import FlowRunSort

    ours = DeploymentFilter(tags=DeploymentFilterTags(all_=["travaux"]))
    planned = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])))
    try:
        async with get_client(httpx_settings={"timeout": _SERVER_SECONDS}) as client:
            runs = await client.read_flow_runs(
                deployment_filter=ours,
                flow_run_filter=planned,
                sort=FlowRunSort.EXPECTED_START_TIME_ASC,
                limit=RUNS,
            )
    except (httpx.HTTPError, OSError):
        return None
    return tuple(
        NextRun(r.name, r.expected_start_time, r.state_name or "") for r in runs if r.expected_start_time
    )


def _disk(warehouse: Path) -> Disk:
    folder = warehouse.absolute().parent
    there = next(place for place in (folder, *folder.parents) if place.exists())
    before = previous(warehouse)
    return Disk(
        warehouse=warehouse.stat().st_size if warehouse.exists() else 0,
        previous=sum(file.stat().st_size for file in before),
        previous_files=len(before),
        parses=sum(file.stat().st_size for file in (folder / "parses").rglob("*") if file.is_file()),
        free=shutil.disk_usage(there).free,
    )
