"""Pages cover the text without holes; footnotes find their markers."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tasks.model import Mark, Page, Paragraph, SourcePage, StructuredText
from tasks.text.anchors import find_anchors
from tasks.text.pages import page_at, to_pages


def paragraph(position, kind="body", number=None, marks=(), page=1, start=0):
    return Paragraph(
        position, kind, number, 1, None, (), page, start, start + 10, None, "x" * 10, tuple(marks)
    )


def marker(at, value):
    return Mark(at, at, "superscript", value)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 6)), max_size=12))
def test_page_ranges_follow_one_another_and_cover_the_text(starts):
    starts = sorted(starts)
    pages = to_pages([SourcePage(number) for number in range(1, 7)], starts, 60)
    assert [page.page_number for page in pages] == [1, 2, 3, 4, 5, 6]
    assert pages[-1].end_char == 60
    assert all(a.end_char == b.start_char for a, b in pairwise(pages))
    assert all(page.start_char <= page.end_char for page in pages)


def test_pages_without_text_have_an_empty_range():
    pages = to_pages([SourcePage(1), SourcePage(2), SourcePage(3)], [(0, 1), (20, 3)], 30)
    assert [(page.start_char, page.end_char) for page in pages] == [(0, 20), (20, 20), (20, 30)]


def test_a_step_back_to_a_footnotes_page_does_not_tear_the_ranges():
    pages = to_pages([SourcePage(1), SourcePage(2)], [(0, 1), (10, 2), (20, 1), (30, 2)], 40)
    assert [(page.start_char, page.end_char) for page in pages] == [(0, 10), (10, 40)]


def test_a_characters_page_is_that_of_its_range_and_a_footnotes_is_its_own():
    pages = (Page(1, 0, 10, "digital", None), Page(2, 10, 40, "digital", None))
    body, note = paragraph(0), paragraph(1, "footnote", "1", page=1, start=20)
    structured = StructuredText("x" * 40, pages, (body, note))
    assert [page_at(structured, body, char) for char in (0, 9, 10, 39)] == [1, 1, 2, 2]
    assert page_at(structured, note, 25) == 1


def test_a_footnote_takes_the_first_marker_of_its_name_since_the_last_one():
    paragraphs = [
        paragraph(0, marks=[marker(3, "1"), marker(5, "2"), marker(8, "1")]),
        paragraph(1, "footnote", "1"),
        paragraph(2, "footnote", "2"),
        paragraph(3, marks=[marker(33, "1")]),
        paragraph(4, "footnote", "1"),
        paragraph(5, "footnote", "9"),
    ]
    assert find_anchors(paragraphs) == {1: 3, 2: 5, 4: 33}


def test_a_marker_behind_its_footnote_is_taken_where_there_is_none_before():
    assert find_anchors([paragraph(0, "footnote", "a"), paragraph(1, "table", marks=[marker(15, "a")])]) == {
        0: 15
    }
