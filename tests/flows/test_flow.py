"""What a run leaves on the pages of a Prefect server."""

import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def ask(server, path, **body):
    request = urllib.request.Request(
        f"{server['PREFECT_API_URL']}/{path}",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
        method="POST",
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


@pytest.fixture(scope="module")
def flow_run(prefect_server, published_seeds):
    runs = ask(prefect_server, "flow_runs/filter", sort="START_TIME_ASC")
    return next(run for run in runs if str(published_seeds) in run["name"])


def test_the_run_is_named_after_its_warehouse_and_completed(flow_run, published_seeds):
    assert flow_run["name"] == f"ingest into {published_seeds}"
    assert flow_run["state"]["type"] == "COMPLETED"


def test_its_tasks_have_names_that_read_well_and_a_tag(flow_run, prefect_server):
    tasks = ask(prefect_server, "task_runs/filter", flow_runs={"id": {"any_": [flow_run["id"]]}})
    names = {task["name"] for task in tasks}
    assert {
        "discover new and changed files",
        "load into the next warehouse",
        "validate the next warehouse",
        "publish the warehouse",
    } < names
    assert any(name.startswith("parse batch 1 of ") for name in names)
    assert all("travaux" in task["tags"] for task in tasks)


def test_it_leaves_its_outcome_and_its_checks_as_artifacts(flow_run, prefect_server):
    found = ask(prefect_server, "artifacts/filter", flow_runs={"id": {"any_": [flow_run["id"]]}})
    by_key = {artifact["key"]: artifact for artifact in found}
    assert "| loaded | 5 |" in by_key["travaux-run"]["data"]
    checks = json.loads(by_key["travaux-checks"]["data"])
    assert {"check", "severity", "passed"} <= set(checks[0])
    assert len(checks) > 50


def test_over_an_inbox_that_is_empty_yet_a_schedule_goes_on(prefect_server, tmp_path):
    inbox = tmp_path / "in"
    inbox.mkdir()
    code = f"""
from pathlib import Path
from flows.ingest import ingest
print(ingest([Path({str(inbox)!r})], Path({str(tmp_path / "w.duckdb")!r})).is_about_nothing)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | prefect_server, cwd=Path(__file__).parents[2],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout.strip()) == (0, "True"), done.stderr
