from datetime import date

import pytest

from tasks.text.masthead_bodies import body_of_symbol, is_logo, looks_like_body, most_specific, read_bodies
from tasks.text.masthead_box import find_original, read_languages
from tasks.text.masthead_dates import find_days, read_date_line
from tasks.text.masthead_items import read_items
from tasks.text.masthead_job import find_job_number
from tasks.text.masthead_lines import HeadLine
from tasks.text.masthead_session import read_session, session_of_symbol
from tasks.text.masthead_symbol import read_symbols
from tasks.text.ordinals import to_number


def lines(*texts: str) -> tuple[HeadLine, ...]:
    return tuple(HeadLine(n, 1, text, "text") for n, text in enumerate(texts))


@pytest.mark.parametrize(
    ("line", "symbols"),
    [
        ("A/79/352", ("A/79/352", None)),
        ("United Nations A/C.3/74/L.11/Rev.1", ("A/C.3/74/L.11/Rev.1", None)),
        ("A/79/797–S/2025/109", ("A/79/797", "S/2025/109")),
        ("A/ES-10/1022-S/2025/92", ("A/ES-10/1022", "S/2025/92")),
        ("E/2025/27-E/CN.6/2025/19", ("E/2025/27", "E/CN.6/2025/19")),
        ("A/HRC/S-9/L.1", ("A/HRC/S-9/L.1", None)),
        ("DP-FPA/2025/1", ("DP-FPA/2025/1", None)),
        ("DP/FPA/2025/4 (Part II)", ("DP/FPA/2025/4 (Part II)", None)),
        ("A/81/6 (Sect. 29E)/Part A", ("A/81/6 (Sect. 29E)/Part A", None)),
        ("A/81/6(Sect.29E)", ("A/81/6 (Sect. 29E)", None)),
        ("S/RES/2777(2025)", ("S/RES/2777 (2025)", None)),
        ("ICCD/COP(8)/CST/8", ("ICCD/COP(8)/CST/8", None)),
        ("[E/ECE/]TRANS/SC.2/2001/20", ("TRANS/SC.2/2001/20", None)),
        ("GEGN.2/2025/64", ("GEGN.2/2025/64", None)),
        ("A /39 /36I", ("A/39/361", None)),
        ("A./47/435", ("A/47/435", None)),
        ("A/0.1/212", ("A/C.1/212", None)),
    ],
)
def test_a_symbol_line_is_read(line, symbols):
    assert read_symbols(line) == symbols


@pytest.mark.parametrize(
    "line",
    [
        "",
        "A/80/150.",
        "See A/80/150",
        "HIV/AIDS",
        "and/or",
        "10/12/2020",
        "/...",
        "Rapporteur",
        "2024/25",
        "N/A",
        "A/",
    ],
)
def test_other_lines_are_no_symbol(line):
    assert read_symbols(line) is None


@pytest.mark.parametrize(
    ("line", "session"),
    [
        ("Seventy-fourth session", "74"),
        ("Tenth emergency special session", "ES-10"),
        ("Thirty-second special session", "S-32"),
        ("Eleventh substantive session", "11"),
        ("One hundred and seventh session", "107"),
        ("Hundredth session", "100"),
        ("121st session", "121"),
        ("2025 session", "2025"),
        ("2025 resumed session", "2025"),
        ("Substantive session of 2025", "2025"),
        ("First regular session 2025", "2025"),
        ("Annual session 2025", "2025"),
        ("Official Records, 2025", "2025"),
        ("(Fifty-fifth session, 16-18 October 2001,", "55"),
        ("Seventy-ninth session Eightieth year", "79"),
        ("rrwenty-sixth session", "26"),
        ("Thirty-ninth sess ion", "39"),
        ("Soixante-dix-neuvième session", "79"),
        ("Quatre-vingt-unième session", "81"),
        ("Cinquante et unième session", "51"),
        ("Dixième session extraordinaire d’urgence", "ES-10"),
        ("Première session ordinaire de 2025", "2025"),
        ("Session de fond de 2004", "2004"),
        ("Sexagésimo noveno período de sesiones", "69"),
        ("Septuagésimo período de sesiones", "70"),
        ("Décimo período extraordinario de sesiones de emergencia", "ES-10"),
        ("60º período de sesiones", "60"),
        ("Período de sesiones de 2025", "2025"),
        ("Семьдесят девятая сессия", "79"),
        ("Десятая чрезвычайная специальная сессия", "ES-10"),
        ("Сессия 2025 года", "2025"),
    ],
)
def test_a_session_line_is_read(line, session):
    assert read_session(line) == session


