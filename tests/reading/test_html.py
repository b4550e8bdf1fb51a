import lxml.html
import pytest

from seeds.reference import read_reference
from tasks.errors import RejectedDocument
from tasks.model import (
    BOLD_OFF,
    BOLD_ON,
    ITALIC_OFF,
    ITALIC_ON,
    LINK_OFF,
    LINK_ON,
    MARKS,
    SUPERSCRIPT_OFF,
    SUPERSCRIPT_ON,
)
from tasks.reading.html import read_html
from tasks.reading.html_content import is_boilerplate

LONG = (
    "The Assembly adopted the draft resolution without a vote, and the President thanked all delegations. "
    * 4
)


def page(body, head=""):
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def blocks(body, head=""):
    return read_html(page(body, head)).blocks


def texts(body, head=""):
    return [block.text for block in blocks(body, head)]


def reason(data):
    with pytest.raises(RejectedDocument) as rejected:
        read_html(data)
    return rejected.value.reason


def test_headings_paragraphs_and_emphasis_are_kept():
    found = blocks("<h2>Vote</h2><p>\n The <b>Council</b>   <i>decides</i>:&nbsp;yes.</p>loose words")
    assert [(b.role, b.level) for b in found] == [("heading", 2), ("text", 0), ("text", 0)]
    assert found[1].text == f"The {BOLD_ON}Council{BOLD_OFF} {ITALIC_ON}decides{ITALIC_OFF}:\u00a0yes."
    assert found[2].text == "loose words"


def test_links_go_with_their_addresses_and_those_within_the_page_do_not():
    (found,) = blocks(
        '<p><a href="//undocs.org/S/1">S/1</a>, <a href="#x">above</a>, <a href="https://a.b">c</a></p>'
    )
    assert found.text == f"{LINK_ON}S/1{LINK_OFF}, above, {LINK_ON}c{LINK_OFF}"
    assert found.links == ("https://undocs.org/S/1", "https://a.b")


def test_one_line_end_stays_and_two_part_paragraphs():
    assert texts("<p>one<br>two<br/><br>three</p>") == ["one\ntwo", "three"]


def test_a_stray_end_tag_breaks_the_line_as_in_browsers():
    assert texts("<table><tr><td>1</td><td>China</br>France</td></tr><tr><td>2</td><td>x</td></tr></table>")[
        0
    ] == ("1 | China France")


def test_numbered_lists_carry_the_numbers_that_browsers_print():
    body = '<ol start="3"><li>a</li><li value="7">b</li><li><ol type="a"><li>c</li></ol></li></ol><ul><li>d</li></ul>'
    found = blocks(body)
    assert [(b.role, b.level, b.text) for b in found] == [
        ("list_item", 1, "3. a"),
        ("list_item", 1, "7. b"),
        ("list_item", 2, "a. c"),
        ("list_item", 1, "d"),
    ]


def test_table_rows_keep_empty_cells_and_a_line_over_the_table_is_its_heading():
    body = """<table><tr><th colspan="3">Meetings in 1953</th></tr><tr><th>Record</th><th>Date</th><th></th>
      <tr><td><a href="https://undocs.org/S/PV.1">S/PV.1</a></td><td></td><td>Topic</td></tr></table>"""
    found = blocks(body)
    assert [(b.role, b.text) for b in found] == [
        ("heading", "Meetings in 1953"),
        ("table_row", "Record | Date | "),
        ("table_row", f"{LINK_ON}S/PV.1{LINK_OFF} |  | Topic"),
    ]
    assert found[2].links == ("https://undocs.org/S/PV.1",)


def test_a_table_that_only_arranges_the_page_is_read_as_text():
    nested = "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
    assert texts(f"<table><tr><td><p>left</p></td><td><p>right</p>{nested}</td></tr></table>") == [
        "left",
        "right",
        "a | b",
        "c | d",
    ]


