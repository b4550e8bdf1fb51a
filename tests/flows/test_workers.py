"""Worker processes: limits, deaths, and what survives them."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
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


def processes_of_the_server():
    """The process that workers are forked from, and the workers."""
    listed = subprocess.run(
        ["ps", "-wweo", "ppid=,pid=,args="], capture_output=True, text=True, check=True
    ).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()]
    servers = [pid for parent, pid, args in rows if int(parent) == os.getpid() and "forkserver" in args]
    return [int(s) for s in servers], [int(pid) for parent, pid, _ in rows if parent in servers]


@pytest.mark.parametrize("victim", ["worker", "server"])
def test_what_is_killed_from_outside_costs_no_document(tmp_path, three, victim):
    slow = order(tmp_path, "slow.txt", "resolution 74/247 of 27 December 2019 by Chad. " * 10_000)
    came = []
    with ProcessWorkers(2, tmp_path / "parses", "rules") as pool:
        pool.parse(three[:1])
        threads = [
            threading.Thread(target=lambda o=o: came.extend(pool.parse((o,)))) for o in (*three[1:], slow)
        ]
        for thread in threads:
            thread.start()
        while not processes_of_the_server()[1]:
            time.sleep(0.01)
        servers, workers_now = processes_of_the_server()
        os.kill(workers_now[-1] if victim == "worker" else servers[-1], signal.SIGKILL)
        for thread in threads:
            thread.join(100)
    assert {c for b in came for c in b.parsed} == {o.sha256 for o in (*three[1:], slow)}


def test_a_run_that_fails_ends_its_processes(tmp_path):
    slow = order(tmp_path, "slow.txt", "resolution 74/247 of 27 December 2019 by Chad. " * 1_000_000)
    failures = []

    def parse(pool):
        try:
            pool.parse((slow,))
        except workers.BrokenProcessPool as error:
            failures.append(error)

    began = time.monotonic()
    with pytest.raises(ZeroDivisionError), ProcessWorkers(1, tmp_path / "parses", "rules") as pool:  # noqa: PT012
        thread = threading.Thread(target=parse, args=(pool,))
        thread.start()
        while not multiprocessing.active_children():
            time.sleep(0.01)
        raise ZeroDivisionError
    thread.join(20)
    assert len(failures) == 1
    assert multiprocessing.active_children() == []
    assert time.monotonic() - began < 20