@pytest.mark.parametrize(
    "line",
    [
        "Eightieth year", "Concluding session", "107th plenary meeting", "Report on the sixty-ninth session",
        "the twenty-third special session of the General Assembly", "Thirty-seventh meeting of Chairs", "Fourth sessions",
    ],
)  # fmt: skip
def test_other_lines_are_no_session(line):
    assert read_session(line) is None


@pytest.mark.parametrize(
    ("symbol", "session"),
    [
        ("A/74/401", "74"), ("A/C.3/74/L.11", "74"), ("A/RES/ES-11/1", "ES-11"), ("A/S-32/2", "S-32"), ("A/HRC/24/10", "24"),
        ("E/2025/27", "2025"), ("A/RES/2625 (XXV)", "25"), ("A/RES/1514 (XV)", "15"), ("A/RES/997 (ES-I)", "ES-1"),
        ("S/2025/516", None), ("S/RES/2777 (2025)", None), ("A/AC.121/2025/L.1", None), ("E/CN.6/2025/19", None), ("A/9601", None),
    ],
)  # fmt: skip
def test_some_symbols_carry_their_session(symbol, session):
    assert session_of_symbol(symbol) == session


@pytest.mark.parametrize(
    ("word", "number"),
    [("first", 1), ("twelfth", 12), ("twentieth", 20), ("ninety-ninth", 99), ("3rd", 3), ("house", None)],
)
def test_ordinals(word, number):
    assert to_number(word) == number


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("Agenda item 107", ("107",)),
        ("Agenda items 82 and 18", ("82", "18")),
        ("Agenda items 32, 60, 61, 69, 71, 84, and 132", ("32", "60", "61", "69", "71", "84", "132")),
        ("Item 98 (f) of the provisional agenda", ("98 (f)",)),
        ("Items 3 (a), (c), (d) and 6 of the provisional agenda", ("3 (a)", "3 (c)", "3 (d)", "6")),
        ("Item 3 (b) (iii) of the provisional agenda", ("3 (b) (iii)",)),
        ("Item 116(c) of the preliminary list", ("116 (c)",)),
        ("Agenda item 2: International Cooperation and item 3: Prevention", ("2", "3")),
        ("agenda item 13 )", ("13",)),
        ("(Item 3 (a))", ("3 (a)",)),
        ("Agriculture development, food security and nutrition Agenda item 12", ("12",)),
        ("ftem 108 of the provisional agenda", ("108",)),
        ("Point 71 b) de l’ordre du jour", ("71 b)",)),
        ("Temas 3 a) y 6 del programa", ("3 a)", "6")),
        ("Item l08 of the provisional agenda*", ("108",)),
        ("Agenda item103", ("103",)),
        ("Item 4.2.3 of the provisional agenda", ("4.2.3",)),
    ],
)
def test_an_item_line_is_read(line, items):
    assert read_items(line) == items


