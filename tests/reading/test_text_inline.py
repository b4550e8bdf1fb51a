"""Markdown inside a line becomes marks, and characters that are no Markdown stay."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.model import MARKS
from tasks.reading.text_inline import mark_up

NAMES = {
    "\ue001": "<b>", "\ue002": "</b>", "\ue003": "<i>", "\ue004": "</i>", "\ue005": "<s>", "\ue006": "</s>",
    "\ue007": "<a>", "\ue008": "</a>",
}  # fmt: skip


def shown(text):
    return "".join(NAMES.get(character, character) for character in mark_up(text)[0])


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("**Madam Chair,**", "<b>Madam Chair,</b>"),
        ("1. *Takes note* of", "1. <i>Takes note</i> of"),
        ("_Decides_ to", "<i>Decides</i> to"),
        ("***both***", "<b><i>both</i></b>"),
        ("*Rapporteur:* Mr. Firas **Jabbar**", "<i>Rapporteur:</i> Mr. Firas <b>Jabbar</b>"),
        ("**a *b* c**", "<b>a <i>b</i> c</b>"),
        ("records.<sup>1</sup>", "records.<s>1</s>"),
        ("records.[^2]", "records.<s>2</s>"),
        ("the 21<sup>st</sup> century", "the 21st century"),
        ("10 km<sup>2</sup>", "10 km2"),
        ("[A/C.3/74/L.11](#)", "<a>A/C.3/74/L.11</a>"),
        ("[*Report*](https://x.org/a_(b))", "<a><i>Report</i></a>"),
        ("![logo](x.png)text", "text"),
        (r"10 \$ and \*\*\*", "10 $ and ***"),
        ("a &amp; b<br>c", "a & b\nc"),
        ("<b>x</b><em>y</em><span class='z'>w</span>", "<b>x</b><i>y</i>w"),
        ("`A/74/1`", "A/74/1"),
    ],
)
def test_markdown_becomes_marks(text, marked):
    assert shown(text) == marked


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4",
        "a_b_c",
        "*1",
        "**never closed",
        "[name of the Convention]",
        "a < b > c",
        "__________",
        "5* and 6",
        "AT&T;x",
    ],
)
def test_what_is_no_markdown_stays(text):
    assert shown(text) == text


def test_links_are_returned_in_order():
    assert mark_up("[a](x) [b](y)")[1] == ("x", "y")


@given(st.text(alphabet="*_[]()<>sup/b\\!& a\n`^1", max_size=60))
def test_marks_always_balance(text):
    marked, links = mark_up(text)
    for opening, closing in (("\ue005", "\ue006"), ("\ue007", "\ue008")):
        assert marked.count(opening) == marked.count(closing)
    assert marked.count("\ue007") == len(links)


@pytest.mark.parametrize("unit", ["**a ", "*a", "[", "[a](", "<sup>", "_a ", "&#1", "![", "`", "***", "<b "])
def test_pathological_repeats_take_linear_time(unit):
    start = time.perf_counter()
    text, _ = mark_up(unit * 30_000)
    assert time.perf_counter() - start < 5
    assert MARKS or text
