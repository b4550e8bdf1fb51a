"""Reads Word files (.docx): paragraphs, lists with the numbers that Word adds, notes, tables, masthead and page ends.

Word stores no pages. Their numbers here count the breaks that the author set and those that Word noted when it last
laid the text out; a file that came from another program has fewer pages than its print. Standard: ECMA-376.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from tasks.errors import RejectedDocument
from tasks.model import (
    ITALIC_OFF,
    ITALIC_ON,
    MARKS,
    PAGE_BREAK,
    SUPERSCRIPT_OFF,
    SUPERSCRIPT_ON,
    Block,
    BlockRole,
    Extract,
    SourcePage,
)
from tasks.reading.styles import find_style, is_lone_number
from tasks.reading.word_inline import EXPLICIT_BREAK, Inline, InlineReader, NoteReference, local
from tasks.reading.word_numbering import Numbering, format_number, read_numbering
from tasks.reading.word_package import R_ID, Package, Part, W, open_package
from tasks.reading.word_styles import Styles, is_on, read_styles, value

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_STRAY = "".join(sorted(MARKS - {SUPERSCRIPT_ON, SUPERSCRIPT_OFF}))
_PAGE_ENDS = re.compile(f"([{EXPLICIT_BREAK}{PAGE_BREAK}])")
_SPACES = re.compile(r"[^\S\n\u00a0]+")
_LEADING = re.compile(rf"\A([{_STRAY}]+)\s+")
_TRAILING = re.compile(rf"\s+([{_STRAY}]+)\Z")
_NOTE_FORMATS = {"footnote": "decimal", "endnote": "lowerRoman"}  # where the file says nothing
# '*' and a tab, raised or not, at the head of a note that somebody typed: under a table, or in a frame at the page's foot.
_TYPED_NOTE = re.compile(
    rf"(?P<open>[{SUPERSCRIPT_ON}{ITALIC_ON}]*)(?P<label>[*†‡]{{1,4}}|\d{{1,3}}|[a-z])(?P<close>[{SUPERSCRIPT_OFF}{ITALIC_OFF}]*)(?P<gap>\s*)"
)
_TYPED_MARKER = re.compile(r"(?<=[\w.,;:)”’\"])(\*{1,4})(?=\W|\Z)")
# What has its title in the next line: 'Part XII', 'Table 34.1', 'Annex I'.
_BARE_DIVISION = re.compile(r"[^\W\d_]+\.?(?: (?:\d+[A-Z]?(?:\.\d+)*|[IVXLC]+|[A-Z]))?[.:*]*\Z")
_STARTS_NUMBERED = re.compile(r"\(?(?:\d+|[IVX]+|[A-Za-z])[.)]\s")
_TWIPS = 20  # in a point
_NEW_PAGE = frozenset(("nextPage", "oddPage", "evenPage"))


def read_word(data: bytes) -> Extract:
    """Return a Word file as blocks, with tracked changes as if they had been accepted.

    Raises:
        RejectedDocument: `damaged`, `encrypted`, `unsafe`, `too_large`, or `no_text` for a file without words.

    """
    package = open_package(data)
    _, document = package.main()
    body = document.root.find(f"{W}body")
    if body is None:
        raise RejectedDocument("damaged", "The Word file has no body.")
    reader = _Reader(package, document)
    head, feet = reader.edges(body)
    blocks = [*head, *_with_whole_headings(reader.read(body)), *reader.endnotes()]
    if not any(block.text.strip(_STRAY + " \n") for block in blocks):
        raise RejectedDocument("no_text", "The Word file holds no words; pictures of text belong into a PDF.")
    blocks = _with_typed_markers(blocks)
    first = sum(block.page_number == 1 for block in blocks)
    pages = tuple(SourcePage(number) for number in range(1, reader.page + 1))
    return Extract(MEDIA_TYPE, "word", (*blocks[:first], *feet, *blocks[first:]), pages)


def _with_whole_headings(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks, the lines of one heading as one: 'Part XII' and its title are two paragraphs of one style.

    Level -1 is an empty paragraph, which parts two headings and is left out.
    """
    last: Block | None = None
    for block in blocks:
        if last is not None and _is_same_heading(last, block):
            last = replace(last, text=f"{last.text}\n{block.text}", links=last.links + block.links)
            continue
        if last is not None and last.text:
            yield last
        last = block
    if last is not None and last.text:
        yield last


def _is_same_heading(first: Block, second: Block) -> bool:
    looks = [(b.role, b.level, b.font_size, b.page_number) for b in (first, second)]
    return (
        first.role == "heading"
        and looks[0] == looks[1]
        and _STARTS_NUMBERED.match(second.text.strip(_STRAY)) is None
        and _BARE_DIVISION.match(first.text.strip(_STRAY)) is not None
    )


