from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.model import BOLD_OFF, BOLD_ON, SUPERSCRIPT_OFF, SUPERSCRIPT_ON, Block
from tasks.text.masthead import find_masthead

DISCLAIMER = (
    "This record contains the text of speeches delivered in English and of the translation of speeches\n"
    "delivered in other languages. Corrections should be submitted to the original languages only."
)


def text(*parts: str) -> tuple[Block, ...]:
    """One block a paragraph, as the reader of plain text makes them."""
    return tuple(Block(1, part) for part in parts)


def at(left: float, top: float, content: str, *, size: float = 10, page: int = 1, **more) -> Block:
    """A block as the PDF reader makes it: an A4 page, points."""
    lines = content.count("\n") + 1
    return Block(
        page,
        content,
        left=left,
        hanging=left,
        top=top,
        bottom=top + 1.15 * size * lines,
        font_size=size,
        **more,
    )


def modern(
    symbol: str, *below: Block, organ: str = "General Assembly", distribution: str = "General"
) -> tuple[Block, ...]:
    return (
        at(123, 47, "United Nations", size=14),
        at(465, 49, symbol, role="furniture"),
        at(123, 71, organ, size=20),
        at(397, 79, f"Distr.: {distribution}"),
        at(397, 91, "17 July 2025"),
        at(397, 115, "Original: English"),
        *below,
        at(65, 740, "25-09829 (E)    230725", role="furniture"),
        at(65, 752, "*2509829*", role="furniture"),
    )


class TestModernMasthead:
    document = modern(
        "A/80/176*",
        at(60, 215, "Eightieth session\nItem 25 (b) of the provisional agenda**"),
        at(60, 239, "Social development, including questions relating to the world\nsocial situation"),
        at(123, 290, "World social situation 2025: a new policy con-\nsensus", size=14),
        at(123, 330, "Note by the Secretariat", size=12),
        at(70, 360, "Summary"),
        at(123, 380, "The present note contains the main findings of the World Social Report 2025."),
    )

    def test_reads_every_field(self):
        masthead = find_masthead(self.document, "application/pdf")
        assert masthead.symbol == "A/80/176"
        assert masthead.joint_symbol is None
        assert masthead.document_type == "note"
        assert masthead.body_code == "A"
        assert masthead.session == "80"
        assert masthead.agenda_items == ("25 (b)",)
        assert masthead.document_date == date(2025, 7, 17)
        assert masthead.distribution == "General"
        assert masthead.original_language == "English"
        assert masthead.language == "English"
        assert masthead.job_number == "25-09829 (E)"

    def test_the_title_is_neither_the_items_nor_the_authors_line(self):
        assert (
            find_masthead(self.document, "application/pdf").title
            == "World social situation 2025: a new policy con-sensus"
        )

    def test_says_which_blocks_are_masthead_and_title(self):
        masthead = find_masthead(self.document, "application/pdf")
        assert masthead.title_indexes == {8}
        assert masthead.block_indexes == {0, 2, 3, 4, 5, 6, 7, 9}

    def test_the_order_in_which_the_page_draws_its_blocks_does_not_matter(self):
        late = (*self.document[6:], *self.document[:6])
        masthead, drawn_late = find_masthead(self.document, ""), find_masthead(late, "")
        assert (drawn_late.symbol, drawn_late.title, drawn_late.document_date) == (
            masthead.symbol, masthead.title, masthead.document_date,
        )  # fmt: skip


@pytest.mark.parametrize(
    "title",
    [
        "Financial statements of the harbours for the biennium and\nreport of the Board of Keepers",
        "Expenses of the lighthouses of the\nUnited Nations",
        "Report on the seminar on harbours that was held in\nGeneva",
        "Performance of the harbours in the year\n2012",
    ],
)
def test_a_title_goes_on_over_its_line_end(title):
    headings = (
        at(60, 215, "Eightieth session\nAgenda item 25"),
        at(123, 290, title, size=14),
        at(123, 330, "Report of the Secretary-General", size=12),
    )
    masthead = find_masthead(modern("A/80/176", *headings), "")
    assert masthead.title == title.replace("\n", " ")


