"""PDFs drawn in the United Nations' layout come back as paragraphs, headings, footnotes, tables and furniture."""

import time

import pytest

from tasks.errors import RejectedDocument
from tasks.model import (
    BOLD_OFF,
    BOLD_ON,
    ITALIC_OFF,
    ITALIC_ON,
    MARKS,
    SUPERSCRIPT_OFF,
    SUPERSCRIPT_ON,
)  # fmt: skip
from tasks.reading import ocr
from tasks.reading.pdf import PAGE_LIMIT, read_pdf
from tests import drawing
from tests.drawing import Drawing

LONG = (
    "Reaffirming the purposes and principles of the Charter and the commitments that all States have made over the "
    "years, and taking note of the progress that has been reported since, the participants agreed to go on with the work"
)
WITHOUT_MARKS = {ord(mark): None for mark in MARKS}


def plain(text):
    return text.translate(WITHOUT_MARKS)


def joined(block):
    return " ".join(plain(block.text).replace("-\n", "-").split())


def texts(extract, *roles, page=None):
    return [
        joined(block)
        for block in extract.blocks
        if (not roles or block.role in roles) and (page is None or block.page_number == page)
    ]


# ── Paragraphs ─────────────────────────────────────────────────────────────────────────────────────
def test_a_paragraph_is_one_block_whatever_lines_it_runs_over():
    drawn = Drawing().page()
    y = 120
    for number in (1, 2, 3):
        y = drawn.paragraph(y, f"{LONG} {number}.", number=f"{number}.")
    assert texts(read_pdf(drawn.data())) == [f"{number}. {LONG} {number}." for number in (1, 2, 3)]


def test_an_indented_first_line_begins_a_paragraph_without_any_gap():
    drawn = Drawing().page()
    y = 120
    for ending in ("first", "second"):
        y = drawn.paragraph(y, f"{LONG} {ending}.", indent=24) - 6
    assert texts(read_pdf(drawn.data())) == [f"{LONG} first.", f"{LONG} second."]


def test_a_hanging_list_splits_at_its_letters():
    drawn = Drawing().page()
    y = 120
    for letter in "abc":
        y = drawn.paragraph(y, f"{LONG};", left=147, number=f"({letter})", hanging=True) - 6
    assert texts(read_pdf(drawn.data())) == [f"({letter}) {LONG};" for letter in "abc"]


def test_lines_stay_apart_inside_a_block():
    drawn = Drawing().page()
    drawn.paragraph(120, f"{LONG}.")
    (block,) = read_pdf(drawn.data()).blocks
    assert block.text.count("\n") == 2
    assert (block.left, block.font_size, block.role, block.page_number) == (123.0, 10.0, "text", 1)
    assert 110 < block.top < 114
    assert block.right < 490


def test_bold_and_italics_are_marked():
    drawn = Drawing().page()
    drawn.put(123, 120, "__Recalling__ its decision, **The President**: I thank")
    (block,) = read_pdf(drawn.data()).blocks
    assert block.text == (
        f"{ITALIC_ON}Recalling{ITALIC_OFF} its decision, {BOLD_ON}The President{BOLD_OFF}: I thank"
    )


def test_underlined_words_of_a_typescript_are_its_italics():
    drawn = Drawing("Courier", leading=11.7).page()
    drawn.put(95, 120, "1.   ~~Reaffirms~~ the inalienable right")
    (block,) = read_pdf(drawn.data()).blocks
    assert f"{ITALIC_ON}Reaffirms{ITALIC_OFF} the inalienable" in block.text


def test_two_blanks_after_a_full_stop_do_not_cut_a_typed_line():
    drawn = Drawing("Courier", leading=11.7).page()
    y = 120
    for line in (
        "1.   The Committee met at noon.  It heard the report of the Chairman on",
        "the matter.  It took no decision.",
    ):
        drawn.put(65, y, line)
        y += 11.7
    assert texts(read_pdf(drawn.data())) == [
        "1. The Committee met at noon. It heard the report of the Chairman on the matter. It took no decision."
    ]