def _with_typed_markers(blocks: list[Block]) -> list[Block]:
    """Return the blocks, typed asterisks marked as markers where a note has their label."""
    labels = {block.label for block in blocks if block.role == "footnote"}

    def mark(match: re.Match[str]) -> str:
        return f"{SUPERSCRIPT_ON}{match[1]}{SUPERSCRIPT_OFF}" if match[1] in labels else match[1]

    return [
        block
        if block.role == "footnote" or "*" not in block.text or SUPERSCRIPT_ON in block.text
        else replace(block, text=_TYPED_MARKER.sub(mark, block.text))
        for block in blocks
    ]


@dataclass(slots=True)
class _Reader:
    """Goes through a document in order; counts pages, lists and notes as it goes."""

    package: Package
    document: Part
    page: int = 1
    styles: Styles = field(init=False)
    numbering: Numbering = field(init=False)
    _inline: InlineReader = field(init=False)
    _notes: dict[str, tuple[Part, dict[str, etree._Element]]] = field(default_factory=dict)
    _formats: dict[str, str] = field(default_factory=dict)
    _counts: Counter[str] = field(default_factory=Counter)
    _is_fresh: bool = True  # the page has no words yet
    _sections: list[etree._Element] = field(default_factory=list)  # that are still to begin
    _carried: list[Inline] = field(default_factory=list)  # paragraphs whose ends were deleted
    _at_end: list[NoteReference] = field(default_factory=list)

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

    # ── Pages ──────────────────────────────────────────────────────────────────────────────────────
    def _turn_page(self, *, is_explicit: bool) -> bool:
        """Begin a page; what Word noted right behind the author's own break is the same page end."""
        if self._is_fresh and not is_explicit:
            return False
        self.page += 1
        self._is_fresh = True
        return True

    def _paginate(self, text: str) -> tuple[int, str]:
        """Return the page on which a text begins, and the text with marks where pages end within."""
        start, out, waiting = self.page, "", 0
        for part in _PAGE_ENDS.split(text):
            if part and part in EXPLICIT_BREAK + PAGE_BREAK:
                waiting += self._turn_page(is_explicit=part == EXPLICIT_BREAK)
            elif part.strip(_STRAY + " \n\t"):
                if out.strip(_STRAY + " \n\t"):
                    out += PAGE_BREAK * waiting
                else:
                    start = self.page
                waiting, self._is_fresh = 0, False
                out += part
            else:
                out += part
        return start, out

    # ── Body ───────────────────────────────────────────────────────────────────────────────────────
    def read(self, body: etree._Element) -> Iterator[Block]:
        """Yield the blocks of the body, in order."""
        self._sections = [s for s in body.iter(f"{W}sectPr") if local_parent(s) in {"pPr", "body"}]
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
        if _is_set(self.styles.paragraph_property(properties, "pageBreakBefore")) and not self._is_fresh:
            self._turn_page(is_explicit=True)
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
            self._turn_page(is_explicit=not self._is_fresh)

    def _label(self, properties: etree._Element | None) -> str:
        """Return the number that Word adds to a paragraph, '' where it adds none."""
        own = properties.find(f"{W}numPr") if properties is not None else None
        styled = self.styles.paragraph_property(None, "numPr") if properties is None else None
        for style in self.styles.chain(self.styles.style_of(properties)):
            styled = style.find(f"{W}pPr/{W}numPr") if styled is None else styled
        number_id = value(own, "numId") or value(styled, "numId")
        level = value(own, "ilvl") or value(styled, "ilvl") or "0"
        return self.numbering.next_label(number_id, int(level)) if number_id and level.isdecimal() else ""

    def _finish(self, inline: Inline, properties: etree._Element | None, label: str) -> Iterator[Block]:
        """Yield a paragraph, its notes and the text boxes that hang on it."""
        page, text = self._paginate(inline.text)
        text = _tidy(text)
        if text.strip(_STRAY + " \n"):
            yield self._block(page, text, inline, properties, label)
        else:
            yield Block(self.page, "", "text", level=-1)
        yield from self._notes_of(inline.notes, self.page)
        for box in inline.boxes:
            yield from self._container(box)

    def _block(
        self, page: int, text: str, inline: Inline, properties: etree._Element | None, label: str
    ) -> Block:
        role, level = self._role(properties, label)
        note = _TYPED_NOTE.match(text) if role == "footnote" or _is_framed(properties) else None
        if note and (note["gap"] or note["open"]):
            return Block(page, text[note.end() :], "footnote", label=note["label"], links=tuple(inline.links))
        role = "text" if role == "footnote" else role
        printed = f"{label} {text}" if label else text
        is_lone = role == "heading" and is_lone_number(printed.strip(_STRAY))
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
        """Return how far a paragraph stands in from the page's margin, in points."""
        indent = self.styles.paragraph_property(properties, "ind")
        left = indent.get(f"{W}left") or indent.get(f"{W}start") if indent is not None else None
        return int(left) / _TWIPS if left and left.lstrip("-").isdecimal() else 0.0

    def _role(self, properties: etree._Element | None, label: str) -> tuple[BlockRole, int]:
        """Return what a paragraph's style says that it is, and its level."""
        style = find_style(*self.styles.names(self.styles.style_of(properties)))
        if style:
            return style.role, style.level
        outline = self.styles.paragraph_property(properties, "outlineLvl")
        depth = outline.get(f"{W}val", "9") if outline is not None else "9"
        if depth.isdecimal() and int(depth) < 9:  # noqa: PLR2004 - 9 is body text
            return "heading", int(depth) + 1
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
            yield from self._note(reference, self.page)

    def _note(self, reference: NoteReference, page: int) -> Iterator[Block]:
        """Yield a note's paragraphs; the first carries its marker."""
        part, notes = self._notes.get(reference.kind, (self.document, {}))
        reader = InlineReader(self.styles, part.relations, lambda _: "")
        label = reference.label
        for paragraph in notes[reference.note_id].iter(f"{W}p") if reference.note_id in notes else ():
            inline = reader.read(paragraph)
            text = _tidy(_PAGE_ENDS.sub("", inline.text))
            typed = _TYPED_NOTE.match(text)
            if label and typed and typed["label"] == label:
                text = text[typed.end() :]
            if text.strip(_STRAY + " \n"):
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
            breaks = max(breaks, len(_PAGE_ENDS.findall(merged.text)))
            texts.append(_tidy(_PAGE_ENDS.sub("", merged.text)).replace("\n", " "))
            whole.links += merged.links
            whole.notes += merged.notes
        if breaks:
            self._turn_page(is_explicit=False)
        if sum(1 for text in texts if text) == 1 and (notes := _typed_notes(paragraphs, self.page)):
            yield from notes
            return
        if any(text.strip(_STRAY + " ") for text in texts):
            self._is_fresh = False
            yield Block(self.page, " | ".join(texts), "table_row", links=tuple(whole.links))
        yield from self._notes_of(whole.notes, self.page)

    def _numbered(self, paragraph: etree._Element) -> Inline:
        inline = self._inline.read(paragraph)
        label = self._label(paragraph.find(f"{W}pPr"))
        if label and inline.text.strip():
            inline.text = f"{label} {inline.text.lstrip()}"
        return inline

    # ── Headers and footers ────────────────────────────────────────────────────────────────────────
    def edges(self, body: etree._Element) -> tuple[list[Block], list[Block]]:
        """Return what stands above and below the text: the masthead's blocks, and furniture.

        A header of the first page alone is the masthead; one that all pages have is a running head.
        """
        section = next(body.iter(f"{W}sectPr"), None)
        if section is None:
            return [], []
        has_first = bool(is_on(section, "titlePg"))
        head = list(self._edge(section, "header", "first" if has_first else "default", 1, is_text=has_first))
        feet = list(self._edge(section, "footer", "first" if has_first else "default", 1))
        if has_first:
            feet += self._edge(section, "header", "default", 2)
        return head, feet

    def _edge(
        self, section: etree._Element, edge: str, kind: str, page: int, *, is_text: bool = False
    ) -> Iterator[Block]:
        for reference in section.iter(f"{W}{edge}Reference"):
            if reference.get(f"{W}type", "default") != kind:
                continue
            part = self.package.by_id(self.document, reference.get(R_ID, ""))
            reader = InlineReader(self.styles, part.relations if part else {}, lambda _: "")
            for paragraph in part.root.iter(f"{W}p") if part else ():
                inline = reader.read(paragraph)
                text = _tidy(_PAGE_ENDS.sub("", inline.text))
                if text.strip(_STRAY + " \n"):
                    role: BlockRole = "text" if is_text else "furniture"
                    yield Block(page, text, role, font_size=inline.font_size)


def local_parent(element: etree._Element) -> str:
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
        text = _tidy(_PAGE_ENDS.sub("", inline.text))
        note = _TYPED_NOTE.match(text)
        if note and SUPERSCRIPT_ON in note["open"]:
            notes.append(
                Block(page, text[note.end() :], "footnote", label=note["label"], links=tuple(inline.links))
            )
        elif text:
            return []
    return notes


def _tidy(text: str) -> str:
    """Return a text with single spaces; tabs are spaces, line ends stay. Marks stand on the words, not on spaces."""
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _TRAILING.sub(r"\1", _LEADING.sub(r"\1", "\n".join(lines).strip())).strip()
