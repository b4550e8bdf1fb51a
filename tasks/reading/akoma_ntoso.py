"""Reads Akoma Ntoso (AKN4UN), the United Nations' own mark-up of General Assembly resolutions.

Structure, references, votes and sponsors are taken as marked up. The text comes in reading order, one block per
paragraph; a paragraph's number stands in its text, as printed. Standard: OASIS Akoma Ntoso 1.0; UN HLCM AKN4UN.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from tasks.errors import RejectedDocument
from tasks.model import (
    BOLD_OFF,
    BOLD_ON,
    ITALIC_OFF,
    ITALIC_ON,
    LINK_OFF,
    LINK_ON,
    MARKS,
    SUPERSCRIPT_OFF,
    SUPERSCRIPT_ON,
    Block,
    BlockRole,
    Extract,
    SourcePage,
)
from tasks.reading.akoma_ntoso_record import read_markup
from tasks.reading.styles import find_style, is_lone_number

SKIPPED = frozenset(("meta", "img"))
FURNITURE = frozenset(("footerFirstPage", "footer", "header"))
HEADINGS = frozenset(("heading", "crossHeading", "subheading"))
# An editor's crossHeading may hold a whole preambular paragraph of a section: it ends as one.
PARAGRAPH_END = re.compile(r"[.,;:]\W*\Z")
NOTE_MARKER = re.compile(
    rf"{ITALIC_ON}?{SUPERSCRIPT_ON}(?P<label>[^{SUPERSCRIPT_OFF}]{{1,4}}){SUPERSCRIPT_OFF}{ITALIC_OFF}?\s*"
)
MARKER = re.compile(r"\d{1,3}|[a-z]{1,2}|[*†‡]{1,4}")  # of a footnote
BREAK = "\v"  # a marked-up line end, while line feeds of the source are only spaces
DEEPEST = 200  # elements within one another; the United Nations' own have 20
INLINE = frozenset(
    ("span", "a", "ref", "inline", "sup", "sub", "eol", "authorialNote", "organization", "docNumber", "docTitle",
     "docDate", "docAuthority", "docStatus", "docProponent", "session", "b", "i", "u", "term", "date", "location",
     "person", "role", "entity", "mod", "img", "noteRef", "internalCode", "docketNumber", "br", "remark", "quotedText")
)  # fmt: skip
_MARK_TABLE = {ord(mark): None for mark in (*MARKS, BREAK)}


def read_akoma_ntoso(data: bytes) -> Extract:
    """Return the document's blocks and what it states about itself.

    Raises:
        RejectedDocument: the XML is malformed, or defines entities.

    """
    try:
        root = fromstring(data)
    except DefusedXmlException as error:
        raise RejectedDocument("unsafe", f"The XML defines entities: {error}") from error
    except (ParseError, ValueError, LookupError) as error:
        raise RejectedDocument("damaged", f"The XML is malformed: {error}") from error
    if _is_deeper_than(root, DEEPEST):
        raise RejectedDocument("unsafe", f"The XML has more than {DEEPEST} elements within one another.")
    walk = _Walk()
    walk.into(root)
    return Extract(
        media_type="application/akn+xml",
        reader="akoma ntoso",
        blocks=tuple(walk.blocks),
        pages=(SourcePage(1),),
        markup=read_markup(root),
    )


def _is_deeper_than(root: Element, limit: int) -> bool:
    """Tell whether elements stand more than `limit` deep, without going down to them by recursion."""
    level = [root]
    for _ in range(limit):
        level = [child for element in level for child in element]
    return bool(level)


def local_name(element: Element) -> str:
    """Return an element's name without its namespace, '' for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