def test_headings_are_told_by_size_weight_and_place():
    drawn = Drawing().page()
    drawn.put(123, 120, "**I. Introduction**", 14)
    y = drawn.paragraph(150, f"{LONG}.")
    drawn.put(123, y + 10, "**Background**", 12)
    drawn.paragraph(y + 40, f"{LONG}.")
    found = [
        (joined(block), block.level) for block in read_pdf(drawn.data()).blocks if block.role == "heading"
    ]
    assert found == [("I. Introduction", 1), ("Background", 2)]


def test_ligatures_soft_hyphens_and_symbol_bullets_become_letters():
    from tasks.reading.pdf_characters import CLEAN

    assert "e\ufb00ective o\ufb03ce \uf0b7 a\ue001b\ufffe".translate(CLEAN) == "effective office • ab-"


def test_letters_drawn_twice_are_read_once():
    drawn = Drawing().page()
    for shift in (0, 0.25):
        drawn.put(123 + shift, 120, "Overprinted in bold")
    assert texts(read_pdf(drawn.data())) == ["Overprinted in bold"]


# ── Footnotes ──────────────────────────────────────────────────────────────────────────────────────
def test_a_raised_marker_is_no_digit_of_the_number_before_it():
    drawn = Drawing().page()
    drawn.put(123, 120, "in its resolution 74/247,^^1^^ and in resolution 75/10^^2^^ of 2020")
    drawn.footnotes([("1", "See A/74/1."), ("2", "Ibid., chap. II.")])
    extract = read_pdf(drawn.data())
    text = next(block.text for block in extract.blocks if block.role == "text")
    assert f"74/247,{SUPERSCRIPT_ON}1{SUPERSCRIPT_OFF} and" in text
    assert f"75/10{SUPERSCRIPT_ON}2{SUPERSCRIPT_OFF} of 2020" in text
    notes = [(block.label, block.text) for block in extract.blocks if block.role == "footnote"]
    assert notes == [("1", "See A/74/1."), ("2", "Ibid., chap. II.")]


def test_ordinals_and_units_are_not_footnote_markers():
    drawn = Drawing().page()
    drawn.put(123, 120, "at the 21^^st^^ meeting, on an area of 40 km^^2^^ of land")
    assert SUPERSCRIPT_ON not in read_pdf(drawn.data()).blocks[0].text


def test_typed_markers_with_a_stroke_are_raised_where_the_page_has_the_note():
    drawn = Drawing("Courier", leading=11.7).page()
    y = drawn.paragraph(
        120, "The item was allocated to the Committee, ~~1~~/ which met in 1994/95.", left=65, right=545
    )
    drawn.paragraph(y, "It heard 12/13 speakers a day.", left=65, right=545)
    drawn.footnotes([("1", "See A/49/23.")], typed=True)
    extract = read_pdf(drawn.data())
    assert extract.blocks[0].text == (
        f"The item was allocated to the Committee,{SUPERSCRIPT_ON}1{SUPERSCRIPT_OFF} which met in 1994/95."
    )
    assert [(block.label, block.text) for block in extract.blocks if block.role == "footnote"] == [
        ("1", "See A/49/23.")
    ]


def test_a_marker_that_is_drawn_after_its_line_stands_where_it_belongs():
    drawn = Drawing().page()
    end = drawn.put(123, 120, "as laid down in the Charter")
    drawn.put(end + 7, 120, "and elsewhere.")
    drawn.paragraph(140, f"{LONG}.")
    drawn.put(end + 0.5, 116.6, "3", 6)
    text = read_pdf(drawn.data()).blocks[0].text
    assert text == f"as laid down in the Charter{SUPERSCRIPT_ON}3{SUPERSCRIPT_OFF} and elsewhere."


