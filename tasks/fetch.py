"""Fetches what a source has that is new or changed."""

import logging
from collections.abc import Sequence

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.fetching.catalogue import Catalogue, Source
from tasks.fetching.cited import Wanted
from tasks.fetching.fetch import fetch
from tasks.fetching.inbox import Report
from tasks.fetching.state import HERE
from tasks.retries import is_passing_trouble

LOG = logging.getLogger("travaux")


@task(
    name="fetch",
    task_run_name="fetch {source.name}",
    tags=["travaux"],
    retries=1,
    retry_delay_seconds=10,
    retry_condition_fn=is_passing_trouble,
    cache_policy=NO_CACHE,
)
def fetch_source(source: Source, catalogue: Catalogue, wanted: Sequence[Wanted] = ()) -> Report:
    """Return what came of one source; its new files lie in the inbox."""
    report = fetch(source, catalogue, wanted)
    for fetched in report.fetched:
        level = logging.DEBUG if fetched.outcome in HERE else logging.INFO
        LOG.log(level, "fetch: %s: %s: %s %s", source.name, fetched.key, fetched.outcome, fetched.detail)
    if report.stopped:
        LOG.warning("fetch: %s: stopped before its end: %s", source.name, report.stopped)
    return report
