"""Flows to table rows: which pieces are cells, in which column, of which row."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from tasks.reading.pdf_flows import Row
from tasks.reading.pdf_lines import Piece, join_pieces, marked_text

_LEADER = re.compile(r"(?:\s?[.…·_]){4,}\s?|^(?:[.…·]\s?){3,}")
_LABEL = re.compile(r".{2,40}:$")
_TWO, _THREE = 2, 3
_HEAD_LINES = 3.2  # of the font size: a head's cells of several lines rise so far above the one drawn first
_SHORT_CELL = 24  # characters: a symbol, a year, a code
_ALIGNED = 3.0  # points
_TIGHT = 1.3  # of the font size: lines of one cell stand this near


@dataclass(slots=True)
class _TableRow:
    cells: dict[int, list[Piece]] = field(default_factory=dict)

    @property
    def top(self) -> float:
        return min(piece.top for cell in self.cells.values() for piece in cell)

    @property
    def bottom(self) -> float:
        return max(piece.base for cell in self.cells.values() for piece in cell)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: the cells' pieces from left to right, from the first that is filled to the last."""

    cells: tuple[tuple[Piece, ...], ...]

    @property
    def text(self) -> str:
        """Marked text: the lines of a cell joined by blanks, cells by ' | '."""
        texts = [_cell_text(cell) for cell in self.cells]
        leaders = [all(is_leader(piece) for piece in cell) and bool(cell) for cell in self.cells]
        return " | ".join(text for text, is_dots in zip(texts, leaders, strict=True) if not is_dots)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """All pieces, cell by cell."""
        return tuple(piece for cell in self.cells for piece in cell)


def to_table(
    rows: Sequence[Row], lefts: Sequence[float] = (), *, is_ruled: bool = False
) -> list[TableRow] | None:
    """The table that the rows make up, or None if they are lines of text with wide gaps.

    Few rows are a table where their cells begin at `lefts`, the columns of tables above them on the page ("1502 (2003)
    | 2730 (2024)" under a list that is set so), or where rules over several columns stand among them.
    """
    pieces = [piece for row in rows for piece in row.pieces]
    columns = _columns(rows)
    if len(columns) < _TWO:
        return None
    table = _fill([part for piece in pieces for part in _split(piece, columns)], columns)
    is_sure = (is_ruled or _stand_at(rows, lefts)) and any(len(row.cells) > 1 for row in table)
    if not _is_table(table, rows) and (not is_sure or _are_labels(table)):
        return None
    return [
        TableRow(
            tuple(tuple(row.cells.get(column, ())) for column in range(min(row.cells), max(row.cells) + 1))
        )
        for row in table
    ]


def _stand_at(rows: Sequence[Row], lefts: Sequence[float]) -> bool:
    """Whether all pieces begin where columns are known to begin."""
    return all(
        any(abs(piece.left - left) < _ALIGNED for left in lefts) for row in rows for piece in row.pieces
    )


def has_leader(piece: Piece) -> bool:
    """Whether the piece ends in, or is, dots that lead to a page number."""
    return bool(_LEADER.search(piece.plain))


def column_lefts(table: Iterable[TableRow]) -> list[float]:
    """Return where the cells of rows of several begin, in points."""
    filled = ([cell for cell in row.cells if cell] for row in table)
    return [min(piece.left for piece in cell) for cells in filled if len(cells) > 1 for cell in cells]


def is_leader(piece: Piece) -> bool:
    """Whether the piece is a row of dots between a heading and its page."""
    return bool(_LEADER.fullmatch(piece.plain))


def without_leader(text: str) -> str:
    """The text without the dots that lead to a page number."""
    return _LEADER.sub(" ", text).strip()


