"""Reads plain text and Markdown: encoding, pages, paragraphs, emphasis, footnotes, tables, furniture."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tasks.model import Block, BlockRole, Extract, SourcePage
from tasks.reading.text_encoding import decode
from tasks.reading.text_furniture import find_furniture
from tasks.reading.text_inline import mark_up
from tasks.reading.text_lines import measure_widths, rejoin_raised, split_paragraphs
from tasks.reading.text_notes import mark_notes

# Signs of Markdown: a character sequence that is quickly looked for, and the pattern that decides.
_MARKDOWN = (
    ("# ", re.compile(r"^\#{1,6}\s+\S", re.MULTILINE)),
    ("**", re.compile(r"\*\*\S[^*\n]*\*\*")),
    ("<sup>", re.compile("<sup>")),
    ("](", re.compile(r"\]\([^)\s]*\)")),
    ("|\n", re.compile(r"^\|.*\|\s*$", re.MULTILINE)),
    ("*", re.compile(r"(?<![\w*])\*(?=[^*\n]*[^\W\d_])[^\s*][^*\n]{0,80}[^\s*]\*(?![\w*])")),
)
_RULE = re.compile(
    r"\s*(?:(?:-\s?){3,}|(?:_\s?){3,}|(?:\*\s?){3,}|(?:\\\*\s?){3,}|(?:=\s?){3,}|[–—]{3,})\s*\Z"
)
_HYPHEN_RULE = re.compile(r"\s*(?:-\s?){3,}\Z")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*\Z")
_BULLET = re.compile(r"(\s*)[*+•-]\s+(?=\S)")
_TABLE_ROW = re.compile(r"\s*\|(.*)\|\s*\Z")
_TABLE_RULE = re.compile(r"[\s|:-]+\Z")
_COVER_LINES = 30
_GAP = re.compile(r"\s{8,}")  # blanks between the columns of a cover
_SLACK = 2  # blanks
_NOTE = re.compile(r"(?:<sup>\s*([^<>\n]{1,8}?)\s*</sup>|\[\^(\w{1,10})\]:)\s*")


@dataclass(frozen=True, slots=True)
class _Line:
    """One line as it stands, and its page. `role` is that of its block; '' is an empty line."""

    text: str
    page_number: int
    role: BlockRole | None = "text"


def read_text(data: bytes) -> Extract:
    """Return plain text or Markdown as blocks; pages end at form feeds, at `---` and at running heads.

    Raises RejectedDocument: `empty`, `binary`, `unknown_encoding`.
    """
    text, encoding = decode(data)
    is_markdown = any(sign in text and pattern.search(text) for sign, pattern in _MARKDOWN)
    lines = _paged(text, is_markdown=is_markdown)
    blocks = tuple(_blocks(lines, is_markdown=is_markdown))
    blocks = tuple(_noted_pages(blocks)) if is_markdown else mark_notes(blocks)
    count = max(lines[-1].page_number, *(block.page_number for block in blocks), 1)
    pages = tuple(SourcePage(number) for number in range(1, count + 1))
    media_type = "text/markdown" if is_markdown else "text/plain"
    return Extract(media_type, f"text ({encoding})", blocks, pages)


def _paged(text: str, *, is_markdown: bool) -> list[_Line]:
    """Return the lines with their pages and the roles that a line alone can tell."""
    lines: list[_Line] = []
    page = 1
    for number, part in enumerate(text.rstrip("\f\n ").split("\f")):
        raw = rejoin_raised(part.split("\n"))
        furniture, begins = find_furniture(raw)
        roles = [
            _role(line, is_furniture=i in furniture, is_markdown=is_markdown) for i, line in enumerate(raw)
        ]
        texts = [index for index, role in enumerate(roles) if role in ("text", "table_row")]
        page += number > 0
        for index, line in enumerate(raw):
            # What stands before the first text, and after the last, is the edge of a page already counted.
            page += index in begins and bool(texts) and texts[0] < index < texts[-1]
            lines.append(_Line(line, page, roles[index]))
    return lines


def _role(line: str, *, is_furniture: bool, is_markdown: bool) -> BlockRole | None:
    if not line.strip():
        return None
    if is_furniture:
        return "furniture"
    if _RULE.match(line):
        return "rule"
    if is_markdown and _TABLE_ROW.match(line):
        return "table_row"
    return "text"


def _blocks(lines: Sequence[_Line], *, is_markdown: bool) -> Iterator[Block]:
    """Yield blocks: paragraphs put together from runs of text lines, every other line for itself."""
    runs = [list(run) for _, run in groupby(lines, key=lambda line: (line.role, line.page_number))]
    chunks = [[line.text for line in run] for run in runs if run[0].role == "text"]
    widths = iter(measure_widths(chunks))
    above = 0  # lines
    for run in runs:
        role, page = run[0].role, run[0].page_number
        above += len(run)
        if role is None:
            continue
        if role == "text":
            texts = [line.text for line in run]
            for paragraph in split_paragraphs(texts, next(widths)):
                on_cover = above <= _COVER_LINES and not is_markdown
                for column in _columns(paragraph) if on_cover else (paragraph,):
                    yield from _paragraph(column, page, is_markdown=is_markdown)
        else:
            yield from _single_lines(run, role)


def _columns(lines: list[str]) -> tuple[list[str], ...]:
    """Return a cover's lines as its columns, the left one first: 'SECURITY          Distr.', 'COUNCIL           GENERAL'."""
    parted = [_GAP.split(line.strip()) for line in lines]
    if all(len(parts) == 1 for parts in parted) or any(len(parts) > 2 for parts in parted):  # noqa: PLR2004
        return (lines,)
    middle = min(line.rindex(parts[1]) for line, parts in zip(lines, parted, strict=True) if len(parts) > 1)
    left = [
        parts[0] for line, parts in zip(lines, parted, strict=True)
        if len(parts) > 1 or len(line) - len(line.lstrip()) < middle - _SLACK
    ]  # fmt: skip
    right = [
        parts[-1] for line, parts in zip(lines, parted, strict=True)
        if len(parts) > 1 or len(line) - len(line.lstrip()) >= middle - _SLACK
    ]  # fmt: skip
    return left, right


