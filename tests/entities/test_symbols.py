from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.entities.symbol_grammar import parse_symbol, render
from tasks.entities.symbols import find_symbols
from tasks.model import FinderContext

OPEN_METHODS = {"ambiguous", "malformed", "without_symbol"}


def found(text, **context):
    return list(find_symbols(text, FinderContext(**context)))


def symbols(text, **context):
    return [mention.symbol for mention in found(text, **context)]


def doubles(text):
    return [(mention.symbol, mention.joint_symbol) for mention in found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("resolution 74/247", ["A/RES/74/247"]),
        ("UN GA Resolution 74/247", ["A/RES/74/247"]),
        ("UNGA res. 74/247", ["A/RES/74/247"]),
        ("GENERAL ASSEMBLY RESOLUTION 48/141", ["A/RES/48/141"]),
        ("RESOLUTION 48/141 OF THE GENERAL ASSEMBLY", ["A/RES/48/141"]),
        ("resolution 73/279 A", ["A/RES/73/279 A"]),
        ("resolutions 53/243 A and B", ["A/RES/53/243 A", "A/RES/53/243 B"]),
        ("resolution 75/254 A to C of 31 December 2020", ["A/RES/75/254 A-C"]),
        ("resolution 217 A (III)", ["A/RES/217 A (III)"]),
        ("resolution 260 (III) B", ["A/RES/260 B (III)"]),
        ("resolution 1514 (XV)", ["A/RES/1514 (XV)"]),
        ("resolution 3201 (S-VI)", ["A/RES/3201 (S-VI)"]),
        ("resolution 2252 (ES-V)", ["A/RES/2252 (ES-V)"]),
        ("resolutions 3411 A and B (XXX)", ["A/RES/3411 A (XXX)", "A/RES/3411 B (XXX)"]),
        ("resolutions S-10/2 and ES‑10/15", ["A/RES/S-10/2", "A/RES/ES-10/15"]),
        ("resolution 1325 (2000)", ["S/RES/1325 (2000)"]),
        ("Economic and Social Council resolution 2019/19", ["E/RES/2019/19"]),
        ("Economic and Social Council resolution 304 I (XI)", ["E/RES/304 I (XI)"]),
        ("resolution 1622 (LI)", ["E/RES/1622 (LI)"]),
        ("General Assembly decisions 50/411 and ES-7/11", ["A/DEC/50/411", "A/DEC/ES-7/11"]),
        ("Economic and Social Council decision 2005/310", ["E/DEC/2005/310"]),
        ("Commission on Crime Prevention and Criminal Justice resolution 22/8", ["E/CN.15/RES/22/8"]),
        ("Commission on Human Rights resolution 2005/80", ["E/CN.4/RES/2005/80"]),
        ("Human Rights Council resolutions 7/12 and S-9/9", ["A/HRC/RES/7/12", "A/HRC/RES/S-9/9"]),
        ("Human Rights Council decision 18/120", ["A/HRC/DEC/18/120"]),
        ("President's statement 15/2 of the Human Rights Council", ["A/HRC/PRST/15/2"]),
        ("the statement of its President (S/PRST/2013/16)", ["S/PRST/2013/16"]),
        ("Environment Assembly resolution 5/14", ["UNEP/EA.5/Res.14"]),
        ("Security Council resolutions 242 and 338", ["S/RES/242 (1967)", "S/RES/338 (1973)"]),
    ],
)
def test_every_form_of_a_number_gives_its_symbol(text, expected):
    assert symbols(f"It recalls {text}, and goes on.") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("resolutions 70/262 and 2282 (2016)", ["A/RES/70/262", "S/RES/2282 (2016)"]),
        ("Assembly and Council resolutions 70/262 and 2282 (2016)", ["A/RES/70/262", "S/RES/2282 (2016)"]),
        ("resolution 60/251 of the General Assembly", ["A/RES/60/251"]),
        ("resolution 22/8 of the Commission on Crime Prevention and Criminal Justice", ["E/CN.15/RES/22/8"]),
        ("resolution 7/12 of 27 March 2008 of the Human Rights Council", ["A/HRC/RES/7/12"]),
        ("resolutions of the Security Council 242 (1967)", ["S/RES/242 (1967)"]),
        ("the Human Rights Council, in its resolution 33/25, decided", ["A/HRC/RES/33/25"]),
        ("In its resolution 33/25, the Human Rights Council decided", ["A/HRC/RES/33/25"]),
        ("Human Rights Council resolutions on the subject, including resolution 48/5", ["A/HRC/RES/48/5"]),
        ("Supplement No. 53 (A/66/53), chap. I, resolution 16/21", ["A/66/53", "A/HRC/RES/16/21"]),
    ],
)
def test_the_organ_is_named_before_after_or_in_the_sentence(text, expected):
    assert symbols(text) == expected