def test_a_word_processors_lines_stay_in_their_order():
    lines = (
        Block(1, "Eightieth session", left=0.0, font_size=10),
        Block(1, "Agenda item 25", left=0.0, font_size=10),
        Block(1, "Harbours", left=0.0, font_size=10),
        Block(1, "Distr.: General", left=337.0, font_size=10),
        Block(1, "Lighthouses in the world", left=63.0, font_size=14),
        Block(1, "Report of the Secretary-General", left=63.0, font_size=12),
        Block(
            1,
            "The present report is submitted pursuant to a resolution on lighthouses and harbours.",
            left=63.0,
        ),
    )
    assert find_masthead(lines, "").title == "Lighthouses in the world"


def test_two_columns_give_the_first_bodys_session_and_the_items_of_both():
    masthead = find_masthead(
        modern(
            "A/80/73-E/2025/51",
            at(60, 215, "General Assembly\nEightieth session\nItem 24 of the preliminary list*"),
            at(60, 250, "Agriculture development, food security and nutrition"),
            at(
                348,
                215,
                "Economic and Social Council\n2025 session\n25 July 2024–30 July 2025\nAgenda item 12",
            ),
            at(348, 262, "Implementation of and follow-up to major\nUnited Nations conferences and summits"),
            at(123, 300, "Main decisions of the Committee on World Food Security", size=14),
            at(123, 330, "Note by the Secretary-General", size=12),
            organ="General Assembly\nEconomic and Social Council",
        ),
        "",
    )
    assert (masthead.symbol, masthead.joint_symbol) == ("A/80/73", "E/2025/51")
    assert masthead.session == "80"
    assert masthead.agenda_items == ("24", "12")
    assert masthead.title == "Main decisions of the Committee on World Food Security"
    assert masthead.body_code == "A"


def test_a_letter_is_titled_by_its_heading_and_dated_by_its_masthead():
    masthead = find_masthead(
        modern(
            "S/2025/516",
            at(
                123, 215,
                "Letter dated 13 July 2025 from the Permanent Representative of\nRwanda to the United Nations addressed to the\nSecretary-General",
                size=12,
            ),
            at(147, 260, "I have the honour to write to you on behalf of the Government of the Republic of Rwanda."),
            organ="Security Council",
        ),
        "",
    )  # fmt: skip
    assert masthead.document_type == "letter"
    assert masthead.title == (
        "Letter dated 13 July 2025 from the Permanent Representative of Rwanda to the United Nations addressed to the Secretary-General"
    )
    assert masthead.document_date == date(2025, 7, 17)
    assert masthead.author_iso3 == "RWA"
    assert (masthead.session, masthead.agenda_items) == (None, ())


def test_a_joint_letter_has_no_single_author():
    masthead = find_masthead(
        text(
            "S/2025/197",
            "Letter dated 31 March 2025 from the Permanent Representatives of Denmark and Sierra Leone to the United Nations addressed to the Secretary-General",
            "We would be grateful if the present letter could be circulated as a document of the Security Council.",
        ),
        "",
    )
    assert masthead.author_iso3 is None


class TestTypedMasthead:
    """As typed until 1997: the title in capitals, the symbol in the box."""

    document = (
        at(65, 35, "UNITED\nNATIONS", size=13),
        at(522, 37, "A S", size=30),
        at(158, 95, "General Assembly\nSecurity Council", size=16),
        at(437, 110, "Distr.\nGENERAL"),
        at(437, 145, "A/52/826\nS/1998/222\n17 March 1998\nENGLISH"),
        at(437, 200, "ORIGINAL:  FRENCH"),
        at(65, 230, "GENERAL ASSEMBLY\nFifty-second session\nAgenda items 43 and 18"),
        at(300, 230, "SECURITY COUNCIL\nFifty-third year"),
        at(143, 280, "THE SITUATION IN AFGHANISTAN", centred=True),
        at(143, 310, "IMPLEMENTATION OF THE DECLARATION", centred=True),
        at(
            190,
            340,
            "Report of the Special Political and Decolonization\nCommittee (Fourth Committee)",
            centred=True,
        ),
        at(190, 380, "Rapporteur:  Ms. Riitta RESCH (Finland)", centred=True),
        at(250, 410, "I.  INTRODUCTION", centred=True),
        at(65, 740, "98-06239 (E)   190398", role="furniture"),
    )

    def test_reads_the_box(self):
        masthead = find_masthead(self.document, "")
        assert (masthead.symbol, masthead.joint_symbol) == ("A/52/826", "S/1998/222")
        assert masthead.distribution == "General"
        assert masthead.document_date == date(1998, 3, 17)
        assert (masthead.language, masthead.original_language) == ("English", "French")
        assert masthead.session == "52"
        assert masthead.agenda_items == ("43", "18")
        assert masthead.job_number == "98-06239 (E)"

    def test_the_first_of_two_titles_is_the_title(self):
        masthead = find_masthead(self.document, "")
        assert masthead.title == "THE SITUATION IN AFGHANISTAN"
        assert masthead.document_type == "committee_report"


