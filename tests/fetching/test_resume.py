"""Bodies that break off: only the rest travels again, and never the rest of anything else."""

import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.fetching.catalogue import Limits
from tasks.fetching.client import World
from tasks.fetching.fetch import fetch
from tasks.fetching.part import Part
from tasks.fetching.state import open_state
from tasks.ingestion.sources import find_files
from tests.played import SWIFT, cut, document, pdf, ranged, redirect, send, status, symbol_path

KEY = symbol_path("A/RES/74/247")
DATA = pdf("long " * 400)
OTHER = pdf("else " * 400)
OLD = "Wed, 01 Jan 2020 00:00:00 GMT"
assert len(DATA) == len(OTHER)


@pytest.fixture
def got(stage, catalogue, symbols):
    """Fetches the document once and returns its outcome, its bytes, and what each answer sent."""

    def get(*answers, world=None, **limits):
        if answers:
            stage.answers[KEY] = list(answers)
        stage.asked.clear()
        bound = catalogue.model_copy(update={"limits": Limits(**(SWIFT | {"recheck_days": 0} | limits))})
        (fetched,) = fetch(symbols("A/RES/74/247"), bound, world=world).fetched
        return fetched.outcome, fetched.file and fetched.file.read_bytes(), [a.sent for a in stage.asked]

    return get


def left(catalogue):
    return sorted(p.name for p in (catalogue.inbox / "session").iterdir())


def test_after_a_break_only_the_rest_travels_and_the_digest_is_of_the_whole(got, stage, catalogue):
    assert got(ranged(DATA, [700, 300])) == ("new", DATA, [700, 300, len(DATA) - 1000])
    assert [a.headers.get("Range") for a in stage.asked] == [None, "bytes=700-", "bytes=1000-"]
    assert [a.headers.get("If-Range") for a in stage.asked] == [None, '"v1"', '"v1"']
    with open_state(catalogue.inbox) as state:
        record = state.get("session", "A/RES/74/247|en")
    assert (record.sha256, record.etag) == (sha256(DATA).hexdigest(), '"v1"')
    assert left(catalogue) == ["A_RES_74_247-en.pdf"]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(1, 400), max_size=4))
def test_wherever_it_breaks_every_byte_travels_once(got, catalogue, breaks):
    for file in (catalogue.inbox / "session").glob("*"):
        file.unlink()
    _, data, sent = got(ranged(DATA, breaks))
    assert (data, sum(sent)) == (DATA, len(DATA))


def silent_after(count):
    """Promise all bytes, send some, and say nothing more."""

    def answer(handler):
        handler.send_response(200)
        handler.send_header("ETag", '"v1"')
        handler.send_header("Content-Length", str(len(DATA)))
        handler.end_headers()
        send(handler, DATA[:count])
        time.sleep(1)
        handler.close_connection = True

    return answer


def test_after_silence_only_the_rest_travels(got):
    assert got(silent_after(500), ranged(DATA), read_seconds=0.2) == ("new", DATA, [500, len(DATA) - 500])


def test_a_date_that_is_old_names_a_version_too(got, stage):
    answer = ranged(DATA, [700], etag=None, modified=OLD)
    assert got(answer) == ("new", DATA, [700, len(DATA) - 700])
    assert stage.asked[1].headers["If-Range"] == OLD


def just_now():
    return format_datetime(datetime.now(UTC) - timedelta(seconds=5), usegmt=True)


@pytest.mark.parametrize(
    "tags",
    [
        {"etag": 'W/"v1"'},
        {"etag": 'W/"v1"', "modified": OLD},
        {"etag": None, "modified": "just now"},
        {"etag": None, "modified": "lately"},
        {"etag": None},
    ],
)
def test_without_a_strong_validator_all_of_it_travels_again(got, stage, tags):
    if tags.get("modified") == "just now":
        tags = tags | {"modified": just_now()}
    assert got(ranged(DATA, [700], **tags)) == ("new", DATA, [700, len(DATA)])
    assert "Range" not in stage.asked[1].headers


def test_a_host_that_says_it_gives_no_ranges_is_asked_for_none(got, stage):
    assert got(cut_with({"Accept-Ranges": "none"}), document(DATA)) == ("new", DATA, [700, len(DATA)])
    assert "Range" not in stage.asked[1].headers