def test_a_list_hands_the_organ_down_and_each_date_to_its_item():
    text = (
        "Recalling Human Rights Council resolutions 23/13 of 13 June 2013 on attacks against persons and 24/33 "
        "of 8 November 2013, as well as resolutions 28/6 of 26 March 2015 and 37/5"
    )
    assert [(mention.symbol, mention.adopted_on) for mention in found(text, body_code="A")] == [
        ("A/HRC/RES/23/13", date(2013, 6, 13)),
        ("A/HRC/RES/24/33", date(2013, 11, 8)),
        ("A/HRC/RES/28/6", date(2015, 3, 26)),
        ("A/HRC/RES/37/5", None),
    ]


def test_a_list_goes_on_below_a_footnote():
    text = "General Assembly resolutions 34/180 of 18 December 1979,\n1 See the report of 3 May.\n48/104 of 20 December 1993"
    assert symbols(text) == ["A/RES/34/180", "A/RES/48/104"]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("resolutions 358 (1974) and 359 (1974) of 15 August 1974", [date(1974, 8, 15)] * 2),
        (
            "resolutions 82 (1950) and 83 (1950) of 25 and 27 June 1950",
            [date(1950, 6, 25), date(1950, 6, 27)],
        ),
        ("its resolutions 186 (1964) of 4 March and 187 (1964)", [date(1964, 3, 4), None]),
        ("resolutions 51/233 and 52/237 of 26 June 1998", [None, date(1998, 6, 26)]),
        ("resolution 45/248 B, section VI, of 21 December 1990", [date(1990, 12, 21)]),
        ("resolution 75/250 B (30 June 2021)", [date(2021, 6, 30)]),
        ("resolution 58/316 of 31 February 2004", [None]),
    ],
)
def test_adoption_dates(text, dates):
    assert [mention.adopted_on for mention in found(text)] == dates


@pytest.mark.parametrize(
    ("text", "pinpoint"),
    [
        ("paragraph 7 of General Assembly decision 48/421", "paragraph 7"),
        ("paragraph 15 of the annex to resolution 5/1", "paragraph 15 of the annex"),
        ("resolution 70/174, annex II, para. 3", "annex II, para. 3"),
        ("(E/2013/30), chap. I, sect. D", None),
        ("E/2013/30, chap. I, sect. D", "chap. I, sect. D"),
        ("A/74/401, paras. 13 and 14", "paras. 13 and 14"),
        ("resolution 74/263, section XI of its resolution 75/1", None),
    ],
)
def test_pinpoints(text, pinpoint):
    assert found(text)[0].pinpoint == pinpoint


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        ("Recalling its resolution 65/230", {"body_code": "A/C.3"}, "A/RES/65/230"),
        ("Recalling its resolution 16/21", {"body_code": "A/HRC"}, "A/HRC/RES/16/21"),
        (
            "Recalling its resolution 60/251",
            {"body_code": "A/HRC", "document_date": date(2013, 7, 8)},
            "A/RES/60/251",
        ),
        ("the Council in its resolution 76 (V)", {"body_code": "E"}, "E/RES/76 (V)"),
        ("its resolution 26/4", {"body_code": "E/CN.15"}, "E/CN.15/RES/26/4"),
        ("In its decision 2024/12, it decided", {"body_code": "DP"}, None),
        ("resolution 43/1 of 19 June 2020", {}, "A/HRC/RES/43/1"),
        ("resolution 43/1 of 17 October 1988", {}, "A/RES/43/1"),
        ("Council resolution 45/8", {}, "A/HRC/RES/45/8"),
        ("Council resolution 2021/17", {}, "E/RES/2021/17"),
        ("Commission resolution 2025/1", {}, None),
        ("resolution 10/6 of 16 October 2020", {}, None),
    ],
)
def test_context_then_plausibility_decide_and_the_rest_stays_open(text, context, expected):
    (mention,) = found(text, **context)
    assert mention.symbol == expected
    assert (mention.symbol is None) == (mention.method in OPEN_METHODS)


