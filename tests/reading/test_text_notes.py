"""Footnotes of plain text are found by their place and their numbers, and so are their anchors."""

from tasks.model import SUPERSCRIPT_OFF, SUPERSCRIPT_ON, Block
from tasks.reading.text_notes import mark_notes


def read(*texts):
    blocks = [text if isinstance(text, Block) else Block(1, text) for text in texts]
    return [
        (b.role, b.label, b.text.replace(SUPERSCRIPT_ON, "<").replace(SUPERSCRIPT_OFF, ">"))
        for b in mark_notes(blocks)
    ]


def test_notes_of_the_old_style_and_their_anchors():
    found = read("the administration. 1/ The Assembly 2/ met.", "1/ See A/49/23.", "2/ Ibid.")
    assert found == [
        ("text", "", "the administration.< 1/ The".replace("< 1/", "<1>") + " Assembly<2> met."),
        ("footnote", "1", "See A/49/23."),
        ("footnote", "2", "Ibid."),
    ]


def test_notes_under_a_rule():
    assert read("Text.", Block(1, "____", "rule"), "14 E/CN.6/2025/R.2.")[-1] == (
        "footnote",
        "14",
        "E/CN.6/2025/R.2.",
    )


def test_a_run_of_numbers_at_the_end_is_notes():
    assert [role for role, _, _ in read("1. One.", "1 A/1/2.", "2 Of the Fund.", "3 Ibid.")] == [
        "text",
        *["footnote"] * 3,
    ]


def test_a_single_one_has_to_begin_as_notes_do():
    assert read("Text.", "45 Ibid., document S/1.")[-1][0] == "footnote"
    assert read("Text.", "45 people came to the meeting.")[-1][0] == "text"


def test_numbered_paragraphs_and_figures_are_no_notes():
    assert {role for role, _, _ in read("1. One.", "2. Two.", "12", "1 200")} == {"text"}


def test_raised_figures_in_wrapped_lines_are_anchors_in_their_order():
    text = "on the Status of Women. 14\nAs before, in A/C.3/74/L.14 and Add.14,\nthe Board,15 on 14 March, agreed"
    found = read(text, Block(1, "____", "rule"), "14 E/CN.6/2025/R.2.", "15 Ibid.")
    assert (
        found[0][2]
        == "on the Status of Women.<14>\nAs before, in A/C.3/74/L.14 and Add.14,\nthe Board,<15> on 14 March, agreed"
    )


def test_without_notes_nothing_is_an_anchor():
    assert read("the Board,15 on\n14 March. 1/ It")[0][2] == "the Board,15 on\n14 March. 1/ It"
