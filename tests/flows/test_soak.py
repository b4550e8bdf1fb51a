"""Kills of all that takes part in a run, at random moments: whatever dies, the next run completes.

    pytest -m soak tests/flows/test_soak.py -o log_cli=true --log-cli-level=INFO

A round kills the flow, one of its workers, the Prefect server that it reports to, or the scheduler of the Dask
cluster that parses for it.
"""

import logging
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from tests.conftest import free_port, wait_until_healthy

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-c", "from flows.cli import main; main()"]
LOG = logging.getLogger("soak")
ROUNDS = 50
RUN_SECONDS = 180
NEW_FILES = 6  # a round

pytestmark = [pytest.mark.soak, pytest.mark.slow, pytest.mark.timeout(7200)]


@contextmanager
def running(command, environment, log):
    """A process in a session of its own, of which nothing is left afterwards."""
    with log.open("a") as out:
        process = subprocess.Popen(
            command, env=environment, cwd=ROOT, stdout=out, stderr=out, start_new_session=True
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def prefect_server(home):
    port = free_port()
    quiet = {"DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "PREFECT_HOME": str(home)}
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with running(command, os.environ | quiet, home / "server.log") as server:
        url = f"http://127.0.0.1:{port}/api"
        wait_until_healthy(url, server)
        yield server, os.environ | quiet | {"PREFECT_API_URL": url}


@contextmanager
def dask_cluster(folder):
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    scheduler = [
        sys.executable,
        "-m",
        "distributed.cli.dask_scheduler",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--no-dashboard",
    ]
    worker = [
        sys.executable,
        "-m",
        "distributed.cli.dask_worker",
        address,
        "--no-nanny",
        "--nthreads",
        "1",
        "--no-dashboard",
    ]
    log = folder / "dask.log"
    with running(scheduler, os.environ, log) as head, running(worker, os.environ, log):
        time.sleep(4)
        yield head, address


def processes(session):
    """Processes of a session, by what they run."""
    listed = subprocess.run(
        ["ps", "-eo", "sid=,pid=,args="], capture_output=True, text=True, check=True
    ).stdout
    rows = (line.split(None, 2) for line in listed.splitlines())
    return [(int(pid), args) for sid, pid, args in rows if int(sid) == session]


def kill_worker(session):
    """Kill one worker process of the run, if it has any by now."""
    workers = [pid for pid, args in processes(session) if "forkserver" in args and pid != session]
    if workers:
        os.kill(workers[-1], signal.SIGKILL)


def strike(target, run, server, scheduler):
    match target:
        case "flow":
            os.kill(run.pid, signal.SIGKILL)
        case "worker":
            kill_worker(run.pid)
        case "server":
            os.killpg(server.pid, signal.SIGKILL)
        case "scheduler":
            os.killpg(scheduler.pid, signal.SIGKILL)


def documents(warehouse):
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return {name for (name,) in connection.execute("select file_name from core.documents").fetchall()}


def one_round(target, after, command, home, warehouse):
    """Start a run with all its helpers, strike, and wait until the run has ended by itself or by the blow."""
    with prefect_server(home) as (server, environment), dask_cluster(home) as (scheduler, address):
        more = ["--dask", address] if target == "scheduler" else []
        with running([*command, *more], environment, home / "run.log") as run:
            time.sleep(after)
            strike(target, run, server, scheduler)
            run.wait(RUN_SECONDS)
            assert not warehouse.with_name(f"{warehouse.name}.wal").exists()
            deadline = time.monotonic() + 20
            while processes(run.pid) and time.monotonic() < deadline:
                time.sleep(0.2)
            assert processes(run.pid) == []


def test_whatever_is_killed_the_next_run_completes(travaux, own_seeds, tmp_path):
    folder, home = tmp_path / "in", tmp_path / "home"
    folder.mkdir()
    home.mkdir()
    chance = random.Random(5)
    struck = Counter()
    expected = documents(own_seeds)
    command = [*COMMAND, "ingest", str(folder), "--warehouse", str(own_seeds)]
    for number in range(int(os.environ.get("TRAVAUX_SOAK_ROUNDS", ROUNDS))):
        before = documents(own_seeds)
        for n in range(NEW_FILES):
            name = f"round {number}.{n}.txt"
            (folder / name).write_text(
                f"Statement by Chad, round {number}.{n}, on resolution 74/247. " * 2000
            )
            expected |= {name}
        target = chance.choice(("flow", "worker", "server", "scheduler"))
        one_round(target, chance.uniform(1, 10), command, home, own_seeds)
        struck[target] += 1
        LOG.info("round %d: %s killed; so far %s", number + 1, target, dict(struck))
        assert before <= documents(own_seeds) <= expected
    done = travaux("ingest", folder, "--warehouse", own_seeds)
    assert done.returncode == 0, done.stderr
    assert documents(own_seeds) == expected
    assert travaux("check", "--warehouse", own_seeds).returncode == 0
