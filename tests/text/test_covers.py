"""Covers of many kinds and decades, drawn as the Organization typed and printed them; what they say is made up."""

from datetime import date

import pytest

from tasks.reading.pdf import read_pdf
from tasks.text.clean import clean_blocks
from tasks.text.join import join_blocks
from tasks.text.masthead import find_masthead
from tests.drawing import printed_cover, typed_cover, typescript

BODY = (
    "The present text goes on with many words of no great weight, so that the page has a paragraph of running text, "
    "with a number of lines that fill the column from one margin to the other."
)
GENERAL = ("Distr.: General", "17 July 2025", "", "Original: English")
LIMITED = ("Distr.: Limited", "17 July 2025", "", "Original: English")

RESOLUTION = typed_cover(
    ("General Assembly",),
    ("Distr.", "GENERAL", "", "A/RES/52/999", "23 January 1998"),
    """
Fifty-second session
Agenda item 103

                  RESOLUTION ADOPTED BY THE GENERAL ASSEMBLY

             [on the report of the Third Committee (A/52/997)]

                       52/999.    Harbours for all

     The General Assembly,

     Recalling its resolution 50/998 of 21 December 1995 on harbours and on those
who look for them,

     1.   Appeals anew to Governments to keep their harbours open to all ships;

     2.   Requests the Secretary-General to report thereon.

                                                           70th plenary meeting
                                                            12 December 1997

98-76522
""",
)
OLD_RESOLUTION = typed_cover(
    ("GENERAL", "ASSEMBLY"),
    ("Distr.", "GENERAL", "", "A/RES/9625 (XXV)", "4 November 1970"),
    """
Twenty-fifth session
Agenda item 85

                  RESOLUTION ADOPTED BY THE GENERAL ASSEMBLY

        9625 (XXV).   Declaration on Lighthouses and on Co-operation
                      among Keepers in accordance with the Charter of
                      the United Nations

     The General Assembly,

     Recalling its earlier resolutions on lighthouses and on those who keep them,

                                                      1883rd plenary meeting,
                                                      24 October 1970.
""",
    letter="",
)
COUNCIL_LETTER = typed_cover(
    ("SECURITY", "COUNCIL"),
    ("Distr.", "GENERAL", "", "S/99318", "5 April 1977", "ENGLISH", "ORIGINAL:  FRENCH"),
    """
     LETTER DATED 4 APRIL 1977 FROM THE CHARGE D'AFFAIRES A.I. OF THE
     PERMANENT MISSION OF BENIN TO THE UNITED NATIONS ADDRESSED TO THE
                   PRESIDENT OF THE SECURITY COUNCIL

     On instructions from my Government, I have the honour to transmit to you
herewith a report, and to request you to have it circulated.

77-06432                                                                  /...
""",
    letter="",
)
CABLE = typed_cover(
    ("SECURITY", "COUNCIL"),
    ("Distr.", "GENERAL", "", "S/94382", "13 July 1960"),
    """
     CABLE DATED 12 JULY 1960 FROM THE PRESIDENT OF THE REPUBLIC OF THE CONGO
        ADDRESSED TO THE SECRETARY-GENERAL OF THE
                            UNITED NATIONS

     The Government of the Republic of the Congo requests that this be circulated.
""",
    letter="",
)
PROVISIONAL_RECORD = typed_cover(
    ("General Assembly",),
    ("PROVISIONAL", "", "A/47/PV.912", "7 October 1992", "", "ENGLISH"),
    """
                              Forty-seventh session

                                GENERAL ASSEMBLY

                 PROVISIONAL VERBATIM RECORD OF THE 912th MEETING

                     Held at Headquarters, New York,
                on Friday, 25 September 1992, at 10 a.m.

     President:           Mr. EXAMPLE                        (Bulgaria)

     -    General debate [9]

92-61073
""",
)
SUMMARY_RECORD = typescript(
    """
United Nations                                        THIRD COMMITTEE
GENERAL                                               12th meeting
ASSEMBLY                                              held on
FORTY-SEVENTH SESSION                                 Tuesday, 20 October 1992
Official Records                                      at 10 a.m.
                                                      New York
________________________________________________________________________________

                     SUMMARY RECORD OF THE 12th MEETING

     Chairman:            Mr. EXAMPLE                         (Austria)

                                    CONTENTS

AGENDA ITEM 92: HARBOURS (continued)


________________________________________________________________________________
This record is subject to correction.
Corrections should be sent under the signature of a       Distr. GENERAL
member of the delegation concerned within one week of     A/C.3/47/SR.912
the date of publication to the Chief of the Official      28 October 1992
Records Editing Section, and incorporated in a copy
of the record.                                            ORIGINAL:  ENGLISH

92-56948  1234Z (E)                                                       /...
"""
)
OLD_RECORD = typescript(
    """
United Nations                                                     1331st
GENERAL                                                    PLENARY MEETING
ASSEMBLY
                                                        Thursday, 23 September 1965,
TWENTIETH SESSION                                               at 10.30 a.m.

Official Records                                              NEW YORK
________________________________________________________________________________

              CONTENTS
                                         Page
Agenda item 9:
   General debate (continued)

President: Mr. Example (Italy).

1.   The PRESIDENT: I call on the first speaker.

                              1                                A/PV.9331
""",
    """
2                General Assembly - Twentieth Session - Plenary Meetings

2.   Mr. SPEAKER (Italy): I thank the President for his words.
""",
)
ORGANIZATION = typed_cover(
    ("Economic and Social", "Council"),
    ("Distr.", "GENERAL", "", "E/CN.4/2003/NGO/912", "13 February 2003", "", "ENGLISH ONLY"),
    """
COMMISSION ON HUMAN RIGHTS
Fifty-ninth session
Item 9 of the provisional agenda

      QUESTION OF HARBOURS IN ANY PART OF THE WORLD

      Written statement* submitted by the Society of Lighthouse Keepers,
      a non-governmental organization in special consultative status

     The Secretary-General has received the following written statement which is
circulated in accordance with a resolution of the Council.

GE.03-10941
""",
    letter="E",
)
SPONSORED = printed_cover(
    "S/2025/9155",
    "Security Council",
    GENERAL,
    (),
    (("Albania, Australia, Austria, Bahamas and Belgium: draft resolution", 12),),
    ("__The Security Council__,", "__Recalling__ what it has said before,"),
)
CHAIRS_DRAFT = printed_cover(
    "A/C.5/80/L.923",
    "General Assembly",
    LIMITED,
    ("**Eightieth session**", "**Fifth Committee**", "Agenda item 136"),
    (
        ("Draft resolution submitted by the Chair of the Committee following informal consultations", 10),
        ("Scale for the apportionment of all the expenses of the lighthouses of the United Nations", 12),
    ),
    ("__The General Assembly__,", "__Recalling__ what it has said before,"),
)
ENVIRONMENT = printed_cover(
    "UNEP/EA.4/Res.91",
    "United Nations",
    ("Distr.: General", "28 March 2019", "", "Original: English"),
    ("**Fourth session**", "Nairobi, 11-15 March 2019"),
    (
        ("Resolution adopted by the United Nations Environment Assembly on 15 March 2019", 14),
        ("4/91. Cleaner harbours", 14),
    ),
    ("__The United Nations Environment Assembly__,", BODY),
    job="K1901157      150419",
)
FRENCH = printed_cover(
    "A/79/L.905",
    "Assemblée générale",
    ("Distr. limitée", "12 novembre 2024", "Français", "Original : anglais"),
    ("**Soixante-dix-neuvième session**", "Point 71 b) de l’ordre du jour"),
    (("Allemagne, France et Suède : projet de résolution", 10), ("Ports ouverts à tous", 12)),
    ("__L’Assemblée générale__,", "__Guidée__ par ce qu’elle a dit auparavant au sujet des ports,"),
    job="24-20775 (F)",
)
SPANISH = printed_cover(
    "E/CN.6/2025/93",
    "Consejo Económico y Social",
    ("Distr. general", "16 de diciembre de 2024", "Español", "Original: inglés"),
    ("**Sexagésimo noveno período de sesiones**", "Tema 3 a) del programa provisional*"),
    (("Puertos abiertos a todos", 14), ("Informe del Secretario General", 12)),
    ("En este informe se examina lo que el Consejo ha dicho acerca de los puertos y de quienes los buscan.",),
    job="24-23925 (S)",
)


