"""What is told when a flow fails, and to whom."""

import json
import sys
from datetime import UTC, datetime
from types import SimpleNamespace
from uuid import UUID

import pytest

from flows.hooks import VARIABLE, tell_failure

FLOW = SimpleNamespace(name="ingest")
RUN = SimpleNamespace(name="ingest into t.duckdb", id=UUID(int=7), parameters={"secret": "hunter2"})
STATE = SimpleNamespace(
    name="Failed", type=None, message="1 critical checks failed", timestamp=datetime(2026, 1, 1, tzinfo=UTC)
)


def test_a_command_gets_the_reason_and_no_parameters(tmp_path, monkeypatch):
    told = tmp_path / "told.json"
    script = tmp_path / "tell.py"
    script.write_text(f"import sys, pathlib; pathlib.Path({str(told)!r}).write_text(sys.stdin.read())")
    monkeypatch.setenv(VARIABLE, f"{sys.executable} '{script}'")
    tell_failure(FLOW, RUN, STATE)
    message = json.loads(told.read_text())
    assert message["reason"] == "1 critical checks failed"
    assert message["run"] == "ingest into t.duckdb"
    assert "hunter2" not in told.read_text()


def test_without_a_hook_nobody_is_told(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    tell_failure(FLOW, RUN, STATE)


@pytest.mark.parametrize("hook", ["false", "/nowhere/at/all", "'unbalanced", "http://127.0.0.1:9/"])
def test_a_hook_that_fails_is_a_line_in_the_log(hook, monkeypatch, caplog):
    monkeypatch.setenv(VARIABLE, hook)
    tell_failure(FLOW, RUN, STATE)
    assert "the hook in TRAVAUX_ON_FAILURE failed" in caplog.text


@pytest.mark.slow
def test_a_run_that_fails_runs_the_hook_once(travaux, tmp_path):
    told = tmp_path / "told.jsonl"
    script = tmp_path / "tell.py"
    script.write_text(f"import sys; open({str(told)!r}, 'a').write(sys.stdin.read() + '\\n')")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    done = travaux(
        "ingest", tmp_path / "in", "--warehouse", tmp_path / "t.duckdb",
        TRAVAUX_ON_FAILURE=f"{sys.executable} {script}",
    )  # fmt: skip
    assert done.returncode == 1
    (message,) = map(json.loads, told.read_text().splitlines())
    assert "none of the 1 files could be read" in message["reason"]
