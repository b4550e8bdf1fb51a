"""Furniture of plain text: every pattern has its example, and heads need company."""

import pytest

from seeds.reference import read_reference
from tasks.reading.text_furniture import find_furniture, find_place

TEXT = "a line of running text that is as long as lines are"


@pytest.mark.parametrize("row", read_reference("furniture"), ids=lambda row: row["example"])
def test_example_is_matched_in_its_place(row):
    assert find_place(row["example"]) == row["place"]
    assert find_place(f"  {row['example']} ") == row["place"]
    assert find_place(f"The {row['example']} of the") is None


@pytest.mark.parametrize(
    "line", ["", "Pages 2 and 3", "Share of exports", "A/74/1 and A/74/2", "In favour:", "1. One", TEXT]
)
def test_text_is_no_furniture(line):
    assert find_place(line) is None


def furniture(*lines):
    found, begins = find_furniture(lines)
    return [lines[i] for i in sorted(found)], sorted(begins)


def test_a_page_line_takes_the_heads_beside_it():
    assert furniture("A/49/624", "English", "Page 2", TEXT) == (["A/49/624", "English", "Page 2"], [0])
    assert furniture("S/2025/342", "25-07569 7/15", TEXT) == (["S/2025/342", "25-07569 7/15"], [0])


def test_foot_and_head_are_one_edge():
    assert furniture(TEXT, "/...", "", "A/49/624", "English", "Page 3", TEXT)[1] == [1]


def test_a_head_that_comes_back_with_a_number_is_furniture_and_so_is_its_first():
    lines = ["S/PV.5153", TEXT, TEXT, "3", "S/PV.5153", TEXT]
    assert furniture(*lines) == (["S/PV.5153", "3", "S/PV.5153"], [0, 3])


def test_two_kinds_of_heads_are_furniture():
    assert furniture(TEXT, "Security Council 3388th meeting", "Forty-ninth year 8 June 1994", TEXT)[1] == [1]


def test_a_list_of_documents_is_text():
    assert furniture("The documents were:", "A/74/130", "A/74/131", "A/74/132", TEXT) == ([], [])


def test_columns_of_figures_are_text_and_a_number_below_full_lines_is_a_page_number():
    assert furniture("Posts", "12", "Months", "14") == ([], [])
    assert furniture(TEXT, TEXT, "5", "", TEXT, TEXT, "6", "") == (["5", "6"], [2, 6])
    assert furniture(TEXT, TEXT, "5", "", TEXT, TEXT, "3", "") == ([], [])


def test_web_furniture_does_not_end_a_page():
    assert furniture(TEXT, "Share.", "Leave A Reply") == (["Share.", "Leave A Reply"], [])
