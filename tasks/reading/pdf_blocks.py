"""Rows of one column to paragraphs: where one ends and the next begins, and what each is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from tasks.model import Block, BlockRole
from tasks.reading.pdf_flows import Row
from tasks.reading.pdf_lines import SUPERSCRIPT, join_pieces, marked_text
from tasks.reading.pdf_page import BOLD, HIDDEN, Run

_GAP = 1.28  # of the leading: a wider step down begins a paragraph
_INDENT = 0.9  # of the font size
_TAB = 0.45  # of the font size: the least gap between a number and its text
_NUMBER = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxlcdmIVXLCDM]{1,6})[.)]{1,2}$|\d+[A-Z]?(?:\.\d+)+$|[•·▪●○–—-]$"
)
# "Table 34.2" alone on its line; Word files part a figure's number from its title, a table's they do not.
_CAPTION = re.compile(r"(?:Table|Tableau|Cuadro|Таблица) [A-Z0-9]+(?:\.[A-Z0-9]+)*\.?")
_TERMINAL = (".", ";", ":", "!", "?", "”", '"', ")", "]")
_BULLETS = tuple("•·▪■●○◦‣∙–—-")
_HEADING_LENGTH = 300
_GOES_ON = re.compile(r"[;,]\d{0,2}\s*\Z")  # with a footnote's marker, or without
_FEW = 7
_ALIGNED = 3.0  # points: edges nearer than this are one
_OFF_MIDDLE = 14.0  # points by which a centred line may miss the middle: typists counted blanks
_LONGEST_NUMBER = 10  # characters
_LETTERS = 3  # a heading has more
_USUAL = 1.2  # of the font size
_HALF = 0.6  # of the column's width: a shorter line is a paragraph's last, whatever it ends with


@dataclass(frozen=True, slots=True)
class Column:
    """The measure in which a stretch of rows is set."""

    left: float
    right: float
    leading: float  # points from baseline to baseline


def measure(rows: Sequence[Row], fallback: float) -> Column:
    """The column of these rows; `fallback` is the leading where they are too few to tell."""
    steps = sorted(
        down
        for row, below in pairwise(rows)
        if 0.8 * row.size < (down := below.base - row.base) < 2.6 * row.size
        and abs(row.size - below.size) < 1
    )
    leading = steps[len(steps) // 4] if len(steps) > _FEW // 2 else min([fallback, *steps[:1]])
    rights = sorted(row.right for row in rows)
    # One line in ten may stick out: a cover's "President: …" above two columns.
    right = rights[len(rights) * 9 // 10] if len(rights) > _FEW else rights[-1]
    return Column(min(row.left for row in rows), right, leading)


def page_leading(rows: Sequence[Row]) -> float:
    """The usual leading of a page in points."""
    steps = [
        down
        for row, below in pairwise(rows)
        if 0.8 * row.size < (down := below.base - row.base) < 2.6 * row.size
    ]
    usual = _USUAL * median(row.size for row in rows)
    # A few lines may all be paragraphs of one line; only many can show a page that is set wide.
    return sorted(steps)[len(steps) // 3] if len(steps) > _FEW else min([usual, *steps])


def paragraphs(rows: Sequence[Row], column: Column, *, by_style: bool = False) -> Iterator[list[Row]]:
    """Rows of one column, paragraph by paragraph. `by_style`: a change of type begins a new one (covers)."""
    current: list[Row] = []
    for row in rows:
        if current and _begins(current, row, column, by_style=by_style):
            yield current
            current = []
        current.append(row)
    if current:
        yield current


def _begins(current: list[Row], row: Row, column: Column, *, by_style: bool) -> bool:  # noqa: PLR0911 - one return a rule
    last = current[-1]
    size = max(last.size, row.size)
    hidden = bool(row.pieces[0].runs[0].style & HIDDEN)
    leading = column.leading * max(1.0, min(last.size, row.size) / (column.leading / 1.15))
    if row.base - last.base > (_GAP if not hidden else 1.45) * leading:
        return True
    if not hidden and abs(last.size - row.size) > 0.12 * size:
        return True
    if _all_runs(row)[0].style & SUPERSCRIPT and len(_all_runs(row)) > 1:
        return True  # a note under a table
    if by_style and is_bold(last) != is_bold(row):
        return True
    if len(current) == 1 and _is_caption_of(last, row):
        return False
    if has_number(row) and (
        row.left < last.left - 2 or has_number(current[0]) or _is_short(last, row, column)
    ):
        return True
    centred = is_centred(last, column) and is_centred(row, column)
    if centred:
        return False
    if is_bold(last) and is_bold(row) and not _ends(last):
        return not by_style and _is_last(last, row, column) and not _starts_lower(row)
    return _is_indent_break(current, row, column) or (_is_last(last, row, column) and not _starts_lower(row))


def _is_caption_of(number: Row, title: Row) -> bool:
    """Whether the rows are a table's number and its title in bold, which Word files have as one paragraph."""
    return (
        bool(_CAPTION.fullmatch(number.pieces[0].plain.strip()))
        and is_bold(title)
        and abs(number.left - title.left) < _ALIGNED
    )