def test_what_was_said_before_is_remembered():
    text = "Human Rights Council resolution 43/1 of 19 June 2020 asks.\n\nReports under resolution 43/1 and A/RES/74/247; as 74/247 says."
    assert symbols(text) == ["A/HRC/RES/43/1", "A/HRC/RES/43/1", "A/RES/74/247", "A/RES/74/247"]


@pytest.mark.parametrize(
    "text",
    [
        "open 24/7 throughout 2012/13", "see paras. 5/6 and 3/4 of the cake", "on 12/10/2019", "[xx/xxx] and resolution [xx/xxx]",
        "GA/10684, SC/13331 and GA/EF/3137", "a vote of 94/38", "a goal of 50/50 balance", "Law No. 10/2018 and Law No. 1325 (2000)",
        "Nature, vol. 253 (1968)", "Council of Europe Parliamentary Assembly resolution 2133 (2016)",
        "World Health Assembly resolution 58.3", "MRE/RES.1/91 and CP/RES.594 (923/92)", "A/H1N1, s/he, and/or, N/A, 1/2",
        "Council decision 2014/145/CFSP", "draft resolution I", "resolution 5 of the Congress", "25-07569 7/15",
        "In its decision 2024/12, the Executive Board decided",
    ],
)  # fmt: skip
def test_what_is_no_symbol_is_not_found(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["A/77/L45/Rev.1", "A/74/A/74/379/Add.1", "A/78423", "S/1906/2020", "A/C.6/79.SR.37"]
)
def test_a_misprint_is_a_mention_that_is_not_corrected(text):
    (mention,) = found(f"See {text}.")
    assert (mention.surface, mention.symbol, mention.method) == (text, None, "malformed")


def test_double_symbols_and_ranges():
    assert doubles("A/77/277–S/2022/606") == [("A/77/277", "S/2022/606")]
    assert doubles("A/76/299-\nS/2021/749") == [("A/76/299", "S/2021/749")]
    assert doubles("A/C.3/74/L.1–A/C.3/74/L.20") == [("A/C.3/74/L.1", None), ("A/C.3/74/L.20", None)]
    assert doubles("S/2025/213A/79/856") == [("S/2025/213", None), ("A/79/856", None)]
    assert doubles("- A/C.3/74/L.11\n- A/C.3/74/L.12") == [("A/C.3/74/L.11", None), ("A/C.3/74/L.12", None)]


def test_elided_symbols_are_completed():
    assert symbols("A/C.4/49/SR.2, 5 and 13)") == ["A/C.4/49/SR.2", "A/C.4/49/SR.5", "A/C.4/49/SR.13"]
    assert symbols("S/2005/57 and Add.1 and Corr.1") == ["S/2005/57", "S/2005/57/Add.1", "S/2005/57/Corr.1"]
    assert symbols("A/RES/53/243 A and B.") == ["A/RES/53/243 A", "A/RES/53/243 B"]
    assert [mention.surface for mention in found("S/2005/57 and Add.1")] == ["S/2005/57", "Add.1"]


def test_a_heading_is_the_documents_own_number():
    text = "Resolution adopted by the General Assembly on 9 December 2021\n\n76/117.\n\nThe rule of law"
    assert symbols(text, body_code="A", session="76") == ["A/RES/76/117"]
    assert symbols("84 (1950). Resolution of 7 July 1950") == ["S/RES/84 (1950)"]
    assert symbols("7/15\n\nMaritime security") == []


