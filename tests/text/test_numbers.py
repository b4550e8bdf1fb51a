"""Numbers at the head of paragraphs are read with their style, and figures in the text are not."""

import pytest

from tasks.text.numbers import find_number, is_small_roman, starts_item


@pytest.mark.parametrize(
    ("text", "value", "style"),
    [
        ("1. Takes note", "1", "arabic"),
        ("12.\tRegrettably", "12", "arabic"),
        ("[1bis. Accepts the offer;]", "1bis", "arabic"),
        ("1 bis. Accepts", "1 bis", "arabic"),
        ("[8bis.] Further requests", "8bis", "arabic"),
        ("a) One,", "a", "letter"),
        ("(a) One,", "a", "letter"),
        ("(aa) One,", "aa", "letter"),
        ("(c bis) One,", "c bis", "letter"),
        ("(ii) Two;", "ii", "small_roman"),
        ("iv) Two;", "iv", "small_roman"),
        ("(3) To withdraw", "3", "digit"),
        ("3) To withdraw", "3", "digit"),
        ("IV. Findings", "IV", "roman"),
        ("C. Findings", "C", "capital"),
        ("1.2.1 Findings", "1.2.1", "decimal"),
        ("• one", "•", "bullet"),
        ("– one", "–", "bullet"),
    ],
)
def test_number_is_read_without_brackets_and_stop(text, value, style):
    number = find_number(text)
    assert number is not None
    assert (number.value, number.style) == (value, style)
    assert text[number.end :].strip() == text[number.end :]


@pytest.mark.parametrize(
    "text",
    ["", "1994 was a year", "2.5 per cent of all", "1,500 people", "(see annex)", "I think so", "(1967) of 22 November",
     "(Signed) A. Name", "Mr. A", "-5 degrees", "76/10.", "A/74/130"],
)  # fmt: skip
def test_figures_and_words_are_no_numbers(text):
    number = find_number(text)
    assert number is None or number.end == 0


@pytest.mark.parametrize("value", ["i", "ii", "iv", "ix", "x", "xiv", "xxxix"])
def test_small_roman_numbers_under_forty_are_recognised(value):
    assert is_small_roman(value)


@pytest.mark.parametrize("value", ["", "a", "iix", "bb", "vx", "xxxx"])
def test_other_letters_are_not_roman(value):
    assert not is_small_roman(value)


def test_items_start_with_a_number_or_a_bullet():
    assert all(map(starts_item, ("(b) two", "3. Three", "• four", "II. Five")))
    assert not any(map(starts_item, ("(see above)", "Four", "1325 (2000)")))
