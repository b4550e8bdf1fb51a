from dataclasses import replace
from datetime import date

import pytest

from seeds.reference import read_reference


def told(found):
    return [(s.iso3, s.on_behalf_of, s.occasion) for s in found.statements]


def test_a_report_tells_who_spoke_when_and_for_whom(read):
    found = read(
        "11. At its 50th meeting, on 18 November, before the vote, the representatives of Nicaragua and the Bolivarian "
        "Republic of Venezuela made statements. Statements in explanation of vote were made by the representatives of the "
        "United States of America, Finland (on behalf of the European Union and its member States) and Canada (also on "
        "behalf of Australia and Norway).\n"
        "12. After the vote, a statement in explanation of vote was made by the representative of Japan. The "
        "representative of the Islamic Republic of Iran also made a statement."
    )
    assert told(found) == [
        ("NIC", None, "before_vote"),
        ("VEN", None, "before_vote"),
        ("USA", None, "explanation_of_vote_after"),
        ("FIN", "European Union and its member States", "explanation_of_vote_after"),
        ("CAN", "Australia and Norway", "explanation_of_vote_after"),
        ("JPN", None, "explanation_of_vote_after"),
        ("IRN", None, "after_vote"),
    ]
    assert {(s.meeting, s.spoken_on) for s in found.statements} == {("50", date(2019, 11, 18))}


def test_one_sentence_may_tell_of_statements_before_and_after(read):
    found = read(
        "6. Before the adoption of the draft resolution, a statement in explanation of vote was made by the representative "
        "of the United States of America; after the adoption of the draft resolution, a statement in explanation of vote "
        "was made by the representative of the United Kingdom of Great Britain and Northern Ireland (see A/C.4/53/SR.7)."
    )
    assert told(found) == [
        ("USA", None, "explanation_of_vote_before"),
        ("GBR", None, "explanation_of_vote_after"),
    ]


def test_offices_and_observers_speak_too(read):
    found = read(
        "4. The Committee heard an introductory statement by the Director of the Division for Treaty Affairs of the United "
        "Nations Office on Drugs and Crime. The observer for the Holy See also made a statement. The Chair made a statement."
    )
    director, observer, chair = found.statements
    assert (director.speaker_title, director.iso3) == ("Director", None)
    assert director.organization.startswith("Division for Treaty Affairs")
    assert observer.iso3 == "VAT"
    assert (chair.speaker_title, chair.occasion) == ("Chair", "chair")


def test_a_footnote_tells_of_the_meeting_of_its_marker(read):
    found = read(
        "6. At its 13th meeting, on 28 October, the Committee adopted draft resolution A/C.3/74/L.5 without a vote.{2}\n"
        "7. At its 14th meeting, on 29 October, the Committee met.\n"
        "[[2]] Statements in explanation of vote were made by the representatives of Germany (on behalf of the European "
        "Union) and the Russian Federation."
    )
    assert [(s.iso3, s.meeting) for s in found.statements] == [("DEU", "13"), ("RUS", "13")]


def test_speeches_have_speaker_language_and_extent(read, record):
    text = (
        "The President: I call on the representative of Zimbabwe, who will speak on behalf of the Group of African States.\n"
        "Mr. Chidyausiku (Zimbabwe) (spoke in French): We mourn.\nMay she rest in peace.\n"
        "The President: I give the floor to the representative of Angola to introduce draft resolution A/48/L.66.\n"
        "Mr. Gaspar Martins (Angola): It is my honour.\nThe meeting rose at 1 p.m."
    )
    found = read(text, record)
    first, speech, second, introduction = found.statements
    assert (first.occasion, second.occasion) == ("chair", "chair")
    assert (speech.speaker, speech.iso3, speech.language_spoken) == ("Chidyausiku", "ZWE", "French")
    assert speech.on_behalf_of == "Group of African States"
    assert text[speech.start_char : speech.end_char].endswith("May she rest in peace.")
    assert (introduction.iso3, introduction.occasion) == ("AGO", "introduction")
    assert text[introduction.start_char : introduction.end_char].endswith("It is my honour.")


