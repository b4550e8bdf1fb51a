from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.ingestion.plan import Choice, KnownFile, Plan, find_gone, is_untouched, join, make_plan, split
from tasks.ingestion.sources import BadSource, FoundFile, Source

NOW = datetime(2024, 2, 9, tzinfo=UTC)
RULES = Choice("rules1")


def source(uri="file:///a.txt", sha="a" * 64, token="9:1:1"):
    return Source(uri, uri.rsplit("/", 1)[-1], sha, 9, NOW, token)


def known(uri="file:///a.txt", sha="a" * 64, token="9:1:1", fate="loaded", fingerprint="rules1"):
    return KnownFile(uri, sha, token, fate, fingerprint)


def plan_for(*present, known_files=(), choice=RULES):
    return make_plan(present, {k.uri: k for k in known_files}, choice)


def test_a_file_never_seen_is_parsed_as_new():
    (work,) = plan_for(source()).work
    assert work.reason == "new"


def test_the_same_content_under_the_same_name_is_unchanged():
    plan = plan_for(source(), known_files=[known()])
    assert plan.unchanged == ("file:///a.txt",)
    assert plan.is_empty


def test_other_content_under_the_same_name_is_parsed_as_changed():
    (work,) = plan_for(source(sha="b" * 64), known_files=[known()]).work
    assert work.reason == "changed"


def test_other_rules_parse_again_and_say_so():
    (work,) = plan_for(source(), known_files=[known(fingerprint="rules0")]).work
    assert work.reason == "rules changed"


def test_full_parses_again_what_is_loaded():
    (work,) = plan_for(source(), known_files=[known()], choice=Choice("rules1", full=True)).work
    assert work.reason == "asked for"


def test_two_new_files_with_the_same_bytes_are_parsed_once():
    plan = plan_for(source(), source("file:///b.txt"))
    assert [w.source.uri for w in plan.work] == ["file:///a.txt"]
    assert [s.uri for s in plan.linked] == ["file:///b.txt"]


def test_a_copy_of_a_loaded_file_is_linked_and_not_parsed():
    plan = plan_for(source("file:///b.txt"), known_files=[known()])
    assert (len(plan.work), len(plan.linked)) == (0, 1)


def test_a_rejected_file_is_left_alone_until_asked_for():
    rejected = known(fate="rejected")
    assert plan_for(source(), known_files=[rejected]).is_empty
    (work,) = plan_for(source(), known_files=[rejected], choice=Choice("rules1", retry_rejected=True)).work
    assert work.reason == "rejected before"


def test_a_file_that_came_back_is_new():
    (work,) = plan_for(source(), known_files=[known(fate="gone")]).work
    assert work.reason == "new"


def test_a_file_that_cannot_be_read_is_told_once():
    bad = BadSource("file:///a.txt", "a.txt", "unreadable", "no permission")
    assert plan_for(bad).bad == (bad,)
    again = known(sha="", token="", fate="rejected")
    assert plan_for(bad, known_files=[again]).is_empty


def test_a_touched_file_must_be_read_and_an_untouched_one_need_not():
    file = FoundFile("file:///a.txt", Path("/a.txt"), 9, NOW, "9:1:1")
    assert is_untouched(file, known(), RULES)
    assert not is_untouched(file, known(token="9:2:2"), RULES)
    assert not is_untouched(file, known(fingerprint="rules0"), RULES)
    assert not is_untouched(file, known(), Choice("rules1", full=True))


def test_only_files_under_the_searched_folders_can_be_gone():
    files = {
        k.uri: k for k in (known("file:///in/a.txt"), known("file:///in/b.txt"), known("file:///out/c.txt"))
    }
    assert find_gone(files, ["file:///in/a.txt"], ["file:///in"]) == ("file:///in/b.txt",)


def test_a_member_that_left_its_archive_is_gone():
    files = {k.uri: k for k in (known("file:///in/z.zip!/a.txt"), known("file:///in/z.zip!/b.txt"))}
    present = ["file:///in/z.zip", "file:///in/z.zip!/a.txt"]
    assert find_gone(files, present, []) == ("file:///in/z.zip!/b.txt",)


def test_what_is_gone_is_not_gone_again():
    files = {k.uri: k for k in (known("file:///in/a.txt", fate="gone"),)}
    assert find_gone(files, [], ["file:///in"]) == ()


def file_at(uri, modified=NOW):
    return FoundFile(uri, Path(uri.removeprefix("file://")), 9, modified, "9:1:1")


@pytest.mark.parametrize(
    ("glob", "fits"),
    [
        ("*.pdf", True),
        ("A_79*", True),
        ("79/A_79_1.pdf", True),
        ("session 79/*", True),
        ("/in/session*/79/*", True),
        ("*.docx", False),
        ("A_79", False),
    ],
)
def test_only_takes_names_paths_and_ends_of_paths(glob, fits):
    choice = Choice("rules1", only=(glob,))
    assert choice.names("file:///in/session%2079/79/A_79_1.pdf") is fits


def test_an_archive_is_taken_by_its_own_name():
    assert Choice("rules1", only=("*.zip",)).names("file:///in/a.zip!/b.pdf")


def test_since_passes_older_files_over_but_none_that_cannot_be_looked_at():
    choice = Choice("rules1", since=NOW)
    assert choice.takes(file_at("file:///a.txt"))
    assert not choice.takes(file_at("file:///a.txt", datetime(2024, 2, 8, tzinfo=UTC)))
    assert choice.takes(BadSource("file:///a.txt", "a.txt", "unreadable", "gone"))


def numbered(count):
    return [source(f"file:///{n}.txt", f"{n:064d}") for n in range(count)]


def test_a_plan_is_split_with_copies_beside_their_originals_and_the_rest_at_the_end():
    copies = [source("file:///copy.txt", f"{1:064d}"), source("file:///held.txt", "f" * 64)]
    bad = BadSource("file:///bad.txt", "bad.txt", "empty", "")
    plan = plan_for(*numbered(5), *copies, bad, known_files=[known("file:///old.txt", "f" * 64)])
    parts = split(plan, 2)
    assert [len(p.work) for p in parts] == [2, 2, 1]
    assert [[s.uri for s in p.linked] for p in parts] == [["file:///copy.txt"], [], ["file:///held.txt"]]
    assert [len(p.bad) for p in parts] == [0, 0, 1]


@given(st.integers(0, 30), st.integers(1, 12))
def test_the_parts_of_a_plan_are_the_plan(count, size):
    plan = plan_for(*numbered(count))
    whole = Plan()
    for part in split(plan, size):
        assert len(part.work) <= size
        whole = join(whole, part)
    assert whole == plan
    assert split(plan, None) == [plan]
