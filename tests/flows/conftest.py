"""Commands that run in the background, and rows of a warehouse."""

import os
import signal
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from tests.servers import COMMAND

ROOT = Path(__file__).parents[2]


class Background:
    """A command that goes on, and what it has said so far."""

    def __init__(self, process, log, environment):
        self.process = process
        self.log = log
        self.environment = environment

    def until(self, condition, seconds=120):
        """Wait until a condition holds; fail with what the command said."""
        deadline = time.monotonic() + seconds
        while not condition():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.2)


@pytest.fixture
def background(prefect_server, tmp_path):
    """Starts `travaux ARGUMENTS`, and ends it and all that it started when the block is left."""

    @contextmanager
    def start(*arguments, **environment):
        log = tmp_path / f"{arguments[0]}.log"
        surroundings = os.environ | prefect_server | environment
        with log.open("w") as out:
            process = subprocess.Popen(
                [*COMMAND, *map(str, arguments)], cwd=ROOT, env=surroundings,
                stdout=out, stderr=out, start_new_session=True,
            )  # fmt: skip
        try:
            yield Background(process, log, surroundings)
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    return start


@pytest.fixture(scope="session")
def rows():
    def ask(warehouse, query):
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            return connection.execute(query).fetchall()

    return ask


@pytest.fixture(scope="session")
def left_of():
    def ask(session, seconds=10):
        """The processes of a session that are still there after a while."""
        command = ["ps", "-eo", "sid=,stat=,args="]
        deadline = time.monotonic() + seconds
        while True:
            listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            own = [line for line in listed.splitlines() if line.split()[0] == str(session)]
            left = [line for line in own if not line.split()[1].startswith("Z")]
            if not left or time.monotonic() > deadline:
                return left
            time.sleep(0.2)

    return ask