def cut_with(headers):
    """Hang up after 700 bytes of a strong version with these headers."""

    def answer(handler):
        handler.send_response(200)
        for name, value in ({"ETag": '"v1"', "Content-Length": str(len(DATA))} | headers).items():
            handler.send_header(name, value)
        handler.end_headers()
        send(handler, DATA[:700])
        handler.close_connection = True

    return answer


def test_a_file_that_changed_in_between_comes_as_the_new_one(got):
    changed = ranged(OTHER, etag='"v2"')
    assert got(ranged(DATA, [700]), changed) == ("new", OTHER, [700, len(OTHER)])


def test_a_rest_of_another_version_is_not_put_behind_the_first(got):
    """The host passes over If-Range; its tag gives it away."""
    changed = ranged(OTHER, etag='"v2"', honest=False)
    outcome, data, sent = got(ranged(DATA, [700]), changed)
    assert (outcome, data, len(sent)) == ("new", OTHER, 3)


def with_range(text):
    return lambda body, headers: (body, headers | {"Content-Range": text})


def without(name):
    return lambda body, headers: (body, {k: v for k, v in headers.items() if k != name})


END = len(DATA) - 1


@pytest.mark.parametrize(
    "lie",
    [
        with_range(f"bytes 699-{END}/{len(DATA)}"),
        with_range(f"bytes 0-{END}/{len(DATA)}"),
        with_range(f"bytes 700-{END + 1}/{len(DATA) + 1}"),
        with_range(f"bytes 700-{END}/*"),
        with_range(f"bytes 700-600/{len(DATA)}"),
        with_range(f"bytes 700-{END}/{END}"),
        with_range(f"bytes 700-{END}/{'9' * 5000}"),
        with_range("lines 7-9/10"),
        without("Content-Range"),
        without("ETag"),
        lambda body, headers: (body + b"more", headers),
        lambda body, headers: (body, headers | {"Content-Encoding": "br"}),
        lambda body, headers: (body, headers | {"Last-Modified": OLD}),
        lambda body, _: (body, {"Content-Type": "multipart/byteranges; boundary=x"}),
    ],
)
def test_a_rest_that_is_none_starts_it_over(got, lie):
    assert got(ranged(DATA, [700], lie=lie))[:2] == ("new", DATA)


def test_a_rest_that_comes_in_pieces_is_put_together(got):
    def piece(body, headers):
        start = len(DATA) - len(body)
        return body[:300], headers | {"Content-Range": f"bytes {start}-{start + 299}/{len(DATA)}"}

    answers = [ranged(DATA, [700]), ranged(DATA, lie=piece), ranged(DATA)]
    assert got(*answers) == ("new", DATA, [700, 300, len(DATA) - 1000])


def test_a_host_that_has_no_such_range_is_asked_for_all(got):
    assert got(ranged(DATA, [700]), status(416), document(DATA)) == ("new", DATA, [700, 0, len(DATA)])


def test_ranges_that_nobody_asked_for_are_no_answer(got):
    assert got(status(206, DATA, Content_Range=f"bytes 0-{END}/{len(DATA)}"))[0] == "failed"
    assert got(status(416))[0] == "failed"


def test_a_break_while_the_host_is_in_trouble_loses_nothing(got):
    answers = [ranged(DATA, [700]), status(503), status(500), ranged(DATA)]
    assert got(*answers) == ("new", DATA, [700, 0, 0, len(DATA) - 700])


def test_what_came_in_vain_is_gone_on_with_by_the_next_run_and_unseen_by_ingestion(got, catalogue):
    assert got(ranged(DATA, [700]), tries=1) == ("failed", None, [700])
    assert left(catalogue) == [".A_RES_74_247-en.part", "A_RES_74_247-en.part"]
    assert list(find_files([catalogue.inbox])) == []
    assert got() == ("new", DATA, [len(DATA) - 700])
    assert left(catalogue) == ["A_RES_74_247-en.pdf"]


