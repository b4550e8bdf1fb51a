"""Parsing on a cluster: the same result, whatever dies on the way."""

import os
import signal
import threading
import time
from hashlib import sha256

import pytest

pytest.importorskip("distributed")

from flows import dask_workers
from flows.dask_workers import ClusterRun, _Traffic, open_cluster
from flows.workers import ProcessWorkers
from tasks.errors import UsageError
from tasks.ingestion.fingerprint import rules_fingerprint
from tasks.ingestion.kept import MANIFEST
from tasks.ingestion.worker import Order

pytestmark = pytest.mark.filterwarnings("ignore")  # a killed worker leaves warnings of Dask's behind
STATES = ("Chad", "Belize", "Kenya", "Peru", "Fiji")


def order(folder, number):
    text = f"Statement by {STATES[number % 5]}, number {number}, on resolution 74/247 of 27 December 2019."
    file = folder / f"{number}.txt"
    file.write_text(text)
    return Order(file.as_uri(), file.name, sha256(text.encode()).hexdigest())


def orders(folder, count):
    folder.mkdir(exist_ok=True)
    return tuple(order(folder, number) for number in range(count))


def contents(batches):
    """The rows of all batches, by table, without regard to batch or order."""
    import pyarrow.parquet as pq

    found = {}
    for batch in batches:
        for file in batch.folder.glob("*.parquet"):
            found.setdefault(file.name, []).extend(map(repr, pq.read_table(file).to_pylist()))
    return {name: sorted(rows) for name, rows in found.items()}


def parsed(batches):
    return {content for batch in batches for content in batch.parsed}


def parse_all(pool, batches):
    """Give batches to a pool from as many threads, as the flow does."""
    came, threads = [], []
    for batch in batches:
        threads.append(threading.Thread(target=lambda b=batch: came.extend(pool.parse(b))))
        threads[-1].start()
    for thread in threads:
        thread.join(200)
    return came


def cut(items, size):
    return [items[start : start + size] for start in range(0, len(items), size)]


def test_alone_means_that_nothing_else_runs():
    traffic, running, most = _Traffic(2), [], []

    def among():
        with traffic.among_others():
            running.append("batch")
            most.append(list(running))
            time.sleep(0.02)
            running.remove("batch")

    def alone():
        with traffic.alone():
            running.append("alone")
            most.append(list(running))
            time.sleep(0.02)
            running.remove("alone")

    threads = [threading.Thread(target=what) for what in (among, alone, among, alone, among, among)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert len(most) == 6
    assert all(there in (["batch"], ["batch", "batch"], ["alone"]) for there in most)


def test_a_scheduler_that_is_not_there_is_a_slip(tmp_path, monkeypatch):
    monkeypatch.setattr(dask_workers, "_CONNECT_SECONDS", 0.2)
    with (
        pytest.raises(UsageError, match="no Dask scheduler"),
        open_cluster("tcp://127.0.0.1:9", 1, ClusterRun(tmp_path, "x")),
    ):
        pass


def test_a_worker_with_other_rules_is_refused(tmp_path):
    with pytest.raises(UsageError, match="same release"):
        dask_workers.parse_on_worker((), ClusterRun(tmp_path, "other rules"))


@pytest.mark.slow
def test_two_workers_keep_what_one_process_keeps_also_over_shared_storage(tmp_path):
    rules = rules_fingerprint()
    work = orders(tmp_path / "in", 12)
    with ProcessWorkers(1, tmp_path / "one", rules) as pool:
        expected = pool.parse(work)
    shared = (tmp_path / "shared").as_uri()
    with open_cluster("local", 2, ClusterRun(tmp_path / "many", rules, shared)) as pool:
        assert pool.count == 2
        batches = parse_all(pool, cut(work, 3))
    assert contents(batches) == contents(expected)
    assert len(list((tmp_path / "shared" / rules).glob(f"*/{MANIFEST}"))) == 4


def workers_of(pool):
    """Processes of the workers of a pool's cluster."""
    info = pool._executor._client.run(os.getpid)
    return list(info.values())


def kill_one_soon(pool, after, stop):
    """Kill a worker of the cluster in the middle of its work."""

    def kill():
        pids = workers_of(pool)
        if not stop.wait(after):
            os.kill(pids[0], signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    return thread


def killed_in_the_middle(tmp_path, count, size, after):
    rules = rules_fingerprint()
    work = orders(tmp_path / "in", count)
    with ProcessWorkers(2, tmp_path / "one", rules) as pool:
        expected = parse_all(pool, cut(work, size))
    stop = threading.Event()
    with open_cluster("local", 2, ClusterRun(tmp_path / "many", rules)) as pool:
        pool.parse(work[:1])  # both are awake before one dies
        thread = kill_one_soon(pool, after, stop)
        batches = parse_all(pool, cut(work, size))
        stop.set()
        thread.join()
    assert parsed(batches) == {o.sha256 for o in work}
    assert [b for b in batches if b.rejected] == []
    assert contents(batches) == contents(expected)


@pytest.mark.slow
def test_a_killed_worker_loses_nothing(tmp_path):
    killed_in_the_middle(tmp_path, 60, 5, 0.3)


KILLER = """
import os, signal
from flows import dask_workers

def parse_on_worker(orders, run):
    if any(order.file_name == "3.txt" for order in orders):
        os.kill(os.getpid(), signal.SIGKILL)
    return dask_workers.parse_on_worker(orders, run)
"""


@pytest.mark.slow
def test_a_document_that_takes_its_worker_with_it_twice_is_rejected_alone(tmp_path, monkeypatch):
    (tmp_path / "killing_dask.py").write_text(KILLER)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    from killing_dask import parse_on_worker

    work = orders(tmp_path / "in", 6)
    with open_cluster("local", 2, ClusterRun(tmp_path / "many", rules_fingerprint())) as pool:
        monkeypatch.setattr(dask_workers, "parse_on_worker", parse_on_worker)
        batches = parse_all(pool, cut(work, 3))
    assert parsed(batches) == {o.sha256 for o in work if o.file_name != "3.txt"}
    assert [(r.sha256, r.reason) for b in batches for r in b.rejected] == [(work[3].sha256, "worker_died")]
