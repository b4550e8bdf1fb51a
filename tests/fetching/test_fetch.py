"""Sources against a real server: nothing lost, nothing doubled, every request counted."""

import time
import zipfile
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest

from tasks.fetching.catalogue import CitedSource, Limits
from tasks.fetching.cited import Wanted
from tasks.fetching.client import World
from tasks.fetching.fetch import fetch
from tests.played import SWIFT, cut, document, drip, page, pdf, ranged, redirect, status, symbol_path
from warehouse.errors import LockedWarehouse
from warehouse.lock import hold


def outcomes(report):
    return [f.outcome for f in report.fetched]


def files(catalogue):
    return sorted(str(p.relative_to(catalogue.inbox)) for p in catalogue.inbox.rglob("[!.]*") if p.is_file())


def limited(catalogue, **limits):
    return catalogue.model_copy(update={"limits": Limits(**(SWIFT | {"recheck_days": 0} | limits))})


def test_a_document_comes_under_its_symbol_and_says_who_asks(stage, catalogue, symbols):
    stage.answers[symbol_path("A/RES/74/247")] = document(pdf("one"))
    report = fetch(symbols("A/RES/74/247"), catalogue)
    assert outcomes(report) == ["new"]
    assert files(catalogue) == ["session/A_RES_74_247-en.pdf"]
    agent = stage.asked[0].headers["User-Agent"]
    assert agent.startswith("travaux/")
    assert "tests@example.org" in agent


@pytest.mark.parametrize("tags", [{"etag": '"v1"'}, {"modified": "Thu, 01 Jan 2026 00:00:00 GMT"}, {}])
def test_what_is_as_it_was_is_not_written_again(stage, catalogue, symbols, tags):
    stage.answers[symbol_path("A/RES/74/247")] = document(pdf("one"), **tags)
    (first,) = fetch(symbols("A/RES/74/247"), catalogue).fetched
    written = first.file.stat().st_ino
    assert outcomes(fetch(symbols("A/RES/74/247"), catalogue)) == ["unchanged"]
    assert first.file.stat().st_ino == written
    assert stage.times(symbol_path("A/RES/74/247")) == 2


def test_a_new_version_takes_the_place_of_the_old_one(stage, catalogue, symbols):
    path = symbol_path("A/RES/74/247")
    stage.answers[path] = [document(pdf("one"), '"v1"'), document(pdf("two"), '"v2"')]
    fetch(symbols("A/RES/74/247"), catalogue)
    (changed,) = fetch(symbols("A/RES/74/247"), catalogue).fetched
    assert (changed.outcome, changed.file.read_bytes()) == ("changed", pdf("two"))
    assert files(catalogue) == ["session/A_RES_74_247-en.pdf"]


def test_what_is_held_is_not_asked_for_again_before_its_time(stage, catalogue, symbols):
    stage.answers[symbol_path("A/RES/74/247")] = document(pdf("one"))
    weekly = limited(catalogue, recheck_days=7)
    fetch(symbols("A/RES/74/247"), weekly)
    assert outcomes(fetch(symbols("A/RES/74/247"), weekly)) == ["held"]
    assert len(stage.asked) == 1


def test_a_file_that_somebody_took_away_is_fetched_again(stage, catalogue, symbols):
    stage.answers[symbol_path("A/RES/74/247")] = document(pdf("one"), '"v1"')
    (first,) = fetch(symbols("A/RES/74/247"), catalogue).fetched
    first.file.unlink()
    assert outcomes(fetch(symbols("A/RES/74/247"), catalogue)) == ["new"]
    assert first.file.is_file()


def test_an_open_series_ends_after_a_gap_and_goes_over_smaller_ones(stage, catalogue, symbols):
    for number in (1, 2, 4, 5):
        stage.answers[symbol_path(f"A/RES/79/{number}")] = document(pdf(str(number)))
    report = fetch(symbols("A/RES/79/*", gap=2), catalogue)
    assert outcomes(report) == ["new", "new", "missing", "new", "new", "past_end", "past_end"]
    stage.answers[symbol_path("A/RES/79/6")] = document(pdf("6"))
    again = fetch(symbols("A/RES/79/*", gap=2), limited(catalogue, recheck_days=7))
    assert [f.key for f in again.fetched if f.outcome == "new"] == ["A/RES/79/6|en"]


