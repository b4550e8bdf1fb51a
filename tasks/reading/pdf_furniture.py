"""What pages print and the document does not say: running heads and feet, page and job numbers, bar codes."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from tasks.reading.pdf_lines import SUPERSCRIPT, Piece
from tasks.reading.pdf_page import BARCODE, Rule, Run

_HEAD = 0.15  # of the page's height: how far down a running head may reach
_HEAD_STEP = 2.5  # of the font size: rows of one running head stand nearer
_FOOT = 0.86  # of the page's height: where a running foot may begin
_WIDE = 0.6  # of the page's width: a rule this long frames the page
# No two ways through it: brackets are in no other class, so that a long line fails in linear time.
_SYMBOL = r"\[?[A-Z][A-Za-z]{0,6}[.\d]*(?: ?\([\w ]+\))?(?:/[\w.\-]+(?: ?\([\w .]+\)){0,2})+\]?\*{0,3}"
_LANGUAGES = r"(?:English|French|Spanish|Russian|Arabic|Chinese|Original)"
_PAGE_NUMBER = r"[-–— ]{0,2}(?:[Pp]age\s)?(?:\d{1,4}(?:\s?/\s?\d{1,4})?|[ivxl]{1,6})[-–— ]{0,2}"
_HEAD_ROW = re.compile(
    rf"{_SYMBOL}(?:\s+{_SYMBOL})*|{_LANGUAGES}|{_PAGE_NUMBER}|{_LANGUAGES}?\s?[Pp]age:?\s\d{{1,4}}"
)
_RUNNING_SYMBOL = re.compile(_SYMBOL)
_JOB_NUMBER = r"(?:[A-Z]{1,4}[.:]?)?\d{2}[-–]\d{4,6}\*?|[A-Z]{1,4}\.\d{2}-\d{4,6}|[NKV]\d{7}"
# One word of a running foot: a job number and its language, a stamp of the day, a bar code's digits, "/...".
_FOOT_WORD = re.compile(
    rf"{_JOB_NUMBER}|\*?\d{{5,9}}\*?|\*|\d{{1,4}}(?:/\d{{1,4}})?|[-–—]|[ivxl]{{1,6}}|[Pp]age|/?\.{{2,3}}|/|\(?[EFSRAC](?:/[EFSRAC])*\)?"
    r"|\d{4}[a-z]|\(\)|[Pp]lease|[Rr]ecycle[^\w\s]*|♲"
)
_STRONG_FOOT = re.compile(rf"{_JOB_NUMBER}|\*?\d{{5,9}}\*?$|/\s?\.\s?\.|[Pp]lease|[Rr]ecycle")
_PAGE_NUMBER_WORDS = 3
_REPEATS = 2
_HEAD_ROWS = 5  # of a running head with a long title


class PageLines(NamedTuple):
    """A page's pieces and rules with the page's size."""

    width: float
    height: float
    pieces: list[Piece]
    rules: list[Rule]
    turned: list[Run]  # text at another angle: heads of narrow columns, stamps in the margin


def find_furniture(pages: Sequence[PageLines]) -> list[frozenset[int]]:
    """For each page, the stream orders of the pieces that are furniture."""
    heads = [_rows(piece for piece in page.pieces if piece.base < _HEAD * page.height) for page in pages]
    feet = [_rows(piece for piece in page.pieces if piece.base > _FOOT * page.height)[::-1] for page in pages]
    head_counts = Counter(key for rows in heads for key in {_key(row) for row in rows})
    foot_counts = Counter(key for rows in feet for key in {_key(row) for row in rows})
    return [
        frozenset(
            piece.order
            for rows in (
                _head(head, page, head_counts) if index else (),
                _foot(foot, page, foot_counts),
                [[piece for piece in page.pieces if _is_bar_code(piece)]],
                _record_note(page) if not index else (),
            )
            for row in rows
            for piece in row
        )
        for index, (page, head, foot) in enumerate(zip(pages, heads, feet, strict=True))
    ]


def _rows(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces on one height together, from the top."""
    ordered = sorted(pieces, key=lambda piece: piece.base)
    rows: list[list[Piece]] = []
    for piece in ordered:
        if rows and piece.base - rows[-1][0].base < 0.4 * piece.size:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def _text(row: Sequence[Piece]) -> str:
    return " ".join(piece.plain for piece in row).strip()