def test_what_bad_ocr_leaves_is_read():
    masthead = find_masthead(
        text(
            "UNITED\nNATIONS",
            "General Assembly",
            "Distr.\nGENERAL\nA/39/36I\n25 July 19 84\noRIGTNAL: EIiGLTSH",
            "rrwenty-sixth sess ion\nftem 108 of the provisional agenda*",
            "QUESTION OF EAST TIMOR",
            "Progress report of the Secretary-General",
            "1. Upon assuming my responsibilities at the beginning of 1982, I undertook consultations.",
            "84-I7984 1304q (E)",
        ),
        "",
    )
    assert masthead.symbol == "A/39/361"
    assert masthead.document_date == date(1984, 7, 25)
    assert masthead.original_language == "English"
    assert masthead.session == "26"
    assert masthead.agenda_items == ("108",)
    assert masthead.job_number == "84-17984 (E)"
    assert masthead.document_type == "report"


def test_the_box_of_a_bilingual_masthead_stands_beside_the_organs_names():
    masthead = find_masthead(
        (
            at(87, 35, "United Nations"),
            at(277, 35, "Nations Unies"),
            at(441, 26, "UNRESTRICTED"),
            at(441, 50, "E/CN.4/110"),
            at(87, 69, "ECONOMIC"),
            at(278, 69, "CONSEIL"),
            at(442, 65, "3 June 1948"),
            at(442, 77, "ORIGINAL:"),
            at(508, 77, "ENGLISH."),
            at(113, 84, "AND"),
            at(277, 85, "ECONOMIQUE"),
            at(508, 88, "FRENCH"),
            at(87, 102, "SOCIAL COUNCIL"),
            at(277, 102, "ET SOCIAL"),
            at(75, 173, "COMMISSION ON HUMAN RIGHTS"),
            at(74, 200, "Third session"),
            at(
                136,
                245,
                "Second Report of the Sub-Committee Consisting of the\nRepresentatives of China and Yugoslavia",
            ),
            at(75, 354, "1. Every one charged with a penal offence is presumed to be innocent."),
        ),
        "",
    )
    assert masthead.symbol == "E/CN.4/110"
    assert masthead.distribution == "Unrestricted"
    assert masthead.document_date == date(1948, 6, 3)
    assert masthead.original_language == "English/French"
    assert masthead.session == "3"
    assert masthead.body_code == "E/CN.4"
    assert (
        masthead.title
        == "Second Report of the Sub-Committee Consisting of the Representatives of China and Yugoslavia"
    )


class TestMeetingRecords:
    def test_a_verbatim_record_is_dated_by_its_meeting(self):
        masthead = find_masthead(
            text(
                DISCLAIMER,
                "24-19856 (E)\n*2419856*",
                "United Nations A/79/PV.29\nGeneral Assembly\nSeventy-ninth session\n29thplenary meeting\n"
                "Tuesday, 29 October 2024, 3 p.m.\nNew York\nOfficial Records",
                "President: Mr. Yang ....................(Cameroon)",
                "The meeting was called to order at 3 p.m.",
            ),
            "",
        )
        assert masthead.document_type == "verbatim_record"
        assert masthead.title == "29th plenary meeting"
        assert masthead.document_date == date(2024, 10, 29)
        assert masthead.session == "79"
        assert masthead.distribution is None
        assert masthead.job_number == "24-19856 (E)"

    def test_the_notice_in_the_head_is_not_where_the_record_begins(self):
        masthead = find_masthead(
            text(
                "United Nations S/PV.3388",
                f"94-85734 (E) {DISCLAIMER}",
                "Security Council Provisional",
                "Forty-ninth Year",
                "3388th Meeting",
                "Wednesday, 8 June 1994, 6.30 p.m.",
                "President: Mr. Al-Khussaiby (Oman)",
            ),
            "",
        )
        assert masthead.title == "3388th Meeting"
        assert masthead.document_date == date(1994, 6, 8)
        assert masthead.job_number == "94-85734 (E)"

    def test_a_summary_record_is_dated_by_its_meeting_and_not_by_its_issue(self):
        masthead = find_masthead(
            text(
                "United Nations A/C.3/74/SR.44",
                "General Assembly\nSeventy-fourth session\nOfficial Records",
                "Distr.: General\n8 January 2020\nOriginal: English",
                "Third Committee",
                "Summary record of the 44th meeting",
                "Held at Headquarters, New York, on Thursday, 7 November 2019, at 3 p.m.",
                "Chair: Mr. Braun ................ (Luxembourg)",
            ),
            "",
        )
        assert masthead.document_type == "summary_record"
        assert masthead.document_date == date(2019, 11, 7)
        assert masthead.title == "Summary record of the 44th meeting"
        assert masthead.body_code == "A/C.3"
        assert masthead.session == "74"


