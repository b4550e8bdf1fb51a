from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from tasks.ingestion.batches import MAX_BYTES, MAX_DOCUMENTS, to_batches
from tasks.ingestion.plan import Work
from tasks.ingestion.sources import Source


def work(size):
    return Work(Source("file:///a", "a", "a" * 64, size, datetime(2024, 1, 1, tzinfo=UTC), ""), "new")


@given(st.lists(st.integers(0, 2 * MAX_BYTES), max_size=200), st.integers(1, 8))
def test_batches_hold_all_work_in_order_and_keep_their_limits(sizes, workers):
    items = [work(size) for size in sizes]
    batches = list(to_batches(items, workers))
    assert [item for batch in batches for item in batch] == items
    for batch in batches:
        assert 1 <= len(batch) <= MAX_DOCUMENTS
        assert len(batch) == 1 or sum(item.source.size_bytes for item in batch) <= MAX_BYTES


def test_few_documents_are_shared_among_the_workers():
    assert [len(batch) for batch in to_batches([work(1)] * 5, 2)] == [3, 2]
