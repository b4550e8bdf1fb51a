"""Tables begin at their head: paragraphs, captions and titles above and between them stay out."""

from hypothesis import given
from hypothesis import strategies as st

from tasks.model import MARKS
from tasks.reading.pdf import read_pdf
from tasks.reading.pdf_cells import Level, levels
from tasks.reading.pdf_page import Rule
from tests.drawing import Drawing

LONG = (
    "Reaffirming the purposes and principles of the Charter and the commitments that all States have made over the "
    "years, and taking note of the progress that has been reported since, the participants agreed to go on with the work"
)
LEFTS = (60, 225, 390)
HEAD = ("2023 (actual)", "2024 (actual)", "2025 (planned)")
CELLS = (
    "Keepers met twice in three harbours and wrote to all ships that passed",
    "Keepers met four times in five harbours and wrote to most ships",
    "Keepers are to meet six times in all harbours and to write to every ship",
)
_WITHOUT_MARKS = {ord(mark): None for mark in MARKS}


def found(drawn):
    return [
        (block.role, " ".join(block.text.translate(_WITHOUT_MARKS).split()))
        for block in read_pdf(drawn.data()).blocks
    ]


def ruled(drawn, y, thickness=0.5):
    for left, right in ((60, 224), (224, 389), (389, 552)):
        drawn.rule(y, left, right, thickness)


def measured(drawn, y, number, caption="Table 9.1"):
    """A numbered paragraph, a caption in two lines, a ruled head and one row of cells; drawn in that order."""
    drawn.put(87, y, number)
    drawn.put(123, y, "Progress towards the objective is presented below.")
    drawn.put(60, y + 24, caption)
    drawn.put(60, y + 36, "**Performance measure**")
    ruled(drawn, y + 48)
    drawn.table(y + 59, [HEAD], LEFTS, size=7)
    ruled(drawn, y + 65, 1.4)
    below = drawn.table(y + 80, [CELLS], LEFTS, size=10)
    ruled(drawn, below)
    return below + 30


def test_a_paragraph_and_a_caption_above_a_ruled_table_are_none_of_its_rows():
    drawn = Drawing().page()
    y = drawn.paragraph(90, f"{LONG}.")
    measured(drawn, y + 12, "9.24")
    blocks = found(drawn)
    assert ("text", "9.24 Progress towards the objective is presented below.") in blocks
    assert [text for role, text in blocks if role == "table_row"] == [" | ".join(HEAD), " | ".join(CELLS)]
    assert ("heading", "Table 9.1 Performance measure") in blocks


def test_two_tables_on_a_page_keep_what_stands_between_them():
    drawn = Drawing().page()
    y = measured(drawn, 100, "9.24")
    measured(drawn, y, "9.25", "Table 9.2")
    blocks = found(drawn)
    assert ("text", "9.25 Progress towards the objective is presented below.") in blocks
    assert [text for role, text in blocks if role == "table_row"] == [" | ".join(HEAD), " | ".join(CELLS)] * 2


def test_a_title_over_several_columns_under_the_head_is_a_row():
    drawn = Drawing().page()
    drawn.paragraph(drawn.paragraph(90, f"{LONG}."), f"{LONG}.")
    ruled(drawn, 200)
    drawn.table(210, [("Category", "Planned", "Actual")], LEFTS, size=7)
    ruled(drawn, 216, 1.4)
    title = "A. Facilitation of the work of all harbours that are open in winter"
    drawn.put(60, 230, title, 8.5)
    drawn.table(244, [("Meetings", "1", "2"), ("Letters", "3", "4"), ("Ships", "5", "6")], (74, 235, 395))
    rows = [text for role, text in found(drawn) if role == "table_row"]
    assert rows == [
        "Category | Planned | Actual",
        title,
        "Meetings | 1 | 2",
        "Letters | 3 | 4",
        "Ships | 5 | 6",
    ]


def test_a_larger_title_between_two_lists_is_no_row_and_a_short_list_in_the_same_columns_is_one():
    drawn = Drawing().page()
    drawn.paragraph(90, f"{LONG}.")
    lefts = (60, 135, 312, 400)
    first = [("56/286", "Harbours", "61/263", "Keepers"), ("57/567", "Ships", "78/290", "Lamps")]
    y = drawn.table(170, [*first, ("59/276", "Sails", "80/112", "Ropes")], lefts)
    drawn.put(60, y + 12, "__Resolutions of the keepers__", 10)
    drawn.table(y + 32, [("1502 (2003)", "", "2730 (2024)", "")], lefts)
    blocks = found(drawn)
    assert "Resolutions of the keepers" in [text for role, text in blocks if role != "table_row"]
    assert blocks[-1] == ("table_row", "1502 (2003) | 2730 (2024)")


