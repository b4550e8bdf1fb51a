"""The wordings of reports and records, one line each, beside what must be read in them."""

from dataclasses import replace
from datetime import date

import pytest

from tasks.model import Masthead
from tests.proceedings.conftest import COUNCIL, RECORD, REPORT

MASTHEADS: dict[str, Masthead] = {
    "REPORT": REPORT,
    "RECORD": RECORD,
    "COUNCIL": COUNCIL,
    "REPORT_1983": replace(REPORT, symbol="A/38/640", session="38", document_date=date(1983, 12, 1)),
    "REPORT_1988": replace(REPORT, symbol="A/43/777", session="43", document_date=date(1988, 12, 1)),
    "RECORD_1983": replace(RECORD, symbol="A/38/PV.97", session="38", document_date=date(1983, 12, 1)),
    "COMMITTEE_RECORD": replace(RECORD, symbol="A/C.1/48/PV.24", body_code="A/C.1"),
}

# (document, text, statements as (speaker, speaks for others, occasion))
STATEMENTS = [
    (
        "REPORT",
        "5. Statements in explanation of vote were made before the vote by the representatives of Chad and Mali, and after the vote by the representatives of Peru and Fiji.",
        [
            ("TCD", False, "explanation_of_vote_before"),
            ("MLI", False, "explanation_of_vote_before"),
            ("PER", False, "explanation_of_vote_after"),
            ("FJI", False, "explanation_of_vote_after"),
        ],
    ),
    (
        "REPORT",
        "5. The following delegations made statements: Chad, Mali and the Niger.",
        [("TCD", False, "general"), ("MLI", False, "general"), ("NER", False, "general")],
    ),
    (
        "REPORT",
        "5. The representative of Cuba, speaking in explanation of vote before the voting, said that her delegation would abstain.",
        [("CUB", False, "explanation_of_vote_before")],
    ),
    (
        "REPORT",
        "5. Before the adoption of the draft resolution, the representative of Japan made a statement in explanation of position.",
        [("JPN", False, "explanation_of_vote_before")],
    ),
    (
        "REPORT",
        "5. After the adoption of the draft resolution, the representatives of the United States of America and Hungary made statements (see A/C.3/74/SR.50).",
        [("USA", False, "after_vote"), ("HUN", False, "after_vote")],
    ),
    (
        "REPORT",
        "5. Statements in explanation of vote before the vote were made by the representatives of Belgium (on behalf of the European Union, as well as Albania, Montenegro and the Republic of Moldova), the Islamic Republic of Iran and Viet Nam.",
        [
            ("BEL", True, "explanation_of_vote_before"),
            ("IRN", False, "explanation_of_vote_before"),
            ("VNM", False, "explanation_of_vote_before"),
        ],
    ),
    (
        "REPORT",
        "5. Explanations of vote were given by the representatives of Brazil, Argentina (also on behalf of Chile and Uruguay) and Mexico.",
        [
            ("BRA", False, "explanation_of_vote_after"),
            ("ARG", True, "explanation_of_vote_after"),
            ("MEX", False, "explanation_of_vote_after"),
        ],
    ),
    (
        "REPORT",
        "5. The representatives of Israel and Lebanon spoke in exercise of the right of reply.",
        [("ISR", False, "right_of_reply"), ("LBN", False, "right_of_reply")],
    ),
    (
        "REPORT",
        "5. Statements in exercise of the right of reply were made by the representatives of Ukraine and the Russian Federation.",
        [("UKR", False, "right_of_reply"), ("RUS", False, "right_of_reply")],
    ),
    (
        "REPORT",
        "5. The observer for the Holy See and the observer for the European Union made statements.",
        [("VAT", False, "general"), ("European Union", False, "general")],
    ),
    (
        "REPORT",
        "5. The representative of the European Union, in its capacity as observer, also made a statement.",
        [("European Union", False, "general")],
    ),
    (
        "REPORT",
        "5. At the 12th meeting, on 18 October, statements were made by the representatives of Yemen (on behalf of the Group of 77 and China), Suriname (on behalf of the Caribbean Community), Malawi (on behalf of the least developed countries), Tonga (on behalf of the Pacific small island developing States), Norway, Georgia and Chad.",
        [
            ("YEM", True, "general"),
            ("SUR", True, "general"),
            ("MWI", True, "general"),
            ("TON", True, "general"),
            ("NOR", False, "general"),
            ("GEO", False, "general"),
            ("TCD", False, "general"),
        ],
    ),
    (
        "REPORT",
        "5. The Permanent Observer of Palestine to the United Nations also made a statement.",
        [("PSE", False, "general")],
    ),
    (
        "REPORT",
        "5. A statement was also made by the observer for the International Committee of the Red Cross.",
        [("International Committee of the Red Cross", False, "general")],
    ),
    (
        "REPORT",
        "5. The representative of France, speaking on behalf of the States members of the European Community, explained his vote before the vote.",
        [("FRA", True, "explanation_of_vote_before")],
    ),
    (
        "REPORT_1988",
        "5. The representatives of Canada, Sweden (also on behalf of Denmark, Finland, Iceland and Norway) and Zaire explained their votes after the vote.",
        [
            ("CAN", False, "explanation_of_vote_after"),
            ("SWE", True, "explanation_of_vote_after"),
            ("COD", False, "explanation_of_vote_after"),
        ],
    ),
    (
        "REPORT",
        "5. Following the adoption of the draft resolution, statements were made by the representatives of Pakistan (on behalf of the Organization of Islamic Cooperation) and Norway, as well as by the observer for the European Union.",
        [("PAK", True, "after_vote"), ("NOR", False, "after_vote"), ("European Union", False, "after_vote")],
    ),
    (
        "REPORT",
        "5. The representative of Egypt made a statement, in the course of which he orally revised the draft resolution.",
        [("EGY", False, "general")],
    ),
    (
        "REPORT",
        "5. Also at the same meeting, the representatives of Nigeria, on behalf of the African Group, and of Antigua and Barbuda, on behalf of the Group of 77 and China, made statements.",
        [("NGA", True, "general"), ("ATG", True, "general")],
    ),
    (
        "REPORT",
        "5. A statement was made by the representative of Senegal, in his capacity as Chairman of the Committee on the Exercise of the Inalienable Rights of the Palestinian People.",
        [("SEN", False, "general")],
    ),
    (
        "REPORT",
        "5. The Committee heard statements by the representatives of Jordan, Kuwait and Oman and by the Under-Secretary-General for Political Affairs.",
        [
            ("JOR", False, "general"),
            ("KWT", False, "general"),
            ("OMN", False, "general"),
            ("Political Affairs", False, "general"),
        ],
    ),
    (
        "REPORT",
        "5. The Director of the Division replied to questions posed by the representatives of Chad and Mali.",
        [],
    ),
    ("REPORT", "5. The representative of Chad requested a recorded vote on the draft resolution.", []),
    (
        "REPORT",
        "5. In the ensuing discussion, statements were made by the representatives of Ghana and Togo.",
        [("GHA", False, "general"), ("TGO", False, "general")],
    ),
]