def _key(row: Sequence[Piece]) -> str:
    """The same for what is printed on every page: page numbers differ, odd and even pages swap sides."""
    return " ".join(sorted(re.sub(r"\d+|\b[ivxl]+\b", "#", piece.plain) for piece in row))


def _head(rows: list[list[Piece]], page: PageLines, counts: Counter[str]) -> Iterable[list[Piece]]:
    """The rows of the running head, from the top down to the first that is text."""
    frame = min((rule.top for rule in page.rules if _is_frame(rule, page, rows)), default=0.0)
    last = None
    for row in rows:
        if frame and row[0].base > frame:
            return  # a table's head that is printed again on every page stands under the frame
        if not frame and last is not None and row[0].base - last > _HEAD_STEP * row[0].size:
            return
        last = row[0].base
        is_head = (
            frame
            or (counts[_key(row)] >= _REPEATS and not _is_list_number(row))
            or _HEAD_ROW.fullmatch(_text(row))
            or (row is rows[0] and any(_RUNNING_SYMBOL.fullmatch(piece.plain) for piece in (row[0], row[-1])))
        )
        if not is_head:
            return
        yield row


def _is_frame(rule: Rule, page: PageLines, rows: list[list[Piece]]) -> bool:
    """Whether the rule underlines the running head: at the page's top, with one or two rows above."""
    if not 0 < rule.top < 0.11 * page.height:
        return False
    length = sum(
        one.right - one.left
        for one in page.rules
        if abs(one.top - rule.top) < 1 and one.right - one.left > one.bottom - one.top
    )
    return length > _WIDE * page.width and sum(row[0].base < rule.top for row in rows) <= _HEAD_ROWS


def _is_list_number(row: Sequence[Piece]) -> bool:
    return bool(re.match(r"\(?\w{1,3}[.)]\s", _text(row)))


def _foot(rows: list[list[Piece]], page: PageLines, counts: Counter[str]) -> Iterable[list[Piece]]:
    """The rows of the running foot, from the bottom up to the first that is text."""
    for row in rows:
        repeated = (
            counts[_key(row)] >= _REPEATS
            and row[0].base > 0.9 * page.height
            and not row[0].runs[0].style & SUPERSCRIPT  # "15 Ibid." may close many pages
        )
        if not (repeated or _is_foot(_text(row))):
            rest = [piece for piece in row if _STRONG_FOOT.match(piece.plain)]
            if rest and len(row) > 1:
                yield rest
            return
        yield row


def _is_foot(text: str) -> bool:
    words = text.split()
    # "2 3 – 4" may be the last row of a table; a page number has no more than three words.
    return all(_FOOT_WORD.fullmatch(word) for word in words) and (
        len(words) <= _PAGE_NUMBER_WORDS or any(_STRONG_FOOT.match(word) for word in words)
    )


def _is_bar_code(piece: Piece) -> bool:
    return all(run.style & BARCODE for run in piece.runs)


def _record_note(page: PageLines) -> Iterable[list[Piece]]:
    """The note at the foot of a record's first page on how to submit corrections.

    It stands under a rule across the page, in smaller print than the speeches above it.
    """
    frames = [
        top
        for top, rules in groupby(
            sorted(page.rules, key=lambda rule: rule.top), key=lambda rule: round(rule.top)
        )
        if 0.75 * page.height < top and sum(rule.right - rule.left for rule in rules) > _WIDE * page.width
    ]
    if not frames:
        return
    above = [piece for piece in page.pieces if piece.base < frames[0]]
    below = [piece for piece in page.pieces if piece.base > frames[0]]
    if above and below and "corrections" in " ".join(piece.plain for piece in below).lower():
        yield below
