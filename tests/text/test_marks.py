"""Marks become ranges, superscripts leave, page ends are counted."""

import re

from hypothesis import given
from hypothesis import strategies as st

from tasks.model import (
    BOLD_OFF,
    BOLD_ON,
    ITALIC_OFF,
    ITALIC_ON,
    LINK_OFF,
    LINK_ON,
    MARKS,
    PAGE_BREAK,
    SUPERSCRIPT_OFF,
    SUPERSCRIPT_ON,
    Mark,
)
from tasks.text.marks import has_mark, split_marks, strip_marks


def test_emphasis_becomes_ranges_of_the_plain_text():
    marked = split_marks(f"1. {ITALIC_ON}Requests{ITALIC_OFF} the {BOLD_ON}Chair{BOLD_OFF}")
    assert marked.text == "1. Requests the Chair"
    assert marked.marks == (Mark(3, 11, "italic"), Mark(16, 21, "bold"))


def test_nested_emphasis_keeps_both_ranges():
    marked = split_marks(f"{BOLD_ON}{ITALIC_ON}x{ITALIC_OFF} y{BOLD_OFF}")
    assert marked.marks == (Mark(0, 1, "italic"), Mark(0, 3, "bold"))


def test_superscript_leaves_the_text_and_its_value_stays_in_an_empty_range():
    marked = split_marks(f"records.{SUPERSCRIPT_ON}1{SUPERSCRIPT_OFF} Then")
    assert marked.text == "records. Then"
    assert marked.marks == (Mark(8, 8, "superscript", "1"),)


def test_two_markers_behind_one_word_are_two_marks():
    marked = split_marks(f"word{SUPERSCRIPT_ON}2, 3{SUPERSCRIPT_OFF}")
    assert [mark.value for mark in marked.marks] == ["2", "3"]


def test_links_take_their_targets_in_order():
    marked = split_marks(f"{LINK_ON}a{LINK_OFF} {LINK_ON}b{LINK_OFF}", ("first", "second"))
    assert [(mark.start_char, mark.value) for mark in marked.marks] == [(0, "first"), (2, "second")]


def test_page_breaks_are_offsets_in_the_plain_text():
    assert split_marks(f"ab {PAGE_BREAK}cd{PAGE_BREAK}e").page_breaks == (3, 5)


def test_strip_marks_drops_superscripts_with_their_content():
    assert strip_marks(f"{BOLD_ON}a{BOLD_OFF}{SUPERSCRIPT_ON}12{SUPERSCRIPT_OFF} b") == "a b"


def test_has_mark_looks_at_the_head_only():
    assert has_mark(f" {ITALIC_ON}{BOLD_ON}x", BOLD_ON)
    assert not has_mark(f"x {BOLD_ON}y", BOLD_ON)


@given(st.text(alphabet=[*sorted(MARKS), "a", "b", " "], max_size=40))
def test_unbalanced_marks_never_fail_and_ranges_stay_inside(text):
    marked = split_marks(text, ("x",))
    assert not MARKS & set(marked.text)
    assert all(0 <= mark.start_char <= mark.end_char <= len(marked.text) for mark in marked.marks)
    assert all(0 <= offset <= len(marked.text) for offset in marked.page_breaks)
    assert len(marked.page_breaks) == text.count(PAGE_BREAK)


@given(st.text(alphabet="ab <\n", max_size=40))
def test_text_without_marks_stays_as_it_is(text):
    assert split_marks(text).text == strip_marks(text) == text
    assert not re.search("[\ue000-\uf8ff]", text)
