from datetime import date

import pytest

from tasks.errors import RejectedDocument
from tasks.model import (
    ITALIC_OFF,
    ITALIC_ON,
    LINK_OFF,
    LINK_ON,
    MARKS,
    SUPERSCRIPT_OFF,
    SUPERSCRIPT_ON,
    Markup,
)
from tasks.reading.akoma_ntoso import read_akoma_ntoso

OPEN = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" xmlns:akn4un="http://un.org/akn4un">'
COVER = """<coverPage>
  <p class="upperRight"><docNumber refersTo="#symbol">A/RES/99/12(2044)</docNumber></p>
  <p><img src="logo.jpg"/><docAuthority refersTo="#issuingBody">General Assembly</docAuthority></p>
  <p><docStatus>Distr.: General</docStatus></p>
  <p><session value="99">Ninety-ninth session</session></p>
  <p><inline name="agenda item">Agenda item 18 (d) and 100 (ee)</inline></p>
</coverPage>"""
PREFACE = """<preface><p><docNumber>99/12.</docNumber>
  <docTitle refersTo="#resolutionTitle"><span class="bold"> Protection of
  something</span></docTitle></p></preface>"""


def akn(body="", *, meta="", name="resolution"):
    meta = f"""<meta><identification><FRBRWork><FRBRdate date="2044-12-01" name="adoption"/></FRBRWork>
      <FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression></identification>{meta}</meta>"""
    return f'{OPEN}<statement name="{name}">{meta}{COVER}{PREFACE}{body}</statement></akomaNtoso>'.encode()


def steps(**by):
    given = {
        outcome: f'<step outcome="{outcome}" as="{symbol}" by="{names}" date="{day}"/>'
        for outcome, (symbol, names, day) in by.items()
    }
    return f"<workflow>{''.join(given.values())}</workflow>"


def voting(outcome="adoptedRecordedVote", **lists):
    counts = "".join(
        f'<count value="{value}" refersTo="{side}"><akn4un:voters>'
        + "".join(f"<organization>{name}</organization>" for name in names)
        + "</akn4un:voters></count>"
        for side, (value, names) in lists.items()
    )
    return (
        f'<analysis><parliamentary><voting outcome="{outcome}">{counts}</voting></parliamentary></analysis>'
    )


def blocks(body):
    return [block for block in read_akoma_ntoso(akn(body)).blocks if block.page_number][7:]


def markup(meta, **options) -> Markup:
    found = read_akoma_ntoso(akn(meta=meta, **options)).markup
    assert found is not None
    return found


def sponsors(by):
    meta = steps(draftResolution=("A/99/L.1", by, "2044-11-01"))
    return [(s.name_as_printed, s.iso3, s.group_code) for s in markup(meta).sponsors]


def test_the_masthead_is_what_is_marked_up():
    found = markup("").masthead
    assert found.symbol == "A/RES/99/12 (2044)"
    assert found.title == "Protection of something"
    assert (found.session, found.agenda_items) == ("99", ("18 (d)", "100 (ee)"))
    assert (found.document_date, found.distribution, found.language) == (
        date(2044, 12, 1),
        "General",
        "English",
    )
    assert (found.document_type, found.body_code) == ("resolution", "A")


@pytest.mark.parametrize(
    ("name", "symbol", "expected"),
    [
        ("decision", "A/DEC/99/5", ("decision", "A")),
        ("", "S/RES/2700 (2044)", ("resolution", "S")),
        ("publication", "A/HRC/RES/99/1", ("resolution", "A/HRC")),
        ("", "Something", ("other", None)),
    ],
)
def test_type_and_organ_are_stated_or_read_from_the_symbol(name, symbol, expected):
    data = akn(name=name).replace(b"A/RES/99/12(2044)", symbol.encode())
    found = read_akoma_ntoso(data).markup.masthead
    assert (found.document_type, found.body_code) == expected


def test_a_paragraph_keeps_number_italics_links_and_notes():
    body = """<mainBody><paragraph class="SingleTxt"><num>1.</num><content><p xml:space="preserve">
        <span class="italic">Recalls</span> its resolution <a href="https://undocs.org/en/A/RES/73/89">73/89</a>
      of 6 December,<authorialNote marker="2"><p>  See <a href="https://undocs.org/x">A/76/299</a>.</p><p>More.</p>
      </authorialNote> and more; </p></content></paragraph></mainBody>"""
    paragraph, note, rest = blocks(body)
    assert paragraph.text == (
        f"1. {ITALIC_ON}Recalls{ITALIC_OFF} its resolution {LINK_ON}73/89{LINK_OFF} of 6 December,"
        f"{SUPERSCRIPT_ON}2{SUPERSCRIPT_OFF} and more;"
    )
    assert paragraph.links == ("https://undocs.org/en/A/RES/73/89",)
    assert (note.role, note.label, note.text) == ("footnote", "2", f"See {LINK_ON}A/76/299{LINK_OFF}.")
    assert (rest.role, rest.label, rest.text, rest.links) == ("footnote", "", "More.", ())