def _is_indent_break(current: list[Row], row: Row, column: Column) -> bool:
    last = current[-1]
    shift = row.left - last.left
    if abs(shift) <= _INDENT * row.size:
        return False
    if shift < 0:  # back to the margin: after an indented first line only
        return len(current) > 1 or _is_last(last, row, column)
    if _is_hanging(current, row):
        return False
    return _is_short(last, row, column) or _ends(last)


def _is_hanging(current: list[Row], row: Row) -> bool:
    """Whether the row stands under the text that follows the number of the paragraph's first row."""
    starts = [run.left for piece in current[0].pieces for run in piece.runs]
    return len(current) == 1 and any(abs(start - row.left) < _ALIGNED for start in starts[1:])


def _is_short(last: Row, row: Row, column: Column) -> bool:
    """Whether the next row's first word would have fitted on the last one: its writer ended the line."""
    text = row.pieces[0].plain
    word = text.split(maxsplit=1)[0] if text.strip() else ""
    width = (row.pieces[0].right - row.pieces[0].left) / max(len(text), 1)
    return last.right + (len(word) + 1.5) * width < column.right - 0.4 * row.size


def _is_last(last: Row, row: Row, column: Column) -> bool:
    """Whether a short line ends its paragraph: typists kept "13th meetings" together, and left lines short."""
    return _is_short(last, row, column) and (
        _ends(last) or last.right < column.left + _HALF * (column.right - column.left)
    )


def _ends(row: Row) -> bool:
    last = row.pieces[-1].runs[-1]
    return bool(last.style & SUPERSCRIPT) or row.pieces[-1].plain.rstrip().endswith(_TERMINAL)


def _starts_lower(row: Row) -> bool:
    text = row.pieces[0].plain.lstrip()
    return text[:1].islower()


def has_number(row: Row) -> bool:
    """Whether the row begins with a number, letter or bullet that is set off from its text."""
    runs = _all_runs(row)
    text = ""
    for run, following in pairwise(runs):
        text += run.text.strip()
        if len(text) > _LONGEST_NUMBER:
            return False
        if following.left - run.right > _TAB * run.size:
            return bool(_NUMBER.match(text))
    return False


def _all_runs(row: Row) -> list[Run]:
    return [run for piece in row.pieces for run in piece.runs]


def is_bold(row: Row) -> bool:
    """Whether all words of the row are bold."""
    words = [
        run for run in _all_runs(row) if not run.style & SUPERSCRIPT and any(c.isalnum() for c in run.text)
    ]
    return bool(words) and all(run.style & BOLD for run in words)


def is_centred(row: Row, column: Column) -> bool:
    """Whether the row stands in the middle of its column, away from both its edges."""
    middle = (column.left + column.right) / 2
    return row.left > column.left + 12 and abs((row.left + row.right) / 2 - middle) < _OFF_MIDDLE


def _are_centred(rows: Sequence[Row], column: Column) -> bool:
    """Whether the rows are centred one by one: a quotation indented on both sides has one left edge."""
    if len(rows) > 1 and max(row.left for row in rows) - min(row.left for row in rows) < _ALIGNED:
        return False
    return all(is_centred(row, column) for row in rows)


def to_block(rows: Sequence[Row], column: Column, page_number: int, body_size: float) -> Block:
    """The paragraph as a block."""
    size = rows[0].size
    text = "\n".join(marked_text(join_pieces(row.pieces).runs) for row in rows)
    return Block(
        page_number=page_number,
        text=text,
        role=_role(rows, column, body_size, len(text)),
        left=round(rows[0].left, 1),
        hanging=round(min(row.left for row in rows[1:]) if len(rows) > 1 else rows[0].left, 1),
        top=round(min(piece.top for piece in rows[0].pieces), 1),
        right=round(max(row.right for row in rows), 1),
        bottom=round(rows[-1].base, 1),
        font_size=round(size, 1),
        centred=_are_centred(rows, column),
    )


def _role(rows: Sequence[Row], column: Column, body_size: float, length: int) -> BlockRole:
    if length > _HEADING_LENGTH or _GOES_ON.search(rows[-1].pieces[-1].plain):
        return "text"
    bold = rows[1:] if len(rows) > 1 and _is_caption_of(rows[0], rows[1]) else rows
    if all(is_bold(row) for row in bold) and not rows[-1].pieces[-1].plain.rstrip().endswith("."):
        return "heading"
    if rows[0].size > body_size + 0.8 and not rows[0].pieces[0].runs[0].style & HIDDEN:
        return "heading"
    letters = "".join(piece.plain for row in rows for piece in row.pieces)
    if letters.lstrip()[:1] in _BULLETS:  # an item of a list stands in from the margin, and may seem centred
        return "text"
    if _are_centred(rows, column) and sum(map(str.isalpha, letters)) > _LETTERS and not letters.endswith("."):
        return "heading"
    return "text"
