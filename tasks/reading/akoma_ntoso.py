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

NAMESPACE = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
ROOT = re.compile(rb"<(?:\w+:)?akomaNtoso\b")
HEAD = 4096  # bytes in which the root element stands
SKIPPED = frozenset(("meta", "img"))
FURNITURE = frozenset(("footerFirstPage", "footer", "header"))
HEADINGS = frozenset(("heading", "crossHeading", "subheading"))
INLINE = frozenset(
    ("span", "a", "ref", "inline", "sup", "sub", "eol", "authorialNote", "organization", "docNumber", "docTitle",
     "docDate", "docAuthority", "docStatus", "docProponent", "session", "b", "i", "u", "term", "date", "location",
     "person", "role", "entity", "mod", "img", "noteRef", "internalCode", "docketNumber", "br", "remark", "quotedText")
)  # fmt: skip
_MARK_TABLE = {ord(mark): None for mark in MARKS}


def is_akoma_ntoso(data: bytes) -> bool:
    """Tell whether the bytes are an Akoma Ntoso document."""
    return ROOT.search(data[:HEAD]) is not None


def read_akoma_ntoso(data: bytes) -> Extract:
    """Return the document's blocks and what it states about itself.

    Raises:
        RejectedDocument: the XML is malformed, or defines entities.

    """
    try:
        root = fromstring(data)
    except DefusedXmlException as error:
        raise RejectedDocument("unsafe", f"the XML defines entities: {error}") from error
    except (ParseError, ValueError, LookupError) as error:
        raise RejectedDocument("damaged", f"the XML is malformed: {error}") from error
    walk = _Walk()
    walk.into(root)
    return Extract(
        media_type="application/akn+xml",
        reader="akoma ntoso",
        blocks=tuple(walk.blocks),
        pages=(SourcePage(1),),
        markup=read_markup(root),
    )


def local_name(element: Element) -> str:
    """Return an element's name without its namespace, '' for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


@dataclass(slots=True)
class _Walk:
    """Goes through the document in order and gathers blocks."""

    blocks: list[Block] = field(default_factory=list)
    number: str = ""  # printed before the next block
    role: BlockRole = "text"

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
            self._block(element, name)
        else:
            outer = self.role
            self.role = "furniture" if name in FURNITURE else "heading" if name in HEADINGS else outer
            for child in element:
                self.into(child)
            self.role = outer

    def _block(self, element: Element, name: str) -> None:
        inline = _Inline()
        inline.add(element, is_top=True)
        role: BlockRole = "heading" if name in HEADINGS else self.role
        self._add(inline, role)

    def _preface(self, element: Element) -> None:
        """Number and title of a resolution stand in one paragraph and are printed as two lines."""
        for part in element.iter():
            if local_name(part) in {"docNumber", "docTitle"}:
                self._block(part, "docTitle")

    def _row(self, element: Element) -> None:
        cells = []
        for cell in element:
            inline = _Inline()
            inline.add(cell, is_top=True)
            cells.append(inline.text())
        if any(cells):
            self.blocks.append(Block(1, " | ".join(cells), "table_row"))

    def _add(self, inline: "_Inline", role: BlockRole) -> None:
        text = inline.text()
        if text:
            printed = f"{self.number} {text}" if self.number else text
            self.number = ""
            self.blocks.append(Block(1, printed, role, links=tuple(inline.links)))
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
            self.parts.append("\n")
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
        if "italic" in classes or name == "i":
            return ITALIC_ON, ITALIC_OFF
        if "bold" in classes or name == "b":
            return BOLD_ON, BOLD_OFF
        return "", ""

    def text(self) -> str:
        """Return the words with single spaces; line ends that are marked up stay."""
        lines = (
            "".join(self.parts).replace("\u00a0", " ").split("\n")
            if self._has_breaks()
            else ["".join(self.parts)]
        )
        return "\n".join(" ".join(line.split()) for line in lines).strip()

    def _has_breaks(self) -> bool:
        return "\n" in self.parts
