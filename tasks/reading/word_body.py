"""Reads the body of a Word file, in order: paragraphs, tables, notes; it counts pages, lists and notes as it goes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from tasks.model import SUPERSCRIPT_ON, Block, BlockRole
from tasks.reading.styles import find_style, is_lone_number
from tasks.reading.word_inline import Inline, InlineReader, NoteReference, local
from tasks.reading.word_numbering import Numbering, format_number, read_numbering
from tasks.reading.word_package import Package, Part, W
from tasks.reading.word_styles import Styles, read_styles, to_int, value
from tasks.reading.word_text import (
    STRAY,
    TWIPS,
    TYPED_NOTE,
    Paginator,
    count_breaks,
    is_blank,
    tidy,
    without_breaks,
)

_NOTE_FORMATS = {"footnote": "decimal", "endnote": "lowerRoman"}  # where the file says nothing
_BODY_TEXT = 9  # the outline level of what is no heading
_NEW_PAGE = frozenset(("nextPage", "oddPage", "evenPage"))


@dataclass(slots=True)
class BodyReader:
    """Goes through a document in order; counts pages, lists and notes as it goes."""

    package: Package
    document: Part
    styles: Styles = field(init=False)
    _pages: Paginator = field(default_factory=Paginator)
    numbering: Numbering = field(init=False)
    _inline: InlineReader = field(init=False)
    _notes: dict[str, tuple[Part, dict[str, etree._Element]]] = field(default_factory=dict)
    _formats: dict[str, str] = field(default_factory=dict)
    _counts: Counter[str] = field(default_factory=Counter)
    _sections: list[etree._Element] = field(default_factory=list)  # that are still to begin
    _carried: list[Inline] = field(default_factory=list)  # paragraphs whose ends were deleted
    _at_end: list[NoteReference] = field(default_factory=list)

    @property
    def page(self) -> int:
        """The page that has been reached."""
        return self._pages.page

    def __post_init__(self) -> None:
        styles = self.package.related(self.document, "styles")
        numbering = self.package.related(self.document, "numbering")
        self.styles = read_styles(styles.root if styles else None)
        self.numbering = read_numbering(numbering.root if numbering else None)
        self._inline = InlineReader(self.styles, self.document.relations, self._next_label)
        settings = self.package.related(self.document, "settings")
        for kind, default in _NOTE_FORMATS.items():
            part = self.package.related(self.document, f"{kind}s")
            if part is not None:
                self._notes[kind] = (part, {n.get(f"{W}id", ""): n for n in part.root.iter(f"{W}{kind}")})
            said = settings.root.find(f"{W}{kind}Pr") if settings else None
            self._formats[kind] = value(said, "numFmt") or default

    def _next_label(self, kind: str) -> str:
        self._counts[kind] += 1
        return format_number(self._counts[kind], self._formats[kind])

    # ── Body ───────────────────────────────────────────────────────────────────────────────────────
    def read(self, body: etree._Element) -> Iterator[Block]:
        """Yield the blocks of the body, in order."""
        self._sections = [s for s in body.iter(f"{W}sectPr") if _parent(s) in {"pPr", "body"}]
        self._sections = self._sections[1:]
        yield from self._container(body)
        for inline in self._carried:
            yield from self._finish(inline, None, "")

    def _container(self, container: etree._Element) -> Iterator[Block]:
        for child in container:
            match local(child):
                case "p":
                    yield from self._paragraph(child)
                case "tbl":
                    yield from self._table(child)
                case "sdt":
                    if (content := child.find(f"{W}sdtContent")) is not None:
                        yield from self._container(content)
                case "ins" | "moveTo" | "customXml" | "sdtContent" | "txbxContent":
                    yield from self._container(child)
                case "AlternateContent":
                    yield from self._container(child[0]) if len(child) else ()
                case _:
                    continue

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Block]:
        properties = paragraph.find(f"{W}pPr")
        if (
            _is_set(self.styles.paragraph_property(properties, "pageBreakBefore"))
            and not self._pages.is_fresh
        ):
            self._pages.turn(is_explicit=True)
        inline = self._inline.read(paragraph)
        if _is_mark_deleted(properties):
            self._carried.append(inline)
        else:
            whole = _merged([*self._carried, inline])
            self._carried = []
            yield from self._finish(whole, properties, self._label(properties))
        if properties is not None and properties.find(f"{W}sectPr") is not None:
            self._end_section()

    def _end_section(self) -> None:
        """Begin the next section, most often on a page of its own."""
        following = self._sections.pop(0) if self._sections else None
        if following is not None and (value(following, "type") or "nextPage") in _NEW_PAGE:
            self._pages.turn(is_explicit=not self._pages.is_fresh)

    def _label(self, properties: etree._Element | None) -> str:
        """Return the number that Word adds to a paragraph, '' where it adds none."""
        own = properties.find(f"{W}numPr") if properties is not None else None
        styled = self.styles.paragraph_property(None, "numPr") if properties is None else None
        for style in self.styles.chain(self.styles.style_of(properties)):
            styled = style.find(f"{W}pPr/{W}numPr") if styled is None else styled
        number_id = value(own, "numId") or value(styled, "numId")
        level = value(own, "ilvl") or value(styled, "ilvl") or "0"
        return self.numbering.next_label(number_id, to_int(level)) if number_id else ""

    def _finish(self, inline: Inline, properties: etree._Element | None, label: str) -> Iterator[Block]:
        """Yield a paragraph, its notes and the text boxes that hang on it."""
        page, text = self._pages.paginate(inline.text)
        text = tidy(text)
        if not is_blank(text):
            yield self._block(page, text, inline, properties, label)
        else:
            yield Block(self._pages.page, "", "text", level=-1)
        yield from self._notes_of(inline.notes, self._pages.page)
        for box in inline.boxes:
            yield from self._container(box)

    def _block(
        self, page: int, text: str, inline: Inline, properties: etree._Element | None, label: str
    ) -> Block:
        role, level = self._role(properties, label)
        note = TYPED_NOTE.match(text) if role == "footnote" or _is_framed(properties) else None
        if note and (note["gap"] or note["open"]):
            return Block(page, text[note.end() :], "footnote", label=note["label"], links=tuple(inline.links))
        role = "text" if role == "footnote" else role
        printed = f"{label} {text}" if label else text
        is_lone = role == "heading" and is_lone_number(printed.strip(STRAY))
        alignment = self.styles.paragraph_property(properties, "jc")
        return Block(
            page,
            printed,
            "text" if is_lone else role,
            level=level,
            left=self._left(properties),
            font_size=inline.font_size,
            centred=is_lone or (alignment is not None and alignment.get(f"{W}val") == "center"),
            links=tuple(inline.links),
        )

    def _left(self, properties: etree._Element | None) -> float:
        """Return how far a paragraph stands in from the page's margin, in points; each edge is inherited by itself."""
        styled = (style.find(f"{W}pPr") for style in self.styles.chain(self.styles.style_of(properties)))
        for said in (properties, *styled):
            indent = said.find(f"{W}ind") if said is not None else None
            left = indent.get(f"{W}left", indent.get(f"{W}start", "")) if indent is not None else ""
            if left:
                return to_int(left) / TWIPS
        return 0.0

    def _role(self, properties: etree._Element | None, label: str) -> tuple[BlockRole, int]:
        """Return what a paragraph's style says that it is, and its level."""
        style = find_style(*self.styles.names(self.styles.style_of(properties)))
        if style:
            return style.role, style.level
        outline = self.styles.paragraph_property(properties, "outlineLvl")
        depth = to_int(outline.get(f"{W}val"), _BODY_TEXT) if outline is not None else _BODY_TEXT
        if 0 <= depth < _BODY_TEXT:
            return "heading", depth + 1
        if label and not any(character.isalnum() for character in label):
            return "list_item", 1
        return "text", 0

    def _notes_of(self, references: Iterable[NoteReference], page: int) -> Iterator[Block]:
        for reference in references:
            if reference.kind == "endnote":
                self._at_end.append(reference)
            else:
                yield from self._note(reference, page)

    def endnotes(self) -> Iterator[Block]:
        """Yield the endnotes, which stand behind the text."""
        for reference in self._at_end:
            yield from self._note(reference, self._pages.page)

    def _note(self, reference: NoteReference, page: int) -> Iterator[Block]:
        """Yield a note's paragraphs; the first carries its marker."""
        part, notes = self._notes.get(reference.kind, (self.document, {}))
        reader = InlineReader(self.styles, part.relations, lambda _: "")
        label = reference.label
        for paragraph in notes[reference.note_id].iter(f"{W}p") if reference.note_id in notes else ():
            inline = reader.read(paragraph)
            text = tidy(without_breaks(inline.text))
            typed = TYPED_NOTE.match(text)
            if label and typed and typed["label"] == label:
                text = text[typed.end() :]
            if not is_blank(text):
                yield Block(page, text, "footnote", label=label, links=tuple(inline.links))
                label = ""

    # ── Tables ─────────────────────────────────────────────────────────────────────────────────────
    def _table(self, table: etree._Element) -> Iterator[Block]:
        """Yield a table's rows; one that only arranges text on the page is read as that text."""
        rows = [list(_cells(row)) for row in _children(table, "tr") if not _is_deleted(row, "trPr")]
        if len(rows) == 1 or max((len(row) for row in rows), default=0) <= 1 or _has_tables(table):
            for row in rows:
                for cell in row:
                    yield from self._container(cell)
            return
        for row in rows:
            yield from self._row(row)

    def _row(self, cells: list[etree._Element]) -> Iterator[Block]:
        texts: list[str] = []
        whole = Inline()
        breaks = 0
        paragraphs: list[Inline] = []
        for cell in cells:
            inlines = [self._numbered(paragraph) for paragraph in cell.iter(f"{W}p")]
            paragraphs += inlines
            merged = _merged(inlines, "\n")
            breaks = max(breaks, count_breaks(merged.text))
            texts.append(tidy(without_breaks(merged.text)).replace("\n", " "))
            whole.links += merged.links
            whole.notes += merged.notes
        if breaks:
            self._pages.turn(is_explicit=False)
        if sum(1 for text in texts if text) == 1 and (notes := _typed_notes(paragraphs, self._pages.page)):
            yield from notes
            return
        if not all(map(is_blank, texts)):
            self._pages.is_fresh = False
            yield Block(self._pages.page, " | ".join(texts), "table_row", links=tuple(whole.links))
        yield from self._notes_of(whole.notes, self._pages.page)

    def _numbered(self, paragraph: etree._Element) -> Inline:
        inline = self._inline.read(paragraph)
        label = self._label(paragraph.find(f"{W}pPr"))
        if label and inline.text.strip():
            inline.text = f"{label} {inline.text.lstrip()}"
        return inline


