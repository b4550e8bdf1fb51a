import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.reference import read_reference
from tasks.entities.symbol_grammar import first_components, parse_symbol, render, roman_to_int

EXAMPLES = [example for row in read_reference("symbol_series") for example in row["example"].split(" ; ")]


@pytest.mark.parametrize("symbol", EXAMPLES)
def test_rendering_undoes_parsing(symbol):
    assert render(parse_symbol(symbol)) == symbol
    assert parse_symbol(render(parse_symbol(symbol))) == parse_symbol(symbol)


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("S/RES/1411(2002)", "S/RES/1411 (2002)"),
        ("A/62/17(PartI)", "A/62/17 (Part I)"),
        ("S/PV.6201(Resumption1)", "S/PV.6201 (Resumption 1)"),
        ("A/RES/217(III)A", "A/RES/217 A (III)"),
        ("A/RES/54/54B", "A/RES/54/54 B"),
        ("A/81/6 (SECT. 12)", "A/81/6 (Sect. 12)"),
        ("A/77/6 (Sect.3)/Add.7/Corr.1", "A/77/6 (Sect. 3)/Add.7/Corr.1"),
        ("A/73/12 (part II)", "A/73/12 (Part II)"),
        ("A/76/299–S/2021/749", "A/76/299-S/2021/749"),
        ("A/C.3/74/L.11/REV.1", "A/C.3/74/L.11/Rev.1"),
        ("A/77/6 (Sect.\u00a026)", "A/77/6 (Sect. 26)"),
        ("A/C.3/74/ L.11", "A/C.3/74/L.11"),
        ("A/69/53/Add.1/", "A/69/53/Add.1"),
    ],
)
def test_catalogue_form_and_worn_print_give_the_canonical_form(printed, canonical):
    assert render(parse_symbol(printed)) == canonical


@pytest.mark.parametrize(
    ("symbol", "body_code", "series", "session", "number"),
    [
        ("A/RES/73/279 A", "A", "A/RES", "73", "279 A"),
        ("A/RES/2625 (XXV)", "A", "A/RES", "25", "2625"),
        ("A/RES/3201 (S-VI)", "A", "A/RES", "S-6", "3201"),
        ("A/RES/ES-10/15", "A", "A/RES", "ES-10", "15"),
        ("A/C.3/74/L.11/Rev.1", "A/C.3", "A/C/L", "74", "11"),
        ("A/AC.291/7", "A/AC.291", "A/AC", None, "7"),
        ("A/HRC/WG.6/16/DJI/1", "A/HRC/WG.6", "A/HRC/WG", "16", "1"),
        ("S/RES/1325 (2000)", "S", "S/RES", "2000", "1325"),
        ("E/CN.15/RES/22/8", "E/CN.15", "E/CN/RES", "22", "8"),
        ("FCCC/CP/2015/10/Add.1", "FCCC/CP", "FCCC/CP", "2015", "10"),
    ],
)
def test_a_symbol_tells_its_organ_series_session_and_number(symbol, body_code, series, session, number):
    parsed = parse_symbol(symbol)
    assert (parsed.body_code, parsed.series, parsed.session, parsed.number) == (
        body_code,
        series,
        session,
        number,
    )


def test_a_double_symbol_holds_both():
    parsed = parse_symbol("A/67/65/Corr.1-E/2012/48/Corr.1")
    assert parsed.suffixes == ("/Corr.1",)
    assert parsed.joint is not None
    assert render(parsed.joint) == "E/2012/48/Corr.1"


@pytest.mark.parametrize(
    "text",
    ["", "A", "A/77/L45/Rev.1", "A/78423", "A/74/A/74/379/Add.1", "GA/10684", "SC/13331", "MRE/RES.1/91",
     "S/1906/2020", "A/AC.291", "74/247", "NPT/CONF", "A/C.6/79.SR.37", "A/H1N1"],
)  # fmt: skip
def test_what_is_no_symbol_is_refused(text):
    with pytest.raises(ValueError, match="no series has"):
        parse_symbol(text)


@given(st.text(alphabet="ASECN./-0123456789() LXVIPart", max_size=40))
def test_whatever_parses_renders_to_something_that_parses_to_the_same(text):
    try:
        symbol = parse_symbol(text)
    except ValueError:
        return
    assert parse_symbol(render(symbol)) == symbol


@pytest.mark.parametrize(
    ("numeral", "value"), [("I", 1), ("IV", 4), ("IX", 9), ("XIX", 19), ("XL", 40), ("LXIII", 63)]
)
def test_roman_numerals(numeral, value):
    assert roman_to_int(numeral) == value


def test_first_components_are_what_stands_before_the_first_slash():
    assert {"A", "S", "E", "FCCC", "DP-FPA", "GEGN"} <= first_components()
    assert "GA" not in first_components()
