"""Reads Word files (.docx): paragraphs, lists with the numbers that Word adds, notes, tables, masthead and page ends.

Word stores no pages. Their numbers here count the breaks that the author set and those that Word noted when it last
laid the text out; a file that came from another program has fewer pages than its print. Standard: ECMA-376.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lxml import etree

from tasks.errors import RejectedDocument
from tasks.model import SUPERSCRIPT_OFF, SUPERSCRIPT_ON, Block, BlockRole, Extract, SourcePage
from tasks.reading.word_body import BodyReader
from tasks.reading.word_inline import InlineReader, local
from tasks.reading.word_package import R_ID, Package, Part, W, open_package
from tasks.reading.word_styles import Styles, is_on, to_int
from tasks.reading.word_text import STRAY, TWIPS, is_blank, tidy, without_breaks

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TYPED_MARKER = re.compile(r"(?<=[\w.,;:)”’\"])(\*{1,4})(?=\W|\Z)")
# What has its title in the next line: 'Part XII', 'Table 34.1', 'Annex I'.
_BARE_DIVISION = re.compile(r"[^\W\d_]+\.?(?: (?:\d+[A-Z]?(?:\.\d+)*|[IVXLC]+|[A-Z]))?[.:*]*\Z")
_STARTS_NUMBERED = re.compile(r"\(?(?:\d+|[IVX]+|[A-Za-z])[.)]\s")


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
    reader = BodyReader(package, document)
    section = next(body.iter(f"{W}sectPr"), None)
    head, feet = _Edges(package, document, reader.styles, section).read() if section is not None else ([], [])
    blocks = [*head, *_with_whole_headings(reader.read(body)), *reader.endnotes()]
    if not any(not is_blank(block.text) for block in blocks):
        raise RejectedDocument("no_text", "The Word file holds no words; pictures of text belong into a PDF.")
    blocks = _with_typed_markers(blocks)
    first = sum(block.page_number == 1 for block in blocks)
    feet = [block for block in feet if block.page_number <= reader.page]
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
        and _STARTS_NUMBERED.match(second.text.strip(STRAY)) is None
        and _BARE_DIVISION.match(first.text.strip(STRAY)) is not None
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


@dataclass(frozen=True, slots=True)
class _Edges:
    """The headers and footers of the first section."""

    package: Package
    document: Part
    styles: Styles
    section: etree._Element

    def read(self) -> tuple[list[Block], list[Block]]:
        """Return what stands above and below the text: the masthead's blocks, and furniture.

        A header of the first page alone is the masthead; one that all pages have is a running head.
        """
        if is_on(self.section, "titlePg"):
            running = self._blocks("header", "default", 2, "furniture")
            foot = self._blocks("footer", "first", 1, "furniture")
            return list(self._blocks("header", "first", 1, "text")), [*foot, *running]
        head = self._blocks("header", "default", 1, "furniture")
        return list(head), list(self._blocks("footer", "default", 1, "furniture"))

    def _blocks(self, edge: str, kind: str, page: int, role: BlockRole) -> Iterator[Block]:
        for reference in self.section.iter(f"{W}{edge}Reference"):
            part = self.package.by_id(self.document, reference.get(R_ID, ""))
            if part is None or reference.get(f"{W}type", "default") != kind:
                continue
            reader = InlineReader(self.styles, part.relations, lambda _: "")
            for paragraph in part.root.iter(f"{W}p"):
                if any(local(around) == "Fallback" for around in paragraph.iterancestors()):
                    continue  # the same text box once more, for old programs
                inline = reader.read(paragraph)
                text = tidy(without_breaks(inline.text))
                if not is_blank(text):
                    left = _cell_left(paragraph)
                    yield Block(page, text, role, left=left, font_size=inline.font_size)


def _cell_left(paragraph: etree._Element) -> float:
    """Return where a paragraph's cell begins, in points: the masthead's table has its box at the right."""
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    before = cell.itersiblings(f"{W}tc", preceding=True) if cell is not None else ()
    widths = (other.find(f"{W}tcPr/{W}tcW") for other in before)
    found = (width.get(f"{W}w", "") for width in widths if width is not None)
    return sum(map(to_int, found)) / TWIPS
