"""Scheduled runs: they fire, they do not overlap, and a late one catches up once."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from flows.resume import missed_one
from flows.schedule import is_caught_up, last_start, stamp_path
from flows.serve import Served, _is_loss, deployments
from tasks.errors import UsageError
from warehouse.errors import LockedWarehouse
from warehouse.lock import hold

NOON = datetime(2026, 1, 10, 12, tzinfo=UTC)


def served(tmp_path, **more):
    return Served(tmp_path / "t.duckdb", (tmp_path,), **({"cron": "0 6 * * *"} | more))


def began(tmp_path, at):
    stamp_path(tmp_path / "t.duckdb").write_text(json.dumps({"began": at.isoformat()}))


def test_of_ten_late_runs_the_first_does_the_work():
    due = [NOON - timedelta(hours=n) for n in range(10, 0, -1)]
    assert not any(is_caught_up(d, None) for d in due)
    assert all(is_caught_up(d, NOON) for d in due)
    assert not is_caught_up(NOON + timedelta(hours=1), NOON)


def test_a_stamp_that_cannot_be_read_counts_as_none(tmp_path):
    assert last_start(tmp_path / "t.duckdb") is None
    stamp_path(tmp_path / "t.duckdb").write_text("{")
    assert last_start(tmp_path / "t.duckdb") is None


@pytest.mark.parametrize(
    ("days", "missed"),
    [(0.1, False), (0.5, True), (1, True), (30, True)],
    ids=["since", "one", "two", "many"],
)
def test_a_start_after_a_missed_time_catches_up(tmp_path, days, missed):
    began(tmp_path, NOON - timedelta(days=days))
    assert asyncio.run(missed_one(served(tmp_path), NOON)) is missed


def test_a_first_start_has_missed_nothing(tmp_path):
    assert asyncio.run(missed_one(served(tmp_path), NOON)) is False


def test_a_server_that_is_gone_is_waited_for_and_a_fault_is_not():
    gone = ExceptionGroup(
        "", [httpx.ConnectError(""), ExceptionGroup("", [RuntimeError("Service exceeded error threshold.")])]
    )
    assert _is_loss(gone)
    assert _is_loss(httpx.ReadTimeout(""))
    assert not _is_loss(RuntimeError("no"))
    assert not _is_loss(ExceptionGroup("", [httpx.ConnectError(""), KeyError("x")]))


def test_intervals_are_missed_too(tmp_path):
    began(tmp_path, NOON - timedelta(minutes=5))
    assert asyncio.run(missed_one(served(tmp_path, cron=None, every=timedelta(minutes=4)), NOON))
    assert not asyncio.run(missed_one(served(tmp_path, cron=None, every=timedelta(minutes=6)), NOON))


def test_the_schedule_is_that_of_fetching_where_there_are_sources(tmp_path):
    (tmp_path / "sources.toml").write_text("")
    plain = {d.name: bool(d.schedules) for d in deployments(served(tmp_path))}
    assert plain == {"ingest": True, "report": False}
    both = deployments(served(tmp_path, sources=tmp_path / "sources.toml", report_cron="0 8 * * 1"))
    assert {d.name: bool(d.schedules) for d in both} == {
        "ingest": False,
        "fetch-and-ingest": True,
        "report": True,
    }
    assert all(d.concurrency_limit == 1 for d in both)
    assert all(d.entrypoint.startswith("flows.") for d in both)


def test_by_hand_what_the_sources_bring_is_ingested_unless_paths_are_given(tmp_path):
    sources = tmp_path / "sources.toml"
    sources.write_text("[[source]]\nname='s'\nkind='symbols'\nsymbols=['A/RES/79/*']\n")
    of_sources = deployments(Served(tmp_path / "t.duckdb", (), sources, "0 6 * * *"))[0]
    assert of_sources.parameters["paths"] == [str(tmp_path / "inbox")]
    given = deployments(served(tmp_path, sources=sources))[0]
    assert given.parameters["paths"] == [str(tmp_path)]


def test_a_cron_expression_that_is_none_is_a_slip(tmp_path):
    with pytest.raises(UsageError, match="no schedule"):
        deployments(served(tmp_path, cron="every day"))


def test_the_deployments_of_the_work_pool_name_flows_that_are_there():
    import yaml

    text = (Path(__file__).parents[2] / "flows" / "prefect.yaml").read_text(encoding="utf-8")
    for deployment in yaml.safe_load(text)["deployments"]:
        module, _, name = deployment["entrypoint"].rpartition(".")
        assert hasattr(__import__(module, fromlist=[name]), name)
        assert deployment["concurrency_limit"]["limit"] == 1


@pytest.mark.slow
def test_a_scheduled_run_fires_and_picks_up_what_was_dropped_in(travaux, background, rows, tmp_path):
    folder, warehouse = tmp_path / "in", tmp_path / "t.duckdb"
    folder.mkdir()
    (folder / "a.txt").write_text("Statement by Chad on resolution 74/247.")
    with background("serve", folder, "--every", 5, "--warehouse", warehouse, "--name", "dropped") as process:
        process.until(warehouse.exists)
        (folder / "b.txt").write_text("Statement by Belize on resolution 74/247.")
        process.until(lambda: rows(warehouse, "select count(*) from core.documents") == [(2,)])
        process.until(stamp_path(warehouse).exists)
        told = travaux("status", folder, "--warehouse", warehouse).stdout
    assert "dropped" in told.partition("next run:")[2]
    assert told.count("last run: ") == 2
    assert "backlog: 0 to parse" in told


@pytest.mark.slow
def test_a_schedule_that_is_stopped_says_so_in_a_line(background, left_of, published_seeds, tmp_path):
    arguments = ("serve", tmp_path, "--every", 3600, "--warehouse", published_seeds, "--name", "stopped")
    for number in (signal.SIGTERM, signal.SIGINT):
        with background(*arguments) as process:
            process.until(lambda: "every 3600 s" in process.log.read_text())
            os.kill(process.process.pid, number)
            assert process.process.wait(30) == 0
            assert left_of(process.process.pid) == []
        assert "serve: ended" in process.log.read_text().splitlines()[-1]
        assert "Traceback" not in process.log.read_text()


@pytest.mark.slow
def test_a_run_that_a_stop_broke_off_is_caught_up_at_the_next_start(background, left_of, rows, tmp_path):
    folder, warehouse = tmp_path / "in", tmp_path / "t.duckdb"
    folder.mkdir()
    (folder / "a.txt").write_text("Statement by Chad on resolution 74/247.")
    arguments = ("serve", folder, "--every", 7200, "--warehouse", warehouse, "--name", "broken off")
    with background(*arguments) as process:
        process.until(lambda: "every 7200 s" in process.log.read_text())
        run_now("ingest/broken off", process.environment)
        process.until(lambda: "parsing" in process.log.read_text())
        os.killpg(process.process.pid, signal.SIGINT)  # Ctrl+C: the terminal sends it to all
        assert process.process.wait(60) == 0
        assert left_of(process.process.pid) == []
    told = process.log.read_text()
    assert "ending the run that is going on" in told
    assert "Traceback" not in told
    assert not warehouse.exists()
    with background(*arguments) as process:
        process.until(stamp_path(warehouse).exists)
    assert rows(warehouse, "select count(*) from core.documents") == [(1,)]


@pytest.mark.slow
def test_a_run_that_was_killed_with_its_schedule_does_not_keep_the_next_from_starting(
    background, left_of, travaux, tmp_path
):
    folder, warehouse = tmp_path / "in", tmp_path / "t.duckdb"
    folder.mkdir()
    (folder / "a.txt").write_text("Statement by Chad on resolution 74/247.")
    arguments = ("serve", folder, "--every", 7200, "--warehouse", warehouse, "--name", "lost")
    with background(*arguments) as process:
        process.until(lambda: "every 7200 s" in process.log.read_text())
        run_now("ingest/lost", process.environment)
        process.until(lambda: "parsing" in process.log.read_text())
        os.killpg(process.process.pid, signal.SIGKILL)  # as when the machine dies: nobody tells the server
        process.process.wait()
    assert left_of(process.process.pid) == []
    with background(*arguments) as process:
        process.until(stamp_path(warehouse).exists)
    assert "was lost: its process is gone" in process.log.read_text()


def run_now(deployment, environment):
    """Start a run of a deployment as a schedule does."""
    script = (
        "import sys; from prefect.deployments import run_deployment; "
        "run_deployment(sys.argv[1], timeout=0, tags=['auto-scheduled'])"
    )
    subprocess.run([sys.executable, "-c", script, deployment], env=environment, check=True)


@pytest.mark.slow
def test_a_schedule_does_not_take_the_name_of_another_warehouse_s(background, travaux, own_seeds, tmp_path):
    arguments = ("serve", tmp_path, "--every", 3600, "--name", "taken", "--warehouse")
    with background(*arguments, own_seeds) as process:
        process.until(lambda: "every 3600 s" in process.log.read_text())
        done = travaux(*arguments, tmp_path / "other.duckdb")
    assert done.returncode == 2
    assert f"for {own_seeds}: give this one a name of its own (--name)" in done.stderr


@pytest.mark.slow
def test_what_failed_is_told_by_the_status_of_its_warehouse_alone(background, travaux, tmp_path):
    folder, warehouse = tmp_path / "in", tmp_path / "t.duckdb"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    with background("serve", folder, "--every", 3600, "--warehouse", warehouse, "--name", "fails") as process:
        process.until(lambda: "every 3600 s" in process.log.read_text())
        run_now("ingest/fails", process.environment)
        process.until(lambda: "Finished in state Failed" in process.log.read_text())
        assert "Traceback" not in process.log.read_text()
        told = travaux("status", folder, "--warehouse", warehouse).stdout
        other = travaux("status", "--warehouse", tmp_path / "other.duckdb").stdout
    assert "not published yet" in told
    assert re.search(r"^failed: .* fails: .*none of the 1 files could be read", told, re.MULTILINE)
    assert "fails" not in other


@pytest.mark.slow
def test_status_tells_a_server_that_is_down_from_none_and_a_folder_that_is_not_there(travaux, tmp_path):
    nowhere, warehouse = tmp_path / "nowhere", tmp_path / "t.duckdb"
    down = travaux("status", nowhere, "--warehouse", warehouse, PREFECT_API_URL="http://127.0.0.1:9/api")
    assert "the Prefect server at http://127.0.0.1:9/api does not answer" in down.stdout
    assert f"backlog: {nowhere} is not there" in down.stdout
    home = {"PREFECT_HOME": str(tmp_path / "home"), "PREFECT_API_URL": ""}
    assert "no Prefect server is set" in travaux("status", "--warehouse", warehouse, **home).stdout


@pytest.mark.slow
def test_a_schedule_says_when_no_server_answers(travaux, tmp_path):
    address = "http://127.0.0.1:9/api"
    done = travaux(
        "serve", tmp_path, "--every", 60, "--warehouse", tmp_path / "t.duckdb", PREFECT_API_URL=address
    )
    assert done.returncode == 2
    assert f"no Prefect server answers at {address}" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_two_runs_on_one_warehouse_do_not_overlap_and_both_complete(background, rows, own_seeds, tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    for folder, state in ((one, "Chad"), (other, "Belize")):
        folder.mkdir()
        (folder / f"{state}.txt").write_text(f"Statement by {state} on resolution 74/247.")
    with (
        background("ingest", one, "--warehouse", own_seeds) as first,
        background("ingest", other, "--warehouse", own_seeds) as second,
    ):
        assert (first.process.wait(120), second.process.wait(120)) == (0, 0)
    assert rows(own_seeds, "select count(*) from core.documents") == [(7,)]
    times = rows(
        own_seeds,
        "select started_at, finished_at, durations->>'$.discover' from ops.runs order by finished_at",
    )
    assert len(times) == 3


@pytest.mark.slow
def test_a_run_that_may_not_wait_says_who_is_writing(own_seeds, prefect_server, tmp_path, monkeypatch):
    for name, value in prefect_server.items():
        monkeypatch.setenv(name, value)
    from flows.ingest import ingest

    with hold(own_seeds), pytest.raises(LockedWarehouse, match="is being written by another run"):
        ingest([tmp_path], own_seeds, wait_seconds=0)