# (document, text, votes as (item, on a part, method, result, yes, no, abstentions, names listed))
VOTES = [
    (
        "REPORT",
        "9. The Committee retained operative paragraph 4 of draft resolution A/C.3/74/L.5 by a recorded vote of 2 to 1, with no abstentions. The voting was as follows:\nIn favour: Albania, Japan.\nAgainst: China.\nAbstaining: None.",
        [("A/C.3/74/L.5", True, "recorded", "adopted", 2, 1, 0, 3)],
    ),
    (
        "REPORT",
        "9. The Committee decided to retain operative paragraph 4 of draft resolution A/C.3/74/L.5 by a recorded vote of 2 to 1. The voting was as follows:\nIn favour: Albania, Japan.\nAgainst: China.\nAbstaining: None.",
        [("A/C.3/74/L.5", True, "recorded", "adopted", 2, 1, 0, 3)],
    ),
    (
        "REPORT",
        "9. The Committee adopted draft resolution A/C.3/74/L.5 as a whole by a recorded vote of 2 to 1, with no abstentions. The voting was as follows:\nIn favour: Albania, Japan.\nAgainst: China.\nAbstaining: None.",
        [("A/C.3/74/L.5", False, "recorded", "adopted", 2, 1, 0, 3)],
    ),
    (
        "REPORT",
        "9. Draft resolution A/C.3/74/L.5 was adopted, as orally revised, by a recorded vote of 2 to 1 (see para. 12). The result of the vote was as follows:\nIn favour: Albania, Japan.\nAgainst: China.\nAbstaining: None.",
        [("A/C.3/74/L.5", False, "recorded", "adopted", 2, 1, 0, 3)],
    ),
    (
        "REPORT",
        "9. The Committee approved the draft resolution A/C.3/74/L.5 by 98 votes to none, with 31 abstentions (see para. 12).",
        [("A/C.3/74/L.5", False, "counted", "adopted", 98, 0, 31, 0)],
    ),
    (
        "REPORT",
        "9. The Committee adopted draft resolution A/C.3/74/L.5 by a non-recorded vote of 98 to 1, with 31 abstentions.",
        [("A/C.3/74/L.5", False, "counted", "adopted", 98, 1, 31, 0)],
    ),
    (
        "REPORT",
        "9. The Committee unanimously adopted draft resolution A/C.3/74/L.5.",
        [("A/C.3/74/L.5", False, "counted", "adopted", None, None, None, 0)],
    ),
    (
        "REPORT",
        "9. Draft resolution A/C.3/74/L.5 was adopted by consensus.",
        [("A/C.3/74/L.5", False, "without_vote", "adopted", None, None, None, 0)],
    ),
    ("REPORT", "9. The Committee decided to take no action on draft resolution A/C.3/74/L.5.", []),
    (
        "REPORT",
        "9. At the request of the representative of Cuba, a recorded vote was taken on draft resolution A/C.3/74/L.5. The draft resolution was adopted by 2 votes to 1, with no abstentions. The voting was as follows:\nIn favour: Albania, Japan.\nAgainst: China.\nAbstaining: None.",
        [("A/C.3/74/L.5", False, "recorded", "adopted", 2, 1, 0, 3)],
    ),
    (
        "REPORT",
        "9. A recorded vote was taken on the draft resolution (A/C.3/74/L.5), which was adopted by 2 votes to 1, with no abstentions, as follows:\nIn favour: Albania, Japan.\nAgainst: China.\nAbstaining: None.",
        [("A/C.3/74/L.5", False, "recorded", "adopted", 2, 1, 0, 3)],
    ),
    (
        "REPORT",
        "9. The oral amendment to draft resolution A/C.3/74/L.5 was rejected by a recorded vote of 1 to 2, with no abstentions. The voting was as follows:\nIn favour: China.\nAgainst: Albania, Japan.\nAbstaining: None.",
        [("A/C.3/74/L.5", True, "recorded", "rejected", 1, 2, 0, 3)],
    ),
    (
        "REPORT",
        "9. The Committee adopted the amendment (A/C.3/74/L.9) to draft resolution A/C.3/74/L.5 by a recorded vote of 2 to 1. The voting was as follows:\nIn favour: Albania, Japan.\nAgainst: China.\nAbstaining: None.",
        [("A/C.3/74/L.9", True, "recorded", "adopted", 2, 1, 0, 3)],
    ),
    (
        "REPORT",
        "9. In resolution 73/1, adopted by a recorded vote of 120 to 3, with 10 abstentions, the General Assembly decided to act.",
        [],
    ),
    (
        "REPORT",
        "9. The General Assembly adopted resolution 73/1 by a recorded vote of 120 to 3, with 10 abstentions.",
        [],
    ),
    (
        "REPORT",
        "9. The draft resolution recommended by the Commission was adopted without a vote at its sixtieth session.",
        [],
    ),
    (
        "REPORT",
        "9. The Committee adopted draft resolution A/C.3/74/L.5 by a recorded vote of 2 to 1, with no abstentions. The voting was as follows:\nIn favour (2): Albania, Japan.\nAgainst (1): China.\nAbstaining (0): None.",
        [("A/C.3/74/L.5", False, "recorded", "adopted", 2, 1, 0, 3)],
    ),
    (
        "REPORT",
        "9. The Committee adopted draft resolution A/C.3/74/L.5 by a recorded vote of 2 to 1, with no abstentions. The voting was as follows:\nIn favour : Albania, Japan.\nAgainst : China.\nAbstaining : None.",
        [("A/C.3/74/L.5", False, "recorded", "adopted", 2, 1, 0, 3)],
    ),
    (
        "REPORT",
        "9. The Committee adopted draft resolution A/C.3/74/L.5 by a recorded vote of 2 to 1, with no abstentions. The voting was as follows:\nln favour: Albania, Japan.\nAgainst: China.\nAbstaining: None.",
        [("A/C.3/74/L.5", False, "recorded", "adopted", 2, 1, 0, 3)],
    ),
    (
        "REPORT",
        "9. The Committee adopted draft resolution A/C.3/74/L.5 by a recorded vote of 2 to 1, with no abstentions. The voting was as follows:\nIN FAVOUR: ALBANIA, JAPAN.\nAGAINST: CHINA.\nABSTAINING: NONE.",
        [("A/C.3/74/L.5", False, "recorded", "adopted", 2, 1, 0, 3)],
    ),
    (
        "REPORT",
        "9. The Committee adopted draft resolution A/C.3/74/L.5 by a recorded vote of 5 to 1, with no abstentions. The voting was as follows:\nIn favour: Albania, Japan, Papua New\nA/74/401\nEnglish\nPage 4\nGuinea, Peru, Byelorus-\nsian Soviet Socialist Republic.\nAgainst: China.\nAbstaining: None.",
        [("A/C.3/74/L.5", False, "recorded", "adopted", 5, 1, 0, 6)],
    ),
    (
        "REPORT",
        "9. The draft resolution (A/C.3/74/L.5) was adopted by 2 votes in favour, 1 against and no abstentions.",
        [("A/C.3/74/L.5", False, "counted", "adopted", 2, 1, 0, 0)],
    ),
    (
        "REPORT",
        "9. The proposal to delete the words “and wars” from draft resolution A/C.3/74/L.5 was rejected by a recorded vote of 1 to 2. The voting was as follows:\nIn favour: China.\nAgainst: Albania, Japan.",
        [("A/C.3/74/L.5", True, "recorded", "rejected", 1, 2, 0, 3)],
    ),
    (
        "REPORT",
        "9. The Committee then voted on draft resolution A/C.3/74/L.5 as a whole, which was adopted by a recorded vote of 2 to 1, with no abstentions. The voting was as follows:\nIn favour: Albania, Japan.\nAgainst: China.\nAbstaining: None.",
        [("A/C.3/74/L.5", False, "recorded", "adopted", 2, 1, 0, 3)],
    ),
    (
        "REPORT",
        "9. At the 5th meeting, draft decision II, entitled “Gibraltar” (A/74/23, chap. XIII), was adopted without a vote.",
        [("A/74/23", False, "without_vote", "adopted", None, None, None, 0)],
    ),
    (
        "REPORT",
        "9. The Committee adopted the draft decision, by a recorded vote of 2 to 1, with no abstentions, on the question (A/C.3/74/L.5). The voting was as follows:\nIn favour: Albania, Japan.\nAgainst: China.\nAbstaining: None.",
        [("A/C.3/74/L.5", False, "recorded", "adopted", 2, 1, 0, 3)],
    ),
    (
        "COMMITTEE_RECORD",
        "The CHAIRMAN: I put it to the vote.\nA recorded vote was taken.\nIn favour: Albania, Japan.\nAgainst: China.\nAbstaining: None.\nDraft resolution A/C.1/48/L.5 was adopted by 2 votes to 1.*\n* Subsequently, the delegation of Benin informed the Secretariat that it had intended to vote in favour.",
        [("A/C.1/48/L.5", False, "recorded", "adopted", 2, 1, 0, 3)],
    ),
    (
        "RECORD",
        "The PRESIDENT: We shall vote first on the amendment in document A/48/L.9.\nA recorded vote was taken.\nIn favour: Albania, Japan.\nAgainst: China.\nAbstaining: None.\nThe amendment was adopted by 2 votes to 1, with no abstentions.\nThe PRESIDENT: I now put to the vote draft resolution A/48/L.5, as amended.\nA recorded vote was taken.\nIn favour: Albania, Japan.\nAgainst: China.\nAbstaining: None.\nDraft resolution A/48/L.5, as amended, was adopted by 2 votes to 1 (resolution 48/5).",
        [
            ("A/48/L.9", True, "recorded", "adopted", 2, 1, 0, 3),
            ("A/48/L.5", False, "recorded", "adopted", 2, 1, 0, 3),
        ],
    ),
    (
        "RECORD",
        "The President: The Assembly will now take a decision on the draft resolution entitled “Sport” (A/48/L.9/Rev.1). May I take it that it is the wish of the Assembly to adopt draft resolution A/48/L.9/Rev.1?\nDraft resolution A/48/L.9/Rev.1 was adopted (resolution 48/11).",
        [("A/48/L.9/Rev.1", False, "without_vote", "adopted", None, None, None, 0)],
    ),
    (
        "RECORD",
        "Mr. Smith (Chad): Last year draft resolution A/47/L.9 was adopted by 150 votes to 2.\nThe resolution was adopted by 10 votes to 2 at that time.",
        [],
    ),
    (
        "RECORD",
        "The President: The Committee adopted draft resolution I by a recorded vote of 100 to 3. May I take it that the Assembly wishes to defer it?\nIt was so decided.",
        [],
    ),
    (
        "RECORD",
        "The President: Under rule 74 a motion has been made to adjourn the debate. I shall put it to the vote.\nA recorded vote was taken.\nIn favour: Albania, Japan\nAgainst: China\nAbstaining: Egypt\nThe motion was adopted by 2 votes to 1, with 1 abstention.",
        [(None, True, "recorded", "adopted", 2, 1, 1, 4)],
    ),
    (
        "RECORD",
        "The President: The Assembly will now vote by division on paragraph 3 of draft resolution A/48/L.5.\nA recorded vote was taken.\nIn favour: China\nAgainst: Albania, Japan\nAbstaining: Egypt\nThe motion for division was rejected by 1 votes to 2, with 1 abstention.",
        [("A/48/L.5", True, "recorded", "rejected", 1, 2, 1, 4)],
    ),
    (
        "RECORD_1983",
        "The President: We now turn to draft resolutions A and B.\nA recorded vote was taken.\nIn favour: Albania, Japan\nAgainst: China\nAbstaining: Egypt\nDraft resolution A was adopted by 2 votes to 1, with 1 abstention (resolution 38/73 A).\nThe President: I put draft resolution B to the vote.\nA recorded vote was taken.\nIn favour: Albania, Japan\nAgainst: China\nAbstaining: Egypt\nDraft resolution B was adopted by 2 votes to 1, with 1 abstention (resolution 38/73 B).",
        [
            ("A/RES/38/73 A", False, "recorded", "adopted", 2, 1, 1, 4),
            ("A/RES/38/73 B", False, "recorded", "adopted", 2, 1, 1, 4),
        ],
    ),
    (
        "RECORD",
        "The President: We shall vote on draft resolution A/48/L.22 and Corr.1.\nA recorded vote was taken.\nIn favour: Albania, Japan\nAgainst: China\nAbstaining: Egypt\nDraft resolution A/48/L.22 and Corr.1 was adopted by 2 votes to 1, with 1 abstention (resolution 48/5).",
        [("A/48/L.22", False, "recorded", "adopted", 2, 1, 1, 4)],
    ),
    (
        "RECORD",
        "The President: We shall now vote on draft resolution A/48/L.22/Rev.1 and Add.1.\nA recorded vote was taken.\nIn favour: Albania, Japan\nAgainst: China\nAbstaining: Egypt\nThe draft resolution was adopted by 2 votes to 1, with 1 abstention (resolution 48/5).",
        [("A/48/L.22/Rev.1", False, "recorded", "adopted", 2, 1, 1, 4)],
    ),
    (
        "RECORD",
        "The President: The Assembly will take a decision on draft resolution I, entitled “Palestine”, recommended in A/48/615.\nA recorded vote was taken.\nIn favour: Albania, Japan\nAgainst: China\nAbstaining: Egypt\nDraft resolution I was adopted by 2 votes to 1, with 1 abstention.",
        [("A/48/615", False, "recorded", "adopted", 2, 1, 1, 4)],
    ),
    (
        "RECORD",
        "The President: Operative paragraph 3 of draft resolution A/48/L.22 is put to the vote.\nA recorded vote was taken.\nIn favour: Albania, Japan\nAgainst: China\nAbstaining: Egypt\nOperative paragraph 3 of draft resolution A/48/L.22 was retained by 2 votes to 1, with 1 abstention.\nThe President: I now put to the vote the draft resolution as a whole.\nA recorded vote was taken.\nIn favour: Albania, Japan\nAgainst: China\nAbstaining: Egypt\nDraft resolution A/48/L.22, as a whole, was adopted by 2 votes to 1, with 1 abstention (resolution 48/5).",
        [
            ("A/48/L.22", True, "recorded", "adopted", 2, 1, 1, 4),
            ("A/48/L.22", False, "recorded", "adopted", 2, 1, 1, 4),
        ],
    ),
    (
        "RECORD",
        "The President: I put paragraph 2 to the vote. A single separate vote has been requested on draft resolution A/48/L.22.\nA recorded vote was taken.\nIn favour: Albania, Japan\nAgainst: China\nAbstaining: Egypt\nParagraph 2 was retained by 2 votes to 1, with 1 abstention.",
        [("A/48/L.22", True, "recorded", "adopted", 2, 1, 1, 4)],
    ),
    (
        "RECORD",
        "The President: I put draft resolution A/48/L.22 to the vote.\nA recorded vote was taken.\nIn favour: Albania, Japan\nAgainst: China\nAbstaining: Egypt\nDraft resolution A/48/L.22 was not adopted, having failed to obtain a two-thirds majority, by 2 votes to 1, with 1 abstention.",
        [("A/48/L.22", False, "recorded", "rejected", 2, 1, 1, 4)],
    ),
    (
        "RECORD",
        "The President: I put draft resolution A/48/L.22 to the vote.\nA recorded vote was taken.\nIn favour: Albania, Japan\nAgainst: China\nAbstaining: Egypt\nBy 2 votes to 1, with 1 abstention, draft resolution A/48/L.22, having failed to obtain a two-thirds majority, was not adopted.",
        [("A/48/L.22", False, "recorded", "rejected", 2, 1, 1, 4)],
    ),
    (
        "RECORD",
        "The President: A request has been made that the credentials report be voted on. I put to the vote the amendment in document A/48/L.9.\nA recorded vote was taken.\nIn favour: Albania, Japan\nAgainst: China\nAbstaining: None\nThe amendment was adopted by 2 votes to 1.",
        [("A/48/L.9", True, "recorded", "adopted", 2, 1, 0, 3)],
    ),
    (
        "COUNCIL",
        "The President: I put to the vote the draft resolution contained in document S/2022/155.\nA vote was taken by show of hands.\nIn favour: Albania, Brazil, France\nAgainst: Russian Federation\nAbstaining: China, India, United Arab Emirates\nThe President: There were 3 votes in favour, 1 vote against and 3 abstentions. The draft resolution has not been adopted owing to the negative vote of a permanent member of the Council.",
        [("S/2022/155", False, "recorded", "rejected", 3, 1, 3, 7)],
    ),
    (
        "COUNCIL",
        "The President: I put to the vote the draft resolution contained in document S/2022/155.\nA vote was taken by show of hands.\nThere were 15 votes in favour. The draft resolution was adopted unanimously as resolution 2600 (2022).",
        [("S/2022/155", False, "counted", "adopted", 15, 0, 0, 0)],
    ),
    (
        "COUNCIL",
        "The President: The draft resolution (S/2022/155) has been adopted by acclamation as resolution 2600 (2022).",
        [("S/2022/155", False, "without_vote", "adopted", None, None, None, 0)],
    ),
    (
        "COUNCIL",
        "The President: In accordance with rule 39, I invite Mr. X to participate. There being no objection, it is so decided.",
        [],
    ),
    (
        "COUNCIL",
        "The President: I put to the vote the draft resolution in document S/2022/155.\nA vote was taken by show of hands.\nIn favour:\nAlbania, Brazil and France\nAgainst:\nNone\nAbstaining:\nChina\nThe President: The result of the voting is as follows: three votes in favour, none against, one abstention. The draft resolution has not been adopted, having failed to obtain the required number of affirmative votes.",
        [("S/2022/155", False, "recorded", "rejected", 3, 0, 1, 4)],
    ),
]

