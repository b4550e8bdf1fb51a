"""A late run catches up once: ten runs that were missed are one run's work.

After a machine slept, Prefect starts every scheduled run that was due meanwhile. The first does the work of all, and
when it has completed, cancels the others. One that has started already sees that a run which began after it was due
has completed, and ends at once.
"""

import json
from datetime import datetime
from pathlib import Path
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.runtime import deployment, flow_run
from prefect.states import Cancelled

MOST_CANCELLED = 200  # as many as the server tells at once
AUTOMATIC = "auto-scheduled"  # the tag of runs that a schedule made; a person's own run is never skipped


def stamp_path(warehouse: Path) -> Path:
    """Return the file that says when the last scheduled run that completed had begun."""
    return Path(f"{warehouse.absolute()}.scheduled")


def last_start(warehouse: Path) -> datetime | None:
    """Return when the last scheduled run that completed had begun; None: there was none."""
    try:
        return datetime.fromisoformat(json.loads(stamp_path(warehouse).read_text(encoding="utf-8"))["began"])
    except (OSError, ValueError, KeyError):
        return None


def is_caught_up(due: datetime, began: datetime | None) -> bool:
    """Tell whether a run that was due then has had its work done by one that began later."""
    return began is not None and began > due


def _is_automatic() -> bool:
    return AUTOMATIC in (flow_run.tags or [])


def skip_if_caught_up(warehouse: Path) -> bool:
    """Tell whether this run was made by a schedule and comes too late to have anything to do."""
    due = flow_run.scheduled_start_time
    return _is_automatic() and due is not None and is_caught_up(due, last_start(warehouse))


def note_start(warehouse: Path, began: datetime) -> None:
    """Note that a scheduled run, begun then, has completed; other runs leave no note."""
    if not _is_automatic():
        return
    stamp = stamp_path(warehouse)
    unfinished = stamp.with_name(f"{stamp.name}.tmp")
    unfinished.write_text(json.dumps({"began": began.isoformat()}), encoding="utf-8")
    unfinished.replace(stamp)
    _cancel_overtaken(began)


def _cancel_overtaken(began: datetime) -> None:
    """Cancel runs of this deployment that were due before `began` and have not started."""
    deployment_id = deployment.id
    if deployment_id is None:
        return
    late = FlowRunFilter(
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
        expected_start_time=FlowRunFilterExpectedStartTime.model_validate({"before_": began}),
    )
    own = DeploymentFilter(id=DeploymentFilterId(any_=[UUID(str(deployment_id))]))
    with get_client(sync_client=True) as client:
        for run in client.read_flow_runs(flow_run_filter=late, deployment_filter=own, limit=MOST_CANCELLED):
            client.set_flow_run_state(
                run.id, Cancelled(message=f"caught up by the run that began {began:%c}")
            )
