from hypothesis import given
from hypothesis import strategies as st

from tasks.reading.pdf_lattice import find_lattices, is_inside, to_rows
from tasks.reading.pdf_lines import to_pieces
from tasks.reading.pdf_page import Rule, Run


def ruled(columns, rows):
    """The rules of a table whose cells have these edges."""
    flat = [Rule(columns[0], y, columns[-1], y + 0.5) for y in rows]
    upright = [Rule(x, rows[0], x + 0.5, rows[-1]) for x in columns]
    return [*flat, *upright]


def run(text, left, base, order):
    return Run(text, left, left + 5 * len(text), base, 10.0, 0, order, "\n")


THREE_BY_TWO = ruled((50, 200, 400), (100, 120, 140, 160))


def table(*runs, rules=THREE_BY_TWO):
    (lattice,) = find_lattices(rules)
    rows = to_rows(lattice, to_pieces(list(runs)))
    return None if rows is None else [row.text for row in rows]


def test_rules_that_cross_make_a_grid_of_cells():
    (lattice,) = find_lattices(THREE_BY_TWO)
    assert [len(row) for row in lattice.rows] == [2, 2, 2]
    assert (lattice.top, lattice.bottom, lattice.width) == (100.25, 160.25, 350)


def test_text_goes_to_the_cell_in_which_it_begins():
    assert table(
        run("State", 55, 114, 0), run("Representative", 205, 114, 1),
        run("Albania", 55, 134, 2), run("Ms. Suela", 205, 134, 3),
        run("Angola", 55, 154, 4),
    ) == ["State | Representative", "Albania | Ms. Suela", "Angola | "]  # fmt: skip


def test_words_set_close_together_are_parted_at_the_rule_between_them():
    near = [run("Côte d'Ivoire United", 190 - 100, 114, 0), run("Mr. Moriko", 202, 114, 1)]
    more = [run("Chad", 55, 134, 2), run("Cuba", 55, 154, 3)]
    assert table(*near, *more)[0] == "Côte d'Ivoire United | Mr. Moriko"


def test_lines_of_one_cell_are_joined_in_reading_order():
    rules = ruled((50, 200, 400), (100, 140, 160))
    cell = [run("second line", 205, 132, 1), run("first line", 205, 114, 0), run("Chad", 55, 114, 2)]
    assert table(*cell, run("Cuba", 55, 154, 3), rules=rules)[0] == "Chad | first line second line"


def test_a_frame_or_a_row_of_boxes_is_no_table():
    assert find_lattices(ruled((50, 400), (100, 160))) == []
    assert find_lattices(ruled((50, 200, 400), (100, 120))) == []
    assert find_lattices([Rule(50, 100, 400, 100.5)]) == []


def test_a_form_with_few_filled_cells_is_left_to_the_text():
    rules = ruled(tuple(range(50, 450, 50)), tuple(range(100, 300, 20)))
    assert table(run("Name:", 55, 114, 0), rules=rules) is None


@given(st.floats(0, 600), st.floats(0, 800))
def test_a_piece_is_inside_only_within_the_outer_edges(left, base):
    (lattice,) = find_lattices(THREE_BY_TWO)
    (piece,) = to_pieces([run("x", left, base, 0)])
    if is_inside(lattice, piece):
        assert 45 <= left <= 400
        assert 99 <= base <= 166
