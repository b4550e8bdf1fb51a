"""Reads web pages: headings, paragraphs, lists with their numbers, tables, emphasis, links and footnotes."""

import re
from dataclasses import dataclass, field

from lxml import etree

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
from tasks.reading.html_content import find_content, read_tree
from tasks.reading.word_numbering import format_number

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    ("address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
     "figcaption", "figure", "footer", "form", "header", "html", "legend", "li", "main", "ol", "p", "pre", "section",
     "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", *_HEADINGS)
)  # fmt: skip
_STYLES = {
    "b": (BOLD_ON, BOLD_OFF), "strong": (BOLD_ON, BOLD_OFF), "i": (ITALIC_ON, ITALIC_OFF), "em": (ITALIC_ON, ITALIC_OFF),
    "cite": (ITALIC_ON, ITALIC_OFF),
}  # fmt: skip
_MARKER = re.compile(r"\[?(\d{1,3}|[a-z]|[*†‡]{1,4})\]?\Z")
_NOTE_TARGET = re.compile(r"#.*(?:fn|ftn|note|ref|cite)", re.IGNORECASE)
_NUMBER_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_PRINTED = "data-printed-number"
_OUR_MARKS = {ord(mark): None for mark in MARKS}
_SPACES = re.compile(r"[ \t\r\f\v\n]+")
_LEADING = re.compile(rf"\A([{BOLD_ON}{ITALIC_ON}{LINK_ON}]+)\s+")
_TRAILING = re.compile(rf"\s+([{BOLD_OFF}{ITALIC_OFF}{LINK_OFF}]+)\Z")
_BREAK = "\n"
_SIGNS = "".join(sorted(MARKS)) + " \n\u00a0"
_SCHEME = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_PLACEHOLDER = re.compile(
    r"\b(?:document|file|page|symbol)\b.{0,80}?\b(?:not|cannot|unable)\b.{0,30}?\b(?:exist|available|found|located)\b",
    re.IGNORECASE | re.DOTALL,
)
_PLACEHOLDER_LENGTH = 400


def read_html(data: bytes) -> Extract:
    """Return a web page's content as blocks of one page.

    Raises:
        RejectedDocument: `no_text` for a page without words, `placeholder` for one that says that the document is not
            there, and the reasons of `read_tree`.

    """
    tree, encoding = read_tree(data)
    title = " ".join((tree.findtext(".//title") or "").split()).translate(_OUR_MARKS)
    walk = _Walk()
    walk.into(find_content(tree))
    walk.flush()
    said = [block.text.strip(_SIGNS) for block in walk.blocks]
    if not any(said):
        raise RejectedDocument(
            "no_text", "The page shows no words; what its scripts would load is not in the file."
        )
    whole = " ".join([title, *said])
    if len(whole) < _PLACEHOLDER_LENGTH and _PLACEHOLDER.search(whole):
        raise RejectedDocument("placeholder", f"The page says: {whole[:200]}")
    if title and not any(block.role == "heading" for block in walk.blocks):
        walk.blocks.insert(0, Block(1, title, "heading", level=1))
    return Extract("text/html", f"html ({encoding})", tuple(walk.blocks), (SourcePage(1),))