def test_a_note_that_goes_on_from_the_page_before_has_no_label():
    drawn = Drawing().page()
    drawn.paragraph(120, f"{LONG}.")
    drawn.rule(660, 100, 160)
    drawn.paragraph(672, LONG + ".", size=8.5)
    notes = [block for block in read_pdf(drawn.data()).blocks if block.role == "footnote"]
    assert [(note.label, joined(note)) for note in notes] == [("", f"{LONG}.")]


def test_a_short_rule_in_a_table_begins_no_footnotes():
    drawn = Drawing().page()
    drawn.rule(110, 300, 400)
    drawn.put(300, 120, "2025   2026", 7)
    drawn.paragraph(160, f"{LONG}.")
    assert not texts(read_pdf(drawn.data()), "footnote")


def test_a_marker_that_hangs_left_of_its_note_is_its_label():
    drawn = Drawing().page()
    drawn.put(123, 120, "the synthesis report,^^1^^ and the report^^2^^ of the Facility")
    drawn.rule(650, 123, 230)
    for row, note in enumerate(("FCCC/SBI/2002/14.", "FCCC/CP/2002/4.")):
        drawn.put(123, 659 + 11 * row, str(row + 1), 6)
        drawn.put(150, 662 + 11 * row, note, 9)
    notes = [(block.label, block.text) for block in read_pdf(drawn.data()).blocks if block.role == "footnote"]
    assert notes == [("1", "FCCC/SBI/2002/14."), ("2", "FCCC/CP/2002/4.")]


def test_notes_under_a_table_are_footnotes_one_by_one():
    drawn = Drawing().page()
    drawn.paragraph(400, f"{LONG}.")
    y = drawn.table(
        500, [("Entity", "2024", "2025"), ("Posts^^a^^", "1", "2"), ("Travel^^b^^", "3", "4")], [60, 300, 400]
    )
    for marker, note in (("a", "Estimated."), ("b", "Forecast.")):
        drawn.put(68, y, f"^^{marker}^^ {note}", 8.5)
        y += 10
    notes = [(block.label, block.text) for block in read_pdf(drawn.data()).blocks if block.role == "footnote"]
    assert notes == [("a", "Estimated."), ("b", "Forecast.")]


# ── Furniture ──────────────────────────────────────────────────────────────────────────────────────
def test_running_heads_and_feet_are_furniture_and_stay_in_the_list():
    drawn = Drawing()
    drawn.cover()
    for number in (2, 3, 4):
        drawn.page().running("A/79/999", number, 4, title="Things to be discussed")
        drawn.paragraph(82, f"{LONG} {number}.")
    extract = read_pdf(drawn.data())
    assert texts(extract, "text", page=3) == [f"{LONG} 3."]
    assert texts(extract, "furniture", page=3) == ["Things to be discussed", "A/79/999", "25-01234", "3/4"]
    assert texts(extract, "furniture", page=1) == ["25-01234 (E)", "*2501234*"]


def test_the_head_of_a_typescript_is_furniture():
    drawn = Drawing("Courier", leading=11.7)
    drawn.page().put(65, 112, "The first page")
    for number in (2, 3):
        drawn.page()
        for row, text in enumerate(("A/49/999", "English", f"Page {number}")):
            drawn.put(65, 43 + 11.7 * row, text)
        drawn.paragraph(112, f"{LONG}.", left=65, right=545)
        drawn.put(523, 731, "/...")
    extract = read_pdf(drawn.data())
    assert texts(extract, "furniture", page=2) == ["A/49/999", "English", "Page 2", "/..."]
    assert texts(extract, "text") == ["The first page", f"{LONG}.", f"{LONG}."]


def test_a_table_head_that_every_page_repeats_is_not_furniture():
    drawn = Drawing()
    drawn.cover()
    for number in (2, 3, 4):
        drawn.page().running("A/79/999", number, 4)
        drawn.table(
            80, [("Category", "2024", "2025"), ("Posts", "1", "2"), ("Travel", "3", "4")], [60, 300, 400]
        )
    assert "Category | 2024 | 2025" in texts(read_pdf(drawn.data()), "table_row", page=3)


