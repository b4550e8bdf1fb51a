"""Which rows of a page are a table's, and which are the lines of its columns and of its cover."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from tasks.reading.pdf_blocks import has_number
from tasks.reading.pdf_cells import (
    Level,
    cell_mates,
    is_first_line,
    is_in_last_cell,
    is_over_first_cell,
    is_under_head,
    levels,
)
from tasks.reading.pdf_flows import Flow, Row
from tasks.reading.pdf_furniture import PageLines
from tasks.reading.pdf_lines import Piece, join_pieces
from tasks.reading.pdf_tables import has_leader, is_leader, without_leader

COVER = 0.42  # of the first page's height: what stands higher is the cover's head, never a table
_HEAD_WORDS = re.compile(
    r"united nations|nations unies|naciones unidas|объединенных наций|^nations$|distr\.|general assembly"
    r"|security council|economic and social|assembl[ée]e|human rights|programme|conference|convention|commission|council",
    re.IGNORECASE,
)
_HALVES = 2.2  # of the font size: the least gap between the halves of a cover
_COLUMN_ROWS = 4
_COLUMN_WIDTH = 0.28  # of the page's width
_ROWS_BETWEEN = 4  # rows of one cell that may stand between two rows of several cells
_TOUCH = 3.0
_ENTRY = 1.4  # of the font size: lines of one cell or entry stand this near
_SMALL_PRINT = 0.7  # points under the body's size: tables are set in it


@dataclass(frozen=True, slots=True)
class PageLayout:
    """What the page's blocks are made from."""

    number: int
    lines: PageLines
    furniture: frozenset[int]
    body_size: float
    has_cover: bool  # whether the page begins with a document's head


def is_cover(number: int, lines: PageLines) -> bool:
    """Whether the page is a first one with a head: the Organization's or an organ's name, or 'Distr.'."""
    return number == 1 and any(
        _HEAD_WORDS.search(piece.plain) for piece in lines.pieces if piece.base < COVER * lines.height
    )


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows to be read one way: as the lines of a column, or as those of a table."""

    rows: tuple[Row, ...]
    is_grid: bool


def stretches(flows: Sequence[Flow], page: PageLayout) -> Iterator[Stretch]:
    """The page's rows in reading order, cut where text becomes a table or the other way round."""
    marked: list[tuple[Row, bool]] = []
    for flow, beside in zip(flows, _rows_beside(flows, page), strict=True):
        if page.has_cover and flow.top < COVER * page.lines.height:
            marked.extend((row, grid) for row, grid in _cover_rows(flow, page))
        else:
            marked.extend(
                (row, cell or len(row.pieces) > 1) for row, cell in zip(flow.rows, beside, strict=True)
            )
    for is_grid, group in groupby(
        _filled(marked, page.body_size, levels(page.lines.rules)), key=lambda item: item[1]
    ):
        yield Stretch(tuple(row for row, _ in group), is_grid)


def _cover_rows(flow: Flow, page: PageLayout) -> Iterator[tuple[Row, bool]]:
    """Rows of the cover: its halves become rows of their own, the left one first where they are columns."""
    limit = COVER * page.lines.height
    right: list[Piece] = []
    for drawn in flow.rows:
        row = _without_narrow_gaps(drawn)
        if row.base > limit or any(
            is_leader(p) or without_leader(p.plain) != p.plain.strip() for p in row.pieces
        ):
            yield row, len(row.pieces) > 1
            continue
        if right and row.pieces[0].right > min(piece.left for piece in right):
            yield from ((Row((piece,)), False) for piece in right)
            right = []
        yield Row(row.pieces[:1]), False
        right.extend(row.pieces[1:])
    yield from ((Row((piece,)), False) for piece in right)


def _without_narrow_gaps(row: Row) -> Row:
    """The row with pieces joined that only a stretched blank parts."""
    joined = [row.pieces[0]]
    for piece in row.pieces[1:]:
        if piece.left - joined[-1].right < _HALVES * piece.size:
            joined[-1] = join_pieces((joined[-1], piece))
        else:
            joined.append(piece)
    return Row(tuple(joined))


def _rows_beside(flows: Sequence[Flow], page: PageLayout) -> list[list[bool]]:
    """For each row of each flow, whether it is a cell's: it stands beside the next flow or the one before.

    Two columns of running text stand side by side too, and are none.
    """
    beside = [[False] * len(flow.rows) for flow in flows]
    ruled = levels(page.lines.rules)
    for index, (flow, following) in enumerate(pairwise(flows)):
        if not flow.overlaps_down(following) or (
            _is_text_column(flow, page) and _is_text_column(following, page)
        ):
            continue
        here = [number for number, row in enumerate(flow.rows) if _is_at_height_of(row, following)]
        there = [number for number, row in enumerate(following.rows) if _is_at_height_of(row, flow)]
        if (
            not here
            or not there
            or not _are_apart([flow.rows[n] for n in here], [following.rows[n] for n in there])
        ):
            continue
        left, right = [flow.rows[n] for n in here], [following.rows[n] for n in there]
        for number in cell_mates(flow, here, right, ruled):
            beside[index][number] = True
        for number in cell_mates(following, there, left, ruled):
            beside[index + 1][number] = True
    return beside


def _is_at_height_of(row: Row, flow: Flow) -> bool:
    return row.base > flow.top and row.base - 0.75 * row.size < flow.bottom