def test_a_number_counts_as_missing_only_where_no_language_has_it(stage, catalogue, symbols):
    stage.answers[symbol_path("A/RES/79/1", "fr")] = document(pdf("un"))
    report = fetch(symbols("A/RES/79/*", gap=1, languages=("en", "fr")), catalogue)
    assert outcomes(report) == ["missing", "new", "past_end", "past_end"]


def test_an_open_series_of_which_nothing_is_there_is_missing(stage, catalogue, symbols):
    assert outcomes(fetch(symbols("A/RES/999/*", gap=2), catalogue)) == ["missing", "missing"]


def test_pages_in_place_of_the_numbers_after_the_last_are_its_end(stage, catalogue, symbols):
    stage.answers[symbol_path("A/RES/79/1")] = document(pdf("1"))
    stage.answers |= {symbol_path(f"A/RES/79/{number}"): page() for number in (2, 3)}
    assert outcomes(fetch(symbols("A/RES/79/*", gap=2), catalogue)) == ["new", "past_end", "past_end"]


def test_a_page_in_place_of_a_document_is_noticed_and_not_kept(stage, catalogue, symbols):
    stage.answers[symbol_path("A/RES/79/9")] = page()
    report = fetch(symbols("A/RES/79/9"), catalogue)
    assert outcomes(report) == ["not_a_document"]
    assert files(catalogue) == []


def test_what_is_held_stays_when_a_page_comes_in_its_place(stage, catalogue, symbols):
    stage.answers[symbol_path("A/RES/79/9")] = [
        document(pdf("nine"), '"v1"'),
        page("Down for maintenance"),
        status(404),
    ]
    fetch(symbols("A/RES/79/9"), catalogue)
    assert outcomes(fetch(symbols("A/RES/79/9"), catalogue)) == ["not_a_document"]
    assert outcomes(fetch(symbols("A/RES/79/9"), catalogue)) == ["missing"]
    assert files(catalogue) == ["session/A_RES_79_9-en.pdf"]


@pytest.mark.parametrize("trouble", [status(500), status(502), status(503), status(429), status(408)])
def test_passing_trouble_is_tried_again(stage, catalogue, symbols, trouble):
    path = symbol_path("A/RES/74/247")
    stage.answers[path] = [trouble, trouble, document(pdf("one"))]
    assert outcomes(fetch(symbols("A/RES/74/247"), catalogue)) == ["new"]
    assert stage.times(path) == 3


def test_a_body_that_ends_early_is_fetched_again_and_never_seen(stage, catalogue, symbols):
    data = pdf("long " * 4000)
    path = symbol_path("A/RES/74/247")
    stage.answers[path] = [cut(data, 500), cut(data, 500, stated=False), document(data)]
    (fetched,) = fetch(symbols("A/RES/74/247"), catalogue).fetched
    assert fetched.file.read_bytes() == data
    assert stage.times(path) == 3
    assert files(catalogue) == ["session/A_RES_74_247-en.pdf"]


def test_a_host_in_trouble_is_left_alone_for_the_rest_of_the_run(stage, catalogue, symbols):
    stage.answers[symbol_path("A/RES/74/1")] = status(503)
    report = fetch(symbols("A/RES/74/1..50"), limited(catalogue, tries=3))
    assert outcomes(report) == ["failed"]
    assert "HTTP 503" in report.stopped
    assert len(stage.asked) == 3


def test_retry_after_is_obeyed(stage, catalogue, symbols):
    path = symbol_path("A/RES/74/247")
    stage.answers[path] = [status(429, Retry_After="1"), document(pdf("one"))]
    assert outcomes(fetch(symbols("A/RES/74/247"), catalogue)) == ["new"]
    first, second = (a.at for a in stage.asked)
    assert second - first >= 1.0


def later(seconds):
    return World(now=lambda: datetime.now(UTC) + timedelta(seconds=seconds))


def test_a_host_that_asks_for_hours_is_left_alone_for_hours_by_all_sources_and_runs(
    stage, catalogue, symbols
):
    stage.answers[symbol_path("A/RES/74/1")] = [status(429, Retry_After="7200"), document(pdf("one"))]
    report = fetch(symbols("A/RES/74/1..3"), catalogue)
    assert (outcomes(report), len(stage.asked)) == (["failed"], 1)
    again = fetch(symbols("A/RES/74/1..3", name="other"), catalogue, world=later(6500))
    assert (outcomes(again), len(stage.asked)) == (["failed"], 1)
    assert "asked to be left alone until" in again.stopped
    assert outcomes(fetch(symbols("A/RES/74/1"), catalogue, world=later(7300))) == ["new"]


