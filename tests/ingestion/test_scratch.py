"""Temporary files: gone with their process, or with the next one."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

CLAIM = (
    "import tempfile; from tasks.ingestion.scratch import claim; folder = claim(); "
    "tempfile.mkstemp(); print(folder, flush=True); input()"
)


@pytest.fixture
def root():
    """A folder for temporary files, with a path as short as the system's own."""
    with tempfile.TemporaryDirectory(prefix="t") as folder:
        yield Path(folder)


@pytest.fixture
def claiming(root):
    """Starts processes that claim a folder, keep a file there and wait; gives the process and the folder."""
    started = []

    def start(root=root):
        process = subprocess.Popen(
            [sys.executable, "-c", CLAIM], env=os.environ | {"TMPDIR": str(root)},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        started.append(process)
        return process, process.stdout.readline().strip()

    yield start
    for process in started:
        if process.poll() is None:
            process.communicate("\n")


def test_temporary_files_lie_in_a_folder_that_goes_with_its_process(claiming, root):
    process, folder = claiming()
    assert [str(f) for f in root.iterdir()] == [folder]
    assert len(list(Path(folder).iterdir())) == 2  # its lock, and the file
    process.communicate("\n")
    assert list(root.iterdir()) == []


def test_what_a_killed_process_left_goes_with_the_next_one_and_the_living_keep_theirs(claiming, root):
    _, living = claiming()
    killed, left = claiming()
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert {str(f) for f in root.iterdir()} == {living, left}
    _, new = claiming()
    assert {str(f) for f in root.iterdir()} == {living, new}


def test_below_a_long_path_no_folder_is_made_that_sockets_would_have_no_place_in(claiming, root):
    long = root / ("x" * 70)
    long.mkdir()
    _, folder = claiming(long)
    assert Path(folder) == long