def test_footnotes_and_their_markers_find_each_other():
    body = """<p>Text<sup>1</sup>, more<a href="#_ftn2">[2]</a> and m<sup>2nd</sup>.</p>
      <p><sup>1</sup> See A/1.</p><p><a href="#_ftnref2">[2]</a> Ibid.</p>"""
    text, first, second = blocks(body)
    marks = [f"{SUPERSCRIPT_ON}{n}{SUPERSCRIPT_OFF}" for n in (1, 2)]
    assert text.text == f"Text{marks[0]}, more{marks[1]} and m2nd."
    assert [(b.role, b.label, b.text) for b in (first, second)] == [
        ("footnote", "1", "See A/1."),
        ("footnote", "2", "Ibid."),
    ]


def test_menus_footers_scripts_and_what_is_hidden_are_left_out():
    body = f"""<header><a href="/">UN</a></header><nav>Menu</nav><div class="share-buttons">Facebook</div>
      <script>var x = 1;</script><main><h1>Title</h1><p>{LONG}</p><p style="display: none">trap</p></main>
      <footer>Copyright</footer>"""
    assert texts(body) == ["Title", LONG.strip()]


def test_the_content_of_a_page_without_landmarks_is_told_by_its_words():
    links = "".join(f'<li><a href="/{n}">Page {n}</a></li>' for n in range(40))
    body = f"<div><ul>{links}</ul></div><div><h1>Title</h1><p>{LONG}</p><p>{LONG}{LONG}</p></div><div class='footer'>x</div>"
    found = texts(body)
    assert found[:2] == ["Title", LONG.strip()]
    assert not any("Page 3" in text for text in found)


def test_what_holds_most_of_the_page_is_its_content_whatever_it_is_called():
    assert texts(f'<div class="menu-open"><p>{LONG}</p></div>') == [LONG.strip()]


@pytest.mark.parametrize("row", read_reference("html_boilerplate"), ids=lambda row: row["value"])
def test_every_sign_of_boilerplate_is_known_by_its_example(row):
    example = lxml.html.fragment_fromstring(row["example"])
    assert is_boilerplate(example)
    words = {example.tag, example.get("role")} | set(f"{example.get('id')} {example.get('class')}".split())
    assert any(row["value"] in word.split("-") or word.startswith(row["value"]) for word in words if word)


@pytest.mark.parametrize(
    "html",
    ["<p>x</p>", '<div class="content">x</div>', '<div id="footnotes">x</div>', '<p class="navy">x</p>'],
)
def test_content_is_no_boilerplate(html):
    assert not is_boilerplate(lxml.html.fragment_fromstring(html))


def test_a_page_without_headings_is_headed_by_its_title():
    assert [(b.role, b.text) for b in blocks("<p>x</p>", "<title> A\n title </title>")] == [
        ("heading", "A title"),
        ("text", "x"),
    ]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (page("<p>Côte d’Ivoire</p>", '<meta charset="utf-8">'), "utf-8"),
        (
            "<html><head><meta http-equiv='Content-Type' content='text/html; charset=iso-8859-1'></head>"
            "<body><p>Côte d’Ivoire</p></body></html>".encode("cp1252"),
            "cp1252",
        ),
        (page("<p>Côte d’Ivoire</p>", '<meta charset="no-such-thing">'), "utf-8"),
        ("\ufeff<html><p>Côte d’Ivoire</p></html>".encode("utf-16"), "utf-16"),
        (
            '<?xml version="1.0" encoding="utf-8"?><html><body><p>Côte d’Ivoire</p></body></html>'.encode(),
            "utf-8",
        ),
    ],
)
def test_the_encoding_is_what_the_page_says_unless_that_is_wrong(data, encoding):
    found = read_html(data)
    assert [block.text for block in found.blocks] == ["Côte d’Ivoire"]
    assert found.reader == f"html ({encoding})"


def test_private_marks_in_the_source_are_dropped():
    assert texts(f"<p>a{''.join(sorted(MARKS))}b</p>") == ["ab"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (page("<script>load()</script>"), "no_text"),
        (page("<p>Sorry, the document you requested was not found.</p>"), "placeholder"),
        (b"<html>" + b"\0\1\2\3" * 200, "binary"),
        (b"<div>" * 100_000 + b"x" + b"</div>" * 100_000, "no_text"),
    ],
)
def test_pages_without_content_are_rejected(data, expected):
    assert reason(data) == expected