def test_no_host_is_left_alone_for_more_than_a_day(stage, catalogue, symbols):
    stage.answers[symbol_path("A/RES/74/1")] = [status(503, Retry_After="9" * 30), document(pdf("one"))]
    assert outcomes(fetch(symbols("A/RES/74/1"), catalogue)) == ["failed"]
    assert outcomes(fetch(symbols("A/RES/74/1"), catalogue, world=later(86_500))) == ["new"]


def test_a_slow_pace_is_no_request_to_be_left_alone(stage, catalogue, symbols):
    stage.answers[symbol_path("A/RES/74/1")] = document(pdf("one"))
    stage.answers[symbol_path("A/RES/74/2")] = document(pdf("two"))
    slept = []
    slow = limited(catalogue, requests_per_minute=0.05)
    assert outcomes(fetch(symbols("A/RES/74/1..2"), slow, world=World(sleep=slept.append))) == ["new", "new"]
    assert max(slept) > 1100


def test_requests_keep_their_distance_redirects_and_retries_included(stage, catalogue, symbols):
    for number in range(1, 4):
        stage.answers[symbol_path(f"A/RES/74/{number}")] = redirect(f"/doc/{number}.pdf")
        stage.answers[f"/doc/{number}.pdf"] = document(pdf(str(number)))
    stage.answers["/doc/2.pdf"] = [status(500), document(pdf("2"))]
    calm = limited(catalogue, requests_per_minute=600)
    assert outcomes(fetch(symbols("A/RES/74/1..3"), calm)) == ["new"] * 3
    fetch(symbols("A/RES/74/1", name="other"), calm)
    times = [a.at for a in stage.asked]
    assert len(times) == 10
    assert (
        times[-1] - times[0] >= 0.88
    )  # nine gaps of a tenth of a second; a thread may note one a little late
    assert min(b - a for a, b in pairwise(times)) >= 0.05


def test_a_slow_drip_ends_with_its_time(stage, catalogue, symbols):
    stage.answers[symbol_path("A/RES/74/1")] = drip(pdf("slow"), 0.1)
    report = fetch(symbols("A/RES/74/1"), limited(catalogue, total_seconds=0.4, tries=1))
    assert outcomes(report) == ["failed"]
    assert "not there after" in report.stopped
    assert files(catalogue) == []


def test_a_head_that_drips_ends_with_its_time_too(stage, catalogue, symbols):
    def answer(handler):
        with suppress(OSError):
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            for _ in range(40):
                handler.wfile.write(b"x")
                time.sleep(0.1)
        handler.close_connection = True

    stage.answers[symbol_path("A/RES/74/1")] = answer
    started = time.monotonic()
    report = fetch(symbols("A/RES/74/1"), limited(catalogue, total_seconds=0.4, tries=5))
    assert (outcomes(report), time.monotonic() - started < 2) == (["failed"], True)
    assert "not there after 0.4 seconds, after 1 try" in report.stopped


def test_time_that_politeness_waits_is_not_the_files(stage, catalogue, symbols):
    stage.answers[symbol_path("A/RES/74/1")] = [status(503, Retry_After="1"), document(pdf("one"))]
    assert outcomes(fetch(symbols("A/RES/74/1"), limited(catalogue, total_seconds=0.5))) == ["new"]


def test_silence_ends_with_its_time(stage, catalogue, symbols):
    stage.answers[symbol_path("A/RES/74/1")] = drip(pdf("slow"), 0.8)
    report = fetch(symbols("A/RES/74/1"), limited(catalogue, read_seconds=0.2, tries=1))
    assert outcomes(report) == ["failed"]


@pytest.mark.parametrize("answer", [document(pdf("x" * 5000)), cut(pdf("x" * 5000), 6000, stated=False)])
def test_what_is_too_large_is_not_kept_whether_or_not_it_says_so(stage, catalogue, symbols, answer):
    stage.answers[symbol_path("A/RES/74/1")] = answer
    report = fetch(symbols("A/RES/74/1"), limited(catalogue, max_bytes=1000))
    assert outcomes(report) == ["too_large"]
    assert files(catalogue) == []


