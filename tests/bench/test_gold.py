"""The benchmark's annotations of the seeds hold together, and Travaux finds what they say."""

import json

import pytest

from tasks.entities.dates import find_dates
from tasks.entities.names import find_names
from tasks.entities.symbols import find_symbols
from tasks.model import CountryMention, DateMention, GroupMention, SymbolMention
from tests.bench.gold import KINDS, read_items
from tests.bench.recognition import SEED_GOLD, SEEDS, ours, total

ROWS = [json.loads(line) for line in SEED_GOLD.read_text(encoding="utf-8").splitlines()]
FINDERS = {
    "countries": ours(CountryMention, find_names),
    "groups": ours(GroupMention, find_names),
    "symbols": ours(SymbolMention, find_symbols),
    "dates": ours(DateMention, find_dates),
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_annotations_stand_where_they_say(row):
    text = (SEEDS / f"{row['id']}.txt").read_text(encoding="utf-8")
    entries = [entry for kind in (*KINDS, "ignore") for entry in row[kind]]
    assert all(text[start:end] == surface for start, end, surface, *_ in entries)


@pytest.mark.parametrize("kind", KINDS)
def test_everything_in_the_seeds_is_found_and_nothing_else(kind):
    got = total(kind, FINDERS[kind], read_items(SEEDS, SEED_GOLD))
    assert (got.recall, got.precision) == (1.0, 1.0)
