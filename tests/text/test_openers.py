"""Openers: every row's example is opened by it, and by nothing of the other kind; texts without one have none."""

import time

import pytest

from seeds.reference import read_reference
from tasks.text.openers import find_opener

ROWS = [row for row in read_reference("openers") if row["kind"] in ("preambular", "operative")]
WORDS = [row for row in read_reference("openers") if row["kind"] not in ("preambular", "operative")]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["opener"])
def test_example_is_opened_by_its_row_and_by_its_kind_alone(row):
    other = "operative" if row["kind"] == "preambular" else "preambular"
    found = find_opener(row["example"], row["kind"])
    assert found is not None
    assert found.startswith(row["opener"])
    assert find_opener(row["example"], other) is None


@pytest.mark.parametrize("row", WORDS, ids=lambda row: f"{row['kind']}-{row['opener']}")
def test_every_other_word_is_part_of_its_examples_opener(row):
    found = find_opener(row["example"], "preambular") or find_opener(row["example"], "operative")
    assert found is not None
    assert row["opener"] in found


def test_rows_are_unique():
    keys = [(row["opener"], row["kind"]) for row in ROWS + WORDS]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("text", "kind", "opener"),
    [
        ("Recalling also its resolution", "preambular", "Recalling also"),
        ("Noting with deep concern also that", "preambular", "Noting with deep concern also"),
        ("Expressing its deep appreciation to", "preambular", "Expressing its deep appreciation"),
        ("Gravely concerned and alarmed by", "preambular", "Gravely concerned and alarmed"),
        ("Recalling, in particular, its resolution", "preambular", "Recalling"),
        ("Having also considered the report", "preambular", "Having also considered"),
        ("Also requests the Board", "operative", "Also requests"),
        ("Condemns in the strongest terms the", "operative", "Condemns in the strongest terms"),
        ("Takes note with appreciation of", "operative", "Takes note with appreciation"),
        ("Once again urges all", "operative", "Once again urges"),
    ],
)
def test_opener_is_as_long_as_its_grammar_goes(text, kind, opener):
    assert find_opener(text, kind) == opener


@pytest.mark.parametrize(
    "text",
    [
        "The Committee recalls",
        "recalling its",
        "Recallingly",
        "We welcome the",
        "Notable among",
        "Notes-based",
        "",
        "Requesting",
    ],
)
def test_other_words_open_nothing(text):
    assert find_opener(text, "operative") is None
    assert find_opener(text, "preambular") is None


def test_pathological_repeats_take_linear_time():
    start = time.perf_counter()
    for unit in ("also ", "Deeply ", "deep concern and ", "Noting with "):
        find_opener("Noting " + unit * 50_000, "preambular")
        find_opener(unit * 50_000, "operative")
    assert time.perf_counter() - start < 5
