"""Every cleaning step does its one thing, does nothing the second time, and keeps the marks."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.reference import read_reference
from tasks.model import ITALIC_OFF, ITALIC_ON, MARKS, SUPERSCRIPT_OFF, SUPERSCRIPT_ON, Block
from tasks.text.clean import (
    STEPS,
    attach_superscripts,
    clean_blocks,
    clean_text,
    collapse_spaces,
    expand_ligatures,
    join_hyphenated_words,
    join_lines,
    normalise_spaces,
    normalise_unicode,
    remove_invisible_characters,
    repair_mojibake,
    replace_private_characters,
    shorten_leaders,
)

ALPHABET = [*sorted(MARKS), *"abÉ1.-/ \t\n\u00a0\u00ad\u2011ﬁ√°‚Äôâ€™Ã´\uf0b7\u200b\ufeff'“"]


@pytest.mark.parametrize(
    ("step", "before", "after"),
    [
        (normalise_unicode, "Co\u0302te d'Ivoire", "Côte d'Ivoire"),
        (repair_mojibake, "Council‚Äôs M√©rim√©e", "Council’s Mérimée"),
        (repair_mojibake, "CÃ´te d'Ivoire â€“ itâ€™s", "Côte d'Ivoire – it’s"),
        (repair_mojibake, "CÃƒÂ´te", "Côte"),
        (expand_ligatures, "ﬁve oﬃces", "five offices"),
        (replace_private_characters, "\uf0b7 item \uf123x", "• item x"),
        (normalise_spaces, "74\u00a0/\u20092\tx", "74 / 2 x"),
        (normalise_spaces, "non\u2011formal", "non-formal"),
        (remove_invisible_characters, "coop\u00aderation\u200b\x02", "cooperation"),
        (remove_invisible_characters, "coop\u00ad\neration", "cooperation"),
        (shorten_leaders, "Chile . . . . . . Mr. X", "Chile … Mr. X"),
        (shorten_leaders, "Introduction .......... 5", "Introduction … 5"),
        (collapse_spaces, "  a   b  \n\n  c ", "a b\nc"),
        (
            attach_superscripts,
            f"x {SUPERSCRIPT_ON}1{SUPERSCRIPT_OFF} y",
            f"x{SUPERSCRIPT_ON}1{SUPERSCRIPT_OFF} y",
        ),
    ],
)
def test_step_does_its_one_thing(step, before, after):
    assert step(before) == after
    assert step(after) == after


@pytest.mark.parametrize(
    "text",
    [
        "Straße”",
        "liberté”…",
        "FRANÇAIS»",
        "a … b",
        "½ a tonne",
        "“quoted” 'as' printed",
        "co‑op".replace("‑", "-"),
    ],
)
def test_what_only_looks_broken_stays(text):
    assert clean_text(text) == text


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("the Secretary-\nGeneral", "the Secretary-General"),
        ("in Timor-\nLeste", "in Timor-Leste"),
        ("A/48/486-\nS/26560", "A/48/486-S/26560"),
        ("1998-\n1999", "1998-1999"),
        ("self-\ndetermination", "self-determination"),
        ("under its domi-\nnation", "under its domination"),
        ("land-\nand sea-based", "land- and sea-based"),
        ("said - \nand left", "said - \nand left"),
        (f"non-{ITALIC_OFF}\n{ITALIC_ON}proliferation", f"non-{ITALIC_OFF}{ITALIC_ON}proliferation"),
    ],
)
def test_broken_words_are_made_whole_and_real_hyphens_stay(broken, whole):
    assert join_hyphenated_words(broken) == whole


def test_the_rest_of_the_document_decides_about_a_hyphen():
    assert join_hyphenated_words("hand-\nwringing", frozenset({"hand-wringing"})) == "hand-wringing"
    assert join_hyphenated_words("self-\nish", frozenset({"selfish"})) == "selfish"
    assert (
        join_hyphenated_words("micro-\nenterprise", frozenset({"micro", "enterprise"})) == "micro-enterprise"
    )


def test_clean_blocks_knows_the_documents_words_but_not_a_broken_words_halves():
    blocks = (Block(1, "The coun-\ntry and the micro-\nenterprise"), Block(1, "A micro enterprise"))
    assert clean_blocks(blocks)[0].text == "The country and the micro-enterprise"


def test_every_hyphenated_first_keeps_its_example():
    for row in read_reference("hyphenated_first"):
        assert row["example"].startswith(row["first"] + "-")
        assert join_hyphenated_words(row["example"].replace("-", "-\n", 1)) == row["example"]


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ("one\ntwo", "one two"),
        ("A/C.3/74/\nL.11", "A/C.3/74/L.11"),
        ("administration. 1/\nThe", "administration. 1/ The"),
        ("29 January–\n9 February", "29 January–9 February"),
        ("and –\nthen", "and – then"),
    ],
)
def test_lines_are_joined_with_a_blank_but_where_a_symbol_or_range_goes_on(lines, line):
    assert join_lines(lines) == line


def test_line_feeds_inside_a_block_survive_cleaning():
    assert (
        clean_text("Seventy-fourth session \n Agenda item 107") == "Seventy-fourth session\nAgenda item 107"
    )


def test_blocks_without_text_are_dropped_and_rules_stay():
    blocks = (Block(1, " \u200b"), Block(1, "---", "rule"), Block(1, "a"))
    assert [block.text for block in clean_blocks(blocks)] == ["---", "a"]


@given(st.text(alphabet=ALPHABET, max_size=60))
def test_cleaning_twice_is_cleaning_once(text):
    once = clean_text(text)
    assert clean_text(once) == once


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
@given(st.text(alphabet=ALPHABET, max_size=60))
def test_marks_survive_every_step_in_order(step, text):
    marks = [character for character in text if character in MARKS]
    assert [character for character in step(text) if character in MARKS] == marks


@pytest.mark.parametrize(
    "unit", [" ", "-\n", ". ", "√", f" {ITALIC_ON}", f" {SUPERSCRIPT_ON}1", "\u00ad\n", "a/\n"]
)
def test_pathological_repeats_take_linear_time(unit):
    start = time.perf_counter()
    join_lines(clean_text(unit * 100_000))
    assert time.perf_counter() - start < 5