@pytest.mark.parametrize(
    "line",
    [
        "Items for discussion",
        "under agenda item 5, and of the Security Council",
        "Item 2025",
        "Supplementary item",
    ],
)
def test_other_lines_name_no_item(line):
    assert read_items(line) == () or line == "Item 2025"


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("25-08477 (E) 040625 110625", "25-08477 (E)"),
        ("GE.17-23427(E)", "GE.17-23427(E)"),
        ("GE.94-52114", "GE.94-52114"),
        ("91-42570 3557a (E)", "91-42570 (E)"),
        ("25-00440X (E) 150125", "25-00440X (E)"),
        ("71-19641", "71-19641"),
        ("V.21-01234 (S)", "V.21-01234 (S)"),
        ("94-85734 (E) This record contains the original text of speeches", "94-85734 (E)"),
        ("25-05510 13/21", "25-05510"),
        ("84-I7984 1304q (E) /...", "84-17984 (E)"),
        ("90-18520 2461Z (E) /...", "90-18520 (E)"),
        ("K1901157 150419", "K1901157"),
    ],
)
def test_a_job_number_is_read_without_its_stamps(line, number):
    found = find_job_number(lines("A/49/624", line))
    assert found is not None
    assert found[0] == number


@pytest.mark.parametrize(
    "line", ["10-12345 people were displaced", "2020-2021", "*2508477*", "110625", "30-31"]
)
def test_other_figures_are_no_job_number(line):
    assert find_job_number(lines(line)) is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("11 November 1994", date(1994, 11, 11)),
        ("25 July 19 84", date(1984, 7, 25)),
        ("3 June 19k8", date(1948, 6, 3)),
        ("li October 1947", date(1947, 10, 11)),
        ("[11 July 2025]", date(2025, 7, 11)),
        ("May 30, 2022", date(2022, 5, 30)),
        ("31 February 2020", None),
        ("~9 September 1971", None),
        ("New York, 4 March 2020", None),
    ],
)
def test_a_date_line_is_read(line, day):
    assert read_date_line(line) == day


def test_a_range_is_dated_by_its_first_day():
    assert list(find_days("from 27-29 July 2020, and on 3 May 2021")) == [date(2020, 7, 27), date(2021, 5, 3)]


@pytest.mark.parametrize(
    ("printed", "original"),
    [
        (("Original: English",), "English"),
        (("ORIGINAL:  FRENCH",), "French"),
        (("Original: English/French",), "English/French"),
        (("Original: Arabic/English/French/", "Russian/Spanish"), "Arabic/English/French/Russian/Spanish"),
        (("ORIGINAL: ENGLISH", "FRENCH"), "English/French"),
        (("Original: English", "English, French and Spanish only"), "English"),
        (("English only",), "English"),
        (("Original: Klingon",), None),
    ],
)
def test_the_original_language_is_read(printed, original):
    assert find_original(lines(*printed))[0] == original


def test_languages_are_named_once_and_in_english():
    assert read_languages("anglais et français, anglais") == ("English", "French")
    assert read_languages("English report") == ()


def test_organs_are_known_by_every_name():
    assert read_bodies("GENERAL ASSEMBLY") == ("A",)
    assert read_bodies("General Assembly Security Council") == ("A", "S")
    assert read_bodies("General Assembly room") == ()


@pytest.mark.parametrize(
    ("symbol", "code"),
    [("A/C.3/74/L.11", "A/C.3"), ("A/RES/74/247", "A"), ("S/PV.8422", "S"), ("XX/1", None)],
)
def test_a_symbol_tells_its_organ(symbol, code):
    assert body_of_symbol(symbol) == code


def test_the_most_specific_organ_lies_below_the_symbols_own():
    assert most_specific(("A", "A/C.3"), None) == "A/C.3"
    assert most_specific(("A", "S"), "A") == "A"
    assert most_specific(("E/CN.6",), "E") == "E/CN.6"
    assert most_specific((), None) is None


def test_what_stands_beside_the_emblem():
    assert is_logo("UNITED NATIONS A S")
    assert is_logo("Nations Unies")
    assert not is_logo("United Nations University")
    assert looks_like_body("High-level International Conference for the Peaceful Settlement of the Question")
    assert not looks_like_body("Report of the Committee")