def _columns(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Stretches of the width that cells fill, left to right.

    Only rows with several pieces say where columns are. Narrow pieces come first; a wider one joins the
    stretches that it touches, unless a row has cells in two of them: then it spans columns.
    """
    several = [row for row in rows if len(row.pieces) > 1] or list(rows)
    spans = sorted(
        {(piece.left, piece.right) for row in several for piece in row.pieces}, key=lambda s: s[1] - s[0]
    )
    columns: list[tuple[float, float]] = []
    for left, right in spans:
        touched = [column for column in columns if left < column[1] + 1 and column[0] < right + 1]
        if len(touched) > 1 and any(_are_side_by_side(touched, row) for row in several):
            continue
        columns = [column for column in columns if column not in touched]
        columns.append(
            (min([left, *(one for one, _ in touched)]), max([right, *(one for _, one in touched)]))
        )
    return sorted(columns)


def _are_side_by_side(columns: Sequence[tuple[float, float]], row: Row) -> bool:
    """Whether the row has cells of their own in two of the columns."""
    filled = {
        _column_of(piece, columns)
        for piece in row.pieces
        if not _spans(piece, columns)
        and any(piece.left < right + 1 and left < piece.right + 1 for left, right in columns)
    }
    return len(filled) > 1


def _spans(piece: Piece, columns: Sequence[tuple[float, float]]) -> bool:
    return sum(piece.left < right - 1 and left < piece.right - 1 for left, right in columns) > 1


def _split(piece: Piece, columns: Sequence[tuple[float, float]]) -> list[Piece]:
    """A piece that reaches over several columns, cut between its runs where they are in different ones."""
    if len(piece.runs) == 1 or not _spans(piece, columns):
        return [piece]
    single = [piece._replace(runs=(run,), left=run.left, right=run.right) for run in piece.runs]
    groups = [list(group) for _, group in groupby(single, key=lambda one: _column_of(one, columns))]
    return [join_pieces(group)._replace(order=piece.order) for group in groups]


def _column_of(piece: Piece, columns: Sequence[tuple[float, float]]) -> int:
    """The first column that the piece touches, else the nearest."""
    for index, (left, right) in enumerate(columns):
        if piece.left < right and left < piece.right:
            return index
    return min(range(len(columns)), key=lambda index: abs(columns[index][0] - piece.left))


def _fill(pieces: Iterable[Piece], columns: Sequence[tuple[float, float]]) -> list[_TableRow]:
    """Pieces, as drawn (row by row, cell by cell), in their cells."""
    table: list[_TableRow] = []
    last: Piece | None = None
    last_column = -1
    for piece in pieces:
        column = _column_of(piece, columns)
        if not table or last is None or _is_next_row(table, last, last_column, piece, column):
            table.append(_TableRow())
        table[-1].cells.setdefault(column, []).append(piece)
        last, last_column = piece, column
    return table


def _is_next_row(
    table: Sequence[_TableRow], last: Piece, last_column: int, piece: Piece, column: int
) -> bool:
    row = table[-1]
    if column > last_column:
        is_back = len(table) > 1 and piece.base < min(row.top, table[-2].bottom) + 1  # a list's right half
        is_far = piece.base < row.top - _HEAD_LINES * piece.size
        return is_back or is_far or piece.top > row.bottom + 0.2 * piece.size
    if column < last_column:
        return piece.base > last.base - 1 or column in row.cells
    if abs(piece.base - last.base) < 1:  # side by side in one column
        return False
    return not 0 < piece.base - last.base < _TIGHT * piece.size


def _is_table(table: Sequence[_TableRow], rows: Sequence[Row]) -> bool:
    widths = [len(row.cells) for row in table]
    full = sum(width >= _TWO for width in widths)
    if any(has_leader(piece) for row in rows for piece in row.pieces):
        return full >= _TWO
    if all(width <= _TWO for width in widths) and _are_labels(table):
        return False
    if full == len(table) == _TWO and all(
        len(row.cells[min(row.cells)][0].plain) < _SHORT_CELL for row in table
    ):
        return True  # "73/133 | Graduation of countries …", twice
    return full >= _THREE or (full >= _TWO and max(widths) >= _THREE)


def _are_labels(table: Sequence[_TableRow]) -> bool:
    """'In favour:', 'Against:' and their lists stand side by side, and are no table."""
    heads = [row.cells[min(row.cells)] for row in table if len(row.cells) > 1]
    return all(len(cell) == 1 and _LABEL.fullmatch(cell[0].plain) for cell in heads)


def _cell_text(cell: Sequence[Piece]) -> str:
    parts: list[str] = []
    for piece in cell:
        text = without_leader(marked_text(piece.runs))
        if not text:
            continue
        parts.append(text if not parts else ("" if parts[-1].endswith("-") else " ") + text)
    return "".join(parts)
