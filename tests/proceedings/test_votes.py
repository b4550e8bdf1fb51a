from dataclasses import replace
from datetime import date

import pytest

from tasks.proceedings.list_names import read_names

LISTS = """
In favour:
Albania, Iran (Islamic Republic of), Japan.
Against:
China, Syrian Arab Republic.
Abstaining:
Egypt.
"""


def listed(vote):
    return {
        p: [x.iso3 for x in vote.positions if x.position == p] for p in ("yes", "no", "abstain", "absent")
    }


def totals(vote):
    return vote.yes_count, vote.no_count, vote.abstain_count


def one(votes):
    (vote,) = votes
    return vote


def test_a_report_states_the_totals_before_the_lists(read):
    vote = one(
        read(
            "10. At its 50th meeting, on 18 November, the Committee adopted draft resolution A/C.3/74/L.11/Rev.1 by a "
            "recorded vote of 3 to 2, with 1 abstention (see para. 13). The voting was as follows:" + LISTS
        ).votes
    )
    assert (vote.item_symbol, vote.method, vote.result) == ("A/C.3/74/L.11/Rev.1", "recorded", "adopted")
    assert (vote.meeting, vote.voted_on, vote.body_code) == ("50", date(2019, 11, 18), "A/C.3")
    assert totals(vote) == (3, 2, 1)
    assert listed(vote) == {
        "yes": ["ALB", "IRN", "JPN"],
        "no": ["CHN", "SYR"],
        "abstain": ["EGY"],
        "absent": [],
    }
    assert vote.motion is None


def test_a_record_states_the_totals_behind_the_lists(read, record):
    vote = one(
        read(
            "The President: I shall now put draft resolution A/48/L.5 to the vote.\nA recorded vote was taken."
            + LISTS.replace("Egypt.", "Egypt")
            + "Draft resolution A/48/L.5 was adopted by 3 votes to 2, with 1 abstention (resolution 48/67).",
            record,
        ).votes
    )
    assert (vote.item_symbol, totals(vote), listed(vote)["abstain"]) == ("A/48/L.5", (3, 2, 1), ["EGY"])


def test_headings_of_lists_may_stand_in_the_lines(read):
    vote = one(
        read(
            "9. The Committee adopted draft resolution A/C.3/74/L.5 by a recorded vote of 2 to none, with 1 abstention. "
            "The voting was as follows:\nIn favour: Albania, Japan. Against: None. Abstaining: Egypt."
        ).votes
    )
    assert listed(vote) == {"yes": ["ALB", "JPN"], "no": [], "abstain": ["EGY"], "absent": []}


def test_a_list_runs_over_lines_headers_and_a_footnote(read):
    vote = one(
        read(
            "9. The Committee adopted draft resolution A/C.3/74/L.5 by a recorded vote of 4 to 1, with 1 abstention. "
            "The voting was as follows:{3}\nIn favour: Albania, Democratic People's\n[[3]] The delegation of Benin "
            "subsequently indicated that it had intended to vote in favour.\nA/74/401\nRepublic of Korea, Côte\n"
            "d’Ivoire, Guinea-\nBissau.\nAgainst: China.\nAbstaining: Egypt."
        ).votes
    )
    assert listed(vote)["yes"] == ["ALB", "PRK", "CIV", "GNB"]
    assert [(p.iso3, p.intended_position) for p in vote.positions if p.intended_position] == [("BEN", "yes")]


def test_parts_of_a_draft_are_voted_on_apart(read):
    votes = read(
        "8. At its 22nd meeting, on 1 November, the Committee voted on draft resolution A/C.1/74/L.23 as follows:\n"
        "(a) The eleventh preambular paragraph was retained by a recorded vote of 3 to 2, with 1 abstention. The voting "
        "was as follows:"
        + LISTS
        + "(b) Draft resolution A/C.1/74/L.23, as a whole, was adopted by a recorded vote of "
        "3 to 2, with 1 abstention. The voting was as follows:" + LISTS
    ).votes
    assert [(vote.item_symbol, vote.motion, vote.result) for vote in votes] == [
        ("A/C.1/74/L.23", "eleventh preambular paragraph", "adopted"),
        ("A/C.1/74/L.23", None, "adopted"),
    ]