def test_a_head_that_is_nearly_a_symbol_takes_no_longer_than_others():
    from tasks.reading.pdf_furniture import _HEAD_ROW, _RUNNING_SYMBOL

    nearly = "A" + "/a(b) (c)" * 2_000 + "!"
    started = time.perf_counter()
    assert not _HEAD_ROW.fullmatch(nearly)
    assert not _RUNNING_SYMBOL.fullmatch(nearly)
    assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize(
    "symbol",
    ["A/80/73", "A/C.3/74/L.11/Rev.1", "S/RES/2777 (2025)", "A/81/6 (Sect. 12)/Part A", "ICCD/COP(8)/CST/8",
     "FCCC/KP/CMP/2014/9/Add.1", "TD/B/C.1/6", "A/ES-10/1022", "[A/80/1]", "A/80/73*", "E/2025/9/Add.14"],
)  # fmt: skip
def test_symbols_of_running_heads(symbol):
    from tasks.reading.pdf_furniture import _RUNNING_SYMBOL

    assert _RUNNING_SYMBOL.fullmatch(symbol.replace("/Part A", ""))


@pytest.mark.parametrize(
    "text", ["The Committee and/or its Bureau", "General Assembly", "A", "1/2", "and/or"]
)
def test_words_are_no_symbols(text):
    from tasks.reading.pdf_furniture import _RUNNING_SYMBOL

    assert not _RUNNING_SYMBOL.fullmatch(text)


# ── The cover ──────────────────────────────────────────────────────────────────────────────────────
def test_the_cover_comes_line_by_line_and_its_halves_stay_apart():
    drawn = Drawing()
    drawn.cover()
    found = [joined(block) for block in read_pdf(drawn.data()).blocks if block.role != "furniture"]
    assert found == [
        "United Nations", "General Assembly", "A/79/999", "Distr.: General", "5 March 2025", "Original: English",
        "Seventy-ninth session", "Agenda item 12", "Things to be discussed",
    ]  # fmt: skip


def test_a_joint_cover_gives_one_organ_after_the_other():
    drawn = Drawing()
    drawn.cover(session=())
    for row, (left, right) in enumerate(
        (("**General Assembly**", "**Security Council**"), ("Agenda item 12", "Eightieth year"))
    ):
        drawn.put(60, 222 + 12 * row, left)
        drawn.put(348, 222 + 12 * row, right)
    found = texts(read_pdf(drawn.data()), "text", "heading")
    assert found[found.index("Agenda item 12") + 1] == "Security Council"
    assert found.index("Agenda item 12") > found.index("General Assembly", 3)


# ── Columns ────────────────────────────────────────────────────────────────────────────────────────
def test_two_columns_are_read_one_after_the_other_and_joined_where_a_paragraph_runs_on():
    drawn = Drawing().page()
    speech = "**Mr. Example** (Freedonia): " + LONG
    drawn.columns([f"{LONG} left.", speech], [f">which had been {LONG}.", f"{LONG} right."])
    assert texts(read_pdf(drawn.data())) == [
        f"{LONG} left.", f"Mr. Example (Freedonia): {LONG} which had been {LONG}.", f"{LONG} right.",
    ]  # fmt: skip


def test_columns_of_one_page_are_read_in_order_below_a_head_that_is_drawn_last():
    drawn = Drawing().page()
    drawn.columns([f"{LONG} left."] * 3, [f"{LONG} right."] * 3, y=200)
    drawn.put(60, 150, "**The meeting of the morning**", 14)
    found = texts(read_pdf(drawn.data()))
    assert found[0] == "The meeting of the morning"
    assert [text.rsplit(maxsplit=1)[1] for text in found[1:]] == ["left."] * 3 + ["right."] * 3


