"""A real Prefect server for the whole test session, and the `travaux` command as a person runs it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds" / "documents"
START_SECONDS = 180


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_healthy(url, server):
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert server.poll() is None, "the Prefect server ended"
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"no Prefect server at {url}")


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory):
    """The environment of a process that is to use the session's own Prefect server."""
    home = tmp_path_factory.mktemp("prefect")
    port = free_port()
    quiet = {"DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "PREFECT_HOME": str(home)}
    environment = os.environ | quiet
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with (home / "server.log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=home)
    url = f"http://127.0.0.1:{port}/api"
    try:
        wait_until_healthy(url, server)
        yield quiet | {"PREFECT_API_URL": url}
    finally:
        server.terminate()
        server.wait(30)


@pytest.fixture(scope="session")
def travaux(prefect_server):
    """Runs `travaux ARGUMENTS` in a process of its own and returns what it said."""

    def run(*arguments, cwd=ROOT, **environment):
        return subprocess.run(
            [sys.executable, "-c", "from flows.cli import main; main()", *map(str, arguments)],
            capture_output=True,
            text=True,
            cwd=cwd,
            env=os.environ | prefect_server | environment,
            timeout=240,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def published_seeds(travaux, tmp_path_factory):
    """A warehouse that `travaux ingest` made of the five seed documents; nobody writes to it."""
    warehouse = tmp_path_factory.mktemp("seeds") / "travaux.duckdb"
    done = travaux("ingest", SEEDS, "--warehouse", warehouse)
    assert done.returncode == 0, done.stderr
    return warehouse


@pytest.fixture
def own_seeds(published_seeds, tmp_path):
    """A copy of the published seeds with their kept parses, to be written to."""
    shutil.copytree(published_seeds.parent, tmp_path / "own")
    return tmp_path / "own" / published_seeds.name
