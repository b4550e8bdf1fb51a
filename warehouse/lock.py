"""One writer at a time: a lock that a crashed run cannot leave behind."""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import IO

from warehouse.errors import LockedWarehouse

_POLL_SECONDS = 0.1
_held: set[Path] = set()  # POSIX locks do not hold between the threads of one process
_held_guard = Lock()


@contextmanager
def hold(path: Path | str, wait_seconds: float = 0) -> Iterator[None]:
    """Hold the warehouse at `path` against every other run, while the block runs.

    The lock is a POSIX record lock on `<path>.lock`: it goes with its process, however that ends, and worker
    processes do not inherit it (an `flock` would live on in the workers of a killed run).

    Raises:
        LockedWarehouse: after `wait_seconds` another run still holds it; the message says which, since when.

    """
    lock_path = Path(f"{Path(path).absolute()}.lock")
    lock_path.parent.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + wait_seconds
    while (file := _try_to_lock(lock_path)) is None:
        if time.monotonic() >= deadline:
            raise LockedWarehouse(f"{path} is being written by another run ({_holder(lock_path)}).")
        time.sleep(_POLL_SECONDS)
    try:
        _sign(file)
        yield
    finally:
        file.truncate(0)
        with _held_guard:
            file.close()  # releases the lock
            _held.discard(lock_path)


def holder(path: Path | str) -> str | None:
    """Return which process holds the warehouse at `path` and since when, for people; None: nobody does."""
    lock_path = Path(f"{Path(path).absolute()}.lock")
    if not lock_path.exists():
        return None
    with _held_guard:
        if lock_path in _held:
            return _holder(lock_path)
        with lock_path.open("r", encoding="utf-8") as file:
            try:
                fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except (BlockingIOError, PermissionError):
                return _holder(lock_path)
    return None


def _try_to_lock(lock_path: Path) -> IO[str] | None:
    """Return the locked file, or None where somebody else holds it."""
    with _held_guard:
        if lock_path in _held:
            return None
        file = lock_path.open("a+", encoding="utf-8")
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            file.close()
            return None
        _held.add(lock_path)
        return file


def _sign(file: IO[str]) -> None:
    """Write who holds the lock and since when; what a crashed run left is overwritten."""
    file.truncate(0)
    json.dump({"pid": os.getpid(), "since": datetime.now(UTC).isoformat(timespec="seconds")}, file)
    file.flush()


def _holder(lock_path: Path) -> str:
    if lock_path in _held:  # reading our own file would give the lock away: closing it releases
        return f"process {os.getpid()}, this one"
    try:
        signed = json.loads(lock_path.read_text(encoding="utf-8"))
    except ValueError:  # caught between locking and signing
        return "it has just begun"
    return f"process {signed['pid']}, since {signed['since']}"