@pytest.mark.parametrize(
    ("announced", "occasion"),
    [
        (
            "Before giving the floor to speakers in explanation of vote before the voting, may I remind you.",
            "explanation_of_vote_before",
        ),
        (
            "Before giving the floor for explanations of votes after the voting, may I remind you.",
            "explanation_of_vote_after",
        ),
        ("I call on those who wish to make statements following the voting.", "after_vote"),
        ("The exercise of the right of reply has been requested.", "right_of_reply"),
        ("I call on the representative of Peru on a point of order.", "other"),
        ("We have heard the last speaker in explanation of vote.", "general"),
    ],
)
def test_the_president_sets_the_occasion(read, record, announced, occasion):
    found = read(f"The President: {announced}\nMr. Chávez (Peru): I speak.", record)
    assert [s.occasion for s in found.statements if s.iso3] == [occasion]


@pytest.mark.parametrize(
    "words",
    [
        "We align ourselves with the statement delivered by the representative of Uganda on behalf of the African States.",
        "On behalf of my delegation, I congratulate you.",
        "On behalf of the Republic of Cuba, I thank you.",
        "We endorse the statement made on behalf of the Group of 77 and China.",
    ],
)
def test_alignment_is_not_speaking_for_others(read, record, words):
    found = read(f"Mr. Reyes (Cuba): {words}", record)
    assert [s.on_behalf_of for s in found.statements] == [None]


def test_a_speaker_says_for_whom(read, record):
    found = read(
        "Mr. Reyes (Cuba): I have the honour to speak on behalf of the Non-Aligned Movement.", record
    )
    assert [s.on_behalf_of for s in found.statements] == ["Non-Aligned Movement"]


def test_the_president_may_speak_as_a_representative(read, council):
    found = read(
        "President: Mr. Adom . . . . . (Côte d’Ivoire)\n"
        "The President (spoke in French): I shall now make a statement in my capacity as the representative of Côte "
        "d’Ivoire.\nWe welcome the resolution.\nI now resume my functions as President of the Security Council.",
        council,
    )
    assert [(s.iso3, s.speaker, s.occasion) for s in found.statements] == [
        ("CIV", "Adom", "general"),
        (None, "Adom", "chair"),
    ]


def test_a_summary_record_tells_speeches_in_the_third_person(read, report):
    masthead = replace(report, symbol="A/C.3/61/SR.50", document_type="summary_record", session="61")
    found = read(
        "12. Ms. Smith (Norway), speaking in explanation of vote before the voting, said that she agreed.",
        masthead,
    )
    assert told(found) == [("NOR", None, "explanation_of_vote_before")]


def test_a_statement_is_a_document_of_its_author(read, report):
    masthead = replace(report, symbol=None, document_type="statement", author_iso3="PAK")
    (statement,) = read("Madam Chair,\nWe welcome the session.", masthead).statements
    assert (statement.iso3, statement.start_char, statement.end_char) == ("PAK", 0, 36)


@pytest.mark.parametrize("row", read_reference("announcements"), ids=lambda row: row["key"])
def test_every_announcement_is_known_by_its_example(read, record, row):
    found = read(f"The President: {row['example']}\nMr. Chávez (Peru): I speak.", record)
    (occasion,) = [s.occasion for s in found.statements if s.iso3]
    before_any_vote = row["key"] in ("explanation", "explanations")
    assert occasion == ("explanation_of_vote_before" if before_any_vote else row["occasion"])


def test_an_institution_named_after_a_state_is_no_state(read):
    found = read(
        "4. Representatives of the National Autonomous University of Mexico gave presentations. A statement was made by the "
        "representative of the Fiji Women’s Rights Movement. The Minister for Foreign Affairs, International Trade and "
        "Worship of Argentina made a statement."
    )
    assert [(s.iso3, s.speaker_title) for s in found.statements] == [
        (None, None),
        (None, None),
        ("ARG", "Minister"),
    ]
