"""Real servers for the tests: Prefect's, and a Dask cluster. Each runs in a session of its own and leaves nothing."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-c", "from flows.cli import main; main()"]
START_SECONDS = 180
END_SECONDS = 30


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(command, environment, log):
    """A process; when the block is left, it is asked to end, and after a while made to."""
    with log.open("a") as out:
        process = subprocess.Popen(
            list(map(str, command)), env=environment, cwd=ROOT, stdout=out, stderr=out, start_new_session=True
        )
        try:
            yield process
        finally:
            end(process)


def end(process):
    process.terminate()
    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        kill(process)


def kill(process):
    """Kill a process and all that it started."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def kill_all(started):
    for process in started:
        if process.poll() is None:
            kill(process)


def processes(session):
    """What still runs of a session: process numbers and command lines."""
    listed = subprocess.run(
        ["ps", "-wweo", "sid=,pid=,stat=,args="], capture_output=True, text=True, check=True
    ).stdout
    rows = [line.split(None, 3) for line in listed.splitlines()]
    return [(int(pid), args) for sid, pid, state, args in rows if int(sid) == session and state[0] != "Z"]


def wait_until(condition, seconds):
    """Wait until a condition holds, and tell whether it came to."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


@contextmanager
def prefect_server(home):
    """A Prefect server, and the environment of processes that are to use it."""
    port = free_port()
    quiet = {"DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "PREFECT_HOME": str(home)}
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", port]
    with running(command, os.environ | quiet, home / "server.log") as server:
        url = f"http://127.0.0.1:{port}/api"
        assert wait_until(lambda: _answers(f"{url}/health", server), START_SECONDS), f"no server at {url}"
        yield server, quiet | {"PREFECT_API_URL": url}


def _answers(url, server):
    assert server.poll() is None, "the server ended"
    try:
        with urllib.request.urlopen(url, timeout=2):
            return True
    except OSError:
        return False


@contextmanager
def dask_cluster(home, workers=2):
    """A Dask scheduler and workers of one thread: the scheduler, the workers, the scheduler's address."""
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    module = [sys.executable, "-m"]
    scheduler = [*module, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", port]
    worker = [*module, "distributed.cli.dask_worker", address, "--no-nanny", "--nthreads", 1,
              "--local-directory", home]  # fmt: skip
    log = home / "dask.log"
    with ExitStack() as stack:
        head = stack.enter_context(running([*scheduler, "--no-dashboard"], os.environ, log))
        others = [
            stack.enter_context(running([*worker, "--no-dashboard"], os.environ, log)) for _ in range(workers)
        ]
        stack.callback(kill_all, [head, *others])  # asked to end, workers without a scheduler take their time
        assert wait_until(lambda: log.read_text().count("Registered to") >= workers, START_SECONDS)
        yield head, others, address
