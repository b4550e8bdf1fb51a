"""Cuts a run's work into batches of about equal bytes. Pure."""

from collections.abc import Iterable, Iterator

from tasks.ingestion.plan import Work

MAX_DOCUMENTS = 32  # a killed run loses at most one batch a worker
MAX_BYTES = 8_000_000


def to_batches(work: Iterable[Work], workers: int) -> Iterator[tuple[Work, ...]]:
    """Yield batches in order, small enough that all workers get some."""
    items = tuple(work)
    most = max(1, min(MAX_DOCUMENTS, -(-len(items) // workers)))
    batch: list[Work] = []
    size = 0
    for item in items:
        if batch and (len(batch) == most or size + item.source.size_bytes > MAX_BYTES):
            yield tuple(batch)
            batch, size = [], 0
        batch.append(item)
        size += item.source.size_bytes
    if batch:
        yield tuple(batch)