def test_a_vote_list_keeps_its_heads_and_order_over_columns():
    drawn = Drawing().page()
    names = "Andorra, Australia, Austria, Belgium, Canada, Chile, Cyprus, Denmark, Estonia, Fiji, Finland, France, Gabon"
    left = [f">{LONG}.", ">__In favour:__", f">{names}"]
    drawn.columns(left, [f">Germany, {names}", ">__Against:__", ">None", f"{LONG}."])
    found = texts(read_pdf(drawn.data()))
    assert found == [f"{LONG}.", "In favour:", f"{names} Germany, {names}", "Against:", "None", f"{LONG}."]


# ── Tables ─────────────────────────────────────────────────────────────────────────────────────────
def test_table_rows_have_their_cells_joined_by_bars():
    drawn = Drawing().page()
    drawn.paragraph(100, f"{LONG}.")
    rows = [
        ("Category", "Approved", "Proposed"),
        ("Posts of the Professional category and higher, all sections of the budget", "1 200", "1 300"),
        ("Consultants", "15", "-"),
    ]
    drawn.table(180, rows, [60, 300, 400])
    assert texts(read_pdf(drawn.data()), "table_row") == [" | ".join(row) for row in rows]


def test_an_empty_cell_keeps_its_place():
    drawn = Drawing().page()
    rows = [("Category", "Approved", "Proposed"), ("Posts", "", "1 300"), ("Travel", "7", "8")]
    drawn.table(180, rows, [60, 300, 400])
    assert texts(read_pdf(drawn.data()), "table_row")[1] == "Posts | | 1 300"


def test_a_table_of_contents_loses_its_dots():
    drawn = Drawing().page()
    y = 120
    for number, title, page in (("I.", "Introduction", "3"), ("II.", "Conclusions", "12")):
        drawn.put(100, y, number)
        end = drawn.put(123, y, title)
        drawn.put(end + 4, y, ". " * int((480 - end) / 6))
        drawn.put(540, y, page)
        y += 18
    assert texts(read_pdf(drawn.data()), "table_row") == ["I. Introduction | 3", "II. Conclusions | 12"]


def test_in_favour_and_its_list_beside_it_are_no_table():
    drawn = Drawing("Courier", leading=11.7).page()
    y = 120
    for head, names in (
        ("In favour:", ("Algeria, Angola, Bahrain, Belize, Brazil, Burundi,", "Cuba, Egypt.")),
        ("Against:", ("Israel.",)),
    ):
        drawn.put(95, y, head)
        for name in names:
            drawn.put(190, y, name)
            y += 11.7
        y += 12
    assert texts(read_pdf(drawn.data())) == [
        "In favour: Algeria, Angola, Bahrain, Belize, Brazil, Burundi, Cuba, Egypt.", "Against: Israel.",
    ]  # fmt: skip


# ── Turned pages ───────────────────────────────────────────────────────────────────────────────────
def test_a_landscape_page_and_one_whose_text_stands_sideways_read_alike():
    wide = Drawing().page(landscape=True)
    wide.paragraph(100, f"{LONG}.")
    sideways = Drawing().page()
    with sideways.pdf.rotation(90, 300, 300):
        sideways.paragraph(100, f"{LONG}.")
    for drawn in (wide, sideways):
        assert texts(read_pdf(drawn.data())) == [f"{LONG}."]
    assert read_pdf(wide.data()).pages[0].width == 792


def test_text_in_the_margin_at_another_angle_is_kept():
    drawn = Drawing().page()
    drawn.paragraph(100, f"{LONG}.")
    with drawn.pdf.rotation(90, 30, 400):
        drawn.put(30, 400, "Stamped")
    assert texts(read_pdf(drawn.data())) == [f"{LONG}.", "Stamped"]


# ── What cannot be read ────────────────────────────────────────────────────────────────────────────
def rejection(data):
    with pytest.raises(RejectedDocument) as caught:
        read_pdf(data)
    return caught.value.reason


def test_a_locked_file_is_encrypted():
    assert rejection(drawing.encrypted()) == "encrypted"


