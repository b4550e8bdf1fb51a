"""Where documents are parsed, on a cluster: workers of Dask, each with parsing processes of its own.

The processes inside a worker have the limits of time and memory, and survive what a document does to them, as on one
machine. What is left to Dask is the death of a whole worker: its batches go to another.
"""

import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

from flows.workers import DIED, ProcessWorkers
from tasks.errors import ServiceLost, UsageError
from tasks.ingestion.fingerprint import rules_fingerprint
from tasks.ingestion.kept import KeptBatch, Rejection, write_batch
from tasks.ingestion.scratch import claim
from tasks.ingestion.shared import collect, send
from tasks.ingestion.worker import Limits, Order

LOCAL = "local"
DEATHS = 1  # of a worker under the same batch that a local cluster forgives: the second ends the batch
_CONNECT_SECONDS = 30
_LOCAL_SETTINGS = {
    "distributed.worker.daemon": False,  # daemons may not have processes of their own
    "distributed.scheduler.allowed-failures": DEATHS,
    "distributed.comm.timeouts.connect": _CONNECT_SECONDS,
}


class DaskWorkers:
    """Workers of a cluster, whose deaths the run survives.

    Dask gives the batch of a dead worker to another. Where a batch takes worker after worker with it, its documents
    are parsed one by one, each while nothing else runs: a worker that dies then dies of its document.
    """

    def __init__(self, executor: Executor, address: str, count: int, run: "ClusterRun") -> None:
        self.count = count
        self._address = address
        self._executor = executor
        self._run = run
        self._traffic = _Traffic(count)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        from distributed.client import ClosedClientError

        with suppress(ClosedClientError):  # with the scheduler gone, there is nothing left to cancel
            self._executor.shutdown(wait=kind is None)

    def parse(self, orders: tuple[Order, ...]) -> list[KeptBatch]:
        """Parse the orders on one worker; where it dies again and again, one by one."""
        from distributed import KilledWorker

        with self._traffic.among_others():
            try:
                return self._submit(orders)
            except KilledWorker:
                pass
        return [batch for order in orders for batch in self._alone(order)]

    def _alone(self, order: Order) -> list[KeptBatch]:
        from distributed import KilledWorker

        with self._traffic.alone():
            try:
                return self._submit((order,))
            except KilledWorker as error:
                rejection = Rejection(
                    order.sha256, "parse", DIED, f"its worker died again and again: {error}"
                )
                return [write_batch(self._run.root, self._run.fingerprint, {}, (), (rejection,))]

    def _submit(self, orders: tuple[Order, ...]) -> list[KeptBatch]:
        """Parse on a worker; with shared storage, fetch what it kept there.

        Raises:
            ServiceLost: the scheduler is gone: Dask calls what it was asked to do cancelled, or the line closed.

        """
        from distributed.client import ClosedClientError
        from distributed.comm.core import CommClosedError

        run = self._run
        try:
            batches: list[KeptBatch] = self._executor.submit(parse_on_worker, orders, run).result()
        except (CancelledError, ClosedClientError, CommClosedError) as error:
            raise ServiceLost(
                f"the Dask scheduler at {self._address} does not answer any more; what was parsed is kept, and "
                "nothing was published. Start the cluster and run again, or run without --dask"
            ) from error
        if run.shared is None:
            return batches
        collect(run.shared, run.root, run.fingerprint)
        here = run.root / run.fingerprint
        return [KeptBatch(here / b.folder.name, b.parsed, b.rejected) for b in batches]


@dataclass(frozen=True, slots=True)
class ClusterRun:
    """What a worker has to know of a run: where to keep parses, by which rules, under which limits.

    `shared` is the address of storage over which parses travel; None: `root` itself is shared by all machines.
    """

    root: Path
    fingerprint: str
    shared: str | None = None
    limits: Limits = field(default_factory=Limits)

    @property
    def worker_root(self) -> Path:
        """Where a worker writes: its own disk if parses are sent on, the run's folder if that is shared."""
        return self.root if self.shared is None else claim() / "parses"


class _Traffic:
    """Lets up to `count` batches run side by side, or one document alone."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._running = 0
        self._waiting_alone = 0
        self._changed = threading.Condition()

    @contextmanager
    def among_others(self) -> Iterator[None]:
        with self._changed:
            self._changed.wait_for(lambda: self._running < self._count and not self._waiting_alone)
            self._running += 1
        try:
            yield
        finally:
            self._leave(1)

    @contextmanager
    def alone(self) -> Iterator[None]:
        with self._changed:
            self._waiting_alone += 1
            self._changed.wait_for(lambda: self._running == 0)
            self._waiting_alone -= 1
            self._running = self._count
        try:
            yield
        finally:
            self._leave(self._count)

    def _leave(self, places: int) -> None:
        with self._changed:
            self._running -= places
            self._changed.notify_all()


def parse_on_worker(orders: tuple[Order, ...], run: ClusterRun) -> list[KeptBatch]:
    """Parse orders in this worker's own processes.

    Raises:
        UsageError: the worker has other rules than the run, or may not have processes.

    """
    if rules_fingerprint() != run.fingerprint:
        raise UsageError(
            f"a Dask worker reads by rules {rules_fingerprint()}, the run by {run.fingerprint}: "
            "install the same release of Travaux on every machine"
        )
    batches = _processes(run.worker_root, run.fingerprint, run.limits).parse(orders)
    if run.shared is not None:
        for batch in batches:
            send(batch, run.shared, run.fingerprint)
            shutil.rmtree(batch.folder)
    return batches


@cache
def _processes(root: Path, fingerprint: str, limits: Limits) -> ProcessWorkers:
    """Return this worker's parsing processes, one for each of its threads; they end with it."""
    import multiprocessing

    from distributed import get_worker

    if multiprocessing.current_process().daemon:
        raise UsageError(
            "start Dask workers with --no-nanny or with DASK_DISTRIBUTED__WORKER__DAEMON=False: "
            "as daemons they may not have the processes in which documents are parsed"
        )
    return ProcessWorkers(get_worker().state.nthreads, root, fingerprint, limits)


@contextmanager
def open_cluster(address: str, count: int, run: ClusterRun) -> Iterator[DaskWorkers]:
    """Connect to the scheduler at `address` ('tcp://host:8786'), or start a cluster of `count` workers ('local').

    Raises:
        UsageError: Dask is not installed, or nobody answers.

    """
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise UsageError("parsing on Dask needs its library: install 'travaux[dask]'") from error
    with ExitStack() as stack:
        if address == LOCAL:
            stack.enter_context(dask.config.set(_LOCAL_SETTINGS))
            cluster = LocalCluster(  # type: ignore[no-untyped-call]
                n_workers=count, threads_per_worker=1, dashboard_address=":0"
            )
            stack.enter_context(cluster)
            address = cluster.scheduler_address
        try:
            client = stack.enter_context(
                Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
            )
            client.wait_for_workers(1, timeout=_CONNECT_SECONDS)
        except (OSError, TimeoutError, ValueError) as error:
            raise UsageError(f"no Dask scheduler with workers answers at {address}: {error}") from error
        threads = sum(client.nthreads().values())
        yield stack.enter_context(DaskWorkers(client.get_executor(pure=False), address, threads, run))
