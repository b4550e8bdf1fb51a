"""Publishes a warehouse by renaming: readers have the old file or the new one, each whole.

A file is written as `<path>.next`, checked, closed, and put in the place of `<path>` by one rename. Readers that
have the old file open keep it. What was published before stays as `<path>.previous-<time>`.
"""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from warehouse import connect
from warehouse.errors import WarehouseError

KEPT = 2  # published files that can be gone back to


def prepare_next(path: Path | str) -> Path:
    """Return `<path>.next`, a copy of the published file, or a place for a new one; leftovers are gone.

    Raises:
        NotAWarehouse: what lies at `path` is no DuckDB database.

    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    target = next_path(path)
    discard_next(path)
    if path.exists():
        connect.open_reader(path).close()  # blames a wrong file before anything is copied
        shutil.copyfile(path, target)
        if _wal(
            path
        ).exists():  # somebody wrote to the published file by hand and was killed: keep what they wrote
            shutil.copyfile(_wal(path), _wal(target))
    return target


def next_path(path: Path) -> Path:
    """Return the place of the file that is to be published next."""
    return Path(f"{path}.next")


def discard_next(path: Path) -> None:
    """Remove what an earlier run left."""
    for leftover in (next_path(path), _wal(next_path(path)), Path(f"{next_path(path)}.tmp")):
        if leftover.is_dir():
            shutil.rmtree(leftover)
        else:
            leftover.unlink(missing_ok=True)


def keep_failed(path: Path | str) -> Path:
    """Move a next file that must not be published to `<path>.failed`, to be looked at, and return that place."""
    path = Path(path)
    failed = Path(f"{path}.failed")
    with connect.open_writer(next_path(path)) as connection:
        connection.execute("force checkpoint")
    next_path(path).replace(failed)
    _wal(failed).unlink(missing_ok=True)
    discard_next(path)
    return failed


def publish(next_file: Path, path: Path | str, keep: int = KEPT) -> None:
    """Put the closed `next_file` in the place of `path`, keeping the `keep` files published last.

    Raises:
        WarehouseError: the file cannot be opened, or a connection still has it open.

    """
    path = Path(path)
    with connect.open_writer(next_file) as connection:  # replays and empties its write-ahead log
        connection.execute("force checkpoint")
    if _wal(next_file).exists():
        raise WarehouseError(f"{next_file} still has a write-ahead log; it was not published.")
    _flush(next_file)
    if path.exists() and keep > 0:
        _set_aside(path)
    # A log beside the old file would be replayed into the new one, and poison it.
    _wal(path).unlink(missing_ok=True)
    next_file.replace(path)
    _flush(path.parent)
    for old in previous(path)[keep:]:
        old.unlink(missing_ok=True)


def previous(path: Path | str) -> list[Path]:
    """Return the files that were published before, the latest first."""
    path = Path(path)
    return sorted(path.parent.glob(f"{_escaped(path.name)}.previous-*"), reverse=True)


def rollback(path: Path | str) -> Path:
    """Bring back the file published before; return the place to which the current one is moved.

    Raises:
        WarehouseError: nothing was kept.

    """
    path = Path(path)
    kept = previous(path)
    if not kept:
        raise WarehouseError(f"There is no earlier file beside {path} to go back to.")
    connect.open_reader(kept[0]).close()
    withdrawn = Path(f"{path}.withdrawn")
    if path.exists():
        withdrawn.unlink(missing_ok=True)
        _link_or_copy(path, withdrawn)
    _wal(path).unlink(missing_ok=True)
    kept[0].replace(path)
    _flush(path.parent)
    return withdrawn


def _set_aside(path: Path) -> None:
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    _link_or_copy(path, Path(f"{path}.previous-{now}"))


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copyfile(source, target)


def _wal(path: Path) -> Path:
    return Path(f"{path}.wal")


def _escaped(name: str) -> str:
    return "".join(f"[{c}]" if c in "[*?" else c for c in name)


def _flush(path: Path) -> None:
    """Wait until the file or the folder's entries are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