class TestResolutions:
    def test_the_assemblys_take_symbol_session_and_title_from_their_number(self):
        masthead = find_masthead(
            text(
                "Resolution adopted by the General Assembly on 6 April 2022",
                "76/261.",
                "Joint Inspection Unit",
                "The General Assembly,",
                "Recalling its resolution 31/192 of 22 December 1976,",
            ),
            "",
        )
        assert masthead.symbol == "A/RES/76/261"
        assert masthead.session == "76"
        assert masthead.title == "Joint Inspection Unit"
        assert masthead.document_date == date(2022, 4, 6)
        assert masthead.document_type == "resolution"
        assert masthead.body_code == "A"
        assert masthead.title_indexes == {2}

    def test_the_day_of_adoption_comes_before_the_mastheads(self):
        masthead = find_masthead(
            modern(
                "A/RES/78/323",
                at(60, 215, "Seventy-eighth session\nAgenda item 69"),
                at(
                    60,
                    240,
                    "Elimination of racism, racial discrimination, xenophobia and\nrelated intolerance",
                ),
                at(123, 290, "Resolution adopted by the General Assembly\non 13 August 2024", size=14),
                at(123, 325, "[without reference to a Main Committee (A/78/L.96)]"),
                at(85, 350, "78/323.  International Day of Women and Girls\nof African Descent", size=12),
                at(147, 380, "The General Assembly,"),
                at(147, 400, "Reaffirming the purposes and principles of the Charter of the United Nations,"),
            ),
            "",
        )
        assert masthead.document_date == date(2024, 8, 13)
        assert masthead.title == "International Day of Women and Girls of African Descent"
        assert (masthead.session, masthead.agenda_items) == ("78", ("69",))

    @pytest.mark.parametrize(
        ("head", "symbol", "day"),
        [
            (("Resolution 2777 (2025)", "Adopted by the Security Council at its 9880th meeting, on\n17 March 2025"), "S/RES/2777 (2025)", date(2025, 3, 17)),
            (("RESOLUTION 780 (1992)", "Adopted by the Security Council at its 3119th meeting,", "on 6 October 1992"), "S/RES/780 (1992)", date(1992, 10, 6)),
            (("Resolution 217 (1965)\nof 20 November 1965",), "S/RES/217 (1965)", date(1965, 11, 20)),
            (("Resolution 290\nof 8 December 1970",), "S/RES/290 (1970)", date(1970, 12, 8)),
            (("10 (1946). Resolution of 4 November 1946",), "S/RES/10 (1946)", date(1946, 11, 4)),
            (("31 (1947). Resolution of 25 August 1947\n[S/525, IV]",), "S/RES/31 (1947)", date(1947, 8, 25)),
        ],
    )  # fmt: skip
    def test_the_councils_forms(self, head, symbol, day):
        masthead = find_masthead(text(*head, "The Security Council,", "Recalling its resolutions,"), "")
        assert masthead.symbol == symbol
        assert masthead.document_date == day
        assert masthead.document_type == "resolution"
        assert masthead.session is None

    @pytest.mark.parametrize(
        ("number", "organ", "symbol", "session"),
        [
            ("2625 (XXV).", "The General Assembly,", "A/RES/2625 (XXV)", "25"),
            ("ES-11/1.", "The General Assembly,", "A/RES/ES-11/1", "ES-11"),
            ("2019/19.", "The Economic and Social Council,", "E/RES/2019/19", "2019"),
            ("50/13.", "The Human Rights Council,", "A/HRC/RES/50/13", "50"),
        ],
    )
    def test_the_organ_that_resolves_names_the_series(self, number, organ, symbol, session):
        masthead = find_masthead(
            text(number, "Title of the resolution", organ, "Recalling its resolutions,"), ""
        )
        assert (masthead.symbol, masthead.session, masthead.title) == (
            symbol,
            session,
            "Title of the resolution",
        )


