"""How things stand: last runs, next runs, backlog, lock, disk."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import httpx

from flows.environment import has_server, server_address
from flows.preview import preview
from flows.schedule import last_start
from warehouse import lock
from warehouse.connect import open_reader
from warehouse.publish import previous

if TYPE_CHECKING:  # Prefect takes seconds to import, and is asked only where a server is set
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from prefect.client.orchestration import PrefectClient
    from prefect.client.schemas.objects import FlowRun, StateType
    from prefect.client.schemas.sorting import FlowRunSort

    from tasks.ingestion.plan import Plan

RUNS = 5  # last and next runs that are told
FAILURES = 3
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
class ServerRun:
    """A run that the Prefect server knows of: its deployment, when it is due, began or ended, its state, and why."""

    name: str
    at: datetime
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class ServerRuns:
    """Runs for one warehouse: planned, the next first; going on; failed or crashed, the last first."""

    planned: tuple[ServerRun, ...]
    going_on: tuple[ServerRun, ...]
    failed: tuple[ServerRun, ...]


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
    """How things stand. `server` is the address of a Prefect server, if one is set; `runs` None: it does not answer."""

    last_runs: tuple[LastRun, ...]
    last_scheduled: datetime | None
    server: str | None
    runs: ServerRuns | None
    holder: str | None
    backlog: Plan | None
    missing: tuple[Path, ...]
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
        server=server_address() if has_server() else None,
        runs=asyncio.run(_server_runs(warehouse.absolute())) if has_server() else None,
        holder=lock.holder(warehouse),
        backlog=preview(there, warehouse) if there else None,
        missing=tuple(path for path in paths if not path.exists()),
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


async def _server_runs(warehouse: Path) -> ServerRuns | None:
    """Ask the Prefect server for runs of our deployments."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.objects import StateType
    from prefect.client.schemas.sorting import FlowRunSort

    failed = [StateType.FAILED, StateType.CRASHED]
    try:
        async with get_client(httpx_settings={"timeout": _SERVER_SECONDS}) as client:
            ask = partial(_ask, client, await _read_deployments(client, warehouse))
            return ServerRuns(
                planned=await ask([StateType.SCHEDULED], FlowRunSort.EXPECTED_START_TIME_ASC, RUNS),
                going_on=await ask([StateType.RUNNING], FlowRunSort.START_TIME_DESC, RUNS),
                failed=await ask(failed, FlowRunSort.END_TIME_DESC, FAILURES),
            )
    except (httpx.HTTPError, OSError):
        return None


async def _read_deployments(client: PrefectClient, warehouse: Path) -> dict[UUID, str]:
    """Return the names of the deployments that are about this warehouse."""
    from prefect.client.schemas import filters

    ours = filters.DeploymentFilter(tags=filters.DeploymentFilterTags(all_=["travaux"]))
    found = await client.read_deployments(deployment_filter=ours)
    return {d.id: d.name for d in found if _is_about(d.parameters.get("warehouse"), warehouse)}


async def _ask(
    client: PrefectClient, names: Mapping[UUID, str], states: list[StateType], sort: FlowRunSort, most: int
) -> tuple[ServerRun, ...]:
    from prefect.client.schemas import filters

    own = filters.DeploymentFilter(id=filters.DeploymentFilterId(any_=list(names)))
    types = filters.FlowRunFilterStateType(any_=states)
    wanted = filters.FlowRunFilter(state=filters.FlowRunFilterState(type=types))
    if not names:
        return ()
    found = await client.read_flow_runs(deployment_filter=own, flow_run_filter=wanted, sort=sort, limit=most)
    return tuple(_to_server_run(run, names) for run in found)


def _to_server_run(run: FlowRun, names: Mapping[UUID, str]) -> ServerRun:
    at = run.end_time or run.start_time or run.expected_start_time
    assert at is not None  # every run of a deployment is expected at some time
    assert run.deployment_id is not None  # it was asked for by its deployment
    reason = (run.state.message if run.state else None) or ""
    return ServerRun(names[run.deployment_id], at, run.state_name or "", reason)


def _is_about(named: object, warehouse: Path) -> bool:
    """Tell whether a run's parameter names this warehouse; a relative one is taken by its last parts."""
    path = PurePath(str(named))
    return path == warehouse or (not path.is_absolute() and warehouse.parts[-len(path.parts) :] == path.parts)


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