@dataclass(slots=True)
class _Walk:
    """Goes through the content in order; words gather until a block begins or ends."""

    blocks: list[Block] = field(default_factory=list)
    role: BlockRole = "text"
    level: int = 0
    number: str = ""  # printed before the next block
    label: str = ""  # the marker of the note that begins
    centred: bool = False
    _parts: list[str] = field(default_factory=list)
    _links: list[str] = field(default_factory=list)
    _lists: int = 0
    _is_plain: bool = False  # in <pre>, where line ends count

    def into(self, element: etree._Element) -> None:
        """Take in an element and all below it, but not what follows it."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag == "table":
            self.flush()
            self._table(element)
        elif tag == "br":
            self._break()
        elif tag == "hr":
            self.flush()
            self.blocks.append(Block(1, "---", "rule"))
        elif tag in _BLOCKS:
            self._block(element, tag)
        elif tag:
            self._inline(element, tag)

    def _block(self, element: etree._Element, tag: str) -> None:
        self.flush()
        outer = (self.role, self.level, self.centred, self._is_plain)
        if tag in _HEADINGS:
            self.role, self.level = "heading", _HEADINGS[tag]
        elif tag == "li":
            self.role, self.level = "list_item", max(1, self._lists)
            self.number = element.get(_PRINTED, "")
        self.centred = self.centred or tag == "center" or _is_centred(element)
        self._is_plain = self._is_plain or tag == "pre"
        if tag == "ol":
            _number_items(element)
        self._lists += tag in {"ul", "ol"}
        self._words(element)
        self.flush()
        self._lists -= tag in {"ul", "ol"}
        self.role, self.level, self.centred, self._is_plain = outer

    def _words(self, element: etree._Element) -> None:
        self._say(element.text)
        for child in element:
            self.into(child)
            self._say(child.tail)

    def _say(self, text: str | None) -> None:
        if text:
            said = text.translate(_OUR_MARKS)
            self._parts.append(said if self._is_plain else _SPACES.sub(" ", said))

    def _break(self) -> None:
        """End the line; two line ends are the end of a paragraph."""
        if self._parts and "".join(self._parts).rstrip(" ").endswith(_BREAK):
            self.flush()
        elif self._parts:
            self._parts.append(_BREAK)

    def _inline(self, element: etree._Element, tag: str) -> None:
        marker = _note_marker(element, tag)
        if marker and not "".join(self._parts).strip(_SIGNS) and element.tail and element.tail.strip():
            self.label = marker
        elif marker:
            self._parts.append(f"{SUPERSCRIPT_ON}{marker}{SUPERSCRIPT_OFF}")
        elif tag == "a" and _SCHEME.match(href := element.get("href", "").strip()):
            self._links.append((f"https:{href}" if href.startswith("//") else href).translate(_OUR_MARKS))
            self._within(element, LINK_ON, LINK_OFF)
        else:
            self._within(element, *_STYLES.get(tag, ("", "")))

    def _within(self, element: etree._Element, begin: str, end: str) -> None:
        self._parts.append(begin)
        self._words(element)
        self._parts.append(end)

    def flush(self) -> None:
        """End the block that is gathering."""
        text, links = _tidy("".join(self._parts)), tuple(self._links)
        self._parts, self._links = [], []
        if not text.strip(_SIGNS):
            return
        role: BlockRole = "footnote" if self.label else self.role
        printed = f"{self.number} {text}" if self.number and not self.label else text
        self.blocks.append(Block(1, printed, role, self.level, self.label, centred=self.centred, links=links))
        self.number = self.label = ""

    # ── Tables ─────────────────────────────────────────────────────────────────────────────────────
    def _table(self, table: etree._Element) -> None:
        rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")]
        caption = table.find("caption")
        if caption is not None:
            self.into(caption)
        if _only_arranges(table, rows):
            for cell in (cell for row in rows for cell in row if _table_of(cell) is table):
                self._block(cell, "td")
            return
        for row in rows:
            self._row(row)

    def _row(self, row: list[etree._Element]) -> None:
        cells = [self._cell(cell) for cell in row]
        links = tuple(link for _, found in cells for link in found)
        texts = [text for text, _ in cells]
        if not any(text.strip(_SIGNS) for text in texts):
            return
        if len(row) == 1 and row[0].get("colspan", "1") != "1":  # a line over the whole table
            role: BlockRole = "heading" if row[0].tag == "th" else "text"
            self.blocks.append(Block(1, texts[0], role, level=2 if role == "heading" else 0, links=links))
        else:
            self.blocks.append(Block(1, " | ".join(texts), "table_row", links=links))

    def _cell(self, cell: etree._Element) -> tuple[str, tuple[str, ...]]:
        """Return a cell's text in one line, and its links."""
        inner = _Walk()
        inner._words(cell)
        inner.flush()
        text = " ".join(block.text.replace(_BREAK, " ") for block in inner.blocks)
        return text, tuple(link for block in inner.blocks for link in block.links)


def _table_of(cell: etree._Element) -> etree._Element | None:
    return next(cell.iterancestors("table"), None)


def _only_arranges(table: etree._Element, rows: list[list[etree._Element]]) -> bool:
    """Return whether a table only arranges the page: one column, one row of text, or tables within."""
    if table.get("role") == "presentation" or next(table.iterdescendants("table"), None) is not None:
        return True
    return len(rows) <= 1 or max(map(len, rows)) <= 1


def _is_centred(element: etree._Element) -> bool:
    style = element.get("style", "").replace(" ", "").lower()
    return element.get("align", "").lower() == "center" or "text-align:center" in style


def _number_items(numbered: etree._Element) -> None:
    """Write into every item of a numbered list the number that a browser prints before it."""
    number = _to_int(numbered.get("start"), 1)
    for item in numbered.iterchildren("li"):
        number = _to_int(item.get("value"), number)
        printed = format_number(number, _NUMBER_FORMATS.get(numbered.get("type", "1"), "decimal"))
        item.set(_PRINTED, f"{printed}.")
        number += 1


def _to_int(text: str | None, default: int) -> int:
    return int(text) if text and text.strip().isdecimal() and len(text) < 9 else default  # noqa: PLR2004 - digits


def _note_marker(element: etree._Element, tag: str) -> str:
    """Return the marker of a footnote that a raised sign or a link to a note stands for, '' for others."""
    if tag not in {"sup", "a"}:
        return ""
    text = "".join(str(part) for part in element.itertext()).strip()
    marker = _MARKER.match(text)
    if not marker:
        return ""
    to_note = tag == "a" and _NOTE_TARGET.match(element.get("href", "")) is not None
    return marker[1] if tag == "sup" or to_note else ""


def _tidy(text: str) -> str:
    lines = (_SPACES.sub(" ", line).strip(" ") for line in text.split(_BREAK))
    return _TRAILING.sub(r"\1", _LEADING.sub(r"\1", _BREAK.join(lines).strip())).strip()