@pytest.mark.parametrize(
    "to",
    ["http://169.254.169.254/latest/meta-data/", "http://localhost/", "http://10.0.0.1/", "file:///etc/passwd",
     "ftp://127.0.0.1/x", "http://me:secret@127.0.0.1/", "http://[::1]/", "http://[bad/", "http://evil.example/"],
)  # fmt: skip
def test_redirects_lead_to_the_sources_hosts_only(stage, catalogue, symbols, to):
    stage.answers[symbol_path("A/RES/74/1")] = redirect(to)
    report = fetch(symbols("A/RES/74/1"), catalogue)
    assert outcomes(report) == ["refused"]
    assert len(stage.asked) == 1


def test_a_private_address_needs_the_sources_leave(stage, catalogue, symbols):
    stage.answers[symbol_path("A/RES/74/1")] = document(pdf("one"))
    report = fetch(symbols("A/RES/74/1", allow_private=False), catalogue)
    assert outcomes(report) == ["refused"]
    assert "allow_private" in report.fetched[0].detail
    assert stage.asked == []


def test_an_allowed_name_that_stands_for_a_private_address_is_refused_at_its_hop(
    stage, catalogue, symbols, monkeypatch
):
    """The name's answer is checked where the connection is made, not before."""
    from tasks.fetching import addresses

    monkeypatch.setattr(addresses, "look_up", lambda host, port: ["8.8.8.8", "127.0.0.1"])
    report = fetch(symbols("A/RES/74/1", allow_private=False), catalogue)
    assert outcomes(report) == ["refused"]
    assert stage.asked == []


@pytest.mark.parametrize("host", ["documents.un.org", "undocs.org", "daccess-ods.un.org", "a.b.un.org"])
def test_the_document_system_may_lead_to_hosts_of_the_united_nations(
    stage, catalogue, symbols, monkeypatch, host
):
    """Each name stands for the stage here; `hosts` is what a source has that says nothing of it."""
    from tasks.fetching import addresses

    monkeypatch.setattr(addresses, "look_up", lambda *_: ["127.0.0.1"])
    port = stage.url.rpartition(":")[2]
    stage.answers[symbol_path("A/RES/74/1")] = redirect(f"http://{host}:{port}/doc/1.pdf")
    stage.answers["/doc/1.pdf"] = document(pdf("one"))
    assert outcomes(fetch(symbols("A/RES/74/1"), catalogue)) == ["new"]


@pytest.mark.parametrize(
    "host", ["un.org.evil.example", "evilun.org", "un.org", "fakeundocs.org", "x.undocs.org"]
)
def test_hosts_that_look_like_them_are_none_of_them(stage, catalogue, symbols, host):
    stage.answers[symbol_path("A/RES/74/1")] = redirect(f"https://{host}/doc/1.pdf")
    assert outcomes(fetch(symbols("A/RES/74/1"), catalogue)) == ["refused"]
    assert len(stage.asked) == 1


def test_an_empty_answer_is_what_the_system_says_of_what_is_not_yet_published(stage, catalogue, symbols):
    stage.answers[symbol_path("A/80/PV.3")] = status(200)
    report = fetch(symbols("A/80/PV.3"), catalogue)
    assert [(f.outcome, f.detail) for f in report.fetched] == [("missing", "an empty answer")]


@pytest.mark.parametrize("answer", [status(403), status(202), status(400), redirect("http://evil.example/")])
def test_an_open_series_ends_too_where_the_host_refuses_every_number(stage, catalogue, symbols, answer):
    for number in range(1, 30):
        stage.answers[symbol_path(f"A/RES/79/{number}")] = answer
    fetch(symbols("A/RES/79/*", gap=4), catalogue)
    assert len(stage.asked) == 4


def test_a_host_that_fails_five_times_in_a_row_is_left_alone(stage, catalogue, symbols):
    for number in range(1, 30):
        stage.answers[symbol_path(f"A/RES/79/{number}")] = status(403)
    stage.answers[symbol_path("A/RES/79/4")] = document(pdf("four"))
    report = fetch(symbols("A/RES/79/1..29"), catalogue)
    assert (len(stage.asked), report.stopped) == (9, "HTTP 403")


def word(stage, symbol, data):
    stage.answers[symbol_path(symbol, form="doc")] = document(data)


