"""Every row of the symbol data holds in both directions, and points at rows that exist."""

import re
from itertools import pairwise

import pytest

from seeds.reference import read_reference
from tasks.entities.symbol_grammar import parse_symbol
from tasks.entities.symbol_owners import GENERIC
from tasks.entities.symbols import find_symbols
from tasks.model import FinderContext

SERIES = read_reference("symbol_series")
BODIES = {row["body_code"] for row in read_reference("bodies")}


def template_of(symbol):
    try:
        return parse_symbol(symbol).template
    except ValueError:
        return None


@pytest.mark.parametrize("row", SERIES, ids=lambda row: row["pattern"])
def test_examples_are_of_their_series_and_the_counter_example_is_not(row):
    for example in row["example"].split(" ; "):
        assert template_of(example) == row["pattern"]
    assert template_of(row["counter_example"]) != row["pattern"]


@pytest.mark.parametrize("row", SERIES, ids=lambda row: row["pattern"])
def test_examples_are_found_in_running_text(row):
    for example in row["example"].split(" ; "):
        text = f"The report (see {example}, annex) was taken up."
        found = [
            mention.symbol if mention.joint_symbol is None else f"{mention.symbol}-{mention.joint_symbol}"
            for mention in find_symbols(text, FinderContext())
        ]
        assert found == [example]


def test_patterns_are_unique_and_every_row_has_name_and_source():
    patterns = [row["pattern"] for row in SERIES]
    assert len(patterns) == len(set(patterns))
    assert all(row["series"] and row["name"] and row["source"] for row in SERIES)


@pytest.mark.parametrize("row", SERIES, ids=lambda row: row["pattern"])
def test_the_body_of_a_series_is_a_body_or_filled_from_the_pattern(row):
    names = set(re.findall(r"\{\w+\}", row["body_code"]))
    assert names <= set(re.findall(r"\{\w+\}", row["pattern"]))
    assert names or row["body_code"] in BODIES


def test_bodies_form_a_tree_and_names_point_at_bodies():
    codes = [row["body_code"] for row in read_reference("bodies")]
    assert len(codes) == len(set(codes))
    assert {row["parent_code"] for row in read_reference("bodies")} - {""} <= BODIES
    names = [row["name"] for row in read_reference("body_names")]
    assert len(names) == len(set(names))
    assert {row["body_code"] for row in read_reference("body_names")} == BODIES


def test_owners_of_resolutions_are_bodies_generic_words_or_other_organizations():
    rows = read_reference("resolution_owners")
    assert len({row["name"] for row in rows}) == len(rows)
    for row in rows:
        assert row["body_code"] in BODIES | GENERIC | {""}
        assert row["bears_symbol"] == {"": ""}.get(row["body_code"], row["bears_symbol"])
        assert row["bears_symbol"] in {"yes", "no", ""}


def test_security_council_numbers_run_on_from_year_to_year():
    rows = [row for row in read_reference("resolution_numbers") if row["body_code"] == "S"]
    numbers = [(int(row["session"]), int(row["first_number"]), int(row["last_number"])) for row in rows]
    for (year, _, last), (next_year, first, _) in pairwise(numbers):
        assert (next_year, first) == (year + 1, last + 1)
