"""Every expectation passes on sound rows and fails on one broken row."""

from datetime import date

import pandas as pd
import pytest

from expectations.checkpoint import run_suites
from expectations.suites import CHECKS, REFERENCES, TABLES

DAY = date(2019, 11, 18)
MENTION = {"surface": "China", "start_char": 10, "end_char": 15}
SOUND = {
    "core.documents": {
        "document_id": "0123456789abcdef", "sha256": "ab" * 32, "symbol": "A/74/401", "session": "74",
        "document_date": DAY, "character_count": 9, "page_count": 1, "language": "English",
    },
    "core.texts": {"text": "The General Assembly"},
    "core.pages": {"page_number": 1, "start_char": 0, "end_char": 9, "ocr_confidence": 0.9},
    "core.paragraphs": {"level": 1, "start_char": 0, "end_char": 9, "opener": "Decides", "kind": "operative"},
    "core.country_mentions": MENTION | {"iso3": "CHN"},
    "core.group_mentions": MENTION | {"group_code": "G77"},
    "core.symbol_mentions": MENTION | {"symbol": "A/RES/74/247", "adopted_on": DAY},
    "core.date_mentions": MENTION | {"start_date": DAY, "end_date": DAY},
    "core.session_mentions": MENTION | {"session": "ES-10"},
    "core.votes": {
        "yes_count": 88, "no_count": 58, "abstain_count": 34,
        "listed_yes": 88, "listed_no": 58, "listed_abstain": 34, "voted_on": DAY,
    },
    "core.vote_positions": {"iso3": "CHN"},
    "core.sponsors": {"iso3": "CHN", "wave": 1, "item_symbol": "A/C.3/74/L.11"},
    "core.statements": {"iso3": "CHN", "start_char": 0, "end_char": 9, "spoken_on": DAY},
    "core.actions": {"verb": "decides"},
    "run.volumes": {"multiple": 1.1},
}  # fmt: skip
BROKEN = {
    "document_id has its shape": {"document_id": "A/74/401"},
    "sha256 has its shape": {"sha256": "ab"},
    "symbol has its shape": {"symbol": "resolution 74/247"},
    "session has its shape": {"session": "seventy-fourth"},
    "document_date is plausible": {"document_date": date(1895, 1, 1)},
    "character_count is plausible": {"character_count": 0},
    "page_count is plausible": {"page_count": 0},
    "language is filled": {"language": None},
    "document_date is filled": {"document_date": None},
    "no marks left in the text": {"text": "The \ue001General"},
    "no replacement characters": {"text": "C\ufffdte d'Ivoire"},
    "page_number is plausible": {"page_number": 0},
    "ocr_confidence is plausible": {"ocr_confidence": 90.0},
    "level is plausible": {"level": 0},
    "opener is filled": {"opener": None},
    "surface has a sensible length": {"surface": ""},
    "start_char before end_char": {"start_char": 99},
    "start_date before end_date": {"start_date": date(2020, 1, 1)},
    "iso3 is a known one": {"iso3": "XXX"},
    "iso3 is filled": {"iso3": None},
    "group_code is a known one": {"group_code": "XXX"},
    "symbol is filled": {"symbol": None},
    "adopted_on is plausible": {"adopted_on": date(1744, 12, 1)},
    "start_date is plausible": {"start_date": date(19, 1, 1)},
    "start_date is filled": {"start_date": None},
    "voted_on is plausible": {"voted_on": date(1919, 1, 1)},
    "wave is plausible": {"wave": 0},
    "item_symbol is filled": {"item_symbol": None},
    "spoken_on is plausible": {"spoken_on": date(2999, 1, 1)},
    "verb has its shape": {"verb": "Decides"},
    "yes_count agrees with listed_yes": {"listed_yes": 87},
    "no_count agrees with listed_no": {"listed_no": 57},
    "abstain_count agrees with listed_abstain": {"listed_abstain": 33},
    "multiple is plausible": {"multiple": 0.2},
    **{
        f"{column} is plausible": {column: 1993}
        for column in ("yes_count", "no_count", "abstain_count", "listed_yes", "listed_no", "listed_abstain")
    },
}
KNOWN = {"ref.countries.iso3": {"CHN"}, "ref.groups.group_code": {"G77"}}

pytestmark = pytest.mark.slow


def frame(row):
    return pd.DataFrame([row], dtype=object)


@pytest.fixture(scope="module")
def sound_results():
    return run_suites({table: frame(row) for table, row in SOUND.items()}, KNOWN)


def test_sound_rows_pass_every_expectation(sound_results):
    assert [(r.table, r.name, r.detail) for r in sound_results if not r.passed] == []
    assert {(r.table, r.name) for r in sound_results} == {(c.table, c.name) for c in CHECKS}


def test_every_table_has_sound_rows_and_every_reference_its_values():
    assert set(SOUND) == set(TABLES)
    assert set(KNOWN) == set(REFERENCES)


@pytest.mark.parametrize(
    "check",
    CHECKS,
    ids=lambda c: f"{c.table}: {c.name}",
)
def test_one_broken_row_fails_its_expectation(check):
    broken = frame(SOUND[check.table] | BROKEN[check.name])
    results = run_suites({check.table: broken}, KNOWN)
    failed = {r.name: r for r in results if not r.passed}
    assert failed[check.name].failing_rows == 1
    assert failed[check.name].severity == check.severity


def test_a_table_without_rows_is_passed_over():
    empty = frame(SOUND["core.documents"]).iloc[:0]
    assert run_suites({"core.documents": empty}, KNOWN) == []


def test_data_docs_are_written_where_asked(tmp_path):
    run_suites({"core.actions": frame(SOUND["core.actions"])}, KNOWN, tmp_path / "docs")
    assert (tmp_path / "docs" / "index.html").is_file()