# (document, text, by draft: States and groups, those who joined with their wave)
SPONSORS = [
    (
        "REPORT",
        "5. At the 30th meeting, on 4 November, the representative of Egypt introduced, on behalf of Algeria, Chad and the Sudan, a draft resolution entitled “X” (A/C.3/74/L.5). Subsequently, Benin joined the sponsors.",
        {"A/C.3/74/L.5": "BEN+2 DZA EGY SDN TCD"},
    ),
    (
        "REPORT",
        "5. At the 30th meeting, the representative of Egypt, on behalf of the sponsors, introduced draft resolution A/C.3/74/L.5, sponsored by Algeria, Chad and Egypt.",
        {"A/C.3/74/L.5": "DZA EGY TCD"},
    ),
    (
        "REPORT",
        "5. The Committee had before it a draft resolution entitled “X” (A/C.3/74/L.5), sponsored by Algeria, Bosnia and Herzegovina, Chad and Trinidad and Tobago, later joined by Benin and Togo.",
        {"A/C.3/74/L.5": "BEN+2 BIH DZA TCD TGO+2 TTO"},
    ),
    (
        "REPORT",
        "5. A draft resolution (A/C.3/74/L.5) was submitted by Denmark, also on behalf of Finland, Iceland, Norway and Sweden.",
        {"A/C.3/74/L.5": "DNK FIN ISL NOR SWE"},
    ),
    (
        "REPORT",
        "5. On 5 November, the Netherlands, on behalf of the States Members of the United Nations that are members of the European Union, submitted a draft resolution (A/C.3/74/L.5).",
        {"A/C.3/74/L.5": "EU NLD"},
    ),
    (
        "REPORT",
        "5. Draft resolution A/C.3/74/L.5 was sponsored by the following countries: Algeria, Chad and Egypt.",
        {"A/C.3/74/L.5": "DZA EGY TCD"},
    ),
    (
        "REPORT",
        "5. The sponsors of draft resolution A/C.3/74/L.5 were Algeria, Chad and Egypt, subsequently joined by Mali.",
        {"A/C.3/74/L.5": "DZA EGY MLI+2 TCD"},
    ),
    (
        "REPORT",
        "5. The representative of Chad announced that Benin, Mali and the Niger had become co-sponsors of draft resolution A/C.3/74/L.5.",
        {"A/C.3/74/L.5": "BEN+1 MLI+1 NER+1"},
    ),
    (
        "REPORT",
        "5. The Secretary of the Committee announced that the following delegations had joined as sponsors of draft resolution A/C.3/74/L.5: Benin, Mali and Cabo Verde.",
        {"A/C.3/74/L.5": "BEN+1 CPV+1 MLI+1"},
    ),
    (
        "REPORT",
        "5. Benin, Mali and Togo were added to the list of sponsors of draft resolution A/C.3/74/L.5.",
        {"A/C.3/74/L.5": "BEN+1 MLI+1 TGO+1"},
    ),
    (
        "REPORT",
        "5. The representative of Chad introduced draft resolution A/C.3/74/L.5. Subsequently, Mali withdrew from the list of sponsors.",
        {"A/C.3/74/L.5": "TCD"},
    ),
    (
        "REPORT",
        "5. The representative of the Russian Federation (also on behalf of Belarus and China) introduced draft resolution A/C.3/74/L.5. Egypt and Oman later joined as sponsors.",
        {"A/C.3/74/L.5": "BLR CHN EGY+2 OMN+2 RUS"},
    ),
    ("REPORT", "5. The Committee considered the report of the Secretary-General submitted by Chad.", {}),
    (
        "REPORT",
        "5. At its 50th meeting, the Committee had before it an amendment (A/C.3/74/L.60) to draft resolution A/C.3/74/L.5, submitted by Egypt, on behalf of the Organization of Islamic Cooperation.",
        {"A/C.3/74/L.60": "EGY OIC"},
    ),
    (
        "REPORT",
        "5. At the same meeting, the representative of Uganda, on behalf of the Group of African States, introduced a draft resolution entitled “X” (A/C.3/74/L.5). Subsequently, Haiti, the Holy See and Palestine joined in sponsoring.",
        {"A/C.3/74/L.5": "AFRICAN HTI+2 PSE+2 UGA VAT+2"},
    ),
    (
        "REPORT_1983",
        "5. The draft resolution (A/C.3/74/L.5) was proposed by Bulgaria, Czechoslovakia and the Ukrainian Soviet Socialist Republic.",
        {"A/C.3/74/L.5": "BGR CSK UKR"},
    ),
    (
        "REPORT_1983",
        "5. On 8 November, the delegations of Algeria, Burma and Upper Volta submitted draft resolution A/C.3/38/L.5.",
        {"A/C.3/38/L.5": "BFA DZA MMR"},
    ),
    (
        "REPORT",
        "5. On 8 November, Algeria* and Ecuador submitted a draft decision (A/C.3/74/L.5).",
        {"A/C.3/74/L.5": "DZA ECU"},
    ),
    (
        "REPORT",
        "5. The Committee, in paragraph 3, noted that Algeria submitted a report on the draft programme.",
        {},
    ),
    (
        "RECORD",
        "The President: I give the floor to the representative of Chad to introduce draft resolution A/48/L.5.\nMr. Idriss (Chad): I introduce draft resolution A/48/L.5 on behalf of the sponsors, Benin, Chad and Mali. Togo has joined as well.\nThe President: I should like to announce that, since the introduction of the draft resolution, the following countries have become sponsors of draft resolution A/48/L.5: Peru, Samoa and the United Republic of Tanzania.",
        {"A/48/L.5": "PER+2 TCD TZA+2 WSM+2"},
    ),
    (
        "RECORD",
        "The President: I should like to announce that since the introduction of draft resolution A/48/L.5 the following countries have joined as co-sponsors: Albania, Fiji and Zaire.",
        {"A/48/L.5": "ALB+1 COD+1 FJI+1"},
    ),
    (
        "COUNCIL",
        "The President: Members of the Council have before them document S/1993/5, which contains the text of a draft resolution submitted by France, Spain and the United Kingdom of Great Britain and Northern Ireland. Hungary has joined as a sponsor of the draft resolution.",
        {"S/1993/5": "ESP FRA GBR HUN+2"},
    ),
]

