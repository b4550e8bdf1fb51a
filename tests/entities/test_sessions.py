import time
from datetime import date

import pytest

from seeds.reference import read_reference
from tasks.entities.sessions import NEVER_HELD, find_sessions, session_on, session_owner, session_window
from tasks.model import FinderContext

ASSEMBLY = FinderContext(body_code="A/C.3", session="74")


def found(text, context=ASSEMBLY):
    mentions = list(find_sessions(text, context))
    assert all(text[mention.start_char : mention.end_char] == mention.surface for mention in mentions)
    return [(mention.surface, mention.body_code, mention.session) for mention in mentions]


CASES = [
    ("Seventy-fourth session", [("Seventy-fourth session", "A", "74")]),
    ("SEVENTY-FOURTH SESSION", [("SEVENTY-FOURTH SESSION", "A", "74")]),
    ("at its 78th session", [("78th session", "A", "78")]),
    ("its tenth emergency special session", [("tenth emergency special session", "A", "ES-10")]),
    ("its thirty-first special session", [("thirty-first special session", "A", "S-31")]),
    ("the first special session of the General Assembly devoted to disarmament",
     [("first special session", "A", "S-10")]),
    ("at its fifty-first and fifty-second sessions", [("fifty-first", "A", "51"), ("fifty-second sessions", "A", "52")]),
    ("from its sixty-fifth to sixty-ninth sessions", [("sixty-fifth", "A", "65"), ("sixty-ninth sessions", "A", "69")]),
    ("its resumed sixty-first session", [("sixty-first session", "A", "61")]),
    ("the Economic and Social Council at its 2025 session", [("2025 session", "E", "2025")]),
    ("the Economic and Social Council at its substantive session of 2005", [("session of 2005", "E", "2005")]),
    ("the Commission on the Status of Women at its sixty-ninth session", [("sixty-ninth session", "E/CN.6", "69")]),
    ("the twenty-second session of the Commission on Crime Prevention and Criminal Justice",
     [("twenty-second session", "E/CN.15", "22")]),
    ("the Commission on the Status of Women; the Commission held its tenth session",
     [("tenth session", "E/CN.6", "10")]),
    ("the Assembly at its seventy-fifth session", [("seventy-fifth session", "A", "75")]),
    ("At its eighty-second session, the General Assembly should", [("eighty-second session", "A", "82")]),
    ("the seventh session of the Global Platform for Disaster Risk Reduction", [("seventh session", None, "7")]),
    ("the Council of the League of Arab States at its fourteenth session", [("fourteenth session", None, "14")]),
    ("the working group of the Bar Association at its seventy-fifth session", [("seventy-fifth session", "A", "75")]),
    ("the General Assembly and the Human Rights Council at their seventy-eighth and fifty-third sessions, respectively,",
     [("seventy-eighth", "A", "78"), ("fifty-third sessions", "A/HRC", "53")]),
    ("The first special session devoted to disarmament; at the first special session",
     [("first special session", "A", "S-10"), ("first special session", "A", "S-10")]),
    ("the report of the Committee on Contributions on its eighty-first session", [("eighty-first session", "A/CN.2", "81")]),
    ("In 2014 the Board met at the first regular session of the Board", []),
    ("the sixth session of the open-ended intergovernmental working group on corporations", [("sixth session", None, "6")]),
    ("Of the Human Rights Council. At its eighteenth session, the Expert Mechanism on the Rights of Indigenous Peoples met",
     [("eighteenth session", "A/HRC/EMRIP", "18")]),
    ("6. At its eighteenth session, the Commission on the Status of Women declared", [("eighteenth session", "E/CN.6", "18")]),
    ("The Working Group on the Universal Periodic Review, set up by Human Rights Council resolution 5/1, held its twentieth session",
     [("twentieth session", "A/HRC/WG.6", "20")]),
    ("At the second part of its sixth session, the Commission on the Status of Women", [("sixth session", "E/CN.6", "6")]),
    ("10. Notes that, at its fifty-eighth session, the Scientific and Technical Subcommittee continued its work",
     [("fifty-eighth session", "A/AC.105/C.1", "58")]),
    ("relevant conclusions of the SBSTA at its twentieth session", [("twentieth session", "FCCC/SBSTA", "20")]),
    ("endorsed by the ASEAN at its twentieth session", [("twentieth session", None, "20")]),
    ("the Assembly considered the report of UNCTAD on the fourteenth session of UNCTAD, which the Assembly welcomed",
     [("fourteenth session", "TD", "14")]),
    ("the Forum on Forests, under review at the 2026 session of the high-level political forum",
     [("2026 session", "E/HLPF", "2026")]),
    ("the recommendations of the Commission; the outcome of the twenty-third special session is essential",
     [("twenty-third special session", "A", "S-23")]),
    ("by the Assembly through the Committee on Information no later than at the main part of its seventy-seventh session",
     [("seventy-seventh session", "A", "77")]),
    ("the establishment by the Human Rights Council at its fifth session of an open-ended working group",
     [("fifth session", "A/HRC", "5")]),
    ("on the work of the tenth session of the subsidiary bodies", [("tenth session", None, "10")]),
    ("from 25 to 29 July 2022 during the fifty-fifth session", [("fifty-fifth session", None, "55")]),
    ("Ibid., Seventieth Session, Supplement No. 53", [("Seventieth Session", "A", "70")]),
    ("their views in time for the subsidiary organs to meet at their twentieth sessions", [("twentieth sessions", None, "20")]),
    ("the 2009 session of that year", [("2009 session", None, "2009")]),
    ("the seventieth to seventy-sixth sessions", [("seventieth", "A", "70"), ("seventy-sixth sessions", "A", "76")]),
    ("March/April 2008\nSession 2", []),
    ("a two-week session", []),
    ("in session", []),
    ("the twenty-first century", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sessions"), CASES, ids=[text for text, _ in CASES])
def test_finds_sessions_with_their_body(text, sessions):
    assert found(text) == sessions


@pytest.mark.parametrize("conference", ["Conference of the Parties", "COP"])
def test_a_treatys_papers_call_its_conference_by_a_short_name(conference):
    context = FinderContext(body_code="FCCC/KP/CMP")
    assert found(f"the {conference} at its twentieth session", context) == [
        ("twentieth session", "FCCC/CP", "20")
    ]
    longer = "the tenth session of the Conference of the Parties serving as the meeting of the Parties to the Kyoto Protocol"
    assert found(longer, context) == [("tenth session", "FCCC/KP/CMP", "10")]


def test_sessions_by_number_are_not_those_of_a_body_whose_sessions_go_by_years():
    council = FinderContext(body_code="E", session="2025")
    assert found("The following were elected at the sixty-ninth session", council) == [
        ("sixty-ninth session", None, "69")
    ]
    assert found("at its 2024 session", council) == [("2024 session", "E", "2024")]


def test_a_body_that_reports_to_the_council_counts_its_own_sessions():
    forum = FinderContext(body_code="E/C.19", session="2025")
    assert found("Report on the twenty-fourth session", forum) == [("twenty-fourth session", "E/C.19", "24")]


def test_an_acronym_that_is_the_documents_own_body_is_that_body():
    board = FinderContext(body_code="CEB")
    assert found("CEB, at its forty-eighth session,", board) == [("forty-eighth session", "CEB", "48")]


def test_without_a_body_in_text_or_context_the_body_stays_open():
    assert found("its tenth session", FinderContext()) == [("tenth session", None, "10")]


def test_the_security_council_has_no_sessions():
    assert found("at its tenth session", FinderContext(body_code="S")) == [("tenth session", None, "10")]


@pytest.mark.parametrize("row", read_reference("special_sessions"), ids=lambda row: row["example"])
def test_every_special_session_with_another_count_has_its_example(row):
    expected = [] if row["session"] == NEVER_HELD else [row["session"]]
    assert [session for _, _, session in found(row["example"])] == expected


@pytest.mark.parametrize("row", read_reference("number_words"), ids=lambda row: row["word"])
def test_every_ordinal_is_read(row):
    assert found(f"its {row['word']} session") == [(f"{row['word']} session", "A", row["number"])]


def test_windows_are_the_sessions_first_and_last_days():
    assert session_window("A", "74") == (date(2019, 9, 17), date(2020, 9, 14))
    assert session_window("A/C.3", "74") == session_window("A", "74")
    assert session_window("E", "2025") == (date(2025, 1, 1), date(2025, 12, 31))
    assert session_window("A", "S-8") == (date(1978, 4, 20), date(1978, 4, 21))
    assert session_window("A", "ES-10") is None
    assert session_window("E/CN.6", "69") is None


def test_a_day_falls_in_one_regular_session():
    assert session_on("A", date(2019, 11, 25)) == "74"
    assert session_on("A/C.3", date(2019, 11, 25)) == "74"
    assert session_on("A", date(1953, 12, 24)) is None
    assert session_on("S", date(2019, 11, 25)) is None


def test_main_committees_sit_in_the_assemblys_sessions():
    assert [session_owner(code) for code in ("A/C.3", "A/AC.109", "E/CN.6")] == ["A", "A/AC.109", "E/CN.6"]


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["session ", "first, ", "first and second session ", "2025 session "])
def test_time_grows_linearly_on_hostile_text(unit):
    def seconds(size):
        text = unit * (size // len(unit))
        start = time.process_time()
        sum(1 for _ in find_sessions(text, ASSEMBLY))
        return time.process_time() - start

    seconds(1000)
    assert seconds(60_000) < 12 * seconds(15_000) + 0.1