def test_a_cover_of_the_official_records_has_no_box():
    masthead = find_masthead(
        (
            at(519, 40, "A/80/23"),
            at(123, 137, "United Nations", size=20),
            at(123, 195, "Report of the Special\nCommittee on Peacekeeping Operations", size=28),
            at(123, 400, "2025 substantive session\n(New York, 17 February–14 March 2025)", size=20),
            at(123, 481, "General Assembly", size=20),
            at(123, 502, "Official Records\nEightieth Session\nSupplement No. 23", size=14),
            at(86, 30, "A/80/23", page=2, role="furniture"),
            at(123, 190, "Report of the Special Committee on Peacekeeping Operations", page=3, size=20),
            at(124, 632, "United Nations • New York, 2025", page=3, size=14),
            at(400, 90, "[11 July 2025]", page=5),
        ),
        "",
    )
    assert masthead.symbol == "A/80/23"
    assert masthead.title == "Report of the Special Committee on Peacekeeping Operations"
    assert masthead.session == "80"
    assert masthead.document_date == date(2025, 7, 11)
    assert masthead.distribution is None
    assert masthead.document_type == "report"


def test_an_inner_page_gives_what_its_running_header_says():
    masthead = find_masthead(
        text(
            "A/49/624\nEnglish\nPage 2\n3. At the same meeting, the Fourth Committee decided to consider the item."
        ),
        "",
    )
    assert (masthead.symbol, masthead.session, masthead.title) == ("A/49/624", "49", None)


def test_running_headers_give_the_symbol_that_page_one_lacks():
    page = tuple(Block(n, "FCCC/SBSTA/2011/MISC.14", role="furniture") for n in (2, 3))
    assert find_masthead((*text("Summary on progress"), *page), "").symbol == "FCCC/SBSTA/2011/MISC.14"


def test_a_symbol_in_a_footnote_is_not_the_documents_own():
    blocks = (*text("Provisional agenda"), Block(1, "A/80/150.", role="footnote", label="*"))
    assert find_masthead(blocks, "").symbol is None


def test_marks_and_markers_are_no_part_of_the_title():
    heading = f"{BOLD_ON}Report on reports{SUPERSCRIPT_ON}1{SUPERSCRIPT_OFF}*,**{BOLD_OFF}"
    assert find_masthead(text(heading, "1. The present report is short."), "").title == "Report on reports"


class TestDraftResolutions:
    def test_the_sponsors_line_is_no_title(self):
        masthead = find_masthead(
            (
                *modern(
                    "E/2025/L.10",
                    at(60, 215, "2025 session\n25 July 2024–30 July 2025\nAgenda item 12 (b)"),
                    at(60, 255, "Implementation of and follow-up to major conferences"),
                    at(123, 290, "Iraq:*,** draft resolution", size=12),
                    at(123, 315, "Doha Programme of Action for the\nLeast Developed Countries", size=14),
                    at(147, 350, "The Economic and Social Council,"),
                    organ="Economic and Social Council",
                    distribution="Limited",
                ),
                Block(
                    1,
                    "On behalf of the States that are members of the Group of 77 and China.",
                    role="footnote",
                ),
            ),
            "",
        )
        assert masthead.title == "Doha Programme of Action for the Least Developed Countries"
        assert masthead.document_type == "draft_resolution"
        assert masthead.distribution == "Limited"
        assert (masthead.author_iso3, masthead.author_group) == ("IRQ", "G77")
        assert masthead.session == "2025"

    def test_several_sponsors_under_the_title_make_no_author(self):
        masthead = find_masthead(
            text(
                "Distr.\nLIMITED\nA/L.632\n29 September 1971\nORIGINAL: ENGLISH",
                "Twenty-sixth session\nAgenda item 93",
                "RESTORATION OF THE LAWFUL RIGHTS",
                "Australia, Colombia and Uruguay: draft resolution",
                "The General Assembly,",
            ),
            "",
        )
        assert masthead.title == "RESTORATION OF THE LAWFUL RIGHTS"
        assert masthead.document_type == "draft_resolution"
        assert masthead.author_iso3 is None