def test_what_came_in_vain_is_forgotten_after_a_week_or_when_its_note_is_not_whole(got, catalogue):
    in_a_week = World(now=lambda: datetime.now(UTC) + timedelta(days=8))
    got(ranged(DATA, [700]), tries=1)
    assert got(world=in_a_week) == ("new", DATA, [len(DATA)])
    got(ranged(OTHER, [700], etag='"v2"'), tries=1)
    note = catalogue.inbox / "session" / ".A_RES_74_247-en.part"
    for damage in ("", '{"url"', "[]", '{"colour": 1}'):
        note.write_text(damage)
        assert Part(note.with_name(note.name[1:]), 1).headers("x") == {}
    assert got() == ("changed", OTHER, [len(OTHER)])


def test_the_rest_is_asked_of_the_address_that_sent_the_beginning_only(got, stage):
    stage.answers["/a"] = ranged(DATA, [700])
    stage.answers["/b"] = ranged(DATA)
    assert got(redirect("/a"), redirect("/b"), redirect("/b"))[:2] == ("new", DATA)
    assert [a.headers.get("Range") for a in stage.asked] == [None] * 4
    stage.answers["/a"] = ranged(OTHER, [700], etag='"v2"')
    assert got(redirect("/a"))[:2] == ("changed", OTHER)
    assert [a.headers.get("Range") for a in stage.asked] == [None, None, None, "bytes=700-"]


def test_size_limits_hold_for_what_comes_in_parts(got, catalogue):
    def hidden(handler):
        handler.send_response(200)
        handler.send_header("ETag", '"v1"')
        handler.end_headers()
        send(handler, DATA[:700])
        handler.close_connection = True

    assert got(hidden, ranged(DATA), max_bytes=1000)[0] == "too_large"
    assert left(catalogue) == []


def test_the_time_limit_holds_over_all_tries_and_the_next_run_goes_on(got, catalogue):
    def slow(handler):
        start = int(handler.headers.get("Range", "bytes=0-")[6:-1])
        handler.send_response(206 if start else 200)
        if start:
            handler.send_header("Content-Range", f"bytes {start}-{END}/{len(DATA)}")
        handler.send_header("ETag", '"v1"')
        handler.send_header("Content-Length", str(len(DATA) - start))
        handler.end_headers()
        for _ in range(2):
            time.sleep(0.15)
            send(handler, DATA[start : (start := start + 100)])
        handler.close_connection = True

    outcome, _, sent = got(slow, total_seconds=0.4, tries=9)
    assert (outcome, len(sent) < 4) == ("failed", True)
    here = (catalogue.inbox / "session" / "A_RES_74_247-en.part").stat().st_size
    assert got(ranged(DATA)) == ("new", DATA, [len(DATA) - here])


def test_a_pdf_without_its_end_is_asked_for_again_and_is_no_trouble_of_its_host(
    stage, catalogue, symbols, got
):
    half = DATA[:700]
    assert got(document(half, '"v1"'), ranged(DATA)) == ("new", DATA, [700, len(DATA)])
    assert got(cut(DATA, 700, stated=False), ranged(DATA))[1] == DATA
    stage.answers |= {KEY: document(half, '"v3"'), symbol_path("A/RES/74/248"): document(DATA)}
    report = fetch(symbols("A/RES/74/247..248"), catalogue)
    assert [f.outcome for f in report.fetched] == ["failed", "new"]
    assert report.stopped == ""


KILLED = """
from pathlib import Path
from tasks.fetching.catalogue import Catalogue, SymbolsSource
from tasks.fetching.fetch import fetch
source = SymbolsSource(kind="symbols", name="session", symbols=("A/RES/74/247",), base_url="{url}/access", allow_private=True)
fetch(source, Catalogue(inbox=Path("{inbox}")))
"""


@pytest.mark.slow
def test_a_fetch_that_is_killed_while_it_writes_is_gone_on_with(stage, catalogue, got):
    stage.answers[KEY] = silent_after(700)
    code = KILLED.format(url=stage.url, inbox=catalogue.inbox)
    process = subprocess.Popen([sys.executable, "-c", code])
    part = catalogue.inbox / "session" / "A_RES_74_247-en.part"
    while not part.exists() or not stage.asked or stage.asked[0].sent < 700:
        assert process.poll() is None
        time.sleep(0.02)
    time.sleep(0.3)
    process.send_signal(signal.SIGKILL)
    process.wait()
    here = part.stat().st_size
    assert here
    assert list(find_files([catalogue.inbox])) == []
    assert got(ranged(DATA)) == ("new", DATA, [len(DATA) - here])
