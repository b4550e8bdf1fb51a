"""What happens in a worker process: documents are parsed under limits, and the batch is kept.

The worker's death must not take the run with it, and no document may hold it up: a timer interrupts Python code,
a watchdog ends the process where a library does not come back, and the address space is bounded.
"""

import multiprocessing
import multiprocessing.process
import os
import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import FrameType

from tasks.errors import RejectedDocument
from tasks.ingestion.document import parse_document
from tasks.ingestion.kept import KeptBatch, Rejection, write_batch
from tasks.ingestion.rows import to_rows
from tasks.ingestion.sources import read_source
from tasks.model import Row

ORPHANED_EXIT = 76
WATCHDOG_FACTOR = 2  # times the time limit, after which the process ends itself
TIMED_OUT_EXIT = 75


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take. A scan takes about 5 seconds a page, and has 34 pages as like as not."""

    seconds: float = 900.0
    memory_bytes: int = 4_000_000_000


@dataclass(frozen=True, slots=True)
class Order:
    """One content to parse: where its bytes are and what they must hash to."""

    uri: str
    file_name: str
    sha256: str


def follow_parent() -> None:
    """Make this worker end with the run that started it, however that ends; a pool's workers would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), name="follow parent", daemon=True).start()


def _end_with(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(ORPHANED_EXIT)


def parse_batch(orders: tuple[Order, ...], root: Path, fingerprint: str, limits: Limits) -> KeptBatch:
    """Parse a batch and keep it. A document that cannot be read becomes a rejection."""
    rows: dict[str, list[Row]] = {}
    parsed: list[str] = []
    rejected: list[Rejection] = []
    for order in orders:
        try:
            for table, found in _parse(order, limits).items():
                rows.setdefault(table, []).extend(found)
            parsed.append(order.sha256)
        except RejectedDocument as error:
            rejected.append(Rejection(order.sha256, error.stage, error.reason, error.detail))
    return write_batch(root, fingerprint, rows, parsed, rejected)


def _parse(order: Order, limits: Limits) -> dict[str, list[Row]]:
    data = read_source(order.uri)
    if sha256(data).hexdigest() != order.sha256:
        raise RejectedDocument("unreadable", "it changed while the run was going; the next run will take it")
    with _time_limit(limits.seconds), _memory_limit(limits.memory_bytes):
        try:
            return to_rows(parse_document(data, order.file_name))
        except MemoryError as error:
            detail = f"needs more than {limits.memory_bytes:,} bytes of memory"
            raise RejectedDocument("out_of_memory", detail) from error


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Reject the document when time is up; end the process where that does not help."""

    def on_alarm(_signal: int, _frame: FrameType | None) -> None:
        raise RejectedDocument("timed_out", f"not read within {seconds:g} seconds")

    if threading.current_thread() is not threading.main_thread():  # signals reach the main thread alone
        yield
        return
    watchdog = threading.Timer(seconds * WATCHDOG_FACTOR, os._exit, (TIMED_OUT_EXIT,))
    watchdog.daemon = True
    previous = signal.signal(signal.SIGALRM, on_alarm)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    watchdog.start()
    try:
        yield
    finally:
        watchdog.cancel()
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


@contextmanager
def _memory_limit(size: int) -> Iterator[None]:
    """Bound the process's address space, where the system allows it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    bound = size if hard == resource.RLIM_INFINITY else min(size, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
    except (OSError, ValueError):  # macOS refuses to set this limit
        yield
        return
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