def test_points_carry_their_numbers_and_the_intro_that_of_its_paragraph():
    body = """<mainBody><paragraph><num>3.</num><list><intro><p>Calls upon:</p></intro>
      <point><num>(a)</num><content><p>All States;</p></content></point>
      <sublist><point><num>(i)</num><content><p>Others;</p></content></point></sublist></list></paragraph></mainBody>"""
    assert [b.text for b in blocks(body)] == ["3. Calls upon:", "(a) All States;", "(i) Others;"]


def test_headings_come_from_elements_and_from_the_styles_of_paragraphs():
    body = """<mainBody><subheading>Base salary scale</subheading><paragraph class="H23"><content><p>
      <span class="bold">Scope</span></p></content></paragraph><subheading>A</subheading>
      <crossHeading refersTo="#preamble"><span>Recalling</span> its resolution 44/198,</crossHeading></mainBody>"""
    assert [(b.role, b.level, b.centred) for b in blocks(body)] == [
        ("heading", 0, False),
        ("heading", 4, False),
        ("text", 0, True),  # a lone number over its title
        ("text", 0, False),  # a paragraph of a preamble, whatever the editors called it
    ]


def test_table_rows_keep_empty_cells_and_notes_under_a_table_their_labels():
    body = """<mainBody><container><table><tr><th><p>State</p></th><th/></tr>
      <tr><td><p>Chad<sup>a</sup></p></td><td><p> 0.003 </p></td></tr><tr><td/><td/></tr></table></container>
      <paragraph class="FootnoteText"><content><p><span class="italic"><sup>a</sup></span>   Provisional.</p></content>
      </paragraph></mainBody>"""
    assert [(b.role, b.label, b.text) for b in blocks(body)] == [
        ("table_row", "", "State | "),
        ("table_row", "", f"Chad{SUPERSCRIPT_ON}a{SUPERSCRIPT_OFF} | 0.003"),
        ("footnote", "a", "Provisional."),
    ]


def test_line_ends_that_are_marked_up_stay_and_the_source_s_own_do_not():
    body = "<conclusions><p>\n  49th plenary\n meeting<eol/>9 December 2044</p></conclusions>"
    assert [b.text for b in blocks(body)] == ["49th plenary meeting\n9 December 2044"]


def test_private_marks_in_the_source_are_dropped():
    body = f"<mainBody><paragraph><content><p>a{''.join(sorted(MARKS))}b</p></content></paragraph></mainBody>"
    assert [b.text for b in blocks(body)] == ["ab"]


def test_comments_and_elements_never_met_before_do_no_harm():
    body = "<mainBody><!-- x --><hcontainer name='new'><p>Some <newInline>words</newInline>.</p></hcontainer></mainBody>"
    assert [b.text for b in blocks(body)] == ["Some words."]


def test_a_recorded_vote_has_printed_totals_and_listed_names_apart():
    meta = steps(
        draftResolution=("A/99/L.14 and A/99/L.14/Add.1", "", "2044-11-24"),
        adopted=("A/99/PV.42", "", "2044-12-02"),
    ) + voting(inFavour=(3, ["ALBANIA", "KENYA"]), against=(1, ["CÔTE D’IVOIRE"]))
    (vote,) = markup(meta).votes
    assert (vote.item_symbol, vote.method, vote.result) == ("A/99/L.14", "recorded", "adopted")
    assert (vote.meeting, vote.voted_on, vote.body_code) == ("42", date(2044, 12, 2), "A")
    assert (vote.yes_count, vote.no_count, vote.abstain_count) == (3, 1, 0)
    assert [(p.iso3, p.position) for p in vote.positions] == [("ALB", "yes"), ("KEN", "yes"), ("CIV", "no")]


