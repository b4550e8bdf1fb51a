"""A late run catches up once: ten runs that were missed are one run's work.

After a machine slept, Prefect starts every scheduled run that was due meanwhile. The first does the work of all; the
others see that a run which began after they were due has completed, and end at once.
"""

import json
from datetime import datetime
from pathlib import Path

from prefect.runtime import flow_run

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