class TestStatements:
    def test_the_heading_tells_mission_and_group(self):
        masthead = find_masthead(
            text(
                "G-77 and China statement during the Expert Group Meeting, from 27-29 July 2020 delivered by Ms. Safa Shabat, Permanent Mission of Palestine",
                "Agenda item 2: International Cooperation and item 3: Prevention",
                "Mr. Chairman,\nExcellencies and distinguished delegates,",
            ),
            "",
        )
        assert masthead.document_type == "statement"
        assert masthead.agenda_items == ("2", "3")
        assert (masthead.author_iso3, masthead.author_group) == ("PSE", "G77")
        assert masthead.document_date == date(2020, 7, 27)

    def test_a_speaker_who_names_his_own_state_is_its_delegate(self):
        masthead = find_masthead(
            text(
                "First Substantive Session of the Ad Hoc Committee",
                "Madam Chair,",
                "2. We welcome the convening of the session.",
                "3. Pakistan looks forward to a fruitful exchange of views with other Member States.",
            ),
            "",
        )
        assert (masthead.document_type, masthead.author_iso3) == ("statement", "PAK")

    def test_the_group_of_another_speaker_is_not_his(self):
        masthead = find_masthead(
            text(
                "Mr. President,",
                "My delegation aligns itself with the statement made on behalf of the Group of 77 and China.",
            ),
            "",
        )
        assert masthead.author_group is None

    def test_a_news_page_is_no_statement(self):
        masthead = find_masthead(
            (
                *text("Monday, September 9", "On the first session of the UN Special Committee"),
                Block(1, "Google+ Pinterest LinkedIn Tumblr +", role="furniture"),
                *text(
                    "The first session, held in a hybrid format, was attended by experts from more than 160 States."
                ),
            ),
            "",
        )
        assert masthead.document_type == "news"
        assert masthead.title == "On the first session of the UN Special Committee"


def test_a_circular_is_titled_by_its_subject():
    masthead = find_masthead(
        modern(
            "ST/IC/2025/1",
            at(123, 214, "Information circular*", size=14),
            at(100, 245, "To: Members of the staff"),
            at(88, 263, "From: The Assistant Secretary-General for Human Resources"),
            at(76, 288, "Subject:"),
            at(123, 286, "Membership of the Senior Review Group", size=12),
            at(
                123, 312, "1. In accordance with section 2 of the bulletin the membership will be as follows:"
            ),
            organ="Secretariat",
        ),
        "",
    )
    assert masthead.title == "Membership of the Senior Review Group"
    assert masthead.document_type == "information"


def test_a_heading_that_the_authors_line_repeats_is_the_items():
    masthead = find_masthead(
        text(
            "Distr.\nGENERAL\nA/HRC/12/6\n5 June 2009\nENGLISH\nOriginal: ENGLISH/FRENCH",
            "HUMAN RIGHTS COUNCIL\nTwelfth session\nAgenda item 6",
            "UNIVERSAL PERIODIC REVIEW",
            "Report of the Working Group on the Universal Periodic Review*",
            "Congo",
        ),
        "",
    )
    assert masthead.title == "Report of the Working Group on the Universal Periodic Review"
    assert masthead.original_language == "English/French"
    assert masthead.language == "English"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            ("Nations Unies A/74/401", "Assemblée générale", "Distr. générale\n25 novembre 2019\nFrançais\nOriginal : anglais", "Soixante-quatorzième session\nPoint 107 de l’ordre du jour"),
            ("A/74/401", "General", date(2019, 11, 25), "English", "French", ("107",)),
        ),
        (
            ("Naciones Unidas A/74/401", "Asamblea General", "Distr. general\n25 de noviembre de 2019\nEspañol\nOriginal: inglés", "Tema 107 del programa"),
            ("A/74/401", "General", date(2019, 11, 25), "English", "Spanish", ("107",)),
        ),
        (
            ("Организация Объединенных Наций A/74/401", "Генеральная Ассамблея", "Distr.: General\n25 November 2019\nRussian\nOriginal: English", "Пункт 107 повестки дня"),
            ("A/74/401", "General", date(2019, 11, 25), "English", "Russian", ("107",)),
        ),
    ],
)  # fmt: skip
def test_mastheads_in_other_languages(head, expected):
    m = find_masthead(text(*head), "")
    assert (
        m.symbol,
        m.distribution,
        m.document_date,
        m.original_language,
        m.language,
        m.agenda_items,
    ) == expected


