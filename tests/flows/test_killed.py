"""`kill -9` at any moment: the published file is the old one or the new one, whole, and the next run completes."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds" / "documents"
COMMAND = [sys.executable, "-c", "from flows.cli import main; main()"]


def documents(warehouse):
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return {name for (name,) in connection.execute("select file_name from core.documents").fetchall()}


def run_and_kill(arguments, environment, after):
    """Start a run, kill it after so many seconds, and return the processes that it had started."""
    run = subprocess.Popen(
        [*COMMAND, *map(str, arguments)], env=environment, cwd=ROOT,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        run.wait(after)
    except subprocess.TimeoutExpired:
        os.kill(run.pid, signal.SIGKILL)
        run.wait()
    return run.pid


def survivors(session):
    """Processes that a killed run left behind, by its session."""
    listed = subprocess.run(["ps", "-eo", "sid=,pid="], capture_output=True, text=True, check=True).stdout
    return [pid for sid, pid in map(str.split, listed.splitlines()) if int(sid) == session]


def kill_rounds(rounds, longest, travaux, prefect_server, warehouse, folder, seed):
    chance = random.Random(seed)
    expected = documents(warehouse)
    for number in range(rounds):
        before = documents(warehouse)
        new = folder / f"round {number}.txt"
        new.write_text(f"Statement by Chad, round {number}, on resolution 74/247 of 27 December 2019.")
        expected |= {new.name}
        pid = run_and_kill(
            ("ingest", folder, "--warehouse", warehouse),
            os.environ | prefect_server,
            chance.uniform(0.5, longest),
        )
        assert documents(warehouse) in (before, expected)
        assert not warehouse.with_name(f"{warehouse.name}.wal").exists()
        deadline = time.monotonic() + 20
        while survivors(pid) and time.monotonic() < deadline:
            time.sleep(0.2)
        assert survivors(pid) == []
    done = travaux("ingest", folder, "--warehouse", warehouse)
    assert done.returncode == 0, done.stderr
    assert documents(warehouse) == expected
    assert travaux("check", "--warehouse", warehouse).returncode == 0


@pytest.mark.slow
def test_a_killed_run_leaves_a_whole_file_and_the_next_run_completes(
    travaux, prefect_server, own_seeds, tmp_path
):
    folder = tmp_path / "in"
    folder.mkdir()
    kill_rounds(3, 12, travaux, prefect_server, own_seeds, folder, seed=7)


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_fifty_killed_runs_lose_nothing(travaux, prefect_server, own_seeds, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    kill_rounds(50, 14, travaux, prefect_server, own_seeds, folder, seed=11)