# (document, text, by State: the position it had meant to take, and the one it took)
INTENTIONS = [
    (
        "RECORD",
        "The President: I put draft resolution A/48/L.5 to the vote.\nA recorded vote was taken.\nIn favour: Albania, Japan\nAgainst: China\nAbstaining: Egypt\nDraft resolution A/48/L.5 was adopted by 2 votes to 1, with 1 abstention (resolution 48/67).*\n*Subsequently, the delegations of Benin and Mali informed the Secretariat that they had intended to vote in favour; the delegation of Egypt had intended to vote against.",
        {"BEN": ("yes", "absent"), "MLI": ("yes", "absent"), "EGY": ("no", "abstain")},
    ),
    (
        "RECORD",
        "The President: I put draft resolution A/48/L.5 to the vote.\nA recorded vote was taken.\nIn favour: Albania, Japan\nAgainst: China\nAbstaining: Egypt\nDraft resolution A/48/L.5 was adopted by 2 votes to 1, with 1 abstention (resolution 48/67).\n(Subsequently, the representative of Peru advised the Secretariat that her delegation had intended to abstain.)",
        {"PER": ("abstain", "absent")},
    ),
    (
        "RECORD",
        "The President: I put draft resolution A/48/L.5 to the vote.\nA recorded vote was taken.\nIn favour: Albania, Japan\nAgainst: China\nAbstaining: Egypt\nDraft resolution A/48/L.5 was adopted by 2 votes to 1, with 1 abstention (resolution 48/67).\n[Subsequently, the delegation of Japan advised the Secretariat that it had intended to abstain.]",
        {"JPN": ("abstain", "yes")},
    ),
    (
        "RECORD",
        "The President: I put draft resolution A/48/L.5 to the vote.\nA recorded vote was taken.\nIn favour: Albania, Japan\nAgainst: China\nAbstaining: Egypt\nDraft resolution A/48/L.5 was adopted by 2 votes to 1, with 1 abstention (resolution 48/67).\n[Subsequently, the delegation of Peru informed the Secretariat that it had not intended to participate in the vote.]",
        {"PER": ("absent", "absent")},
    ),
    (
        "RECORD",
        "The President: I put draft resolution A/48/L.5 to the vote.\nA recorded vote was taken.\nIn favour: Albania, Japan\nAgainst: China\nAbstaining: Egypt\nDraft resolution A/48/L.5 was adopted by 2 votes to 1, with 1 abstention (resolution 48/67).\n[Subsequently, the delegations of Chad, Iran (Islamic Republic of) and Papua New Guinea advised the Secretariat that they had intended to vote in favour, and the delegations of Kenya and Zaire that they had intended to abstain.]",
        {
            "TCD": ("yes", "absent"),
            "IRN": ("yes", "absent"),
            "PNG": ("yes", "absent"),
            "KEN": ("abstain", "absent"),
            "COD": ("abstain", "absent"),
        },
    ),
    (
        "RECORD",
        "The President: I put draft resolution A/48/L.5 to the vote.\nA recorded vote was taken.\nIn favour: Albania, Japan\nAgainst: China\nAbstaining: Egypt\nDraft resolution A/48/L.5 was adopted by 2 votes to 1, with 1 abstention (resolution 48/67).\nMr. Smith (Peru): My delegation had intended to vote in favour.",
        {},
    ),
    (
        "RECORD",
        "The President: I put draft resolution A/48/L.5 to the vote.\nA recorded vote was taken.\nIn favour: Albania, Japan\nAgainst: China\nAbstaining: Egypt\nDraft resolution A/48/L.5 was adopted by 2 votes to 1, with 1 abstention (resolution 48/67).\nThe President: I call on the representative of Peru.\nMr. Smith (Peru): The delegation of Peru would have voted against.",
        {},
    ),
    (
        "REPORT",
        "9. The Committee adopted draft resolution A/C.3/74/L.5 by a recorded vote of 2 to 1. The voting was as follows:\nIn favour: Albania, Japan.\nAgainst: China.\n10. The representative of Guinea stated that, had his delegation been present during the voting, it would have voted in favour of the draft resolution.",
        {"GIN": ("yes", "absent")},
    ),
    (
        "REPORT",
        "9. The Committee adopted draft resolution A/C.3/74/L.5 by a recorded vote of 2 to 1. The voting was as follows:\nIn favour: Albania, Japan.\nAgainst: China.\n10. Subsequently, the delegations of the Niger, Nigeria and the Congo indicated that, had they been present, they would have voted against.",
        {"NER": ("no", "absent"), "NGA": ("no", "absent"), "COG": ("no", "absent")},
    ),
    (
        "REPORT",
        "9. The Committee adopted draft resolution A/C.3/74/L.5 by a recorded vote of 2 to 1.{1} The voting was as follows:\nIn favour: Albania, Japan.\nAgainst: China.\n[[1]] The delegation of Mauritius stated that it would have voted in favour of the draft resolution had it been present.",
        {"MUS": ("yes", "absent")},
    ),
]