def test_columns_that_a_reader_ran_together_are_told_apart():
    masthead = find_masthead(
        text(
            "United Nations A/80/176\nGeneral Assembly Distr.: General 17 July 2025 Original: English",
            "General Assembly Security Council\nSeventy-ninth session Eightieth year\nAgenda items 32, 60, 61,\n69 and 132",
            "Prevention of armed conflict",
            "Letter dated 19 March 2025 from the Permanent Representative of Azerbaijan to the United Nations addressed to the Secretary-General",
        ),
        "",
    )
    assert masthead.symbol == "A/80/176"
    assert (masthead.distribution, masthead.document_date) == ("General", date(2025, 7, 17))
    assert masthead.original_language == "English"
    assert masthead.session == "79"
    assert masthead.agenda_items == ("32", "60", "61", "69", "132")


def test_a_word_masthead_is_a_table():
    masthead = find_masthead(
        (
            Block(1, " | United Nations |  | A/80/604/Add.13", role="table_row"),
            Block(
                1,
                " | General Assembly |  | Distr.: General\n13 April 2026\n\nOriginal: English",
                role="table_row",
            ),
            *text(
                "Eightieth session\nAgenda item 157", "Financing of the United Nations Mission in South Sudan"
            ),
            *text("Budget performance for the United Nations Mission in South Sudan"),
            *text("Report of the Advisory Committee on Administrative and Budgetary Questions"),
            *text("I. Introduction"),
        ),
        "",
    )
    assert masthead.symbol == "A/80/604/Add.13"
    assert masthead.document_date == date(2026, 4, 13)
    assert masthead.title == "Budget performance for the United Nations Mission in South Sudan"
    assert masthead.document_type == "report"


def test_no_blocks_say_nothing():
    masthead = find_masthead((), "text/plain")
    assert masthead.symbol is None
    assert masthead.title is None
    assert masthead.document_type == "other"


@pytest.mark.parametrize(
    ("name", "kind", "title"),
    [
        ("000_d47a2ab10d774138.txt", "statement", "First Substantive Session of the Ad Hoc Committee"),
        ("003_81fd37eded81f15c.txt", "committee_report", "Countering the use of information"),
        ("004_05dcb95f184666bc.txt", "note", "Draft resolution for consideration by the General Assembly"),
    ],
)
def test_seeds(name, kind, title):
    raw = (Path(__file__).parents[2] / "seeds/documents" / name).read_text(encoding="utf-8")
    paragraphs = [part.strip().lstrip("# ").replace("*", "") for part in raw.split("\n\n")]
    masthead = find_masthead(text(*filter(None, paragraphs)), "text/plain")
    assert masthead.document_type == kind
    assert masthead.title is not None
    assert masthead.title.startswith(title)


LINES = st.sampled_from(
    ["A/74/401", "Distr.: General", "1 May 2020", "Original:", "Agenda items 1,", "and", "I.", "Report of the", "(", "[", "-", "",
     "Letter dated", "76/10.", "Resolution", "United Nations", "session", "Twenty-", "The General Assembly,", ": draft resolution"]
) | st.text(max_size=40)  # fmt: skip


@given(st.lists(st.lists(LINES, max_size=4).map("\n".join).map(lambda t: Block(1, t)), max_size=12))
def test_any_blocks_have_a_masthead(blocks):
    masthead = find_masthead(tuple(blocks), "text/plain")
    assert not masthead.block_indexes & masthead.title_indexes
    assert masthead.block_indexes | masthead.title_indexes <= set(range(len(blocks)))


@given(
    st.sampled_from(
        ["A", "A/", "(", "Agenda items 1, ", "and ", ". ", "* ", "Report of the ", "1 May ", "Mr. ", "- "]
    )
)
def test_long_repetitions_take_no_time(piece):
    find_masthead((Block(1, piece * 20_000), Block(1, (piece + "\n") * 300)), "text/plain")