def _parent(element: etree._Element) -> str:
    """Return the name of the element around, '' at the root."""
    parent = element.getparent()
    return local(parent) if parent is not None else ""


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the children of a name, also those in content controls and insertions."""
    for child in element:
        if local(child) == name:
            yield child
        elif local(child) in {"sdt", "sdtContent", "ins", "customXml"}:
            yield from _children(child, name)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for cell in _children(row, "tc"):
        properties = cell.find(f"{W}tcPr")
        if properties is None or properties.find(f"{W}cellDel") is None:
            yield cell


def _has_tables(table: etree._Element) -> bool:
    return next((t for t in table.iter(f"{W}tbl") if t is not table), None) is not None


def _is_deleted(element: etree._Element, properties: str) -> bool:
    return element.find(f"{W}{properties}/{W}del") is not None


def _is_mark_deleted(properties: etree._Element | None) -> bool:
    """Return whether a tracked change takes the paragraph's end away, so that the next goes on in it."""
    marks = properties.find(f"{W}rPr") if properties is not None else None
    return marks is not None and any(marks.find(f"{W}{name}") is not None for name in ("del", "moveFrom"))


def _is_framed(properties: etree._Element | None) -> bool:
    return properties is not None and properties.find(f"{W}framePr") is not None


def _is_set(element: etree._Element | None) -> bool:
    return element is not None and element.get(f"{W}val", "1").lower() not in {"0", "false", "off"}


def _merged(inlines: list[Inline], between: str = "") -> Inline:
    whole = Inline(font_size=next((i.font_size for i in inlines if i.font_size), None))
    whole.text = between.join(inline.text for inline in inlines if inline.text)
    for inline in inlines:
        whole.links += inline.links
        whole.notes += inline.notes
        whole.boxes += inline.boxes
    return whole


def _typed_notes(paragraphs: list[Inline], page: int) -> list[Block]:
    """Return the notes that somebody typed into the last row of a table, each behind its raised marker."""
    notes = []
    for inline in paragraphs:
        text = tidy(without_breaks(inline.text))
        note = TYPED_NOTE.match(text)
        if note and SUPERSCRIPT_ON in note["open"]:
            notes.append(
                Block(page, text[note.end() :], "footnote", label=note["label"], links=tuple(inline.links))
            )
        elif text:
            return []
    return notes
