"""The lines that a masthead is read from: those of the first pages, and the furniture of all."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from seeds.reference import read_reference
from tasks.model import BOLD_ON, MARKS, SUPERSCRIPT_OFF, SUPERSCRIPT_ON, Block, BlockRole

HEAD_BLOCKS = 60  # a masthead and title never took more; seed texts take 12
FIRST_PAGE_BLOCKS = 200  # some files draw the masthead after all else on page 1 (Geneva's, 2010 to 2017)
HEAD_LINES = 600
LATER_BLOCKS = 12  # of a page after the first
LAST_PAGE = 3  # a title may stand behind a cover
RUNNING_BLOCKS = 120
LONGEST_BLOCK = 20_000  # characters
LONGEST_LINE = 1_000  # characters; no line of a head is longer
SHORT_LINE = 160  # no line of a masthead is longer, two columns included
PARAGRAPH_LINES, PARAGRAPH_LINE = 4, 70  # more lines than that, longer than that: a paragraph
SAME_ROW = 4.0  # points

_SUPERSCRIPT = re.compile(f"{SUPERSCRIPT_ON}[^{SUPERSCRIPT_OFF}\n]*{SUPERSCRIPT_OFF}")
_WITHOUT_MARKS = {ord(mark): None for mark in MARKS} | {
    0x00A0: " ", 0x202F: " ", 0x2009: " ", 0x2011: "-", 0xFFFE: "-", 0x00AD: None, 0x200B: None, 0x2217: "*",
}  # fmt: skip
_ASTERISKS = re.compile(r"[ ,]*\*+(?:\s*,\s*\*+)*")
_SPACES = re.compile(r"[ \t]+")

# Where a reader ran two columns of the masthead into one line:
# such as 'General Assembly Distr.: General', 'United Nations A/80/176'.
_SEAMS = re.compile(
    r"(?<=\S)\s+(?=Distr?\b\.?\s*:?|(?:ORIGINAL|Original)\s?:|Подлинник\s?:)"
    r"|(?<=^UNITED NATIONS)\s+(?=[A-Z]{1,4}(?: [A-Z]{1,4})?$|[A-Z]{1,6}[./-])|(?<=^United Nations)\s+(?=[A-Z]{1,6}[./-])"
)


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One line of a block, without marks, superscripts and asterisks. Lengths are in points."""

    block: int  # index into the document's blocks
    page: int
    text: str
    role: BlockRole
    level: int = 0  # of a heading, 1 the highest; 0: none or not known
    bold: bool = False
    left: float | None = None
    top: float | None = None
    bottom: float | None = None  # of the block
    size: float | None = None
    centred: bool = False


def plain(text: str) -> str:
    """Return marked text without marks, footnote markers, asterisks and repeated spaces."""
    if SUPERSCRIPT_ON in text:
        text = _SUPERSCRIPT.sub("", text)
    text = text.translate(_WITHOUT_MARKS)
    return _SPACES.sub(" ", _ASTERISKS.sub("", text) if "*" in text else text).strip(" ")


def _lines_of(index: int, block: Block) -> Iterator[HeadLine]:
    content = block.text[:LONGEST_BLOCK]
    raw = content.replace(" | ", "\n").split("\n")  # a Word masthead is a table
    if len(raw) > PARAGRAPH_LINES and len(content) > PARAGRAPH_LINE * len(raw):
        raw = [content.replace("\n", " ")]  # a paragraph of running text: nothing in its lines
    height = (block.bottom - block.top) / len(raw) if block.bottom and block.top else 12.0
    for row, marked in enumerate(raw):
        line = plain(marked[:LONGEST_LINE])
        for text in _SEAMS.split(line) if len(line) < SHORT_LINE else (line,):
            if text.strip():
                yield HeadLine(
                    block=index,
                    page=block.page_number,
                    text=text.strip(),
                    role=block.role,
                    level=block.level if block.role == "heading" else 0,
                    bold=marked.lstrip().startswith(BOLD_ON),
                    left=block.hanging if row and block.hanging is not None else block.left,
                    top=None if block.top is None else block.top + row * height,
                    bottom=block.bottom,
                    size=block.font_size,
                    centred=block.centred,
                )


def read_head(blocks: Sequence[Block]) -> tuple[HeadLine, ...]:
    """Return the lines of page 1, from the top down, and of the first blocks after it, without rules."""
    chosen = [
        (index, block)
        for index, block in enumerate(blocks[:FIRST_PAGE_BLOCKS])
        if block.role != "rule"
        and (index < HEAD_BLOCKS or (block.page_number == 1 and block.top is not None))
        and block.page_number <= LAST_PAGE
        and (block.page_number == 1 or _blocks_above(blocks, index) < LATER_BLOCKS)
    ]
    lines = (line for index, block in _from_the_top(chosen) for line in _lines_of(index, block))
    return tuple(islice(lines, HEAD_LINES))


def _blocks_above(blocks: Sequence[Block], index: int) -> int:
    """Return how many blocks of its page stand before a block, counted no further than needed."""
    page = blocks[index].page_number
    return sum(block.page_number == page for block in blocks[max(0, index - LATER_BLOCKS) : index])


def _from_the_top(pairs: list[tuple[int, Block]]) -> Iterator[tuple[int, Block]]:
    """Yield the blocks of each page from the top down, those of one row from left to right."""
    row: list[tuple[int, Block]] = []
    for index, block in sorted(pairs, key=lambda pair: (pair[1].page_number, pair[1].top or 0.0)):
        if row and (
            block.top is None  # a word processor tells the left edge only: what comes first stands above
            or block.page_number != row[0][1].page_number
            or (block.top or 0.0) - (row[0][1].top or 0.0) > SAME_ROW
        ):
            yield from sorted(row, key=lambda pair: pair[1].left or 0.0)
            row = []
        row.append((index, block))
    yield from sorted(row, key=lambda pair: pair[1].left or 0.0)


def read_running(blocks: Sequence[Block]) -> tuple[HeadLine, ...]:
    """Return the lines of the running headers and feet of the pages after the first."""
    running = ((i, b) for i, b in enumerate(blocks) if b.role == "furniture" and b.page_number > 1)
    return tuple(
        line for _, (index, block) in zip(range(RUNNING_BLOCKS), running, strict=False)
        for line in _lines_of(index, block)
    )  # fmt: skip


@cache
def words_of(kind: str) -> dict[str, str]:
    """Return the masthead words of one kind, in lower case, with their values."""
    return {
        row["word"].lower(): row["value"] for row in read_reference("masthead_words") if row["kind"] == kind
    }


def one_of(kind: str) -> str:
    """Return a regular expression's alternatives for the words of one kind, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words_of(kind), key=len, reverse=True))
