import io
import zipfile

import pytest
from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tasks.errors import RejectedDocument
from tasks.model import (
    BOLD_OFF,
    BOLD_ON,
    ITALIC_OFF,
    ITALIC_ON,
    LINK_OFF,
    LINK_ON,
    MARKS,
    PAGE_BREAK,
    SUPERSCRIPT_OFF,
    SUPERSCRIPT_ON,
)
from tasks.reading.word import read_word
from tasks.reading.word_numbering import format_number, read_numbering
from tasks.reading.word_package import W

NS = nsdecls("w")
RAISED = '<w:vertAlign w:val="superscript"/>'
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def saved(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def packed(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return buffer.getvalue()


def drawn(body, **parts):
    """A Word file of bare XML; `parts` are further parts by their kinds."""
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{RELATIONSHIPS}/{kind}" Target="{kind}.xml"/>'
        for n, kind in enumerate(parts)
    )
    members = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {NS} {nsdecls('r')}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": "<Relationships>"
        + relations
        + f'<Relationship Id="web" Type="{RELATIONSHIPS}/hyperlink" Target="https://undocs.org/A/1" TargetMode="External"/>'
        + "</Relationships>",
    }
    members |= {f"word/{kind}.xml": f"<w:{kind} {NS}>{xml}</w:{kind}>" for kind, xml in parts.items()}
    return packed(members)


def p(text, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text)}</w:p>"


