"""`kill -9` at any moment: the published file is the old one or the new one, whole, and the next run completes.

Fifty rounds, with workers, servers and schedulers killed as well, are in test_soak.py.
"""

import os
import random
import signal
import subprocess

import duckdb
import pytest

from tests.servers import COMMAND, processes, running, wait_until

ROUNDS, LONGEST = 3, 12  # seconds after which a run has ended


def documents(warehouse):
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return {name for (name,) in connection.execute("select file_name from core.documents").fetchall()}


def run_and_kill(command, environment, log, after):
    with running(command, environment, log) as run:
        try:
            run.wait(after)
        except subprocess.TimeoutExpired:
            os.kill(run.pid, signal.SIGKILL)
        run.wait()
        assert wait_until(lambda: processes(run.pid) == [], 20), processes(run.pid)


@pytest.mark.slow
def test_a_killed_run_leaves_a_whole_file_and_the_next_run_completes(
    travaux, prefect_server, own_seeds, tmp_path
):
    folder = tmp_path / "in"
    folder.mkdir()
    chance = random.Random(7)
    expected = documents(own_seeds)
    command = [*COMMAND, "ingest", folder, "--warehouse", own_seeds]
    for number in range(ROUNDS):
        before = documents(own_seeds)
        new = folder / f"round {number}.txt"
        new.write_text(f"Statement by Chad, round {number}, on resolution 74/247 of 27 December 2019.")
        expected |= {new.name}
        run_and_kill(command, os.environ | prefect_server, tmp_path / "log", chance.uniform(0.5, LONGEST))
        assert documents(own_seeds) in (before, expected)
        assert not own_seeds.with_name(f"{own_seeds.name}.wal").exists()
    done = travaux("ingest", folder, "--warehouse", own_seeds)
    assert done.returncode == 0, done.stderr
    assert documents(own_seeds) == expected
    assert travaux("check", "--warehouse", own_seeds).returncode == 0
