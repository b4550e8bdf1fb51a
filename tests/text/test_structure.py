"""Structure: kinds, numbers, levels, sections, pages and offsets of a document's paragraphs."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.model import (
    BOLD_OFF,
    BOLD_ON,
    ITALIC_OFF,
    ITALIC_ON,
    PAGE_BREAK,
    SUPERSCRIPT_OFF,
    SUPERSCRIPT_ON,
    Block,
    Masthead,
    SourcePage,
)
from tasks.text.structure import structure


def bold(text):
    return f"{BOLD_ON}{text}{BOLD_OFF}"


def read(*blocks, **masthead):
    blocks = tuple(block if isinstance(block, Block) else Block(1, block) for block in blocks)
    pages = tuple(SourcePage(n) for n in range(1, max(b.page_number for b in blocks) + 2))
    return structure(blocks, Masthead(**masthead), pages)


def kinds(*blocks, **masthead):
    return [(p.kind, p.number) for p in read(*blocks, **masthead).paragraphs]


RESOLUTION = (
    "The General Assembly,",
    "Recalling its resolution 1/1 of 1 January 1950,",
    "Noting with deep concern that:",
    "(a) Much is left to do,",
    "1. Takes note of the report;",
    "2. Also requests the Board:",
    "(a) To report;",
    "(i) Each year;",
    "3. Decides to remain seized of the matter.",
)


def test_text_is_the_paragraphs_one_a_line():
    structured = read(*RESOLUTION)
    assert structured.text == "\n".join(p.text for p in structured.paragraphs)
    for paragraph in structured.paragraphs:
        assert structured.text[paragraph.start_char : paragraph.end_char] == paragraph.text


def test_a_resolution_has_preambular_and_operative_paragraphs_and_items():
    assert kinds(*RESOLUTION) == [
        ("body", None), ("preambular", None), ("preambular", None), ("list_item", "a"), ("operative", "1"),
        ("operative", "2"), ("list_item", "a"), ("list_item", "i"), ("operative", "3"),
    ]  # fmt: skip
    paragraphs = read(*RESOLUTION).paragraphs
    assert [p.opener for p in paragraphs if p.opener] == [
        "Recalling", "Noting with deep concern", "Takes note", "Also requests", "Decides",
    ]  # fmt: skip
    assert [p.level for p in paragraphs][5:8] == [1, 2, 3]


def test_italics_tell_where_an_opener_ends():
    text = f"1. {ITALIC_ON}Expresses its sincere and lasting thanks{ITALIC_OFF} to the host;"
    paragraph = read("The General Assembly,", text).paragraphs[1]
    assert paragraph.opener == "Expresses its sincere and lasting thanks"
    assert paragraph.marks[0].start_char == paragraph.start_char + 3


def test_a_single_operative_paragraph_has_no_number():
    assert kinds("The General Assembly,", "Having considered the report,", "Approves the report of the Committee.")[1:] == [
        ("preambular", None), ("operative", None),
    ]  # fmt: skip


def test_the_formula_may_lack_its_comma_and_the_preamble():
    assert kinds("The General Assembly", "Adopts the declaration:", "1. We, the ministers, agree on much.")[1:] == [
        ("operative", None), ("operative", "1"),
    ]  # fmt: skip


def test_numbers_between_may_be_bis_and_bracketed():
    found = kinds(
        "The General Assembly,",
        "1. Adopts the text;",
        "[1bis. Accepts the offer;]",
        "2. Urges all States to sign.",
    )
    assert found[1:] == [("operative", "1"), ("operative", "1bis"), ("operative", "2")]


def test_text_between_operative_paragraphs_does_not_end_a_resolution():
    found = kinds(
        "The General Assembly,", "1. Adopts the plan.", "It is a good plan.", "2. Space is for all."
    )
    assert found[1:] == [("operative", "1"), ("body", None), ("operative", "2")]


def test_preambular_paragraphs_need_no_known_opener_between_others():
    text = "Gratefully remembering those who came before; and"
    paragraph = read("The General Assembly,", text, "1. Thanks them.").paragraphs[1]
    assert (paragraph.kind, paragraph.opener) == ("preambular", "Gratefully")


def test_sections_of_a_resolution_have_operative_paragraphs_but_no_preamble_of_their_own():
    found = kinds(
        "The General Assembly,", "I", "Board of the Fund", "Recalling its resolution,", "1. Takes note of the report;",
        "II", "Conditions of service", "1. Endorses the report;", "Approves the budget for the year.",
    )  # fmt: skip
    assert [kind for kind, _ in found] == [
        "body", "heading", "heading", "body", "operative", "heading", "heading", "operative", "operative",
    ]  # fmt: skip


def test_an_annex_ends_the_resolution():
    found = kinds(
        *RESOLUTION,
        "Annex",
        "Rules of the Fund",
        "1. The Fund has a board.",
        "2. Requests are made in writing.",
    )
    assert found[-4:] == [("heading", None), ("heading", None), ("body", "1"), ("body", "2")]


REPORT = (
    "I. Introduction",
    "1. The Committee met on 3 October.",
    "2. The Committee recommends to the Assembly the adoption of the following draft resolution:",
    "Question of the Fund",
    *RESOLUTION,
    "3. The Committee also recommends the following draft decision:",
)


def test_a_resolution_quoted_in_a_report_has_numbers_of_its_own():
    found = kinds(*REPORT)
    assert found[:4] == [("heading", "I"), ("body", "1"), ("body", "2"), ("heading", None)]
    assert [number for kind, number in found if kind == "operative"] == ["1", "2", "3"]
    assert found[-1] == ("body", "3")


def test_the_record_of_the_adoption_ends_the_resolution():
    assert kinds(*RESOLUTION, "Adopted unanimously at the 715th meeting.")[-1] == ("body", None)


def test_section_paths_follow_numbers_then_looks():
    structured = read(
        "II. Findings", "1. One.", "A. Risks", "2. Two.", bold("Markets"), "3. Three.", bold("Banks"), "4. Four.", "B. Chances",
        "5. Five.", "III. Outlook", "6. Six.", "Annex II", "Terms of reference", "1. Seven.",
    )  # fmt: skip
    paths = {p.text: p.section_path for p in structured.paragraphs if p.kind == "body"}
    assert paths["2. Two."] == ("II. Findings", "A. Risks")
    assert paths["3. Three."] == ("II. Findings", "A. Risks", "Markets")
    assert paths["4. Four."] == ("II. Findings", "A. Risks", "Banks")
    assert paths["5. Five."] == ("II. Findings", "B. Chances")
    assert paths["6. Six."] == ("III. Outlook",)
    assert paths["1. Seven."] == ("Annex II. Terms of reference",)
    levels = {p.text: p.level for p in structured.paragraphs if p.kind == "heading"}
    assert (levels["II. Findings"], levels["A. Risks"], levels["Banks"]) == (1, 2, 3)


def test_headings_one_below_the_other_nest_in_a_record():
    structured = read(
        "Agenda item 15", bold("Zone of peace"), bold("Draft resolution (A/61/L.66)"), "The President: I call on Atlantis.",
        bold("Programme of work"), "The President: We meet again.",
    )  # fmt: skip
    speeches = [p for p in structured.paragraphs if p.kind == "speech"]
    assert speeches[0].section_path == ("Agenda item 15. Zone of peace", "Draft resolution (A/61/L.66)")
    assert speeches[1].section_path == ("Agenda item 15. Zone of peace", "Programme of work")


def test_lines_of_the_table_of_contents_are_no_headings():
    blocks = [
        Block(1, bold("Contents")), Block(1, "I. Introduction 3"), Block(1, "A. Long title that runs over"), Block(1, "the line 4"),
        Block(2, "I. Introduction"), Block(2, "1. The Committee met."),
    ]  # fmt: skip
    paragraphs = read(*blocks).paragraphs
    assert [p.kind for p in paragraphs] == ["heading", "table", "table", "table", "heading", "body"]
    assert paragraphs[-1].section_path == ("I. Introduction",)


def test_sentences_addresses_and_closing_words_are_no_headings():
    found = kinds(
        "Madam Chair,",
        bold("Madam Chair,"),
        "We thank you.",
        bold("The meeting rose at 6 p.m."),
        bold("I thank you"),
    )
    assert {kind for kind, _ in found} == {"body"}


def test_numbered_sentences_and_bullets_are_no_headings_even_where_a_reader_says_so():
    found = kinds(
        Block(1, "6. The Committee elected the following officers:", "heading"), Block(1, "• Ms. Example", "heading"), "Text.",
    )  # fmt: skip
    assert [kind for kind, _ in found] == ["body", "list_item", "body"]


def test_where_headings_are_bold_other_short_lines_are_none():
    assert kinds(bold("Scope"), "1. One.", "as the constitution says", "2. Two.")[2] == ("body", None)
    assert kinds("A statement", "Scope of the work", "1. One.")[1] == ("heading", None)


def test_votes_are_lists():
    found = kinds(
        "The voting was as follows:",
        "In favour:",
        "Atlantis, Utopia.",
        "Against: None",
        "Abstaining:",
        "Erewhon.",
        "Then.",
    )
    assert [kind for kind, _ in found] == ["body", *["vote_list"] * 5, "body"]


def test_a_list_of_names_in_two_blocks_stays_a_list():
    assert kinds("Against:", "Atlantis,", "Utopia.", "Then.")[2:] == [("vote_list", None), ("body", None)]


def test_speeches_begin_with_their_speaker():
    found = kinds(
        "The President: I call on Atlantis.",
        "Ms. Example (Atlantis) (spoke in French): We agree.",
        "We thank you.",
    )
    assert [kind for kind, _ in found] == ["speech", "speech", "body"]


def test_summary_records_have_numbered_speeches():
    text = "12. Mr. Example (Atlantis), speaking on behalf of the Group, said that much was left to do."
    assert kinds(text, document_type="summary_record") == [("speech", "12")]
    assert kinds(text) == [("body", "12")]


def test_letters_and_roman_numbers_are_told_apart_by_what_came_before():
    structured = read(
        "1. One:", "(g) seven;", "(h) eight;", "(i) nine;", "(j) ten:", "(i) first;", "(ii) second;"
    )
    assert [p.level for p in structured.paragraphs] == [1, 2, 2, 2, 2, 3, 3]


def test_masthead_title_table_and_furniture_come_from_their_blocks():
    blocks = (
        Block(1, "3", "furniture"), Block(1, "Distr.: General"), Block(1, "The Fund"), Block(1, "a | b", "table_row"),
        Block(1, "Chile … Mr. Example"), Block(1, "Text."),
    )  # fmt: skip
    structured = read(*blocks, block_indexes=frozenset({1}), title_indexes=frozenset({2}))
    assert [(p.kind, p.text) for p in structured.paragraphs] == [
        ("masthead", "Distr.: General"), ("title", "The Fund"), ("table", "a | b"), ("table", "Chile … Mr. Example"),
        ("body", "Text."),
    ]  # fmt: skip


def test_cells_one_below_the_other_are_a_table():
    found = kinds(
        "The sums are:", "Section", "Amount", "1", "79 917 300", "Subtotal", "79 917 300", "All in dollars."
    )
    assert [kind for kind, _ in found] == ["body", *["table"] * 6, "body"]


def test_footnotes_are_tied_to_their_markers():
    structured = read(
        f"1. See the records.{SUPERSCRIPT_ON}1{SUPERSCRIPT_OFF} More.", Block(1, "A/1/2.", "footnote", label="1"),
        Block(1, f"{SUPERSCRIPT_ON}2{SUPERSCRIPT_OFF} A/1/3.", "footnote"),
    )  # fmt: skip
    first, second = structured.paragraphs[1:]
    assert (first.kind, first.number, first.text) == ("footnote", "1", "A/1/2.")
    assert structured.text[: first.anchor_char].endswith("See the records.")
    assert (second.number, second.text, second.anchor_char) == ("2", "A/1/3.", None)


def test_a_word_processors_number_is_put_into_the_text():
    paragraph = read(Block(1, "Takes note.", label="(a)")).paragraphs[0]
    assert (paragraph.text, paragraph.number, paragraph.level) == ("(a) Takes note.", "a", 2)


def test_pages_change_inside_a_paragraph_and_stay_with_an_interrupting_footnote():
    structured = read(
        Block(1, f"One and {PAGE_BREAK}two."), Block(1, "A note.", "footnote", label="1"), Block(2, "Three.")
    )
    assert [(p.page_number, p.start_char, p.end_char) for p in structured.pages] == [
        (1, 0, 8),
        (2, 8, 27),
        (3, 27, 27),
    ]
    assert [p.page_number for p in structured.paragraphs] == [1, 1, 2]


def test_line_feeds_of_blocks_become_spaces():
    assert read("Seventy-fourth session\nAgenda item 107").text == "Seventy-fourth session Agenda item 107"


LINES = st.sampled_from(
    [*REPORT, "Annex", "Part B", "In favour:", "The President: yes.", "Recalling all,", "A", "IV", "7", "", "9. Notes this.", bold("x")]
)  # fmt: skip


@given(st.lists(st.tuples(LINES, st.integers(1, 3)), min_size=1, max_size=25))
def test_offsets_and_lines_hold_whatever_comes(blocks):
    structured = read(*(Block(page, text) for text, page in blocks))
    assert structured.text == "\n".join(p.text for p in structured.paragraphs)
    assert [p.position for p in structured.paragraphs] == list(range(len(structured.paragraphs)))
    for paragraph in structured.paragraphs:
        assert structured.text[paragraph.start_char : paragraph.end_char] == paragraph.text
        assert "\n" not in paragraph.text
    assert structured.pages[-1].end_char == len(structured.text)


@pytest.mark.parametrize("unit", ["(a) ", "The ", "Annex ", "Mr. A ", "1. ", "“", "Recalling also "])
def test_long_repeats_take_linear_time(unit):
    start = time.perf_counter()
    read(unit * 50_000, *[unit] * 2_000)
    assert time.perf_counter() - start < 5
