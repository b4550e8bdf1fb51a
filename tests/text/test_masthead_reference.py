"""The patterns of the reference tables against their examples, both ways."""

import re
from typing import get_args

import pytest

from seeds.reference import read_reference
from tasks.model import DocumentType
from tasks.text.masthead_box import find_distribution, find_original
from tasks.text.masthead_dates import read_date_line
from tasks.text.masthead_items import read_items
from tasks.text.masthead_lines import HeadLine
from tasks.text.masthead_type import find_type

TYPES = read_reference("document_types")
WORDS = read_reference("masthead_words")


def line(text: str) -> tuple[HeadLine, ...]:
    return (HeadLine(0, 1, text, "text"),)


@pytest.mark.parametrize("row", TYPES, ids=lambda row: row["rank"])
def test_a_rule_finds_its_own_example(row):
    flags = 0 if row["where"] == "symbol" else re.IGNORECASE
    assert re.search(row["pattern"], row["example"], flags)
    assert row["where"] in {"symbol", "heading", "title", "author", "sponsor", "body", "speech", "media"}
    assert row["document_type"] in get_args(DocumentType)


@pytest.mark.parametrize("row", TYPES, ids=lambda row: row["rank"])
def test_an_example_is_found_by_its_own_rule_first(row):
    assert find_type({row["where"]: [row["example"]]}) == row["document_type"]


def test_ranks_are_unique():
    ranks = [row["rank"] for row in TYPES]
    assert len(ranks) == len(set(ranks))


@pytest.mark.parametrize(
    ("evidence", "kind"),
    [
        ({"title": ["Draft resolution for consideration by the General Assembly"], "author": ["Note by the Chair"]}, "note"),
        ({"symbol": ["A/AC.292/2025/INF/5"], "author": ["Note by the Secretariat"]}, "note"),
        ({"title": ["Provisional agenda, annotations and list of documents"], "author": ["Note by the Secretariat"]}, "agenda"),
        ({"title": ["Budget for the Mission"], "author": ["Report of the Secretary-General"]}, "budget"),
        ({"title": ["Budget performance and budget for the Mission"], "author": ["Report of the Advisory Committee on Administrative and Budgetary Questions"]}, "report"),
        ({"symbol": ["A/AC.182/2025/L.6"], "title": ["Draft report"]}, "report"),
        ({"title": ["Elections"], "author": []}, "other"),
        ({"title": ["Reporting guidelines"]}, "other"),
        ({}, "other"),
    ],
)  # fmt: skip
def test_rank_decides_where_two_rules_match(evidence, kind):
    assert find_type(evidence) == kind


@pytest.mark.parametrize("row", WORDS, ids=lambda row: f"{row['kind']} {row['word']}")
def test_a_word_is_read_in_its_example(row):
    example = row["example"]
    match row["kind"]:
        case "month":
            day = read_date_line(example)
            assert day is not None
            assert day.month == int(row["value"])
        case "distribution":
            found = find_distribution(line(example.upper() if row["value"] == "Unrestricted" else example))
            assert found is not None
            assert found[0] == row["value"]
        case "original" | "only":
            assert find_original(line(example))[0] is not None
        case "item":
            assert read_items(example)
        case other:
            pytest.fail(other)