@pytest.mark.parametrize(("document", "text", "told"), STATEMENTS)
def test_statements_are_told_in_many_words(read, document, text, told):
    found = [
        (s.iso3 or s.organization or s.speaker_title, s.on_behalf_of is not None, s.occasion)
        for s in read(text, MASTHEADS[document]).statements
        if s.occasion != "chair"
    ]
    assert sorted(found) == sorted(told)


@pytest.mark.parametrize(("document", "text", "told"), VOTES)
def test_votes_are_told_in_many_words(read, document, text, told):
    assert [
        (
            vote.item_symbol,
            vote.motion is not None,
            vote.method,
            vote.result,
            vote.yes_count,
            vote.no_count,
            vote.abstain_count,
            sum(p.position != "absent" for p in vote.positions),
        )
        for vote in read(text, MASTHEADS[document]).votes
    ] == told


@pytest.mark.parametrize(("document", "text", "told"), SPONSORS)
def test_sponsors_are_told_in_many_words(read, document, text, told):
    found: dict[str | None, list[str]] = {}
    for s in read(text, MASTHEADS[document]).sponsors:
        wave = "" if s.role == "main" else f"+{s.wave}"
        found.setdefault(s.item_symbol, []).append((s.iso3 or s.group_code or s.name_as_printed) + wave)
    assert {item: " ".join(sorted(names)) for item, names in found.items()} == told


@pytest.mark.parametrize(("document", "text", "meant"), INTENTIONS)
def test_later_statements_are_told_in_many_words(read, document, text, meant):
    assert {
        p.iso3: (p.intended_position, p.position)
        for vote in read(text, MASTHEADS[document]).votes
        for p in vote.positions
        if p.intended_position
    } == meant
