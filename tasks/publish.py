"""Puts the next warehouse in the place of the published one."""

import logging
from collections.abc import Mapping
from datetime import UTC, datetime

from prefect import task
from prefect.cache_policies import NO_CACHE

import warehouse.publish
from tasks.ingestion.run import Run
from warehouse import bookkeeping, search
from warehouse.connect import open_writer
from warehouse.publish import next_path

LOG = logging.getLogger("travaux")


@task(name="publish", task_run_name="publish the warehouse", tags=["travaux"], cache_policy=NO_CACHE)
def publish(run: Run, counts: Mapping[str, int], durations: Mapping[str, float]) -> None:
    """Complete the run's row, build the search index, and rename the file into its place."""
    target = next_path(run.warehouse)
    with open_writer(target) as connection:
        bookkeeping.end_run(connection, run.run_id, datetime.now(UTC), counts, durations)
        index = search.build_index(connection)
    if index.warning:
        LOG.warning("%s", index.warning)
    warehouse.publish.publish(target, run.warehouse)
