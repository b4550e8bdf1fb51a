"""When a watch begins a run: pure, with a clock of numbers; and once with real files."""

import os
import signal
import time

import pytest

from flows.watch import Settling, take_snapshot, watch
from tasks.errors import NothingReadable, UsageError


def settling():
    return Settling(quiet=10, longest=60)


def test_a_file_is_ingested_when_it_has_stopped_growing():
    s = settling()
    assert s.look({"a": "1"}, 0) is None
    assert s.look({"a": "2"}, 5) is None
    assert s.look({"a": "2"}, 14) is None
    assert s.look({"a": "2"}, 15) == []
    s.done({"a": "2"}, [])
    assert s.look({"a": "2"}, 100) is None


def test_a_burst_is_one_run():
    s = settling()
    for second in range(20):
        assert s.look({str(n): "1" for n in range(second + 1)}, second) is None
    assert s.look({str(n): "1" for n in range(20)}, 29) == []


def test_where_changes_never_end_the_quiet_files_go_first():
    s = settling()
    for second in range(60):
        assert s.look({"done": "1", "grows": str(second)}, second) is None
    assert s.look({"done": "1", "grows": "60"}, 60) == ["done"]
    s.done({"done": "1", "grows": "60"}, ["done"])
    assert s.look({"done": "1", "grows": "60"}, 61) is None
    assert s.look({"done": "1", "grows": "60"}, 71) == []


def test_a_file_that_was_taken_away_is_a_change():
    s = settling()
    s.done({"a": "1", "b": "1"}, [])
    assert s.look({"a": "1"}, 0) is None
    assert s.look({"a": "1"}, 10) == []


def test_unfinished_downloads_are_not_seen(tmp_path):
    (tmp_path / "a.part").write_text("half")
    assert take_snapshot([tmp_path]) == {}


def test_a_run_that_fails_does_not_end_the_watch(tmp_path):
    runs, looks = [], iter([True] * 6 + [False])
    (tmp_path / "a.txt").write_text("a")

    def ingest(paths):
        runs.append(paths)
        (tmp_path / f"{len(runs)}.txt").write_text("more")
        raise NothingReadable("none of the 1 files could be read")

    watch([tmp_path], ingest, quiet=0, longest=1, poll=0.01, goes_on=lambda: next(looks))
    assert len(runs) == 6
    assert runs[0] == [tmp_path]


def test_a_folder_that_is_taken_away_is_waited_for(tmp_path, caplog):
    folder, away, runs, looks = tmp_path / "in", tmp_path / "away", [], iter(range(9))
    folder.mkdir()
    (folder / "a.txt").write_text("a")

    def goes_on():
        look = next(looks)
        if look == 3:
            folder.rename(away)
        if look == 6:
            away.rename(folder)
            (folder / "b.txt").write_text("b")
        return look < 8

    watch([folder], runs.append, quiet=0, longest=1, poll=0.01, goes_on=goes_on)
    assert runs == [[folder], [folder]]
    assert caplog.text.count("waiting until it is back") == 1


def test_a_folder_that_is_not_there_at_the_start_is_a_slip(tmp_path):
    with pytest.raises(UsageError, match="does not exist"):
        watch([tmp_path / "nowhere"], print, quiet=0, longest=1, poll=0.01)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "ctrl_c"), [("watch", True), ("ingest", False)]
)  # each signal ends each alike
def test_a_command_that_is_broken_off_ends_in_a_line_with_all_that_it_started(
    tmp_path, background, left_of, command, ctrl_c
):
    """Also the server that Prefect starts by itself where none is set."""
    folder, warehouse = tmp_path / "in", tmp_path / "t.duckdb"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number}.txt").write_text(f"Statement by Chad, number {number}, on resolution 74/247.")
    options = ["--quiet", 0, "--poll", 0.2] if command == "watch" else []
    own_server = {"PREFECT_API_URL": "", "PREFECT_HOME": str(tmp_path / "home")}
    with background(command, folder, "--warehouse", warehouse, *options, **own_server) as process:
        process.until(lambda: " parsing" in process.log.read_text())
        time.sleep(2)
        pid = process.process.pid
        if ctrl_c:  # the terminal sends it to all
            os.killpg(pid, signal.SIGINT)
        else:
            os.kill(pid, signal.SIGTERM)
        assert process.process.wait(60) == (0 if command == "watch" else 143)
        assert left_of(pid) == []
    told = process.log.read_text()
    assert "Traceback" not in told
    assert "ended" in told.splitlines()[-1]


@pytest.mark.slow
def test_files_that_are_dropped_in_are_published(prefect_server, published_seeds, tmp_path, background, rows):
    folder, warehouse = tmp_path / "in", tmp_path / "t.duckdb"
    folder.mkdir()
    (folder / "a.txt").write_text("Statement by Chad on resolution 74/247.")
    with background("watch", folder, "--warehouse", warehouse, "--quiet", 1, "--poll", 0.2) as process:
        process.until(warehouse.exists)
        for number in range(5):
            (folder / f"{number}.txt").write_text(
                f"Statement by Belize, number {number}, on resolution 74/247."
            )
        process.until(lambda: rows(warehouse, "select count(*) from core.documents") == [(6,)])
    assert rows(warehouse, "select count(*) from ops.runs") == [(2,)]
