"""Finds what is new, changed, gone or unchanged since the last run."""

from collections.abc import Sequence
from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.ingestion.plan import Choice, Plan
from tasks.ingestion.survey import survey, to_known
from tasks.retries import is_passing_trouble
from warehouse.bookkeeping import known_files
from warehouse.connect import open_reader


@task(
    name="discover",
    task_run_name="discover new and changed files",
    tags=["travaux"],
    retries=2,
    retry_delay_seconds=2,
    retry_condition_fn=is_passing_trouble,
    cache_policy=NO_CACHE,
)
def discover(paths: Sequence[Path], warehouse: Path, choice: Choice) -> Plan:
    """Return the plan for the files under `paths`, given what the published warehouse knows."""
    if not warehouse.exists():
        return survey(paths, {}, choice)
    with open_reader(warehouse) as connection:
        known = to_known(known_files(connection))
    return survey(paths, known, choice)
