"""Reads one paragraph of a Word file: its words with their marks, links, notes and text boxes.

Tracked changes are read as if they had been accepted: what was inserted stands, what was deleted does not.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from lxml import etree

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
from tasks.reading.word_numbering import SYMBOLS
from tasks.reading.word_package import R_ID, Relation, W
from tasks.reading.word_styles import HALF_POINTS, Styles, is_on, to_int
from tasks.reading.word_text import EXPLICIT_BREAK

MARKER = re.compile(r"(?:\d{1,3}|[a-z]|[*†‡§]{1,4})(?:[,;]\s?(?:\d{1,3}|[a-z]|[*†‡§]{1,4}))*\Z")
# Powers: 'm2', '10-6'. A marker stands behind words, not behind a unit.
_UNIT = re.compile(r"\b(?:[kcmd]?m|10)\Z")
_MATH = "/officeDocument/2006/math"
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')
_PASSED = frozenset(("hyperlink", "ins", "moveTo", "smartTag", "sdtContent", "fldSimple", "customXml", "dir", "bdo",
                     "rubyBase", "oMath", "oMathPara"))  # fmt: skip
_OUR_MARKS = {ord(mark): None for mark in (*MARKS, EXPLICIT_BREAK, "\v")}
_SIGNS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-", "lastRenderedPageBreak": PAGE_BREAK, "ptab": "\t"}
_BREAKS = {"page": EXPLICIT_BREAK}  # others only end the line


@dataclass(frozen=True, slots=True)
class NoteReference:
    """A footnote's or endnote's place in a paragraph; `label` is its marker as printed."""

    kind: str  # 'footnote' or 'endnote'
    note_id: str
    label: str


@dataclass(slots=True)
class Inline:
    """What a paragraph holds. `text` is marked text with page breaks of both kinds."""

    text: str = ""
    links: list[str] = field(default_factory=list)
    notes: list[NoteReference] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    font_size: float | None = None  # points, of the first words


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False
    link: int = 0  # 0: none; two links side by side have two numbers


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace, '' for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


@dataclass(slots=True)
class InlineReader:
    """Reads the paragraphs of one part. `next_label` gives the marker of the next numbered note of a kind."""

    styles: Styles
    relations: Mapping[str, Relation]
    next_label: Callable[[str], str]
    _pieces: list[_Piece] = field(default_factory=list)
    _inline: Inline = field(default_factory=Inline)
    _style: str = ""
    _link: int = 0
    _fields: list[str] = field(default_factory=list)  # the instructions of the fields that are open

    def read(self, paragraph: etree._Element) -> Inline:
        """Return what a paragraph says; nothing of it is left in the reader."""
        self._pieces, self._inline, self._link, self._fields = [], Inline(), 0, []
        self._style = self.styles.style_of(paragraph.find(f"{W}pPr"))
        self._into(paragraph)
        self._inline.text = _rendered(self._pieces)
        return self._inline

    def _into(self, container: etree._Element) -> None:
        for child in container:
            name = local(child)
            if name == "r" and child.tag.startswith(W):
                self._run(child)
            elif name == "hyperlink":
                relation = self.relations.get(child.get(R_ID, ""))
                self._linked(child, relation.target if relation and relation.is_external else "")
            elif name == "sdt":
                self._content_control(child)
            elif name == "AlternateContent":
                self._alternative(child)
            elif name == "t":  # of a formula: the text of runs is read with them
                self._pieces.append(_Piece((child.text or "").translate(_OUR_MARKS), link=self._link))
            elif name in _PASSED or _MATH in str(child.tag):
                self._into(child)

    def _linked(self, element: etree._Element, target: str) -> None:
        outer = self._link
        if target:
            self._inline.links.append(target)
            self._link = len(self._inline.links)
        self._into(element)
        self._link = outer

    def _content_control(self, control: etree._Element) -> None:
        """Read a form's field; 'Click here to enter text' is not the document's."""
        properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
        if content is not None and not is_on(properties, "showingPlcHdr"):
            self._into(content)

    def _alternative(self, element: etree._Element) -> None:
        """Read the first of the ways in which the same thing is said."""
        for choice in element:
            if local(choice) in {"Choice", "Fallback"}:
                self._into(choice)
                self._inline.boxes += _text_boxes(choice)
                return

    def _run(self, run: etree._Element) -> None:
        properties = run.find(f"{W}rPr")
        if self._is(properties, "vanish"):
            return
        custom: NoteReference | None = None
        for child in run:
            name = local(child)
            if name in {"t", "sym"} or name in _SIGNS or name == "br":
                text = self._text(child, name)
                if custom is not None:
                    self._note(custom, text.strip())
                    custom = None
                else:
                    self._styled(text, properties)
            elif name in {"footnoteReference", "endnoteReference"}:
                custom = self._reference(child, name.removesuffix("Reference"))
            elif name in {"fldChar", "instrText"}:
                self._field(child, name)
            elif name == "AlternateContent":
                self._alternative(child)
            elif name in {"drawing", "pict", "object"}:
                self._inline.boxes += _text_boxes(child)
            elif name == "ruby":
                self._into(child)

    def _text(self, child: etree._Element, name: str) -> str:
        if name == "t":
            return (child.text or "").translate(_OUR_MARKS)
        if name == "br":
            return _BREAKS.get(child.get(f"{W}type", ""), "\n")
        if name == "sym":
            sign = _character(child.get(f"{W}char", ""))
            return SYMBOLS.get(sign, "" if "\ue000" <= sign <= "\uf8ff" else sign)
        return _SIGNS[name]

    def _reference(self, element: etree._Element, kind: str) -> NoteReference | None:
        """Put a note's marker into the text; a marker of the author's own follows and is waited for."""
        note = NoteReference(kind, element.get(f"{W}id", ""), "")
        if element.get(f"{W}customMarkFollows", "0").lower() in {"1", "true", "on"}:
            return note
        self._note(note, self.next_label(kind))
        return None

    def _note(self, note: NoteReference, label: str) -> None:
        self._inline.notes.append(NoteReference(note.kind, note.note_id, label))
        self._pieces.append(_Piece(label, raised=True))

    def _field(self, element: etree._Element, name: str) -> None:
        """Follow a field from its instruction to its result; a HYPERLINK field is a link."""
        if name == "instrText":
            if self._fields:
                self._fields[-1] += element.text or ""
            return
        match element.get(f"{W}fldCharType"):
            case "begin":
                self._fields.append("")
            case "separate" if self._fields:
                link = _HYPERLINK.match(self._fields[-1])
                if link:
                    self._inline.links.append(link[1].translate(_OUR_MARKS))
                    self._link = len(self._inline.links)
            case "end" if self._fields and _HYPERLINK.match(self._fields.pop()):
                self._link = 0

    def _is(self, properties: etree._Element | None, name: str) -> bool:
        return self.styles.run_toggle(properties, self._style, name)

    def _styled(self, text: str, properties: etree._Element | None) -> None:
        if not text:
            return
        if self._inline.font_size is None and text.strip():
            size = to_int(self.styles.run_value(properties, self._style, "sz"))
            self._inline.font_size = size / HALF_POINTS if size else None
        raised = self.styles.run_value(properties, self._style, "vertAlign") == "superscript"
        self._pieces.append(
            _Piece(
                text.upper() if self._is(properties, "caps") else text,
                self._is(properties, "b"),
                self._is(properties, "i"),
                raised,
                self._link,
            )
        )


def _text_boxes(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the text boxes of a drawing, of each only the first of its versions."""
    for child in element:
        name = local(child)
        if name == "txbxContent":
            yield child
        elif name == "AlternateContent":
            yield from _text_boxes(child[0]) if len(child) else ()
        elif name:
            yield from _text_boxes(child)