def test_a_rejected_amendment_has_its_own_symbol_and_the_larger_figure_against(read):
    vote = one(
        read(
            "13. The Committee rejected the proposed amendment contained in document A/C.3/74/L.60 to draft resolution "
            "A/C.3/74/L.32 by a recorded vote of 3 to 2, with 1 abstention."
        ).votes
    )
    assert (vote.item_symbol, vote.result, totals(vote)) == ("A/C.3/74/L.60", "rejected", (2, 3, 1))
    assert vote.motion == "proposed amendment"
    assert vote.method == "counted"


def test_the_lists_decide_which_figure_is_which(read):
    vote = one(
        read(
            "13. The Committee did not adopt draft resolution A/C.3/74/L.32: it was rejected by a recorded vote of 3 to "
            "2, with 1 abstention. The voting was as follows:" + LISTS
        ).votes
    )
    assert totals(vote) == (3, 2, 1)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("by a recorded vote of 88 to 58, with 34 abstentions", (88, 58, 34)),
        ("by 134 votes to none, with 4 abstentions", (134, 0, 4)),
        ("by a vote of 3 in favour, with 130 against and 10 abstaining", (3, 130, 10)),
        ("by a recorded vote of 88 to 76", (88, 76, 0)),
        ("by a roll-call vote of 22 in favour to 20 against, with 6 abstentions", (22, 20, 6)),
        ("by fourteen votes to none, with one abstention", (14, 0, 1)),
    ],
)
def test_totals_are_read_in_every_wording(read, words, expected):
    assert (
        totals(one(read(f"9. The Committee adopted draft resolution A/C.3/74/L.5 {words}.").votes))
        == expected
    )


def test_a_vetoed_draft_is_rejected_with_the_figures_as_they_stand(read, council):
    vote = one(
        read(
            "The President: I shall put to the vote the draft resolution contained in document S/2022/155.\n"
            "A vote was taken by show of hands.\nIn favour:\nAlbania, Brazil, France\nAgainst:\nRussian Federation\n"
            "Abstaining:\nChina, India and United Arab Emirates\nThe President: There were 11 votes in favour, 1 against "
            "and 3 abstentions. The draft resolution has not been adopted, owing to the negative vote of a permanent "
            "member of the Council.",
            council,
        ).votes
    )
    assert (vote.item_symbol, vote.method, vote.result) == ("S/2022/155", "recorded", "rejected")
    assert (totals(vote), listed(vote)["abstain"]) == ((11, 1, 3), ["CHN", "IND", "ARE"])


def test_a_list_ends_where_a_joined_line_goes_on(read, council):
    vote = one(
        read(
            "The President: I put the draft resolution contained in document S/2008/633 to the vote.\n"
            "A vote was taken by show of hands.\nIn favour:\nBelgium, Viet Nam The President (spoke in Chinese): There "
            "were 2 votes in favour. The draft resolution has been adopted unanimously as resolution 1838 (2008).",
            council,
        ).votes
    )
    assert (listed(vote)["yes"], totals(vote), vote.result) == (["BEL", "VNM"], (2, 0, 0), "adopted")


def test_a_draft_without_symbol_is_the_resolution_it_became(read, record):
    votes = read(
        "The PRESIDENT: I put to the vote operative paragraph 3 of draft resolution C.\nA recorded vote was taken.\n"
        "In favour: Albania, Algeria\nAgainst: France\nAbstaining: None\n"
        "Operative paragraph 3 of draft resolution C was retained by 2 votes to 1.\n"
        "The PRESIDENT: I now put to the vote draft resolution C as a whole.\nA recorded vote was taken.\n"
        "In favour: Albania, Algeria, Zaire\nAgainst: France\nAbstaining: None\n"
        "Draft resolution C, as a whole, was adopted by 3 votes to 1 (resolution 48/69).",
        record,
    ).votes
    assert [(v.item_symbol, v.motion) for v in votes] == [
        ("A/RES/48/69", "Operative paragraph 3"),
        ("A/RES/48/69", None),
    ]
    assert listed(votes[1])["yes"] == ["ALB", "DZA", "COD"]


def test_a_draft_inside_a_report_is_the_report(read):
    vote = one(
        read(
            "6. At its 13th meeting, on 28 October, the Fourth Committee adopted the draft resolution contained in "
            "paragraph 11 of chapter IV of the report of the Special Committee (A/49/23 (Part III)) by a recorded vote "
            "of 94 to 38, with 5 abstentions."
        ).votes
    )
    assert (vote.item_symbol, vote.body_code, vote.motion) == ("A/49/23 (Part III)", "A/C.4", None)


