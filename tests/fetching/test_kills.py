"""Runs that are killed at every step of keeping a document: the next one completes, and all agree."""

import random
import signal
import subprocess
import sys
import time
from hashlib import sha256

import pytest

from tasks.errors import UsageError
from tasks.fetching.catalogue import Limits
from tasks.fetching.fetch import fetch
from tasks.fetching.state import FILE_NAME, open_state
from tests.played import SWIFT, document, pdf, status, symbol_path

SYMBOL = "A/RES/74/247"
KEY = symbol_path(SYMBOL)
RUN = """
import os, signal, sys, time
from pathlib import Path
from tasks.fetching import inbox, state
from tasks.fetching.catalogue import Catalogue, Limits, SymbolsSource
from tasks.fetching.fetch import fetch

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def die_after(function):
    def wrapped(*arguments):
        function(*arguments)
        die()
    return wrapped

class Dying:
    "A connection that is killed inside a transaction, before it is committed."
    def __init__(self, connection): self.connection = connection
    def __enter__(self): return self.connection.__enter__()
    def __exit__(self, *_): die()
    def execute(self, query, *more):
        return self.connection.execute(query, *more)

url, inbox_path, symbols, moment, rate = sys.argv[1:]
put = state.State.put
match moment:
    case "before the file is in its place": inbox._flush = die
    case "after the file is in its place": state.State.put = die
    case "after the record": state.State.put = die_after(put)
    case "inside the record":
        def put_and_die(self, record):
            self._connection = Dying(self._connection)
            put(self, record)
        state.State.put = put_and_die
source = SymbolsSource(kind="symbols", name="session", symbols=(symbols,), base_url=url + "/access", allow_private=True)
limits = Limits(requests_per_minute=float(rate), first_wait_seconds=0.01, recheck_days=1)
fetch(source, Catalogue(inbox=Path(inbox_path), limits=limits))
"""


def start(stage, catalogue, symbols=SYMBOL, moment="", rate=6000):
    return subprocess.Popen(
        [sys.executable, "-c", RUN, stage.url, str(catalogue.inbox), symbols, moment, str(rate)]
    )


def assert_agreed(catalogue, expected):
    """Files, records and what the source has are the same; nothing else lies there."""
    folder = catalogue.inbox / "session"
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == expected
    with open_state(catalogue.inbox) as state:
        records = {r.file_name: r.sha256 for r in state.of_source("session") if r.sha256}
    assert records == {name: sha256(data).hexdigest() for name, data in expected.items()}


MOMENTS = (
    "before the file is in its place",
    "after the file is in its place",
    "inside the record",
    "after the record",
)


@pytest.mark.slow
@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("is_held", [False, True])
def test_after_a_kill_at_any_step_the_next_run_completes(stage, catalogue, symbols, moment, is_held):
    stage.answers[KEY] = document(pdf("one"), '"v1"')
    if is_held:
        fetch(symbols(SYMBOL), catalogue)
        with open_state(catalogue.inbox) as state:  # long ago
            state._connection.execute("update fetched set checked_at = 0")
            state._connection.commit()
        stage.answers[KEY] = document(pdf("two"), '"v2"')
    assert start(stage, catalogue, moment=moment).wait(30) == -signal.SIGKILL
    (fetched,) = fetch(symbols(SYMBOL), catalogue).fetched
    assert fetched.outcome in {"new", "changed", "unchanged"}
    assert_agreed(catalogue, {"A_RES_74_247-en.pdf": pdf("two" if is_held else "one")})


@pytest.mark.slow
def test_a_kill_does_not_shorten_the_distance_between_requests(stage, catalogue, symbols):
    stage.answers[KEY] = [status(503, Retry_After="4"), document(pdf("one"))]
    process = start(stage, catalogue)
    while not stage.asked:
        time.sleep(0.02)
    time.sleep(0.3)
    process.kill()
    process.wait()
    fetch(symbols(SYMBOL), catalogue)
    first, second = (a.at for a in stage.asked)
    assert 3.9 < second - first < 6


@pytest.mark.slow
def test_a_series_that_is_killed_again_and_again_completes_and_asks_little_twice(stage, catalogue, symbols):
    numbers, rounds = range(1, 41), 6
    for number in numbers:
        stage.answers[symbol_path(f"A/RES/74/{number}")] = document(pdf(str(number)), f'"{number}"')
    dice = random.Random(74)
    for _ in range(rounds):
        asked = len(stage.asked)
        process = start(stage, catalogue, "A/RES/74/1..40", rate=1200)
        while len(stage.asked) == asked and process.poll() is None:
            time.sleep(0.01)
        time.sleep(dice.uniform(0, 0.3))
        process.kill()
        process.wait()
    limits = Limits(**(SWIFT | {"recheck_days": 1}))
    report = fetch(symbols("A/RES/74/1..40"), catalogue.model_copy(update={"limits": limits}))
    assert report.count("held", "new", "unchanged") == 40
    assert len(stage.asked) <= 40 + rounds
    assert_agreed(catalogue, {f"A_RES_74_{n}-en.pdf": pdf(str(n)) for n in numbers})


def test_damaged_records_are_named_and_can_be_taken_away(stage, catalogue, symbols):
    stage.answers[KEY] = document(pdf("one"))
    fetch(symbols(SYMBOL), catalogue)
    for file in catalogue.inbox.glob(f"{FILE_NAME}*"):
        file.write_bytes(b"no database " * 500)
    with pytest.raises(UsageError, match="nothing is lost"):
        fetch(symbols(SYMBOL), catalogue)
    for file in catalogue.inbox.glob(f"{FILE_NAME}*"):
        file.unlink()
    fetch(symbols(SYMBOL), catalogue)
    assert_agreed(catalogue, {"A_RES_74_247-en.pdf": pdf("one")})


def test_an_inbox_that_cannot_be_one_is_a_slip(catalogue, symbols):
    catalogue.inbox.write_text("a file")
    with pytest.raises(UsageError, match="cannot be made: File exists"):
        fetch(symbols(SYMBOL), catalogue)


def test_records_that_cannot_be_written_are_no_slip(catalogue, symbols):
    (catalogue.inbox / FILE_NAME).mkdir(parents=True)
    with pytest.raises(OSError, match="unable to open"):
        fetch(symbols(SYMBOL), catalogue)