def test_word_files_are_named_by_what_they_are_and_lie_beside_the_pdf(stage, catalogue, symbols):
    weekly = limited(catalogue, recheck_days=7)
    stage.answers[symbol_path("A/1")] = document(pdf("one"))
    word(stage, "A/1", zipped_word())
    word(stage, "A/2", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old Word")
    word(stage, "A/3", b"\xffWPC\x10 WordPerfect")
    word(stage, "A/4", b"{\\rtf1 rich text}")
    word(stage, "A/5", b"<html>No document</html>")
    assert outcomes(fetch(symbols("A/1"), weekly)) == ["new"]
    assert outcomes(fetch(symbols("A/1..5", form="doc"), weekly)) == ["new"] * 4 + ["not_a_document"]
    names = ["A_1-en.docx", "A_1-en.pdf", "A_2-en.doc", "A_3-en.wpd", "A_4-en.rtf"]
    assert files(catalogue) == [f"session/{name}" for name in names]
    assert (
        outcomes(fetch(symbols("A/1"), weekly))
        == outcomes(fetch(symbols("A/1", form="doc"), weekly))
        == ["held"]
    )


def zipped_word():
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")
    return made.getvalue()


def test_an_open_series_costs_one_gap_a_night_however_much_of_it_is_held(stage, catalogue, symbols):
    weekly = limited(catalogue, recheck_days=7)
    for number in range(1, 61):
        stage.answers[symbol_path(f"A/RES/79/{number}")] = document(pdf(str(number)))
    fetch(symbols("A/RES/79/*"), weekly)
    assert len(stage.asked) == 65
    stage.asked.clear()
    stage.answers[symbol_path("A/RES/79/61")] = document(pdf("61"))
    report = fetch(symbols("A/RES/79/*"), weekly, world=later(86_400))
    assert (report.count("held"), report.count("new"), len(stage.asked)) == (60, 1, 6)


def test_a_web_host_in_trouble_does_not_keep_the_others_from_being_asked(stage, catalogue, web):
    stage.answers["/bad.pdf"] = status(503)
    stage.answers["/good.pdf"] = document(pdf("good"))
    source = web("/bad.pdf", "/worse.pdf", "/good.pdf")
    other = source.urls[2].replace("127.0.0.1", "localhost")
    report = fetch(source.model_copy(update={"urls": (*source.urls[:2], other)}), limited(catalogue, tries=2))
    assert outcomes(report) == ["failed", "new"]
    assert "HTTP 503 from 127.0.0.1" in report.stopped
    assert stage.times("/worse.pdf") == 0


def test_a_bad_night_loses_nothing_doubles_nothing_and_stays_polite(stage, catalogue, symbols, web):
    """Every kind of trouble at once, two sources on one host: each request is as far from the next as it must be."""
    long = pdf("long " * 400)
    for number, answers in enumerate(
        [
            [status(429, Retry_After="1"), document(pdf("1"))],
            [status(500), status(502), document(pdf("2"))],
            [ranged(long, [500, 500])],
            [cut(long, 300), document(long)],
            [drip(pdf("5"), 0.7), document(pdf("5"))],
            [redirect("/doc/6.pdf")],
            [redirect("http://169.254.169.254/")],
            [page()],
            [status(404)],
            [document(pdf("10"), '"ten"')],
        ],
        1,
    ):
        stage.answers[symbol_path(f"A/1/{number}")] = answers
    stage.answers["/doc/6.pdf"] = document(pdf("6"))
    stage.answers["/a.pdf"] = document(pdf("a"), '"a"')
    calm = limited(catalogue, requests_per_minute=600, read_seconds=0.3)
    expected = ["new"] * 6 + ["refused", "not_a_document", "missing", "new"]
    assert outcomes(fetch(symbols("A/1/1..10"), calm)) == expected
    assert outcomes(fetch(web("/a.pdf"), calm)) == ["new"]
    counted = [stage.times(symbol_path(f"A/1/{number}")) for number in range(1, 11)]
    assert counted == [2, 3, 3, 2, 2, 1, 1, 1, 1, 1]
    again = ["unchanged"] * 6 + ["refused", "not_a_document", "missing", "unchanged"]
    assert outcomes(fetch(symbols("A/1/1..10"), calm)) == again
    assert len(files(catalogue)) == 8
    times = [a.at for a in stage.asked]
    assert len(times) == 18 + 1 + 11
    assert times[-1] - times[0] >= 0.98 * 0.1 * (len(times) - 1)
    assert times[1] - times[0] >= 1
    assert min(b - a for a, b in pairwise(times)) >= 0.05  # a thread may note one a little late


def test_circles_of_redirects_end(stage, catalogue, symbols):
    stage.answers[symbol_path("A/RES/74/1")] = redirect("/a")
    stage.answers["/a"] = redirect("/a")
    assert outcomes(fetch(symbols("A/RES/74/1"), catalogue)) == ["failed"]
    assert len(stage.asked) == 6


def test_a_killed_fetch_leaves_no_part_and_goes_on(stage, catalogue, symbols):
    for number in (1, 2):
        stage.answers[symbol_path(f"A/RES/74/{number}")] = document(pdf(str(number)))
    fetch(symbols("A/RES/74/1"), catalogue)
    (catalogue.inbox / "session" / "A_RES_74_2-en.part").write_bytes(b"%PDF-1.4 half")
    weekly = limited(catalogue, recheck_days=7)
    assert outcomes(fetch(symbols("A/RES/74/1..2"), weekly)) == ["held", "new"]
    assert files(catalogue) == ["session/A_RES_74_1-en.pdf", "session/A_RES_74_2-en.pdf"]


def test_two_fetches_into_one_inbox_do_not_overlap(catalogue, symbols):
    with hold(catalogue.inbox / ".fetching"), pytest.raises(LockedWarehouse):
        fetch(symbols("A/RES/74/1"), catalogue)


def test_web_pages_give_their_links_and_files_keep_their_suffix(stage, catalogue, web):
    body = b"<html><a href='b.PDF'>b</a><a href='/docs/a.pdf#p2'>a</a><a href='a.pdf'>a</a><a href='http://evil.example/c.pdf'>c</a><a href='http://[x'>d</a><a>e</a></html>"
    stage.answers["/docs/"] = status(200, body)
    stage.answers["/docs/a.pdf"] = document(pdf("a"), '"1"')
    report = fetch(web("/docs/", links="*.pdf"), catalogue)
    assert outcomes(report) == ["new", "refused"]
    (name,) = files(catalogue)
    assert name.endswith("-a.pdf")
    assert outcomes(fetch(web("/docs/", links="*.pdf"), catalogue)) == ["unchanged", "refused"]


def test_a_web_page_itself_can_be_the_document_but_not_in_place_of_a_pdf(stage, catalogue, web):
    stage.answers["/news"] = page("The Committee adopted …")
    stage.answers["/a.pdf"] = page("Not found")
    assert outcomes(fetch(web("/news", "/a.pdf"), catalogue)) == ["new", "not_a_document"]
    assert [Path(name).suffix for name in files(catalogue)] == [".html"]


def wanted(symbol, citing=1, by=("A/0",), body="A"):
    return Wanted(symbol, body, citing, by)


def cited(stage, **more):
    own = {"name": "cited", "allow_private": True, "base_url": f"{stage.url}/access"}
    return CitedSource(kind="cited", **(own | more))


def test_what_is_cited_comes_most_cited_first_within_the_budget(stage, catalogue):
    for symbol in ("A/1", "A/2", "A/3"):
        stage.answers[symbol_path(symbol)] = document(pdf(symbol))
    list_ = [wanted("A/1"), wanted("A/2", 5), wanted("A/3", 3), wanted("S/9", 9, body="S")]
    report = fetch(cited(stage, budget=2, bodies=("A",)), catalogue, list_)
    assert [f.key for f in report.fetched] == ["A/2|en", "A/3|en"]


def test_citations_of_citations_need_depth(stage, catalogue):
    for symbol in ("A/2", "A/3"):
        stage.answers[symbol_path(symbol)] = document(pdf(symbol))
    fetch(cited(stage), catalogue, [wanted("A/2", by=("A/1",))])
    deeper = [wanted("A/3", by=("A/2",))]
    assert fetch(cited(stage), catalogue, deeper).fetched == []
    assert outcomes(fetch(cited(stage, depth=2), catalogue, deeper)) == ["new"]


def test_what_was_asked_for_in_vain_lately_does_not_use_up_the_budget(stage, catalogue):
    weekly = limited(catalogue, recheck_days=7)
    stage.answers[symbol_path("A/2")] = document(pdf("2"))
    both = [wanted("A/1", 9), wanted("A/2", 1)]
    assert outcomes(fetch(cited(stage, budget=1), weekly, both)) == ["missing"]
    assert [f.key for f in fetch(cited(stage, budget=1), weekly, both).fetched] == ["A/2|en"]
    later = replace(World(), now=lambda: datetime(2100, 1, 1, tzinfo=UTC))
    assert outcomes(fetch(cited(stage, budget=1), weekly, [wanted("A/1", 9)], later)) == ["missing"]