@pytest.mark.parametrize(
    "note",
    [
        "Subsequently, the delegation of Belize advised the Secretariat that it had intended to vote in favour.",
        "[Subsequently the delegation of Belize informed the Secretariat that it had intended to vote in favour.]",
    ],
)
def test_a_later_statement_leaves_the_vote_as_it_is(read, record, note):
    vote = one(
        read(
            "The President: I put draft resolution A/48/L.5 to the vote.\nA recorded vote was taken."
            + LISTS
            + f"Draft resolution A/48/L.5 was adopted by 3 votes to 2, with 1 abstention (resolution 48/67).\n{note}",
            record,
        ).votes
    )
    assert totals(vote) == (3, 2, 1)
    (said,) = [p for p in vote.positions if p.intended_position]
    assert (said.iso3, said.position, said.intended_position, said.intended_basis) == (
        "BLZ",
        "absent",
        "yes",
        "had_intended",
    )


def test_several_delegations_may_have_meant_several_things(read):
    vote = one(
        read(
            "9. The Committee adopted draft resolution A/C.3/74/L.5 by a recorded vote of 3 to 2, with 1 abstention. The "
            "voting was as follows:"
            + LISTS
            + "10. Subsequently, the delegations of Benin and Chad informed the "
            "Secretariat that, had they been present, they would have voted in favour, and the delegation of Egypt that "
            "it had intended to abstain."
        ).votes
    )
    assert {
        (p.iso3, p.position, p.intended_position, p.intended_basis)
        for p in vote.positions
        if p.intended_position
    } == {
        ("BEN", "absent", "yes", "had_been_present"),
        ("TCD", "absent", "yes", "had_been_present"),
        ("EGY", "abstain", "abstain", "had_intended"),
    }


@pytest.mark.parametrize(
    "words",
    [
        "the Committee adopted draft resolution A/C.3/74/L.5 without a vote.",
        "the Committee adopted, without a vote, draft resolution A/C.3/74/L.5, submitted by the Chair.",
        "draft resolution A/C.3/74/L.5 was adopted by consensus.",
        "the Chair drew attention to draft resolution A/C.3/74/L.5, which was adopted by the Committee without a vote.",
        "the Chair drew attention to draft resolution A/C.3/74/L.5, which the Special Committee adopted without a vote.",
        "the Chair drew attention to draft resolution A/C.3/74/L.5 and the Committee adopted the draft resolution.",
    ],
)
def test_adoptions_without_a_vote_are_found(read, words):
    vote = one(read(f"9. At its 50th meeting, on 18 November, {words}").votes)
    assert (vote.item_symbol, vote.method, vote.result) == ("A/C.3/74/L.5", "without_vote", "adopted")
    assert totals(vote) == (None, None, None)


@pytest.mark.parametrize(
    "words",
    [
        "The Committee adopted its agenda without a vote.",
        "The Committee adopted the draft report by consensus.",
        "The General Assembly had adopted resolution 73/187 by a recorded vote of 94 to 59, with 33 abstentions.",
        "The representative of Peru called upon delegations to adopt draft resolution A/C.3/74/L.11 without a vote.",
        "A similar draft resolution was adopted without a vote at the fifty-eighth session.",
        "It was so decided.",
        "The Committee recommended draft resolution A/C.3/74/L.5 for adoption by the General Assembly without a vote.",
        "The text of the adopted draft resolution is available at A/C.3/74/L.5.",
        "The Committee decided, without objection, to consider the items together.",
    ],
)
def test_what_is_no_vote_is_not_made_one(read, words):
    assert read(f"9. {words}").votes == ()


def test_what_a_delegate_tells_of_a_vote_is_no_vote(read, record):
    votes = read(
        "Mr. Smith (Australia): The draft resolution was adopted by 120 votes to 3 last year.\n"
        "The draft resolution was adopted by consensus the year before.",
        record,
    ).votes
    assert votes == ()


def test_a_quoted_resolution_holds_no_votes(read):
    assert (
        read(
            "> Recalling its draft resolution adopted by a recorded vote of 10 to 2, with 3 abstentions,"
        ).votes
        == ()
    )


def test_a_vote_told_twice_is_one(read):
    text = "the Committee adopted draft resolution A/C.3/74/L.5 without a vote."
    assert len(read(f"9. At its 50th meeting, {text}\n10. As stated, {text}").votes) == 1


