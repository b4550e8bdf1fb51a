"""Plain text and Markdown become blocks with roles and pages."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.errors import RejectedDocument
from tasks.model import BOLD_OFF, BOLD_ON, ITALIC_OFF, ITALIC_ON, SUPERSCRIPT_OFF, SUPERSCRIPT_ON
from tasks.reading.text import read_text


def blocks(text):
    return [(block.page_number, block.role, block.text) for block in read_text(text.encode()).blocks]


def test_markdown_and_plain_text_are_told_apart_and_the_encoding_is_named():
    assert (read_text(b"**a**").media_type, read_text(b"a").media_type) == ("text/markdown", "text/plain")
    assert read_text(b"a").reader == "text (utf-8)"
    assert read_text(b"text\n*1229516*\nmore").media_type == "text/plain"


def test_headings_bullets_and_paragraphs():
    found = read_text(b"## **II. Findings**\n\nText *one*\n\n- a) One;\n- b) Two.\n  - deeper").blocks
    assert [(b.role, b.level, b.text) for b in found] == [
        ("heading", 2, f"{BOLD_ON}II. Findings{BOLD_OFF}"),
        ("text", 0, f"Text {ITALIC_ON}one{ITALIC_OFF}"),
        ("list_item", 1, "a) One;"),
        ("list_item", 1, "b) Two."),
        ("list_item", 2, "deeper"),
    ]


def test_two_lines_with_two_blanks_between_them_are_two_blocks():
    assert [text for _, _, text in blocks("**x**\n\nDistr.: General  \n25 November 2019")][1:] == [
        "Distr.: General",
        "25 November 2019",
    ]


def test_tables_are_rows_of_cells():
    found = blocks("| Name | Sum |\n|------|-----|\n| **A** | 1 \\| 2 |\n|  | 3 |")
    assert found == [
        (1, "table_row", "Name | Sum"), (1, "table_row", f"{BOLD_ON}A{BOLD_OFF} | 1 | 2"), (1, "table_row", " | 3"),
    ]  # fmt: skip


def test_footnotes_have_labels_and_end_their_page():
    found = read_text(
        b"One.<sup>1</sup>\n\n---\n\n<sup>1</sup> See *x*.\n\nTwo.\n\n---\n\nThree.\n\n[^2]: Note."
    ).blocks
    assert [(b.page_number, b.role, b.label) for b in found] == [
        (1, "text", ""), (1, "rule", ""), (1, "footnote", "1"), (2, "text", ""), (2, "rule", ""), (3, "text", ""),
        (3, "footnote", "2"),
    ]  # fmt: skip
    assert found[0].text == f"One.{SUPERSCRIPT_ON}1{SUPERSCRIPT_OFF}"


def test_form_feeds_end_pages_and_empty_pages_count():
    extract = read_text(b"One\f\fThree\f\n")
    assert [block.page_number for block in extract.blocks] == [1, 3]
    assert [page.page_number for page in extract.pages] == [1, 2, 3]


def test_running_heads_end_pages_in_plain_text():
    line = "a line of running text that is about as long as the lines are\n"
    extract = read_text(f"S/2025/342\n25-07569 1/2\n{line * 3}S/2025/342\n25-07569 2/2\n{line * 3}".encode())
    assert {block.page_number for block in extract.blocks if block.role == "text"} == {1, 2}
    assert len(extract.pages) == 2


def test_a_foot_at_the_very_end_begins_no_page():
    assert len(read_text(b"A/49/624\nEnglish\nPage 2\nThe text of the page.\n/...\n").pages) == 1


def test_web_furniture_is_furniture():
    assert [role for _, role, _ in blocks("A title\n\nGoogle+ Pinterest LinkedIn Tumblr +\n\nText.\n\nShare.\n\nLeave A Reply")] == [
        "text", "furniture", "text", "furniture", "furniture",
    ]  # fmt: skip


def test_escaped_ornaments_are_rules():
    assert blocks("**x**\n\n\\*\\*\\*\\*\\*")[-1][1] == "rule"


def test_wrapped_lines_stay_lines_of_one_block():
    text = "3. At the same meeting, the Committee decided, without\nobjection, to consider the matter in the year after it.\n4. It met."
    assert [text.count("\n") for _, _, text in blocks(text)] == [1, 0]


@pytest.mark.parametrize("data", [b"", b"\n \n\f", b"\0\0"])
def test_empty_text_is_rejected(data):
    with pytest.raises(RejectedDocument, match="empty"):
        read_text(data)


@given(st.text(alphabet="aB1.*_#|-/\n\f \\<>[](^é", max_size=120))
def test_any_text_is_read_in_the_order_of_its_pages(text):
    extract = read_text(f"x{text}".encode())
    numbers = [block.page_number for block in extract.blocks]
    assert numbers == sorted(numbers)
    assert all(1 <= number <= len(extract.pages) for number in numbers)


@pytest.mark.parametrize(
    "line", ["**a ", "| a ", "1. A\n", "- x\n", "Page 1\n", "\f", "3\n\n", "(a) b;\n", "<sup>1</sup> a\n\n"]
)
def test_repeats_take_linear_time(line):
    start = time.perf_counter()
    read_text((line * 20_000 + "x").encode())
    assert time.perf_counter() - start < 10


def test_the_columns_of_a_typed_cover_are_read_one_after_the_other():
    cover = (
        b"SECURITY                                 Distr.\nCOUNCIL                                  GENERAL\n"
    )
    assert [block.text for block in read_text(cover).blocks] == [
        "SECURITY\nCOUNCIL",
        "Distr.\nGENERAL",
    ]