def r(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def blocks(body, **parts):
    return read_word(drawn(body, **parts)).blocks


def texts(body, **parts):
    return [block.text for block in blocks(body, **parts)]


def reason(data):
    with pytest.raises(RejectedDocument) as rejected:
        read_word(data)
    return rejected.value.reason


def test_paragraphs_headings_and_emphasis():
    document = Document()
    document.add_heading("Scope", 2)
    paragraph = document.add_paragraph("The Assembly ")
    paragraph.add_run("decides").italic = True
    paragraph.add_run(" and ").italic = True
    paragraph.add_run("acts").bold = True
    document.add_paragraph("middle").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("a bullet", style="List Bullet")
    heading, text, middle, bullet = read_word(saved(document)).blocks
    assert (heading.role, heading.level) == ("heading", 2)
    assert text.text == f"The Assembly {ITALIC_ON}decides and {ITALIC_OFF}{BOLD_ON}acts{BOLD_OFF}"
    assert (middle.centred, text.centred) == (True, False)
    assert (bullet.role, bullet.level, bullet.text) == ("list_item", 1, "• a bullet")


def test_styles_of_the_united_nations_and_those_based_on_them_head_sections():
    styles = """<w:style w:type="paragraph" w:styleId="HCh"><w:name w:val="_ H _Ch"/><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>
      <w:style w:type="paragraph" w:styleId="Own"><w:name w:val="My own"/><w:basedOn w:val="HCh"/></w:style>
      <w:style w:type="paragraph" w:styleId="Out"><w:name w:val="Other"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>"""
    body = (
        p("Introduction", '<w:pStyle w:val="Own"/>')
        + p("Part", '<w:pStyle w:val="Out"/>')
        + p("A", '<w:pStyle w:val="HCh"/>')
    )
    first, second, lone = blocks(body, styles=styles)
    assert (first.role, first.level, first.font_size) == ("heading", 2, 14.0)
    assert first.text == f"{BOLD_ON}Introduction{BOLD_OFF}"
    assert (second.role, second.level) == ("heading", 3)
    assert (lone.role, lone.centred) == ("text", True)  # its title follows


def test_a_heading_s_lines_are_one_where_nothing_stands_between():
    style = '<w:pStyle w:val="H1"/>'
    styles = '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="_ H_1"/></w:style>'
    body = p("Part XII", style) + p("Safety", style) + p("Table 1", style) + p("") + p("Posts", style)
    assert texts(body, styles=styles) == ["Part XII\nSafety", "Table 1", "Posts"]


NUMBERING = """<w:abstractNum w:abstractNumId="7">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1.%3"/></w:lvl>
  </w:abstractNum><w:abstractNum w:abstractNumId="8">
  <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
  <w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num>"""


def numbered(text, number_id, level=0):
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr>')


def test_numbers_that_word_adds_are_printed():
    body = "".join(
        (
            numbered("Decides", 1),
            numbered("one", 1, 1),
            numbered("two", 1, 1),
            numbered("deep", 1, 2),
            numbered("Requests", 1),
            numbered("anew", 1, 1),
            numbered("other list", 2),
            numbered("goes on", 2),
            numbered("dot", 3),
            numbered("none", 0),
            numbered("unknown", 99),
        )
    )
    found = blocks(body, numbering=NUMBERING)
    assert [b.text for b in found] == [
        "1. Decides",
        "(a) one",
        "(b) two",
        "1.I deep",
        "2. Requests",
        "(a) anew",
        "5. other list",
        "6. goes on",
        "• dot",
        "none",
        "unknown",
    ]
    assert [b.role for b in found].count("list_item") == 1


def test_a_style_numbers_its_paragraphs_too():
    styles = """<w:style w:type="paragraph" w:styleId="N"><w:name w:val="N"/>
      <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"""
    body = p("a", '<w:pStyle w:val="N"/>') + p(
        "b", '<w:pStyle w:val="N"/><w:numPr><w:ilvl w:val="1"/></w:numPr>'
    )
    assert texts(body, styles=styles, numbering=NUMBERING) == ["1. a", "(a) b"]


@pytest.mark.parametrize(
    ("number", "number_format", "printed"),
    [
        (4, "decimal", "4"),
        (4, "decimalZero", "04"),
        (28, "lowerLetter", "bb"),
        (3, "upperLetter", "C"),
        (1994, "upperRoman", "MCMXCIV"),
        (9, "lowerRoman", "ix"),
        (2, "chicago", "†"),
        (7, "none", ""),
        (7, "hebrew1", "7"),
        (0, "lowerRoman", "0"),
        (10**9, "lowerLetter", "1000000000"),
        (10**9, "upperRoman", "1000000000"),
    ],
)
def test_numbers_are_written_in_word_s_formats(number, number_format, printed):
    assert format_number(number, number_format) == printed


def test_no_numbering_part_means_no_numbers():
    assert read_numbering(None).next_label("1", 0) == ""


FOOTNOTES = f"""<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
  <w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r>{r(" 	See A/1.")}</w:p><w:p>{r("More.")}</w:p></w:footnote>
  <w:footnote w:id="2"><w:p>{r("* ")}{r("Reissued.")}</w:p></w:footnote>"""


def test_footnotes_stand_behind_their_paragraph_and_their_markers_in_it():
    body = f"""<w:p>{r("Recalls")}<w:r><w:footnoteReference w:id="1"/></w:r>{r(" and")}
      <w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r></w:p>{p("Next.")}"""
    first, note, more, own, last = blocks(body, footnotes=FOOTNOTES)
    marks = [f"{SUPERSCRIPT_ON}{n}{SUPERSCRIPT_OFF}" for n in ("1", "*")]
    assert first.text == f"Recalls{marks[0]} and{marks[1]}"
    assert [(b.role, b.label, b.text) for b in (note, more, own)] == [
        ("footnote", "1", "See A/1."),
        ("footnote", "", "More."),
        ("footnote", "*", "Reissued."),
    ]
    assert last.text == "Next."


def test_endnotes_stand_at_the_end_with_roman_numbers():
    note = f'<w:endnote w:id="1"><w:p>{r("An endnote.")}</w:p></w:endnote>'
    body = f'<w:p>{r("A")}<w:r><w:endnoteReference w:id="1"/></w:r></w:p>{p("B")}'
    found = blocks(body, endnotes=note)
    assert [(b.role, b.label) for b in found] == [("text", ""), ("text", ""), ("footnote", "i")]


def test_only_markers_are_raised_and_not_powers_or_ordinals():
    body = f"<w:p>{r('the 21')}{r('st', RAISED)}{r(' has 5 km')}{r('2', RAISED)}{r(' of land')}{r('a', RAISED)}</w:p>"
    assert texts(body) == [f"the 21st has 5 km2 of land{SUPERSCRIPT_ON}a{SUPERSCRIPT_OFF}"]


def test_notes_that_were_typed_are_notes_and_their_asterisks_markers():
    frame = "<w:framePr/>"
    styles = '<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/></w:style>'
    body = (
        p("Items 1 and 2 of the list**")
        + p("**	A/81/50.", frame)
        + f'<w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>{r("a", RAISED)}{r("Estimates.")}</w:p>'
        + p("Source: reports.", '<w:pStyle w:val="FootnoteText"/>')
    )
    first, framed, under, source = blocks(body, styles=styles)
    assert first.text == f"Items 1 and 2 of the list{SUPERSCRIPT_ON}**{SUPERSCRIPT_OFF}"
    assert (framed.role, framed.label, framed.text) == ("footnote", "**", "A/81/50.")
    assert (under.role, under.label, under.text) == ("footnote", "a", "Estimates.")
    assert source.role == "text"


def table(*rows):
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def test_table_rows_keep_empty_cells_and_join_a_cell_s_paragraphs():
    body = table((p("State"), p("Share")), (p("Chad") + p("(LDC)"), p("")), (p(""), p("")))
    assert [(b.role, b.text) for b in blocks(body)] == [
        ("table_row", "State | Share"),
        ("table_row", "Chad (LDC) | "),
    ]


def test_a_table_that_only_arranges_text_is_read_as_text():
    inner = table((p("a"), p("b")), (p("c"), p("d")))
    body = table((p("A box."),)) + table((p("left"), p("right"))) + table((p("x") + inner,), (p("y"),))
    assert [(b.role, b.text) for b in blocks(body)] == [
        ("text", "A box."),
        ("text", "left"),
        ("text", "right"),
        ("text", "x"),
        ("table_row", "a | b"),
        ("table_row", "c | d"),
        ("text", "y"),
    ]


def test_the_notes_in_a_table_s_last_row_are_notes():
    last = f"<w:p>{r('a', RAISED)}{r(' Estimate.')}</w:p><w:p>{r('b', RAISED)}{r(' Other.')}</w:p>"
    body = table((p("x"), p("y")), (p("1"), p("2")), (last, p("")))
    assert [(b.role, b.label, b.text) for b in blocks(body)][2:] == [
        ("footnote", "a", "Estimate."),
        ("footnote", "b", "Other."),
    ]


def test_tracked_changes_are_read_as_accepted():
    gone = "<w:del><w:r><w:delText>old </w:delText></w:r></w:del><w:moveFrom><w:r><w:t>moved </w:t></w:r></w:moveFrom>"
    body = f"<w:p>{r('The ')}{gone}<w:ins>{r('new ')}</w:ins>{r('text')}</w:p>"
    body += p("A paragraph", "<w:rPr><w:del/></w:rPr>") + p(" goes on.")
    body += "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    assert texts(body) == ["The new text", "A paragraph goes on."]


def test_hidden_text_and_empty_forms_are_left_out_and_capitals_are_capitals():
    form = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Click here')}</w:sdtContent></w:sdt>"
    )
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{r(' filled')}</w:sdtContent></w:sdt>"
    body = f"<w:p>{r('hidden', '<w:vanish/>')}{r('capitals', '<w:caps/>')}{form}{filled}</w:p>"
    assert texts(body) == ["CAPITALS filled"]