@pytest.mark.parametrize(
    ("outcome", "lists", "expected"),
    [
        ("adoptedWithoutVote", {}, ("without_vote", "adopted", None)),
        ("rejectedRecordedVote", {"inFavour": (1, ["CHAD"])}, ("recorded", "rejected", 1)),
        ("adoptedByVote", {"inFavour": (100, [])}, ("counted", "adopted", 100)),
        ("adopted", {"#inFavour": (1, ["CHAD"]), "nonVoting": (9, [])}, ("recorded", "adopted", 1)),
        ("", {"inFavour": ("many", [])}, ("without_vote", "adopted", None)),
        ("adoptedRecordedVote", {"inFavour": ("9" * 5_000, ["CHAD"])}, ("recorded", "adopted", 0)),
    ],
)
def test_a_vote_s_method_and_result_are_what_is_stated(outcome, lists, expected):
    (vote,) = markup(voting(outcome, **lists)).votes
    assert (vote.method, vote.result, vote.yes_count) == expected
    assert vote.item_symbol == "A/RES/99/12 (2044)"  # no draft is named


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("", []),
        ("Senegal and Yemen", [("Senegal", "SEN", None), ("Yemen", "YEM", None)]),
        (
            "Antigua and Barbuda, Bolivia (Plurinational State of), the Gambia and Trinidad and Tobago",
            [
                ("Antigua and Barbuda", "ATG", None),
                ("Bolivia (Plurinational State of)", "BOL", None),
                ("the Gambia", "GMB", None),
                ("Trinidad and Tobago", "TTO", None),
            ],
        ),
        (
            "Guinea (on behalf of the States Members of the United Nations that are members of the Group of 77 and China), Peru",
            [
                ("Guinea", "GIN", None),
                (
                    "the States Members of the United Nations that are members of the Group of 77 and China",
                    None,
                    "G77",
                ),
                ("Peru", "PER", None),
            ],
        ),
        (
            "Pakistan, on behalf of the Group of 77 and China",
            [("Pakistan", "PAK", None), ("the Group of 77 and China", None, "G77")],
        ),
        ("Romania (in its capacity as Chair of the Committee)", [("Romania", "ROU", None)]),
        (
            "submitted by the Chair of the Committee following informal consultations",
            [("Chair of the Committee following informal consultations", None, None)],
        ),
        (
            "introduced in the Committee by the representative of Austria on behalf of the Bureau",
            [("representative of Austria on behalf of the Bureau", None, None)],
        ),
        (
            "Chad and Mali. - Removes Czechia from the list of sponsors",
            [("Chad", "TCD", None), ("Mali", "MLI", None)],
        ),
    ],
)
def test_sponsors_are_states_groups_and_offices(by, expected):
    assert sponsors(by) == expected


def test_those_who_join_are_additional_sponsors_of_the_same_draft():
    meta = steps(
        draftResolution=("A/C.3/99/L.5", "Chad", "2044-11-01"),
        draftResolutionAdditionalSponsors=("", "Mali", "0001-01-01"),
        recommendedForAdoption=("A/99/500", "", "0001-01-01"),
    )
    assert [(s.item_symbol, s.iso3, s.role, s.wave) for s in markup(meta).sponsors] == [
        ("A/C.3/99/L.5", "TCD", "main", 1),
        ("A/C.3/99/L.5", "MLI", "additional", 2),
    ]


def test_each_resolution_of_a_set_has_its_own_symbol_and_what_is_stated_twice_counts_once():
    member = "<component><statement name='resolution'><meta>{meta}</meta><preface><p><docNumber>{letter}</docNumber></p></preface></statement></component>"
    own = voting(inFavour=(1, ["CHAD"]))
    components = member.format(meta=voting("adoptedWithoutVote"), letter="A") + member.format(
        meta=own, letter="B"
    )
    data = f"""{OPEN}<documentCollection><meta>{voting("adoptedWithoutVote")}</meta>
      {COVER.replace("99/12(2044)", "99/84 A-B")}</documentCollection><components>{components}</components></akomaNtoso>"""
    votes = read_akoma_ntoso(data.encode()).markup.votes
    assert [(v.item_symbol, v.method) for v in votes] == [
        ("A/RES/99/84 A-B", "without_vote"),
        ("A/RES/99/84 A", "without_vote"),
        ("A/RES/99/84 B", "recorded"),
    ]


def test_a_document_that_states_nothing_is_read_all_the_same():
    read = read_akoma_ntoso(
        f"{OPEN}<doc><mainBody><p>Words.</p></mainBody></doc></akomaNtoso>".encode("utf-16")
    )
    assert [b.text for b in read.blocks] == ["Words."]
    assert (read.markup.masthead.symbol, read.markup.votes, read.markup.sponsors) == (None, (), ())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (akn()[:-20], "damaged"),
        (b'<?xml version="1.0" encoding="nonsense"?>' + akn(), "damaged"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]>' + akn(), "unsafe"),
        (f"{OPEN}{'<p>' * 5_000}{'</p>' * 5_000}</akomaNtoso>".encode(), "unsafe"),
    ],
)
def test_broken_and_malicious_xml_is_rejected(data, reason):
    with pytest.raises(RejectedDocument) as rejected:
        read_akoma_ntoso(data)
    assert rejected.value.reason == reason
