"""Worker processes: limits, deaths, and what survives them."""

import sys
from hashlib import sha256

import pytest

from flows import workers
from flows.workers import ProcessWorkers
from tasks.ingestion.worker import Limits, Order

pytestmark = pytest.mark.slow

KILLER = """
import os, signal
from tasks.ingestion.worker import parse_batch as really

def parse_batch(orders, *rest):
    if any(order.file_name == "killer.txt" for order in orders):
        os.kill(os.getpid(), signal.SIGKILL)
    return really(orders, *rest)
"""


def order(folder, name, text):
    file = folder / name
    file.write_text(text)
    return Order(file.as_uri(), name, sha256(text.encode()).hexdigest())


@pytest.fixture
def three(tmp_path):
    return tuple(
        order(tmp_path, f"{n}.txt", f"Statement by Chad, number {n}, on resolution 74/247.") for n in "abc"
    )


def test_a_batch_is_parsed_and_kept(tmp_path, three):
    with ProcessWorkers(1, tmp_path / "parses", "rules") as pool:
        (batch,) = pool.parse(three)
    assert batch.parsed == tuple(o.sha256 for o in three)
    assert (batch.folder / "core.texts.parquet").is_file()


def test_a_document_over_the_time_limit_is_rejected_and_the_others_are_not(tmp_path, three):
    slow = order(tmp_path, "slow.txt", "resolution 74/247 of 27 December 2019 by Chad. " * 1_000_000)
    with ProcessWorkers(1, tmp_path / "parses", "rules", Limits(seconds=8.0)) as pool:
        (batch,) = pool.parse((*three, slow))
    assert batch.parsed == tuple(o.sha256 for o in three)
    assert [(r.sha256, r.reason) for r in batch.rejected] == [(slow.sha256, "timed_out")]


def test_a_document_that_kills_its_worker_twice_is_rejected_alone(tmp_path, three, monkeypatch):
    (tmp_path / "killing.py").write_text(KILLER)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    from killing import parse_batch

    monkeypatch.setattr(workers, "parse_batch", parse_batch)
    killer = order(tmp_path, "killer.txt", "Statement by Belize.")
    with ProcessWorkers(1, tmp_path / "parses", "rules") as pool:
        batches = pool.parse((*three, killer))
    assert {c for b in batches for c in b.parsed} == {o.sha256 for o in three}
    assert [(r.sha256, r.reason) for b in batches for r in b.rejected] == [(killer.sha256, "worker_died")]


def test_a_file_that_changed_meanwhile_is_left_for_the_next_run(tmp_path, three):
    (tmp_path / "b.txt").write_text("other words")
    with ProcessWorkers(1, tmp_path / "parses", "rules") as pool:
        (batch,) = pool.parse(three)
    assert [r.reason for r in batch.rejected] == ["unreadable"]
    assert len(batch.parsed) == 2
