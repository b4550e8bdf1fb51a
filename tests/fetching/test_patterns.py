import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.fetching.patterns import MOST, Series, parse_pattern


@pytest.mark.parametrize(
    "symbol", ["A/RES/74/247", "S/RES/1325 (2000)", "A/C.3/74/L.11/Rev.1", "A/RES/ES-10/15"]
)
def test_a_symbol_without_numbers_to_count_is_itself(symbol):
    assert parse_pattern(symbol) == symbol


@pytest.mark.parametrize(
    ("pattern", "first_three", "is_open"),
    [
        ("A/AC.291/1..40", ["A/AC.291/1", "A/AC.291/2", "A/AC.291/3"], False),
        ("A/AC.291/22/Add.1..3", ["A/AC.291/22/Add.1", "A/AC.291/22/Add.2", "A/AC.291/22/Add.3"], False),
        ("A/C.3/79/L.5..8/Rev.1", ["A/C.3/79/L.5/Rev.1", "A/C.3/79/L.6/Rev.1", "A/C.3/79/L.7/Rev.1"], False),
        ("A/RES/79/*", ["A/RES/79/1", "A/RES/79/2", "A/RES/79/3"], True),
        ("A/RES/79/100..*", ["A/RES/79/100", "A/RES/79/101", "A/RES/79/102"], True),
    ],
)
def test_a_series_counts_where_it_says(pattern, first_three, is_open):
    series = parse_pattern(pattern)
    assert isinstance(series, Series)
    assert [symbol for symbol, _ in zip(series, range(3), strict=False)] == first_three
    assert series.is_open is is_open


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "a/res/1",
        "A/RES/79/40..1",
        "A/RES/*/*",
        "A/1..2/3..4",
        "A/RES/79/1..99999",
        "A/../1",
        "A/RES/?s=1",
    ],
)
def test_what_no_symbol_looks_like_is_refused(pattern):
    with pytest.raises(ValueError, match=r"symbol|counts"):
        parse_pattern(pattern)


@given(st.integers(0, 10**6), st.integers(0, 200))
def test_a_closed_series_has_as_many_symbols_as_numbers(first, more):
    series = parse_pattern(f"A/RES/79/{first}..{first + more}")
    assert len(list(series)) == more + 1


def test_an_open_series_ends_somewhere():
    assert sum(1 for _ in parse_pattern("A/RES/79/*")) == MOST
