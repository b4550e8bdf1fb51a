"""Where documents are parsed: processes of this machine."""

import multiprocessing
import os
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import TracebackType
from typing import Self

from flows.signals import start_tracker
from tasks.errors import RejectionReason
from tasks.ingestion.kept import KeptBatch, Rejection, write_batch
from tasks.ingestion.scratch import claim
from tasks.ingestion.worker import Limits, Order, follow_parent, parse_batch

DIED: RejectionReason = "worker_died"
_STARTS, _START_SECONDS = 10, 0.5  # tries to start a process, and seconds between them
_PRELOADED = ["tasks.ingestion.preload", "tasks.ingestion.worker"]


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
    """Parses each batch in a process of its own, so that one that dies concerns its batch alone.

    Documents of a batch whose process died are then parsed one by one: one whose process dies again is rejected, the
    others are none the worse. `parse` may be called from any number of threads; `count` batches are worked on at a
    time. Processes that last would be no faster, since each is forked ready for work in some 30 ms; and a run has been
    seen to wait for ever at its end for CPython's pool of several, after one of them had been killed.
    """

    def __init__(self, count: int, kept_parses: Path, fingerprint: str, limits: Limits | None = None) -> None:
        start_tracker()
        claim()  # before processes are made: where they keep temporary files is settled by then
        self.count = count
        self._root = kept_parses
        self._fingerprint = fingerprint
        self._limits = limits or Limits()
        self._slots = threading.Semaphore(count)
        self._is_given_up = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End what is going on where the run has failed or was cancelled; batches that are kept stay."""
        if kind is not None:
            self._is_given_up = True
            for process in multiprocessing.active_children():
                process.kill()

    def parse(self, orders: tuple[Order, ...]) -> list[KeptBatch]:
        """Parse the orders in one process; where it dies, one by one.

        Raises:
            BrokenProcessPool: the run has failed meanwhile, and does not go on.

        """
        with self._slots:
            try:
                return [self._run(orders)]
            except BrokenProcessPool:
                return [self._alone(order) for order in orders]

    def _alone(self, order: Order) -> KeptBatch:
        """Parse one document; a second death is the document's fault."""
        try:
            return self._run((order,))
        except BrokenProcessPool:
            if self._is_given_up:
                raise
            detail = "its worker process died twice: out of memory, out of time, or a fault in a library"
            rejection = Rejection(order.sha256, "parse", DIED, detail)
            return write_batch(self._root, self._fingerprint, {}, (), (rejection,))

    def _run(self, orders: tuple[Order, ...]) -> KeptBatch:
        if self._is_given_up:
            raise BrokenProcessPool("the run does not go on")
        arguments = (orders, self._root, self._fingerprint, self._limits)
        for _ in range(_STARTS):
            with ProcessPoolExecutor(1, _process_context(), initializer=follow_parent) as process:
                try:
                    future = process.submit(parse_batch, *arguments)
                except (EOFError, OSError):  # what processes are forked from has died; it is made anew
                    time.sleep(_START_SECONDS)
                    continue
                return future.result()
        raise BrokenProcessPool("no process could be started")