def test_the_first_line_of_an_entry_in_the_contents_stays_with_its_page():
    drawn = Drawing().page()
    y = 120
    for lines, page in (
        (("A. Harbours and their keepers",), "3"),
        (("B. All that the participants in the meeting of keepers said about ships", "and about lamps"), "7"),
        (("C. Conclusions",), "12"),
    ):
        for line in lines[:-1]:
            drawn.put(123, y, line)
            y += 12
        end = drawn.put(123, y, lines[-1])
        drawn.put(end + 4, y, ". " * int((500 - end) / 6))
        drawn.put(540, y, page)
        y += 18
    blocks = found(drawn)
    assert {role for role, _ in blocks} == {"table_row"}
    assert " ".join(text for _, text in blocks).endswith(
        "about ships and about lamps | 7 C. Conclusions | 12"
    )


def test_a_first_cell_of_two_lines_is_one_cell_where_its_number_hangs():
    drawn = Drawing().page()
    y = drawn.paragraph(90, f"{LONG}.") + 20
    drawn.table(y, [("1. Lamps", "1", "2"), ("2. Sails", "3", "4"), ("3. Ropes", "5", "6")], (74, 400, 450))
    drawn.put(74, y + 48, "4. Seminars, including with all keepers and their friends,", 8.5)
    drawn.table(y + 58, [("on ropes and lamps that the harbours have used", "7", "8")], (89, 400, 450))
    rows = [text for role, text in found(drawn) if role == "table_row"]
    last = "4. Seminars, including with all keepers and their friends, on ropes and lamps that the harbours have used"
    assert rows == ["1. Lamps | 1 | 2", "2. Sails | 3 | 4", "3. Ropes | 5 | 6", f"{last} | 7 | 8"]


def test_a_first_cell_of_many_lines_right_under_the_paragraphs_is_one_cell():
    drawn = Drawing().page()
    y = drawn.paragraph(drawn.paragraph(90, f"{LONG}."), f"{LONG}.") + 20
    lines = ["4. Seminars, with all keepers and", *(f"their friends of year {n} and" for n in range(6))]
    for index, line in enumerate(lines):
        drawn.put(74 if not index else 89, y + 10 * index, line, 8.5)
    rows = [("their own", "7", "8"), ("Lamps", "1", "2"), ("Sails", "3", "4")]
    drawn.table(y + 70, rows, (89, 400, 450))
    found_rows = [text for role, text in found(drawn) if role == "table_row"]
    assert found_rows == [f"{' '.join(lines)} their own | 7 | 8", "Lamps | 1 | 2", "Sails | 3 | 4"]


def test_the_paragraphs_of_a_last_cell_are_the_tables_as_far_as_its_lower_edge():
    drawn = Drawing().page()
    y = drawn.paragraph(drawn.paragraph(90, f"{LONG}."), f"{LONG}.")
    ruled(drawn, y + 20)
    drawn.table(y + 30, [HEAD], LEFTS, size=7)
    ruled(drawn, y + 36, 1.4)
    below = drawn.table(y + 50, [("-", "-", "Large events were, among others:")], LEFTS, size=10)
    drawn.put(390, below + 3, "(a) A meeting of keepers")
    drawn.put(390, below + 21, "(b) A meeting of ships")
    ruled(drawn, below + 30)
    drawn.paragraph(below + 60, f"{LONG}.")
    blocks = found(drawn)
    assert [text for role, text in blocks if role == "table_row"][2:] == [
        "(a) A meeting of keepers", "(b) A meeting of ships",
    ]  # fmt: skip
    assert blocks[-1] == ("text", f"{LONG}.")


def test_rules_that_go_on_from_each_other_are_one_level():
    rules = [Rule(60, 100, 200, 100.5), Rule(201, 100.4, 300, 101), Rule(400, 100, 500, 100.5)]
    assert levels(rules) == [Level(100, 60, 300, 2), Level(100, 400, 500, 1)]


def test_a_rule_that_is_drawn_twice_is_one_segment():
    assert levels([Rule(60, 100, 200, 100.5)] * 2) == [Level(100, 60, 200, 1)]


@given(
    st.lists(
        st.builds(
            lambda left, top, width: Rule(left, top, left + width, top + 0.5),
            st.floats(0, 600), st.floats(0, 800), st.floats(2, 600),
        )
    )
)  # fmt: skip
def test_levels_hold_every_flat_rule(rules):
    found_levels = levels(rules)
    for rule in rules:
        assert any(
            level.left <= rule.left and rule.right <= level.right and abs(level.top - rule.top) < 2
            for level in found_levels
        )
