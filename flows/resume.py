"""Settles with the Prefect server what an earlier serving left: lost runs, missed ones, names of other warehouses."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

import httpx
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.exceptions import ObjectNotFound
from prefect.server.schemas import schedules as server_schedules
from prefect.states import Crashed

from flows.schedule import last_start
from tasks.errors import UsageError
from warehouse import lock

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path
    from uuid import UUID

    from prefect.deployments.runner import RunnerDeployment

    from flows.serve import Served

LOG = logging.getLogger("travaux")
BROKEN_OFF = [StateType.CANCELLED, StateType.CRASHED, StateType.FAILED, StateType.RUNNING]


async def end_lost_runs(warehouse: Path, deployment_ids: list[UUID]) -> None:
    """Count runs as crashed whose process is gone: nobody else serves the warehouse, and nobody writes it.

    A Prefect server that was started anew has forgotten when they were to give their place free: no run would start.
    """
    if lock.holder(warehouse) is not None:
        return
    begun = FlowRunFilter(
        state=FlowRunFilterState(
            type=FlowRunFilterStateType(any_=[StateType.PENDING, StateType.RUNNING, StateType.CANCELLING])
        )
    )
    own = DeploymentFilter(id=DeploymentFilterId(any_=deployment_ids))
    async with get_client() as client:
        for run in await client.read_flow_runs(flow_run_filter=begun, deployment_filter=own):
            await client.set_flow_run_state(run.id, Crashed(message="its process is gone"))
            LOG.warning("serve: run %s was lost: its process is gone", run.name)


async def refuse_taken_names(made: list[RunnerDeployment]) -> None:
    """Stop where a name belongs to the schedule of another warehouse, which would be overwritten unseen.

    Raises:
        UsageError: it does, or no server answers.

    """
    taken: dict[str, object] = {}
    for deployment in made:
        name = f"{deployment.flow_name}/{deployment.name}"
        other = await _warehouse_of(name)
        if other not in {None, deployment.parameters["warehouse"]}:
            taken[name] = other
    if taken:
        delete = "; ".join(f"prefect deployment delete '{name}'" for name in taken)
        raise UsageError(
            f"the Prefect server has a schedule of this name for {', '.join(map(str, set(taken.values())))}: "
            f"give this one a name of its own (--name), or delete that one ({delete})"
        )


async def _warehouse_of(name: str) -> object | None:
    """Return the warehouse of a deployment that the server knows by this name, or None.

    Raises:
        UsageError: no server answers.

    """
    async with get_client() as client:
        try:
            there = await client.read_deployment_by_name(name)
        except ObjectNotFound:
            return None
        except httpx.TransportError as error:
            raise UsageError(f"no Prefect server answers at {client.api_url}: {error}") from error
    warehouse: object = there.parameters.get("warehouse")
    return warehouse


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


async def first_was_broken_off(served: Served, deployment_id: UUID) -> bool:
    """Tell whether runs have begun, and none has ever completed: so it is when the first was ended by a stop."""
    if last_start(served.warehouse) is not None:
        return False
    begun = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=BROKEN_OFF)))
    own = DeploymentFilter(id=DeploymentFilterId(any_=[deployment_id]))
    async with get_client() as client:
        return bool(await client.read_flow_runs(flow_run_filter=begun, deployment_filter=own, limit=1))
