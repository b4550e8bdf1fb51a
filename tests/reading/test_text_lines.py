"""Wrapped lines are put together, lines that are paragraphs are left alone."""

import textwrap
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.model import SUPERSCRIPT_OFF, SUPERSCRIPT_ON
from tasks.reading.text_lines import measure_widths, rejoin_raised, split_paragraphs

SENTENCE = "The Committee noted that the members of the Board had met in the spring and agreed on a plan of work for the year."


def split(text):
    chunks = [chunk.split("\n") for chunk in text.split("\n\n")]
    widths = measure_widths(chunks)
    return [
        " ".join(p)
        for chunk, width in zip(chunks, widths, strict=True)
        for p in split_paragraphs(chunk, width)
    ]


def wrapped(*paragraphs, width=60):
    return "\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs)


@pytest.mark.parametrize("width", [45, 60, 80, 100])
def test_numbered_paragraphs_of_wrapped_text_come_back(width):
    paragraphs = [f"{n}. {SENTENCE}" for n in range(3, 9)]
    assert split(wrapped(*paragraphs, width=width)) == paragraphs


def test_a_heading_between_numbered_paragraphs_stands_alone_even_below_a_full_line():
    last = "4. The " + "word " * 16 + "at the end of April."
    paragraphs = [
        f"3. {SENTENCE}",
        last.strip(),
        "Effects of the plan on the regional economies",
        f"5. {SENTENCE}",
    ]
    assert split(wrapped(*paragraphs)) == paragraphs


def test_items_and_vote_lists_begin_anew():
    paragraphs = [
        f"{SENTENCE[:-1]}:", "(a) To report to the Assembly on the plan of work and on the means that it needs;",
        "(b) To meet again in the autumn of the year and to take up the matter then;", "In favour:", "Atlantis, Utopia", "Against:", "None",
    ]  # fmt: skip
    assert split(wrapped(*paragraphs)) == paragraphs


def test_speakers_and_standing_lines_begin_anew():
    paragraphs = [
        f"The President: {SENTENCE}", f"Ms. Example (Atlantis) (spoke in French): {SENTENCE}", f"Mr. Sample (Utopia): {SENTENCE}",
        "The meeting rose at 1.15 p.m.",
    ]  # fmt: skip
    assert split(wrapped(*paragraphs)) == paragraphs


def test_a_speaker_begins_anew_below_a_full_line_of_names_without_a_stop():
    names = "Atlantis, Erewhon, Ruritania, Utopia, Lilliput, Blefuscu and the United States of Nowhere"
    assert split(wrapped(SENTENCE, "In favour:", names, "The President: There were 15 votes in favour."))[
        -2:
    ] == [
        names,
        "The President: There were 15 votes in favour.",
    ]


def test_figures_that_only_look_like_numbers_do_not_begin_a_paragraph():
    text = "The Council recalled its resolution\n1325 (2000) and the report that it had asked for in\n1999. Members spoke of it at length, and said what they\nthought of paragraphs 3 and\n4. They agreed on very little of it all."
    assert len(split(text)) <= 2
    assert split(text)[0].startswith("The Council recalled its resolution 1325 (2000) and")


def test_indented_first_lines_begin_paragraphs():
    text = "My delegation wishes to thank the Chair for the work\nthat has been done so well in these last busy months\n In our view the plan is sound, and we shall support\nit as it stands before us on this day in the Assembly."
    assert len(split(text)) == 2


def test_an_open_bracket_or_word_keeps_lines_together():
    text = "Adopted at the 12th meeting by 11 votes to none,\nwith 4 abstentions (Atlantis,\nErewhon, United Kingdom of\nUtopia, Ruritania)."
    assert len(split(f"{wrapped(SENTENCE, SENTENCE)}\n\n{text}")[-1]) == len(text)


def test_lines_that_are_paragraphs_are_left_alone():
    lines = [SENTENCE * 3, "A short one.", SENTENCE * 2, "Another", SENTENCE * 4]
    assert split("\n".join(lines)) == lines
    names = ["Mr. A. Example", "Ms. B. Longername-Sample", "Sir C. Test", "Dr. D", "Prof. E. F. Something"]
    assert split("\n".join(names)) == names


def test_rows_with_leaders_stand_alone():
    lines = [
        "President: Mr. A . . . . . . (Atlantis)",
        "Members: Utopia . . . . . . Mr. B",
        "Erewhon . . . . . . . . . . Ms. C",
    ]
    assert split("\n".join(lines)) == lines


def test_lines_parted_by_a_raised_figure_are_rejoined():
    lines = ["the core document in 2010,1", " the report", "1", " See A/1/2.", "the year 2010", " Next one"]
    assert rejoin_raised(lines) == [
        f"the core document in 2010,{SUPERSCRIPT_ON}1{SUPERSCRIPT_OFF} the report",
        f"{SUPERSCRIPT_ON}1{SUPERSCRIPT_OFF} See A/1/2.",
        "the year 2010",
        " Next one",
    ]


@given(st.lists(st.text(alphabet="aB1. ()\u00e9", max_size=90), max_size=40))
def test_no_line_is_lost(lines):
    chunks = [[line for line in lines if line.strip()]] if any(line.strip() for line in lines) else []
    widths = measure_widths(chunks)
    for chunk, width in zip(chunks, widths, strict=True):
        assert [line for paragraph in split_paragraphs(chunk, width) for line in paragraph] == chunk


def test_many_lines_take_linear_time():
    start = time.perf_counter()
    split("\n".join([SENTENCE[:60]] * 100_000))
    assert time.perf_counter() - start < 10
