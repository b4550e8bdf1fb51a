"""Where documents are parsed: processes of this machine."""

import multiprocessing
import os
import threading
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import TracebackType
from typing import Self

from tasks.errors import RejectionReason
from tasks.ingestion.kept import KeptBatch, Rejection, write_batch
from tasks.ingestion.scratch import claim
from tasks.ingestion.worker import Limits, Order, follow_parent, parse_batch

DIED: RejectionReason = "worker_died"
_PRELOADED = ["tasks.ingestion.worker"]  # imported once, by the process that the workers are forked from


def default_workers() -> int:
    """Return how many workers to use unless told: one per core that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _process_context() -> multiprocessing.context.BaseContext:
    """Return how worker processes are made: forked from a clean server where the system can, else spawned.

    A plain fork would copy the flow's threads' locks in whatever state they are.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    return context


class ProcessWorkers:
    """A pool of worker processes whose deaths the run survives.

    When a worker dies, each document of the batches that were being parsed is given to a process of its own: one
    that dies again is rejected, the others are none the worse. `parse` may be called from any number of threads;
    `count` batches are worked on at a time, so that a death concerns no more than these.
    """

    def __init__(self, count: int, kept_parses: Path, fingerprint: str, limits: Limits | None = None) -> None:
        claim()  # before workers are made: where they keep temporary files is settled by then
        self.count = count
        self._root = kept_parses
        self._fingerprint = fingerprint
        self._limits = limits or Limits()
        self._guard = threading.Lock()
        self._slots = threading.Semaphore(count)
        self._pool = self._new_pool(count)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=kind is None, cancel_futures=True)

    @staticmethod
    def _new_pool(count: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(count, _process_context(), initializer=follow_parent)

    def parse(self, orders: tuple[Order, ...]) -> list[KeptBatch]:
        """Parse the orders in one worker; where it dies, one by one."""
        with self._slots:
            pool = self._pool
            try:
                return [self._run(pool, orders)]
            except BrokenProcessPool:
                self._renew(pool)
                return [self._alone(order) for order in orders]

    def _run(self, pool: Executor, orders: tuple[Order, ...]) -> KeptBatch:
        return pool.submit(parse_batch, orders, self._root, self._fingerprint, self._limits).result()

    def _renew(self, broken: ProcessPoolExecutor) -> None:
        """Replace a broken pool, once, however many threads notice."""
        with self._guard:
            if self._pool is broken:
                broken.shutdown(wait=False)
                self._pool = self._new_pool(self.count)

    def _alone(self, order: Order) -> KeptBatch:
        """Parse one document in a process of its own; its second death is the document's fault."""
        with self._new_pool(1) as pool:
            try:
                return self._run(pool, (order,))
            except BrokenProcessPool:
                detail = "its worker process died twice: out of memory, out of time, or a fault in a library"
                rejection = Rejection(order.sha256, "parse", DIED, detail)
                return write_batch(self._root, self._fingerprint, {}, (), (rejection,))
