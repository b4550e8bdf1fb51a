from datetime import date
from itertools import pairwise

from seeds.reference import read_reference

ROWS = read_reference("sessions")
REGULAR = [row for row in ROWS if row["session"].isdigit()]


def test_every_session_of_the_general_assembly_has_a_row():
    numbers = [row["session"] for row in ROWS]
    assert numbers[:81] == [str(number) for number in range(1, 82)]
    assert numbers[81:113] == [f"S-{number}" for number in range(1, 33)]
    assert numbers[113:] == [f"ES-{number}" for number in range(1, 12)]


def test_sessions_open_before_they_close():
    closed = [row for row in ROWS if row["closes_on"]]
    assert all(date.fromisoformat(row["opens_on"]) <= date.fromisoformat(row["closes_on"]) for row in closed)


def test_only_the_last_emergency_special_sessions_are_open():
    assert [row["session"] for row in ROWS if not row["closes_on"]] == ["ES-10", "ES-11"]


def test_regular_sessions_follow_each_other_without_overlap():
    pairs = list(pairwise(REGULAR))
    assert all(earlier["closes_on"] < later["opens_on"] for earlier, later in pairs)


def test_regular_sessions_open_on_a_weekday():
    assert all(date.fromisoformat(row["opens_on"]).weekday() < 5 for row in REGULAR)


def test_every_row_says_where_it_is_from():
    assert {row["verified"] for row in ROWS} <= {"true", "false"}
    assert all(row["source"] for row in ROWS)


def test_number_words_are_distinct_ordinals():
    words = [row["word"] for row in read_reference("number_words")]
    assert len(set(words)) == len(words)
    assert {int(row["number"]) for row in read_reference("number_words")} == set(range(1, 101))
