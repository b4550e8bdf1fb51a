import random
import shutil
import signal
import time

import duckdb
import pytest

from warehouse import connect, publish
from warehouse.errors import NotAWarehouse, WarehouseError

# Publishes versions one after another: table t holds 1,000 rows of one number, in a file that is rebuilt each time.
PUBLISHER = """
from pathlib import Path
from warehouse import connect, publish
path = Path({path!r})
number = {first}
while True:
    number += 1
    target = publish.prepare_next(path)
    with connect.open_writer(target) as connection:
        connection.execute("create or replace table t as select ? as n from range(1000)", [number])
        connection.execute("create or replace table u as select ? as n from range(200000)", [number])
    publish.publish(target, path)
    if number == {first} + 1: say('open')
"""


def write(path, number):
    target = publish.prepare_next(path)
    with connect.open_writer(target) as connection:
        connection.execute("create or replace table t as select ? as n from range(1000)", [number])
    publish.publish(target, path)


def read(path):
    with connect.open_reader(path) as connection:
        return connection.execute("select min(n), max(n), count(*) from t").fetchone()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data [1]" / "travaux.duckdb"


def names(path):
    return sorted(p.name.split("previous-")[0] for p in path.parent.iterdir())


def test_a_new_file_is_published_with_nothing_left_beside_it(path):
    write(path, 1)
    assert read(path) == (1, 1, 1000)
    assert names(path) == ["travaux.duckdb"]


def test_the_next_file_starts_as_a_copy_of_the_published_one(path):
    write(path, 1)
    assert read(publish.prepare_next(path)) == (1, 1, 1000)


def test_leftovers_of_a_killed_run_are_not_picked_up(path):
    write(path, 1)
    publish.next_path(path).write_bytes(b"half a file")
    (path.parent / "travaux.duckdb.next.wal").write_bytes(b"half a log")
    write(path, 2)
    assert read(path) == (2, 2, 1000)


def test_a_log_beside_the_old_file_does_not_poison_the_new_one(path):
    write(path, 1)
    connection = duckdb.connect(path)
    connection.execute("set checkpoint_threshold = '1GB'")
    connection.execute("create table by_hand as select 1 as x")
    log = path.parent / "travaux.duckdb.wal"
    shutil.copyfile(log, path.parent / "kept")
    copied = path.read_bytes()
    connection.close()
    path.write_bytes(copied)
    shutil.copyfile(path.parent / "kept", log)  # as if that process had been killed
    write(path, 2)
    assert not log.exists()
    with connect.open_reader(path) as connection:  # what was written by hand is kept
        assert connection.execute("select x from by_hand").fetchone() == (1,)


def test_what_is_no_database_is_not_replaced(path):
    path.parent.mkdir()
    path.write_text("my notes")
    with pytest.raises(NotAWarehouse):
        publish.prepare_next(path)
    assert path.read_text() == "my notes"


def test_rollback_brings_back_the_file_before_and_keeps_the_withdrawn_one(path):
    for number in (1, 2, 3):
        write(path, number)
    withdrawn = publish.rollback(path)
    assert read(path) == (2, 2, 1000)
    assert read(withdrawn) == (3, 3, 1000)
    publish.rollback(path)
    assert read(path) == (1, 1, 1000)
    with pytest.raises(WarehouseError, match="no earlier file"):
        publish.rollback(path)
    assert read(path) == (1, 1, 1000)


def test_only_the_last_files_are_kept(path):
    for number in range(6):
        write(path, number)
    assert [read(p)[0] for p in publish.previous(path)] == [4, 3]


@pytest.mark.slow
def test_readers_keep_the_file_they_opened_and_stop_no_writer(path, run_python):
    write(path, 1)
    code = (
        f"from warehouse import connect\nc = connect.open_reader({str(path)!r})\nsay('open')\n"
        "while True:\n    wait()\n    say(c.execute('select min(n), max(n), count(*) from t').fetchone())\n"
    )
    with run_python(code) as reader:
        for number in range(2, 6):
            write(path, number)
            reader.stdin.write("read\n")
            reader.stdin.flush()
            assert reader.stdout.readline().strip() == "(1, 1, 1000)"
        assert read(path) == (5, 5, 1000)


@pytest.mark.slow
def test_readers_always_find_a_whole_file_while_another_process_publishes(path, run_python):
    seen = []
    write(path, 0)
    with run_python(PUBLISHER.format(path=str(path), first=0)):
        until = time.monotonic() + 4
        while time.monotonic() < until:
            low, high, rows = read(path)
            assert (low, rows) == (high, 1000)
            seen.append(low)
    assert seen == sorted(seen)
    assert len(set(seen)) > 2


@pytest.mark.slow
def test_a_publisher_killed_at_any_moment_leaves_a_whole_file(path, run_python):
    chance = random.Random(7)
    write(path, 0)
    last = 0
    for _ in range(8):
        with run_python(PUBLISHER.format(path=str(path), first=last)) as process:
            time.sleep(chance.uniform(0, 0.4))
            process.send_signal(signal.SIGKILL)
            process.wait()
        low, high, rows = read(path)
        assert (low, rows) == (high, 1000)
        assert low > last
        last = low
        assert not (path.parent / "travaux.duckdb.wal").exists()
