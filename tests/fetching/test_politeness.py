"""How often to ask, and when to ask again."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.fetching.backoff import Retries, next_wait, parse_retry_after
from tasks.fetching.pace import Pace

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("Thu, 01 Jan 2026 12:00:30 GMT", 30.0),
        ("Thu, 01 Jan 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("", None),
        (None, None),
        ("-5", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header, seconds):
    assert parse_retry_after(header, NOW) == seconds


def test_waits_double_up_to_the_longest_and_end():
    policy = Retries(tries=6, first_wait=1, longest_wait=5)
    assert [next_wait(policy, tried, None, 1.0) for tried in range(1, 7)] == [1, 2, 4, 5, 5, None]


def test_what_the_host_asks_for_is_obeyed_unless_it_is_too_much():
    policy = Retries(longest_obeyed=600)
    assert next_wait(policy, 1, 30, 0.0) == 30
    assert next_wait(policy, 1, 601, 0.0) is None


@given(st.integers(1, 20), st.none() | st.floats(0, 1e6), st.floats(0, 1))
def test_no_wait_is_shorter_than_asked_or_negative(tried, asked, chance):
    wait = next_wait(Retries(), tried, asked, chance)
    assert wait is None or wait >= (asked or 0)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.floats(0, 10)), max_size=30))
def test_requests_to_a_host_are_never_closer_than_the_interval(steps):
    pace, now, sent = Pace(3.0), 0.0, {"a": [], "b": []}
    for host, later in steps:
        now += later
        now += pace.reserve(host, now)
        sent[host].append(now)
    for times in sent.values():
        assert all(b - a >= 3.0 - 1e-9 for a, b in pairwise(times))


def test_a_host_that_asks_for_quiet_gets_it_and_others_do_not_wait():
    pace = Pace(1.0)
    pace.hold_off("a", 60.0)
    assert pace.reserve("a", 10.0) == 50.0
    assert pace.reserve("b", 10.0) == 0.0