def test_a_resolution_states_its_own_adoption(read, council):
    masthead = replace(
        council, symbol="S/RES/616 (1988)", document_type="resolution", document_date=date(1988, 7, 20)
    )
    vote = one(
        read("Adopted at the 2830th meeting by 14 votes to none, with 1 abstention (Cuba).", masthead).votes
    )
    assert (vote.item_symbol, vote.method, vote.meeting) == ("S/RES/616 (1988)", "counted", "2830")
    assert (totals(vote), listed(vote)["abstain"]) == ((14, 0, 1), ["CUB"])


def test_a_summary_record_puts_the_lists_first(read, report):
    masthead = replace(report, symbol="A/C.3/61/SR.50", document_type="summary_record", session="61")
    votes = read(
        "10. A recorded vote was taken on draft resolution A/C.3/61/L.31."
        + LISTS
        + "11. Draft resolution A/C.3/61/L.31 was adopted by 3 votes to 2, with 1 abstention.\n"
        "12. Ms. Smith (Norway) said that the draft resolution had not been adopted by consensus.",
        masthead,
    ).votes
    assert [(v.item_symbol, v.meeting, totals(v)) for v in votes] == [("A/C.3/61/L.31", "50", (3, 2, 1))]


def test_a_meeting_takes_its_day_from_where_it_is_told(read):
    vote = one(
        read(
            "2. The Committee considered the item at its 44th and 50th meetings, on 7 and 18 November 2019.\n"
            "9. At its 50th meeting, the Committee adopted draft resolution A/C.3/74/L.5 without a vote."
        ).votes
    )
    assert vote.voted_on == date(2019, 11, 18)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "text",
    [
        "In favour: " + "Albania, " * 20_000,
        "adopted " * 20_000,
        "( " * 20_000,
        "In favour:\nAgainst:\n" * 4_000,
        "1 to 2 " * 10_000,
    ],
)
def test_no_text_takes_more_than_linear_time(read, text):
    read(f"9. The Committee adopted draft resolution {text}")


def test_a_paragraph_is_of_the_draft_that_the_president_announced(read, record):
    votes = read(
        "The President: We shall first take up draft resolution I, entitled “Mines”. I shall now put operative paragraph 4 to "
        "the vote.\nA recorded vote was taken."
        + LISTS
        + "Operative paragraph 4 was retained by 3 votes to 2, with 1 "
        "abstention.\nThe President: I shall now put to the vote draft resolution I as a whole.\nA recorded vote was taken."
        + LISTS
        + "Draft resolution I, as a whole, was adopted by 3 votes to 2, with 1 abstention (resolution 48/54).\n"
        "The President: May I take it that the Assembly wishes to adopt draft resolutions II and III?\n"
        "Draft resolutions II and III were adopted (resolutions 48/55 and 48/56).",
        record,
    ).votes
    assert [(v.item_symbol, v.motion, v.method) for v in votes] == [
        ("A/RES/48/54", "Operative paragraph 4", "recorded"),
        ("A/RES/48/54", None, "recorded"),
        ("A/RES/48/55", None, "without_vote"),
        ("A/RES/48/56", None, "without_vote"),
    ]


def test_a_motion_is_rejected_in_the_committee_whose_rules_are_the_assemblys(read):
    vote = one(
        read(
            "17. At its 48th meeting, on 21 November, a motion for adjournment of debate on draft resolution A/C.3/61/L.31, "
            "under rule 116 of the rules of procedure of the General Assembly, was rejected by a recorded vote of 2 to 3, "
            "with 1 abstention."
        ).votes
    )
    assert (vote.item_symbol, vote.body_code, vote.result, totals(vote)) == (
        "A/C.3/61/L.31",
        "A/C.3",
        "rejected",
        (2, 3, 1),
    )
    assert vote.motion is not None
    assert vote.motion.startswith("motion for adjournment of debate")


def test_a_letter_does_not_vote_on_what_it_annexes(read, report):
    letter = replace(report, symbol="A/47/60", document_type="letter", body_code="A")
    assert (
        read("Adopted unanimously at the meeting of Heads of State on 21 December 1991.", letter).votes == ()
    )


def test_a_name_joined_to_itself_without_end_is_read_in_bounds():
    assert len(read_names("Albania and " * 3000, None)) == 1


def test_names_whose_comma_is_their_own_are_one():
    names = read_names(
        "Ghana, Germany, Federal Republic of, Iran, Islamic Republic of and Togo", date(1983, 12, 1)
    )
    assert [iso3 for iso3, _ in names] == ["GHA", "DEU", "IRN", "TGO"]
