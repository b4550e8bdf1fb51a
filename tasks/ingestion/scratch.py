"""Temporary files of a process and of its workers: in one folder, so that nothing stays behind where it was killed.

A process removes its folder when it ends. One that was killed cannot; the next one sees that nobody holds the lock
in the folder any more, and removes it.
"""

import fcntl
import os
import shutil
import tempfile
from functools import cache
from multiprocessing.util import Finalize
from pathlib import Path
from typing import IO

_CLAIMED = "travaux-"
_UNCLAIMED = f".{_CLAIMED}"
_LONGEST = (
    74  # of a folder's path: multiprocessing adds 32 characters, and a socket's address has 107 at most
)
_LOCK = ".lock"
_LAST = -1000  # after multiprocessing has removed its own folder in this one, at -100
_held: list[IO[str]] = []  # a closed file gives its lock back


@cache
def claim() -> Path:
    """Return this process's folder for temporary files; it, and processes that it starts, put theirs there from now on.

    Folders of processes that are gone are removed. Where the system's folder has too long a path to speak with
    workers from below it, it is used as it is.
    """
    root = Path(tempfile.gettempdir())
    for folder in root.glob(f"{_CLAIMED}*"):
        if not _is_held(folder):
            shutil.rmtree(folder, ignore_errors=True)
    if len(str(root)) + len(f"/{_CLAIMED}12345678") > _LONGEST:
        return root
    folder = Path(tempfile.mkdtemp(prefix=_UNCLAIMED, dir=root))
    _held.append((folder / _LOCK).open("w", encoding="utf-8"))
    fcntl.lockf(_held[-1], fcntl.LOCK_EX)
    folder = folder.rename(root / folder.name.removeprefix("."))  # others see it when its lock is held
    tempfile.tempdir = os.environ["TMPDIR"] = str(folder)
    Finalize(None, shutil.rmtree, (folder,), {"ignore_errors": True}, exitpriority=_LAST)
    return folder


def _is_held(folder: Path) -> bool:
    """Tell whether the process whose folder it is still lives."""
    try:
        with (folder / _LOCK).open("r+", encoding="utf-8") as lock:
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:  # somebody is removing it
        return False
    except OSError:
        return True
    return False