@dataclass(slots=True)
class _Walk:
    """Goes through the document in order and gathers blocks."""

    blocks: list[Block] = field(default_factory=list)
    number: str = ""  # printed before the next block
    role: BlockRole = "text"
    style: str = ""  # the class of the element around: the name of the paragraph's style in Word

    def into(self, element: Element) -> None:
        """Take in an element and all below it."""
        name = local_name(element)
        if name in SKIPPED or not name:
            return
        if name == "num":
            self.number = _plain(element)
        elif name == "tr":
            self._row(element)
        elif name == "preface":
            self._preface(element)
        elif _holds_text(element):
            self._block(element, name, self.style)
        else:
            outer, outer_style = self.role, self.style
            self.style = element.get("class", "") or self.style
            self.role = "furniture" if name in FURNITURE else "heading" if name in HEADINGS else outer
            for child in element:
                self.into(child)
            self.role, self.style = outer, outer_style

    def _block(self, element: Element, name: str, style: str = "") -> None:
        inline = _Inline()
        inline.add(element, is_top=True)
        self._add(inline, self._role(name, style, inline.text()), style)

    def _role(self, name: str, style: str, text: str) -> BlockRole:
        if name in HEADINGS and not (name == "crossHeading" and PARAGRAPH_END.search(text)):
            return "heading"
        known = find_style(style)
        return known.role if known and self.role == "text" else self.role

    def _preface(self, element: Element) -> None:
        """Number and title of a resolution stand in one paragraph and are printed as two lines."""
        parts = [part for part in element.iter() if local_name(part) in {"docNumber", "docTitle"}]
        if not parts:
            for child in element:
                self.into(child)
        for part in parts:
            self._block(part, "docTitle")

    def _row(self, element: Element) -> None:
        cells, links, notes = [], list[str](), list[Element]()
        for cell in element:
            inline = _Inline()
            inline.add(cell, is_top=True)
            cells.append(inline.text().replace("\n", " "))
            links += inline.links
            notes += inline.notes
        if any(cells):
            self.blocks.append(Block(1, " | ".join(cells), "table_row", links=tuple(links)))
        for note in notes:
            self.blocks.extend(_footnote(note))

    def _add(self, inline: "_Inline", role: BlockRole, style: str) -> None:
        text = inline.text()
        label = ""
        if role == "footnote" and (marker := NOTE_MARKER.match(text)):
            label, text = marker["label"], text[marker.end() :]
        if text:
            printed = f"{self.number} {text}" if self.number else text
            self.number = ""
            # A lone "A" over its title is centred text, which `structure` joins to the title.
            is_lone = role == "heading" and is_lone_number(printed)
            known = find_style(style)
            self.blocks.append(
                Block(
                    1,
                    printed,
                    "text" if is_lone else role,
                    level=known.level if known else 0,
                    label=label,
                    centred=is_lone,
                    links=tuple(inline.links),
                )
            )
        for note in inline.notes:
            self.blocks.extend(_footnote(note))


def _footnote(note: Element) -> Iterator[Block]:
    """Yield a note's paragraphs; the first carries its marker."""
    label = note.get("marker", "")
    for paragraph in (p for p in note.iter() if local_name(p) == "p"):
        inline = _Inline()
        inline.add(paragraph, is_top=True)
        if text := inline.text():
            yield Block(1, text, "footnote", label=label, links=tuple(inline.links))
            label = ""


def _holds_text(element: Element) -> bool:
    """Tell whether an element is a paragraph: it has words of its own, or nothing but inline elements."""
    if element.text and element.text.strip():
        return True
    children = [child for child in element if local_name(child)]
    if any(child.tail and child.tail.strip() for child in children):
        return True
    return bool(children) and all(local_name(child) in INLINE for child in children)


def _plain(element: Element) -> str:
    return " ".join("".join(element.itertext()).split()).translate(_MARK_TABLE)


@dataclass(slots=True)
class _Inline:
    """A paragraph's marked text while it grows."""

    parts: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)

    def add(self, element: Element, *, is_top: bool = False) -> None:
        """Append an element's words, with marks for what its name and class say."""
        name = local_name(element)
        if name == "authorialNote":
            self.notes.append(element)
            self.parts.append(f"{SUPERSCRIPT_ON}{element.get('marker', '')}{SUPERSCRIPT_OFF}")
        elif name in {"eol", "br"}:
            self.parts.append(BREAK)
        elif name:
            begin, end = ("", "") if is_top else self._marks(element, name)
            self.parts.append(begin)
            self._words(element)
            self.parts.append(end)
        if element.tail and not is_top:
            self.parts.append(element.tail.translate(_MARK_TABLE))

    def _words(self, element: Element) -> None:
        if element.text:
            self.parts.append(element.text.translate(_MARK_TABLE))
        for child in element:
            self.add(child)

    def _marks(self, element: Element, name: str) -> tuple[str, str]:
        classes = element.get("class", "").split()
        href = element.get("href", "")
        if name in {"a", "ref"} and href:
            self.links.append(href)
            return LINK_ON, LINK_OFF
        if name == "sup" and MARKER.fullmatch("".join(element.itertext()).strip()):
            return SUPERSCRIPT_ON, SUPERSCRIPT_OFF
        if "italic" in classes or name == "i":
            return ITALIC_ON, ITALIC_OFF
        if "bold" in classes or name == "b":
            return BOLD_ON, BOLD_OFF
        return "", ""

    def text(self) -> str:
        """Return the words with single spaces; line ends that are marked up stay."""
        lines = "".join(self.parts).replace("\u00a0", " ").split(BREAK)
        return "\n".join(" ".join(line.split()) for line in lines).strip()
