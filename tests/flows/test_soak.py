"""Kills of all that takes part in a run, at random moments: whatever dies, the next run completes.

    pytest -m soak tests/flows/test_soak.py -o log_cli=true --log-cli-level=INFO

A round kills the flow, one of its workers, the Prefect server that it reports to, or the scheduler of the Dask
cluster that parses for it, while the run goes on. Then another run must complete, and nothing may be left over.
"""

import logging
import os
import random
import signal
import subprocess
import time
from collections import Counter
from contextlib import ExitStack

import duckdb
import pytest

from tests.servers import COMMAND, dask_cluster, kill, prefect_server, processes, running, wait_until

LOG = logging.getLogger("soak")
ROUNDS = 50
RUN_SECONDS = 240
NEW_FILES = 6  # a round
LATEST = 9.0  # seconds after which a run is nearly over
TARGETS = os.environ.get("TRAVAUX_SOAK_TARGETS", "flow worker server scheduler").split()
DISAGREEING = """
    select file.file_uri, file.fate, document.document_id
    from ops.files as file full join core.documents as document using (document_id)
    where file.file_uri is null or (document.document_id is null and file.fate in ('loaded', 'duplicate'))
"""

pytestmark = [pytest.mark.soak, pytest.mark.slow, pytest.mark.timeout(7200)]


class Scene:
    """A folder of documents, their warehouse, and a Prefect server that is there again after it was killed."""

    def __init__(self, new_folder, warehouse):
        self.warehouse = warehouse
        self.inbox, self.home, self.temporary = map(new_folder, ("in", "home", "tmp"))
        self.expected = self.documents()
        self.servers = ExitStack()
        self.server = None
        self.environment = {}

    def documents(self):
        with duckdb.connect(str(self.warehouse), read_only=True) as connection:
            return {n for (n,) in connection.execute("select file_name from core.documents").fetchall()}

    def raise_server(self):
        if self.server is None or self.server.poll() is not None:
            self.servers.close()
            self.server, own = self.servers.enter_context(prefect_server(self.home))
            self.environment = os.environ | own | {"TMPDIR": str(self.temporary), "PYTHONFAULTHANDLER": "1"}

    def drop(self, number):
        """Put new documents into the folder, so that a run has something to do."""
        for n in range(NEW_FILES):
            name = f"round {number}.{n}.txt"
            text = f"Statement by Chad, round {number}.{n}, on resolution 74/247. " * 2000
            (self.inbox / name).write_text(text)
            self.expected |= {name}

    def command(self, *more):
        return [*COMMAND, "ingest", self.inbox, "--warehouse", self.warehouse, *more]

    def completes(self):
        """Run to the end, and look that all is there and nothing else."""
        done = subprocess.run(
            list(map(str, self.command())), env=self.environment, capture_output=True, text=True,
            timeout=RUN_SECONDS, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert self.documents() == self.expected
        with duckdb.connect(str(self.warehouse), read_only=True) as connection:
            assert connection.execute(DISAGREEING).fetchall() == []
        assert self.leftovers() == []

    def leftovers(self):
        """Files that no completed run leaves: beside the warehouse, among kept parses, in the temporary folder."""
        beside = self.warehouse.parent
        known = {"data_docs", "parses", self.warehouse.name, f"{self.warehouse.name}.lock"}
        strange = [f for f in beside.iterdir() if f.name not in known and ".previous-" not in f.name]
        unfinished = [f for f in (beside / "parses").glob("*/*") if f.name.startswith(".")]
        return [*strange, *unfinished, *self.temporary.iterdir()]


def strike(target, run, server, scheduler):
    """Kill, and tell whether there was anything to kill in a run that was going on."""
    if run.poll() is not None:
        return False
    match target:
        case "flow":
            os.kill(run.pid, signal.SIGKILL)
        case "worker":
            workers = [pid for pid, args in processes(run.pid) if "forkserver" in args]
            if len(workers) < 2:  # the first is what workers are forked from
                return False
            os.kill(workers[-1], signal.SIGKILL)
        case "server":
            kill(server)
        case "scheduler":
            kill(scheduler)
    return True


def wait_or_tell(run, log):
    """Wait until a run ends; one that hangs is made to say where."""
    if wait_until(lambda: run.poll() is not None, RUN_SECONDS):
        return run.returncode
    for pid, _ in processes(run.pid):
        os.kill(pid, signal.SIGABRT)  # with faulthandler, each thread's stack goes to the log
        time.sleep(0.5)
    return pytest.fail(f"the run hangs\n{log.read_text()[-30_000:]}")


def one_round(target, scene, chance):
    """Start a run, strike at a random moment until a blow meets it, and wait until it has ended. Returns how."""
    with ExitStack() as stack:
        scheduler, more = None, ()
        if target == "scheduler":
            scheduler, _, address = stack.enter_context(dask_cluster(scene.home))
            more = ("--dask", address)
        run = stack.enter_context(running(scene.command(*more), scene.environment, scene.home / "run.log"))
        time.sleep(chance.uniform(0.5, LATEST))
        met = wait_until(lambda: strike(target, run, scene.server, scheduler) or run.poll() is not None, 60)
        assert met
        ended = wait_or_tell(run, scene.home / "run.log")
        assert wait_until(lambda: processes(run.pid) == [], 20), processes(run.pid)
    return ended


@pytest.fixture
def scene(own_seeds, tmp_path_factory):
    scene = Scene(tmp_path_factory.mktemp, own_seeds)
    yield scene
    scene.servers.close()


def test_whatever_is_killed_the_next_run_completes(scene):
    chance = random.Random(5)
    rounds = int(os.environ.get("TRAVAUX_SOAK_ROUNDS", ROUNDS))
    met = Counter()
    for number in range(rounds):
        target = TARGETS[number % len(TARGETS)]
        scene.raise_server()
        before = scene.documents()
        scene.drop(number)
        ended = one_round(target, scene, chance)
        now = scene.documents()
        assert before <= now <= scene.expected
        met[target, ended] += 1
        LOG.info("round %d of %d: %s killed, the run ended with %d", number + 1, rounds, target, ended)
        scene.raise_server()
        scene.completes()
    LOG.info("killed, and how the run ended: %s", dict(met))