def test_half_a_file_without_pages_to_repair_is_damaged():
    assert rejection(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog") == "damaged"


def test_a_file_without_pages_has_no_pages():
    assert rejection(drawing.without_pages()) == "no_pages"


@pytest.mark.slow
def test_a_file_of_too_many_pages_is_too_large():
    assert rejection(drawing.with_pages(PAGE_LIMIT + 1)) == "too_large"


def test_a_file_of_empty_pages_holds_no_text():
    assert rejection(drawing.with_pages(2)) == "no_text"


def test_the_page_that_stands_for_a_missing_document_is_no_document():
    drawn = Drawing().page()
    drawn.paragraph(
        300,
        "The file that you were looking for could not be found in the system. Please write to the help desk.",
    )
    assert rejection(drawn.data()) == "placeholder"


def test_a_short_letter_that_something_was_not_found_is_a_document():
    drawn = Drawing().page()
    drawn.paragraph(300, "The Mission found that no agreement was available to the parties, and left.")
    assert texts(read_pdf(drawn.data()))


def test_a_scan_says_what_to_install(monkeypatch):
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    drawn = Drawing().page()
    drawn.paragraph(300, f"{LONG}.")
    with pytest.raises(RejectedDocument, match=r"travaux\[ocr\]") as caught:
        read_pdf(drawing.scanned(drawn.data(), pixels=300))
    assert caught.value.reason == "no_text_layer"


@pytest.mark.slow
def test_a_scan_is_recognised_with_its_confidence():
    drawn = Drawing(size=12, leading=14.4).page()
    drawn.paragraph(200, f"{LONG}.", number="1.")
    extract = read_pdf(drawing.scanned(drawn.data()))
    assert extract.reader == "pdf (pdfium, rapidocr)"
    assert extract.pages[0].text_layer == "ocr"
    assert extract.pages[0].ocr_confidence > 0.95
    (text,) = texts(extract)
    assert text == f"1. {LONG}."


@pytest.mark.parametrize("cut", range(50, 1500, 97))
def test_a_truncated_file_is_read_or_rejected_and_never_crashes(cut):
    drawn = Drawing().page()
    drawn.paragraph(300, f"{LONG}.")
    data = drawn.data()
    try:
        outcome = len(read_pdf(data[: len(data) * cut // 1500]).pages)
    except RejectedDocument as rejected:
        outcome = rejected.reason
    assert outcome in {1, "damaged", "no_pages", "no_text"}


def test_a_list_item_that_stands_in_from_the_margin_is_no_heading():
    page = Drawing().page()
    page.pdf.core_fonts_encoding = "cp1252"
    y = page.paragraph(90, LONG)
    page.put(150, y, "• A harbour that seems to stand in the middle of the page and")
    page.paragraph(y + 30, LONG)
    assert not any("harbour that" in text for text in texts(read_pdf(page.data()), "heading"))


def test_a_paragraph_above_a_table_stays_out_of_it():
    page = Drawing().page()
    y = page.paragraph(90, f"11. {LONG}.")
    rows = [("Outcome of all inquiries", "Keepers", "Harbours", "Ships")]
    rows += [(f"Outcome {n}", str(n), str(10 * n), str(100 * n)) for n in range(1, 5)]
    page.table(y + 6, rows, (123, 280, 360, 440))
    extract = read_pdf(page.data())
    assert any(text.startswith("11. ") for text in texts(extract, "text"))
    assert not any("11. " in text for text in texts(extract, "table_row"))


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("E/CN.4/110 3 June 1948 Second report", False),
        ("E/CNA/UO 3 June 1948 Second report", True),
        ("A/L.632 ~9 September 1971 ORIGINAL", True),
        ("A/79/999 17 de marzo de 1998", False),
    ],
)
def test_a_first_page_is_recognised_again_where_its_symbol_or_date_cannot_be_read(text, lacks):
    assert ocr.lacks_masthead(text) is lacks