def masthead_of(data):
    extract = read_pdf(data)
    return find_masthead(join_blocks(clean_blocks(extract.blocks)), extract.media_type)


@pytest.mark.parametrize(
    ("cover", "said"),
    [
        pytest.param(
            RESOLUTION,
            {
                "symbol": "A/RES/52/999", "document_type": "resolution", "session": "52", "agenda_items": ("103",),
                "title": "Harbours for all", "job_number": "98-76522", "distribution": "General",
                "document_date": date(1997, 12, 12),
            },
            id="a resolution without the day in its heading has that of the meeting named below its text",
        ),
        pytest.param(
            OLD_RESOLUTION,
            {
                "symbol": "A/RES/9625 (XXV)", "session": "25", "document_date": date(1970, 10, 24),
                "title": "Declaration on Lighthouses and on Co-operation among Keepers in accordance with the Charter of the United Nations",
            },
            id="the Organization's name at the end of a title is part of it",
        ),
        pytest.param(
            COUNCIL_LETTER,
            {
                "symbol": "S/99318", "document_type": "letter", "session": None, "original_language": "French",
                "language": "English", "job_number": "77-06432", "document_date": date(1977, 4, 5), "author_iso3": "BEN",
            },
            id="a letter in capitals has its author",
        ),
        pytest.param(
            CABLE,
            {
                "document_type": "letter",
                "title": "CABLE DATED 12 JULY 1960 FROM THE PRESIDENT OF THE REPUBLIC OF THE CONGO ADDRESSED TO THE "
                "SECRETARY-GENERAL OF THE UNITED NATIONS",
            },
            id="a cable is a letter",
        ),
        pytest.param(
            PROVISIONAL_RECORD,
            {
                "symbol": "A/47/PV.912", "document_type": "verbatim_record", "document_date": date(1992, 9, 25),
                "title": "PROVISIONAL VERBATIM RECORD OF THE 912th MEETING", "session": "47", "agenda_items": (),
                "distribution": None, "language": "English",
            },
            id="a provisional record has the day of its meeting, not that of its issue",
        ),
        pytest.param(
            SUMMARY_RECORD,
            {
                "symbol": "A/C.3/47/SR.912", "document_type": "summary_record", "document_date": date(1992, 10, 20),
                "title": "SUMMARY RECORD OF THE 12th MEETING", "session": "47", "original_language": "English",
                "distribution": "General", "job_number": "92-56948 (E)",
            },
            id="a summary record whose box stands at the foot of the page",
        ),
        pytest.param(
            OLD_RECORD,
            {
                "symbol": "A/PV.9331", "document_type": "verbatim_record", "session": "20",
                "document_date": date(1965, 9, 23),
            },
            id="a record with its symbol beside the page number only",
        ),
        pytest.param(
            ORGANIZATION,
            {
                "document_type": "statement", "session": "59", "agenda_items": ("9",),
                "title": "Written statement submitted by the Society of Lighthouse Keepers, a non-governmental organization "
                "in special consultative status",
            },
            id="an organization's statement is titled by itself, not by the item above it",
        ),
        pytest.param(
            SPONSORED,
            {
                "document_type": "draft_resolution",
                "title": "Albania, Australia, Austria, Bahamas and Belgium: draft resolution",
            },
            id="a draft with no other heading than its sponsors is a draft",
        ),
        pytest.param(
            CHAIRS_DRAFT,
            {
                "document_type": "draft_resolution", "agenda_items": ("136",), "distribution": "Limited",
                "title": "Scale for the apportionment of all the expenses of the lighthouses of the United Nations",
            },
            id="a chair's draft is titled by its subject",
        ),
        pytest.param(
            ENVIRONMENT,
            {
                "symbol": "UNEP/EA.4/Res.91", "document_type": "resolution", "session": "4",
                "title": "Cleaner harbours", "document_date": date(2019, 3, 15), "job_number": "K1901157",
            },
            id="a job number of Nairobi without a language letter",
        ),
        pytest.param(
            FRENCH,
            {
                "document_type": "draft_resolution", "session": "79", "agenda_items": ("71 b)",), "language": "French",
                "original_language": "English", "distribution": "Limited", "title": "Ports ouverts à tous",
                "document_date": date(2024, 11, 12),
            },
            id="a French draft",
        ),
        pytest.param(
            SPANISH,
            {
                "document_type": "report", "session": "69", "agenda_items": ("3 a)",), "language": "Spanish",
                "title": "Puertos abiertos a todos", "document_date": date(2024, 12, 16),
            },
            id="a Spanish report whose symbol carries no session",
        ),
    ],
)  # fmt: skip
def test_a_cover_says_what_it_prints(cover, said):
    masthead = masthead_of(cover)
    assert {name: getattr(masthead, name) for name in said} == said