def _are_apart(rows: Sequence[Row], others: Sequence[Row]) -> bool:
    """Whether the rows stand wholly to the left or wholly to the right of the others."""
    return max(row.right for row in rows) < min(row.left for row in others) + 1 or (
        max(row.right for row in others) < min(row.left for row in rows) + 1
    )


def _is_text_column(flow: Flow, page: PageLayout) -> bool:
    """Whether the flow is set like running text: wide, and most rows fill it."""
    width = flow.right - flow.left
    if len(flow.rows) < _COLUMN_ROWS or width < _COLUMN_WIDTH * page.lines.width:
        return False
    full = sum(row.right - row.left > 0.75 * width for row in flow.rows)
    ragged = sum(len(row.pieces) > 1 for row in flow.rows)
    return full * 2 >= len(flow.rows) and ragged * 4 <= len(flow.rows)


def _filled(
    marked: list[tuple[Row, bool]], body_size: float, ruled: Sequence[Level]
) -> list[tuple[Row, bool]]:
    """Rows of a single piece between rows of several belong to the table if they fit into one column."""
    grid = [index for index, (_, is_grid) in enumerate(marked) if is_grid]
    filled = [is_grid for _, is_grid in marked]
    for first, second in pairwise(grid):
        if 1 < second - first <= _ROWS_BETWEEN + 1:
            around = (marked[first][0], marked[second][0])
            between = [marked[index][0] for index in range(first + 1, second)]
            if all(
                (_fits(row, around) and not _is_larger(row, around))
                or _is_small(row, around, body_size)
                or is_under_head(row, *around, ruled)
                or _is_entry(row, around)
                or is_first_line(row, around[1])
                for row in between
            ):
                filled[first:second] = [True] * (second - first)
    for index in grid:
        _extend_start(marked, filled, index, body_size)
        if index and not filled[index - 1]:
            filled[index - 1] = _is_head_cell(marked[index - 1][0], marked[index][0], body_size)
    if grid:
        _extend_end(marked, filled, grid, ruled)
    return [(row, is_grid) for (row, _), is_grid in zip(marked, filled, strict=True)]


def _is_head_cell(cell: Row, row: Row, body_size: float) -> bool:
    """Whether a head's first cell stands lower than the others, or begins a line higher: "Buildings/ Sections"."""
    down = row.base - cell.base
    is_first_line = (
        0 < down < _ENTRY * row.size and abs(cell.left - row.left) < _TOUCH and len(row.pieces) > 1
    )
    return _is_small(cell, (row, row), body_size) and (down < 0 or is_first_line)


def _is_entry(row: Row, around: Sequence[Row]) -> bool:
    """Whether a row between two that have dots and page numbers is the first line of a table of contents' entry."""
    return all(any(has_leader(piece) for piece in one.pieces) for one in around) and not _is_larger(
        row, around
    )


def _is_larger(row: Row, around: Sequence[Row]) -> bool:
    """Whether the row is set larger than the cells around it: a title between two tables or lists."""
    return row.size > max(piece.size for one in around for piece in one.pieces) + _SMALL_PRINT


def _is_small(row: Row, around: Sequence[Row], body_size: float) -> bool:
    """Whether the row and its neighbours are in the small print of tables, and it is no line across the table."""
    left = min(one.left for one in around)
    right = max(one.right for one in around)
    return (
        all(one.size < body_size - _SMALL_PRINT for one in (row, *around))
        and row.right - row.left < 0.45 * (right - left)
    ) or (row.size < body_size - 2 * _SMALL_PRINT and row.right - row.left < 100)  # noqa: PLR2004 - a head's cell


def _extend_start(marked: list[tuple[Row, bool]], filled: list[bool], index: int, body_size: float) -> None:
    """A first cell may have many lines above the one on which the other cells stand; small print only."""
    row = below = marked[index][0]
    while index and not filled[index - 1] and marked[index - 1][0].size < body_size - _SMALL_PRINT:
        above = marked[index - 1][0]
        if below.base - above.base > _ENTRY * above.size or not is_over_first_cell(above, row):
            return
        filled[index - 1] = True
        below, index = above, index - 1


def _extend_end(
    marked: list[tuple[Row, bool]], filled: list[bool], grid: list[int], ruled: Sequence[Level]
) -> None:
    """The last cell of a table may have further lines below its last row of several cells."""
    for index in grid:
        row = marked[index][0]
        follower = index + 1
        while follower < len(marked) and not filled[follower] and len(row.pieces) > 1:
            last, fresh = marked[follower - 1][0], marked[follower][0]
            is_tight = 0 < fresh.base - last.base < _ENTRY * row.size and not has_number(fresh)
            if not _fits(fresh, (row, row)) or not (is_tight or is_in_last_cell(fresh, last, row, ruled)):
                break
            filled[follower] = True
            follower += 1


def _fits(row: Row, around: Iterable[Row]) -> bool:
    """Whether the row stands within one column of rows of several pieces."""
    for other in around:
        touched = sum(
            row.left < piece.right - _TOUCH and piece.left < row.right - _TOUCH for piece in other.pieces
        )
        if touched > 1:
            return False
        if len(other.pieces) > 1 and any(
            piece.left - _TOUCH <= row.left and row.right < following.left
            for piece, following in zip(other.pieces, other.pieces[1:], strict=False)
        ):
            return True
    return any(len(other.pieces) > 1 and abs(row.left - other.pieces[-1].left) < _TOUCH for other in around)
