"""Services that go away in the middle of a run: one sentence says so, and the next run goes on."""

import os
import signal

import pytest

from tests import servers
from tests.servers import COMMAND, dask_cluster, kill, processes, running, wait_until

pytestmark = pytest.mark.slow


@pytest.fixture
def inbox(tmp_path):
    """Documents that take a while."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(8):
        text = f"Statement by Chad, number {number}, on resolution 74/247. " * 3_000
        (folder / f"{number}.txt").write_text(text)
    return folder


def said_when_killed(inbox, environment, victim, *more):
    """What a run says, and its exit code, whose helper is killed while it parses."""
    log = inbox.with_name("run.log")
    command = [*COMMAND, "ingest", inbox, "--warehouse", inbox.with_name("travaux.duckdb"), *more]
    with running(command, os.environ | environment, log) as run:
        assert wait_until(lambda: "parsing" in log.read_text(), 60), log.read_text()
        kill(victim)
        return run.wait(120), log.read_text()


def test_a_prefect_server_that_goes_away_is_named_and_the_next_run_goes_on(travaux, inbox, tmp_path):
    with servers.prefect_server(tmp_path) as (server, environment):
        impatient = environment | {"PREFECT_CLIENT_MAX_RETRIES": "0"}
        ended, said = said_when_killed(inbox, impatient, server)
    assert ended == 1
    assert f"the Prefect server at {environment['PREFECT_API_URL']} does not answer any more" in said
    assert "Traceback" not in said
    again = travaux("ingest", inbox, "--warehouse", tmp_path / "travaux.duckdb")
    assert again.returncode == 0, again.stderr


def test_a_dask_scheduler_that_goes_away_is_named_and_the_next_run_goes_on(
    travaux, prefect_server, inbox, tmp_path
):
    pytest.importorskip("distributed")
    with dask_cluster(tmp_path) as (scheduler, _, address):
        ended, said = said_when_killed(inbox, prefect_server, scheduler, "--dask", address)
    assert ended == 1
    assert f"the Dask scheduler at {address} does not answer any more" in said
    assert "Traceback" not in said
    again = travaux("ingest", inbox, "--warehouse", tmp_path / "travaux.duckdb")
    assert again.returncode == 0, again.stderr


def test_the_temporary_server_of_a_killed_run_ends_with_it(inbox, tmp_path):
    alone = {k: v for k, v in os.environ.items() if k != "PREFECT_API_URL"} | {
        "PREFECT_HOME": str(tmp_path / "home")
    }
    log = tmp_path / "run.log"
    command = [*COMMAND, "ingest", inbox, "--warehouse", tmp_path / "travaux.duckdb"]
    with running(command, alone, log) as run:
        assert wait_until(lambda: "parsing" in log.read_text(), 120), log.read_text()
        assert any("prefect.server" in args for _, args in processes(run.pid))
        os.kill(run.pid, signal.SIGKILL)
        assert wait_until(lambda: processes(run.pid) == [], 20), processes(run.pid)
