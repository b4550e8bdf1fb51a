import pytest

from seeds.reference import read_reference
from tasks.proceedings.list_names import read_names, split_list
from tasks.proceedings.speakers import match_speaker
from tasks.proceedings.vote_counts import find_counts


@pytest.mark.parametrize("row", read_reference("citation_verbs"), ids=lambda row: row["phrase"])
def test_every_citing_phrase_is_found_in_its_example(read, row):
    assert [c.verb for c in read(f"2. {row['example']}.").citations] == [row["verb"]]


@pytest.mark.parametrize("row", read_reference("addressing_verbs"), ids=lambda row: row["verb"])
def test_every_addressing_verb_finds_its_addressee(read, row):
    (action,) = read(f"! 1. {row['example']};").actions
    assert (action.verb, action.addressee) == (row["verb"], row["addressee"])


@pytest.mark.parametrize("row", read_reference("vote_headings"), ids=lambda row: row["heading"])
def test_every_heading_of_a_roll_call_is_known(read, row):
    before = "" if row["position"] != "absent" else "In favour: Albania, Japan.\n"
    (vote,) = (
        read(f"{before}{row['example']}\nAgainst: Peru.").votes
        if row["position"] != "no"
        else read(f"In favour: Albania, Japan.\n{row['example']}").votes
    )
    assert row["position"] in {p.position for p in vote.positions} or "None" in row["example"]


def test_a_list_of_resolutions_shares_its_verb(read):
    found = read("> Recalling its resolutions 53/70 of 4 December 1998 and 54/49 of 1 December 1999,")
    assert [c.verb for c in found.citations] == ["recalls", "recalls"]


def test_a_footnote_takes_the_verb_of_its_marker(read):
    found = read("! 1. Takes note of the report of the Secretary-General;{5}\n[[5]] A/74/130.")
    assert [c.verb for c in found.citations] == ["takes note"]


def test_a_verb_of_another_sentence_introduces_nothing(read):
    assert [
        c.verb for c in read("2. The Council recalls the Charter. The text is resolution 74/247.").citations
    ] == [None]


@pytest.mark.parametrize(
    ("paragraph", "verb", "addressee", "session"),
    [
        (
            "4. Also requests the Secretary-General to report thereon to the General Assembly at its seventy-fifth session;",
            "requests",
            "Secretary-General",
            "75",
        ),
        ("5. Invites donor countries to provide assistance;", "invites", "donor countries", None),
        ("1. Takes note of the report of the Secretary-General;", "takes note", None, None),
        ("6. Decides to examine the question at its seventy-fifth session.", "decides", None, None),
        ("7. Strongly condemns all acts of terrorism;", "condemns", None, None),
    ],
)
def test_an_operative_paragraph_is_an_action(read, paragraph, verb, addressee, session):
    (action,) = read(f"! {paragraph}").actions
    assert (action.verb, action.addressee, action.report_due_session) == (verb, addressee, session)


@pytest.mark.parametrize(
    ("line", "name", "of", "language"),
    [
        ("Mr. Delattre (France) (spoke in French): We", "Delattre", "France", "French"),
        (
            "Mr. OLMEDO VIRREIRA (Bolivia) (interpretation from Spanish): We",
            "OLMEDO VIRREIRA",
            "Bolivia",
            "Spanish",
        ),
        ("Mr. Briz Gutiérrez: (Guatemala) (spoke in Spanish): My", "Briz Gutiérrez", "Guatemala", "Spanish"),
        ("Sir Mark Lyall Grant (United Kingdom): The", "Mark Lyall Grant", "United Kingdom", None),
        ("The President (spoke in Chinese): There", None, None, "Chinese"),
        (
            "Mr. Llorentty Solíz (Plurinational State of Bolivia) (spoke in Spanish): We",
            "Llorentty Solíz",
            "Plurinational State of Bolivia",
            "Spanish",
        ),
    ],
)
def test_speakers_are_told_from_their_opening_line(line, name, of, language):
    speaker = match_speaker(line)
    assert speaker is not None
    assert (speaker.name, speaker.of, speaker.language) == (name, of, language)


@pytest.mark.parametrize(
    "line",
    [
        "We have two points: peace and law.",
        "General observations: none",
        "In favour: Albania",
        "Mr. Smith said so.",
    ],
)
def test_other_lines_open_no_speech(line):
    assert match_speaker(line) is None


def test_lists_are_split_outside_parentheses():
    assert split_list("China, Iran (Islamic Republic of, x), Peru") == [
        "China",
        "Iran (Islamic Republic of, x)",
        "Peru",
    ]


def test_the_last_two_names_of_a_list_may_be_joined_by_and():
    names = read_names(
        "Antigua and Barbuda, United Kingdom of Great Britain and Northern Ireland and United States of America",
        None,
    )
    assert [iso3 for iso3, _ in names] == ["ATG", "GBR", "USA"]


def test_numbers_that_are_no_totals_are_left():
    assert list(find_counts("from 3 to 5 April, in paragraphs 2 and 4, at 10 for lunch")) == []