def test_links_are_kept_from_elements_and_from_fields():
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    body = f"""<w:p><w:hyperlink r:id="web">{r("A/1")}</w:hyperlink>{r(" and ")}{field.format("begin")}
      <w:r><w:instrText> HYPERLINK "https://undocs.org/A/2" </w:instrText></w:r>{field.format("separate")}{r("A/2")}
      {field.format("end")}{r(", page ")}{field.format("begin")}<w:r><w:instrText>PAGE</w:instrText></w:r>
      {field.format("separate")}{r("3")}{field.format("end")}</w:p>"""
    (found,) = blocks(body)
    assert found.text == f"{LINK_ON}A/1{LINK_OFF} and {LINK_ON}A/2{LINK_OFF}, page 3"
    assert found.links == ("https://undocs.org/A/1", "https://undocs.org/A/2")


def test_signs_tabs_hyphens_and_line_ends():
    body = """<w:p><w:r><w:t>1.</w:t><w:tab/><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:softHyphen/><w:t>erate</w:t>
      <w:br/><w:t>next</w:t><w:sym w:font="Symbol" w:char="F0B7"/><w:sym w:char="zz"/></w:r></w:p>"""
    assert texts(body) == ["1. co-operate\nnext•"]


def test_a_text_box_is_read_once_and_a_formula_as_it_stands():
    box = f"<w:txbxContent>{p('In a box.')}</w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    body = f"""<w:p>{r("Text.")}<w:r><mc:AlternateContent xmlns:mc="{mc}"><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>
      <mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>
      <w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x+y</m:t></m:r></m:oMath></w:p>"""
    assert texts(body) == ["Text.", "In a box.", "x+y"]


def test_pages_end_where_the_author_or_word_ended_them():
    document = Document()
    document.add_paragraph("one")
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("two").paragraph_format.page_break_before = True
    document.add_section(WD_SECTION.NEW_PAGE)
    torn = document.add_paragraph("three goes ")
    torn.add_run()._r.append(parse_xml(f"<w:lastRenderedPageBreak {NS}/>"))
    torn.add_run("on")
    found = read_word(saved(document))
    assert [(b.page_number, b.text) for b in found.blocks] == [
        (1, "one"),
        (2, "two"),
        (3, f"three goes {PAGE_BREAK}on"),
    ]
    assert [page.page_number for page in found.pages] == [1, 2, 3, 4]


def test_what_word_notes_behind_the_author_s_page_break_is_the_same_page_end():
    body = '<w:p><w:r><w:t>a</w:t><w:br w:type="page"/><w:lastRenderedPageBreak/><w:t>b</w:t></w:r></w:p>'
    assert texts(body) == [f"a{PAGE_BREAK}b"]


def test_the_first_page_s_header_is_the_masthead_and_the_others_are_furniture():
    document = Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "A/99/1"
    section.first_page_footer.paragraphs[0].text = "99-12345 (E)"
    section.header.paragraphs[0].text = "running head"
    document.add_paragraph("Text.").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("More.")
    found = read_word(saved(document)).blocks
    assert [(b.page_number, b.role, b.text) for b in found] == [
        (1, "text", "A/99/1"),
        (1, "text", "Text."),
        (1, "furniture", "99-12345 (E)"),
        (2, "furniture", "running head"),
        (2, "text", "More."),
    ]


def test_a_header_of_all_pages_is_furniture():
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Statement by Chad"
    document.add_paragraph("Text.")
    assert [b.role for b in read_word(saved(document)).blocks] == ["furniture", "text"]


def test_strict_files_are_read_as_well():
    data = drawn(p("Strict words."))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    members["word/document.xml"] = members["word/document.xml"].replace(W.strip("{}").encode(), strict)
    assert [b.text for b in read_word(packed(members)).blocks] == ["Strict words."]


def test_private_marks_in_the_source_are_dropped():
    assert texts(p(f"a{''.join(sorted(MARKS))}b")) == ["ab"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (drawn(p("x"))[:200], "damaged"),
        (packed({"[Content_Types].xml": "", "word/other.xml": ""}), "damaged"),
        (packed({"word/document.xml": "<w:document"}), "damaged"),
        (packed({"word/document.xml": f"<w:document {NS}/>"}), "damaged"),
        (packed({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "unsafe"),
        (packed({"word/document.xml": b"<" + b" " * 50_000_000}), "unsafe"),
        (drawn(""), "no_text"),
        (drawn("<w:sdt><w:sdtContent>" * 5_000 + "</w:sdtContent></w:sdt>" * 5_000), "damaged"),
    ],
)
def test_broken_and_malicious_files_are_rejected(data, expected):
    assert reason(data) == expected


def test_numbers_beyond_all_measure_do_no_harm():
    huge = "9" * 5_000
    body = p("a", f'<w:numPr><w:ilvl w:val="{huge}"/><w:numId w:val="1"/></w:numPr><w:ind w:left="{huge}"/>')
    size = '<w:sz w:val="' + huge + '"/>'
    body += p("b", f'<w:outlineLvl w:val="{huge}"/>') + f"<w:p>{r('c', size)}</w:p>"
    numbering = NUMBERING.replace('<w:start w:val="1"/>', f'<w:start w:val="{huge}"/>', 1)
    assert texts(body, numbering=numbering) == ["1. a", "b", "c"]
