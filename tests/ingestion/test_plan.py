from datetime import UTC, datetime
from pathlib import Path

from tasks.ingestion.plan import Choice, KnownFile, find_gone, is_untouched, make_plan
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