def _single_lines(run: Iterable[_Line], role: BlockRole) -> Iterator[Block]:
    for line in run:
        row = _TABLE_ROW.match(line.text)
        if role == "table_row" and row:
            if not _TABLE_RULE.match(row[1]):
                cells = (
                    mark_up(cell.strip())[0].replace("\n", " ") for cell in re.split(r"(?<!\\)\|", row[1])
                )
                yield Block(line.page_number, " | ".join(cells), "table_row")
        else:
            yield Block(line.page_number, line.text.strip(), role)


def _paragraph(lines: list[str], page: int, *, is_markdown: bool) -> Iterator[Block]:
    text = "\n".join(line.strip() for line in lines)
    if not is_markdown:
        yield Block(page, text)
        return
    note = _NOTE.match(text)
    if note:
        marked, links = mark_up(text[note.end() :])
        yield Block(page, marked, "footnote", label=(note[1] or note[2]).strip("*"), links=links)
        return
    heading = _HEADING.match(text)
    bullet = _BULLET.match(lines[0])
    if heading:
        marked, links = mark_up(heading[2])
        yield Block(page, marked, "heading", level=len(heading[1]), links=links)
    elif bullet:
        marked, links = mark_up(text[bullet.end() - len(bullet[1]) :])
        yield Block(page, marked, "list_item", level=len(bullet[1].expandtabs(4)) // 2 + 1, links=links)
    else:
        marked, links = mark_up(text.removeprefix("> "))
        yield Block(page, marked, links=links)


def _noted_pages(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield Markdown's blocks with their pages: a page ends at `---`, or at the footnotes at its foot.

    `---` before footnotes is the line above them, and the page ends after them; so it does where footnotes
    stand in the middle of the text without that line.
    """
    added, ends = 0, False
    for block in blocks:
        is_rule = block.role == "rule" and _HYPHEN_RULE.match(block.text) is not None
        if ends and not is_rule and block.role not in ("footnote", "furniture"):
            added, ends = added + 1, False
        ends = ends or is_rule or block.role == "footnote"
        yield replace(block, page_number=block.page_number + added)
