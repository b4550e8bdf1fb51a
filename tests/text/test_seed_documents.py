"""The five seed documents, from their bytes to their paragraphs."""

from functools import cache
from pathlib import Path

import pytest

from tasks.reading.text import read_text
from tasks.text.clean import clean_blocks
from tasks.text.join import join_blocks
from tasks.text.masthead import find_masthead
from tasks.text.structure import structure

SEEDS = Path(__file__).parents[2] / "seeds" / "documents"


@cache
def seed(number):
    data = next(SEEDS.glob(f"{number}_*.txt")).read_bytes()
    extract = read_text(data)
    blocks = join_blocks(clean_blocks(extract.blocks))
    return structure(blocks, find_masthead(blocks, extract.media_type), extract.pages)


def of_kind(number, kind):
    return [paragraph for paragraph in seed(number).paragraphs if paragraph.kind == kind]


def test_the_report_quotes_a_resolution_with_numbers_of_its_own():
    assert len(of_kind("003", "preambular")) == 17
    assert [p.number for p in of_kind("003", "operative")] == list("123456")
    assert [p.number for p in of_kind("003", "body") if p.number] == [str(n) for n in range(1, 14)]
    assert {p.section_path[0] for p in of_kind("003", "operative")} == {
        "III. Recommendation of the Third Committee"
    }


def test_the_reports_footnotes_are_tied_to_their_markers():
    text, notes = seed("003").text, of_kind("003", "footnote")
    assert [note.number for note in notes] == ["1", "2", "3", "1", "2", "3", "4", "5"]
    anchored = [text[: note.anchor_char].split()[-1] for note in notes]
    assert anchored == [
        "records.",
        "Committee.",
        "follows:",
        "2013,",
        "Participation,",
        "Security,",
        "2017,",
        "Secretary-General,",
    ]


def test_the_reports_pages_end_where_the_print_does():
    assert len(seed("003").pages) == 5
    assert [p.page_number for p in of_kind("003", "footnote")] == [1, 1, 2, 3, 4, 4, 4, 5]


def test_the_reports_list_of_votes_against_runs_over_a_footnote_and_a_page_end():
    votes = [p.text for p in of_kind("003", "vote_list")]
    assert votes[0::2] == ["In favour:", "Against:", "Abstaining:"]
    assert "San Marino, Slovakia, Slovenia, Spain" in votes[3]
    assert [text.count(",") + 1 for text in votes[1::2]] == [88, 58, 34]


def test_the_statements_paragraphs_are_whole_and_numbered():
    assert [p.number for p in of_kind("000", "body") if p.number] == [str(n) for n in range(2, 18)]
    assert [p.number for p in of_kind("000", "list_item")] == ["a", "b", "c"]
    assert [p.text for p in of_kind("000", "heading")] == [
        "Objectives",
        "Structure and Scope",
        "Responsibilities of Service Providers",
    ]
    assert "on servers somewhere else on the planet" in seed("000").text
    assert "related to preserving and obtaining electronic evidence" in seed("002").text


def test_the_draft_resolution_has_its_inserted_paragraphs():
    assert [p.number for p in of_kind("004", "operative")] == ["1", "1bis", *"2345678", "8bis", "9"]
    assert [p.opener for p in of_kind("004", "preambular")] == [
        "Recalling", "Recalling also", "Strongly convinced", "Strongly convinced also",
    ]  # fmt: skip


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_neither_markup_nor_furniture_is_left(number):
    text = seed(number).text
    assert not any(
        sign in text
        for sign in ("**", "<sup>", "](#)", "\\", "---", "##", "Pinterest", "Leave A Reply", "Share.")
    )