def _character(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _rendered(pieces: list[_Piece]) -> str:
    """Return the pieces as marked text: a mark stands only where the style changes."""
    out: list[str] = []
    bold = italic = False
    link = 0
    for style, run in groupby(_with_true_markers(pieces), key=lambda p: (p.bold, p.italic, p.raised, p.link)):
        text = "".join(piece.text for piece in run)
        # White space has no weight: a bold sentence with plain spaces is one.
        now_bold, now_italic = style[:2] if text.strip() else (bold, italic)
        turns = (_turn(bold, now_bold, BOLD_ON, BOLD_OFF), _turn(italic, now_italic, ITALIC_ON, ITALIC_OFF))
        out += sorted(turns, key=(BOLD_ON, ITALIC_ON).__contains__)  # what ends before what begins
        if style[3] != link:
            out.append((LINK_OFF if link else "") + (LINK_ON if style[3] else ""))
        bold, italic, link = now_bold, now_italic, style[3]
        out.append(f"{SUPERSCRIPT_ON}{text.strip()}{SUPERSCRIPT_OFF}" if style[2] and text.strip() else text)
    out.append((BOLD_OFF if bold else "") + (ITALIC_OFF if italic else "") + (LINK_OFF if link else ""))
    return "".join(out)


def _turn(was: bool, now: bool, on: str, off: str) -> str:  # noqa: FBT001 - the same style before and after
    return "" if was == now else on if now else off


def _with_true_markers(pieces: list[_Piece]) -> Iterator[_Piece]:
    """Yield the pieces; raised text stays raised only where it is a note's marker, and not a power or '21st'."""
    before = ""
    for raised, run in groupby(pieces, key=lambda piece: piece.raised):
        texts = list(run)
        whole = "".join(piece.text for piece in texts).strip()
        is_marker = raised and MARKER.match(whole) is not None and not _UNIT.search(before)
        for piece in texts:
            yield _Piece(piece.text, piece.bold, piece.italic, is_marker, piece.link)
            before = (before + piece.text)[-12:]