def test_lists_of_mandates():
    text = (
        "General Assembly resolutions\n67/221 Smooth transition 73/133 Graduation\n1995 (XIX) | Establishment of a conference\n70/186 | Consumer protection "
        "74/198 International Year\n79/252 A–B; 80/236 A–B | Common system\nSecurity Council resolutions\n"
        "1502 (2003) | Protection of staff 2730 (2024) Safety\n12.20 The budget for 2026/27 is small.\n31/12 things"
    )
    assert symbols(text) == [
        "A/RES/67/221", "A/RES/73/133", "A/RES/1995 (XIX)", "A/RES/70/186", "A/RES/74/198", "A/RES/79/252 A-B", "A/RES/80/236 A-B",
        "S/RES/1502 (2003)", "S/RES/2730 (2024)",
    ]  # fmt: skip
    assert symbols("Anguilla | 79/100 | 4 December 2024\nGibraltar | 79/521 | 4 December 2024") == [
        "A/RES/79/100",
        "A/DEC/79/521",
    ]


def test_the_span_is_the_number_without_its_words():
    text = "General Assembly resolutions 53/243 A and B, A/81/6 (SECT. 12) and resolution 2625(XXV)."
    assert [mention.surface for mention in found(text)] == ["53/243 A", "B", "A/81/6 (SECT. 12)", "2625(XXV)"]


LISTED = (
    "The General Assembly, recalling Security Council resolutions 242 (1967) of 22 November 1967 and 338 (1973), "
    "its resolutions 53/243 A and B of 13 September 1999, document A/76/299-S/2021/749 and A/C.3/74/L.11/Rev.1, goes on."
)


@given(st.lists(st.sampled_from([" ", "\u00a0", "\n", "  ", " \n"]), min_size=60, max_size=60))
def test_blanks_may_be_broken_lines_or_doubled(blanks):
    words = LISTED.split(" ")
    text = "".join(word + blank for word, blank in zip(words, blanks, strict=False))
    assert doubles(text) == doubles(LISTED)


@given(st.integers(0, len(LISTED)))
def test_soft_hyphens_do_no_harm(position):
    text = f"{LISTED[:position]}\u00ad{LISTED[position:]}"
    assert doubles(text) == doubles(LISTED)
    assert all(text[mention.start_char : mention.end_char] == mention.surface for mention in found(text))


PIECES = st.sampled_from(
    ["General Assembly", "Council", "Commission", "Trusteeship Council", "resolution", "decisions and", "PRST", "74/247",
     "A", "and B", "to", ",", ";", ".", "(", ")", "|", "–", "-", "/", "1514 (XV)", "5 (X)", "1325 (2000)", "S-9/9", "A/RES/",
     "A/74/1", "-S/2022/1", "/Add.1", "(Part I)", "of 15 December 2020", "of 31 February", "para. 3", "\n", "\n\n", "its",
     "UNSCR", "1325", "E/CN.4/Sub.2", "2019/19", "of the", "SR.2, 5", "A/C.4/49/SR.2", "and Add.2", "\u00ad", "0/0", "9999/9999"]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(st.tuples(PIECES, st.sampled_from([" ", "", "  "])), max_size=40))
def test_mentions_are_ordered_apart_and_canonical_whatever_the_text(pieces):
    text = "".join(piece + blank for piece, blank in pieces)
    end = 0
    for mention in found(text):
        assert text[mention.start_char : mention.end_char] == mention.surface
        assert end <= mention.start_char < mention.end_char
        end = mention.end_char
        assert mention.role == "cited"
        assert (mention.symbol is None) == (mention.method in OPEN_METHODS)
        assert mention.symbol is None or render(parse_symbol(mention.symbol)) == mention.symbol


PATHOLOGICAL = [
    "A/", "1/", "(", "1", "A/1 A", "resolutions 1/", "60/1, ", "60/1\n", "60/1 | x\n", "1514 (", "A/76/6 (Part ",
    "1 A and A", "A/61/1-", "annex, 60/1, ", "Council ", "its resolution 7/1 ", "General Assembly resolutions\n",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("piece", PATHOLOGICAL)
def test_time_grows_with_length(piece):
    def seconds(size):
        begin = process_time()
        found(f"resolutions {piece * (size // len(piece))}")
        return process_time() - begin

    seconds(10_000)
    assert seconds(160_000) < 12 * seconds(40_000) + 0.05


@pytest.mark.slow
def test_five_megabytes_without_a_symbol_take_little_time():
    begin = process_time()
    assert found("The Committee took up the item on Monday, 3 May 2021, with 12 speakers. " * 70_000) == []
    assert process_time() - begin < 5
