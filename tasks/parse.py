"""Parses one batch of documents in worker processes and keeps what came out."""

from typing import Protocol

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.ingestion.kept import KeptBatch
from tasks.ingestion.plan import Work
from tasks.ingestion.worker import Order
from tasks.retries import is_passing_trouble


class Workers(Protocol):
    """Whoever parses: processes of this machine or a cluster; `count` batches at a time."""

    count: int

    def parse(self, orders: tuple[Order, ...]) -> list[KeptBatch]:
        """Parse the orders and return where their rows are kept, in one batch or in several."""


@task(
    name="parse",
    task_run_name="parse batch {number} of {batches}",
    tags=["travaux"],
    retries=2,
    retry_delay_seconds=2,
    retry_condition_fn=is_passing_trouble,
    cache_policy=NO_CACHE,
)
def parse(number: int, batches: int, work: tuple[Work, ...], workers: Workers) -> list[KeptBatch]:  # noqa: ARG001 - `batches` is part of the run's name
    """Return the kept parses of a batch's documents."""
    orders = tuple(Order(w.source.uri, w.source.file_name, w.source.sha256) for w in work)
    return workers.parse(orders)
