from datetime import UTC, datetime

import pytest

from warehouse import history


def day(number):
    return datetime(2026, 1, number, tzinfo=UTC)


@pytest.fixture
def add(connection, sample):
    def add(content, seen, **document):
        rows = sample.rows_of(content, first_seen_at=day(seen), **document)
        sample.insert(connection, {"core.documents": rows["core.documents"]})

    return add


@pytest.fixture
def lay(connection, sample):
    def lay(content, place, fate, seen):
        document_id, sha256 = sample.identity(content)
        sample.insert(connection, {"ops.files": [{
            "file_uri": place, "sha256": sha256, "file_name": place, "document_id": document_id, "fate": fate,
            "first_seen_at": day(seen), "last_seen_at": day(seen),
        }]})  # fmt: skip

    return lay


@pytest.fixture
def state(connection, sample):
    """Return what is current, and what each supersedes, by the contents' letters."""
    names = {sample.identity(letter)[0]: letter for letter in "abcd"}

    def state():
        rows = connection.execute(
            "select document_id, is_current, supersedes_document_id from core.documents"
        )
        return {names[i]: (current, names.get(elder)) for i, current, elder in rows.fetchall()}

    return state


def test_a_later_document_of_the_same_symbol_and_language_supersedes_its_elder(connection, add, state):
    add("a", 1)
    add("b", 2)
    add("c", 3)
    history.refresh(connection)
    assert state() == {"a": (False, None), "b": (False, "a"), "c": (True, "b")}


@pytest.mark.parametrize(
    "other", [{"symbol": "A/C.3/74/L.11/Rev.1"}, {"language": "French"}, {"joint_symbol": "S/1"}]
)
def test_another_symbol_or_language_supersedes_nothing(connection, other, add):
    add("a", 1)
    add("b", 2, **other)
    assert history.refresh(connection) == 0


def test_two_files_of_one_paper_that_were_seen_together_are_both_current_until_a_later_one_comes(
    connection, add, state
):
    add("a", 1)
    add("b", 1)
    assert history.refresh(connection) == 0
    add("c", 2)
    history.refresh(connection)
    assert {letter: current for letter, (current, _) in state().items()} == {
        "a": False,
        "b": False,
        "c": True,
    }


def test_a_file_replaced_in_place_supersedes_what_lay_there_without_any_symbol(connection, add, lay, state):
    add("a", 1, symbol="x")
    add("b", 2, symbol="y")
    connection.execute("update core.documents set symbol = null")
    lay("a", "/one.txt", "replaced", 1)
    lay("b", "/one.txt", "loaded", 2)
    history.refresh(connection)
    assert state() == {"a": (False, None), "b": (True, "a")}


def test_a_file_that_was_put_back_is_current_again(connection, add, lay, state):
    add("a", 1)
    add("b", 2)
    lay("a", "/one.txt", "loaded", 1)
    lay("b", "/one.txt", "replaced", 2)
    history.refresh(connection)
    assert state() == {"a": (True, "b"), "b": (False, None)}


def test_a_second_look_changes_nothing(connection, add):
    add("a", 1)
    add("b", 2)
    assert history.refresh(connection) == 2
    assert history.refresh(connection) == 0
