"""One page's pieces to blocks in reading order: text, tables, footnotes, furniture."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from tasks.model import Block
from tasks.reading.pdf_blocks import Column, has_number, measure, page_leading, paragraphs, to_block
from tasks.reading.pdf_flows import Flow, Row, to_flows
from tasks.reading.pdf_footnotes import (
    note_rows_text,
    raise_typed_markers,
    split_footnotes,
    starts_note,
    take_label,
)  # fmt: skip
from tasks.reading.pdf_furniture import PageLines
from tasks.reading.pdf_lines import SUPERSCRIPT, Piece
from tasks.reading.pdf_tables import TableRow, is_leader, to_table, without_leader

_HEAD_DEPTH = (0.12, 0.4)  # of the height: where the rule under the cover's head may be
_COVER = 0.42  # of the first page's height: what stands higher is the cover's head, never a table
_HEAD_WORDS = re.compile(
    r"united nations|nations unies|naciones unidas|объединенных наций|^nations$|distr\.|general assembly"
    r"|security council|economic and social|assembl[ée]e|human rights|programme|conference|convention|commission|council",
    re.IGNORECASE,
)
_RIGHT_HALF = 0.55  # of the width: distribution, symbol and date stand to the right
_COLUMN_ROWS = 4
_COLUMN_WIDTH = 0.28  # of the page's width
_ROWS_BETWEEN = 4  # rows of one cell that may stand between two rows of several cells
_TOUCH = 3.0
_CELL_ROWS = 12  # a flow of no more rows that stands beside another is a cell as a whole
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
        _HEAD_WORDS.search(piece.plain) for piece in lines.pieces if piece.base < _COVER * lines.height
    )


def page_blocks(page: PageLayout) -> list[Block]:
    """The page's blocks: running head, text, footnotes, running foot."""
    body = [piece for piece in page.lines.pieces if piece.order not in page.furniture]
    text, notes = split_footnotes(body, page.lines.rules, page.lines.height, page.body_size)
    note_blocks = list(_note_blocks(notes, page))
    labels = frozenset(block.label for block in note_blocks if block.label)
    heads, feet = _furniture_blocks(page)
    blocks = [
        replace(block, text=raise_typed_markers(block.text, labels))
        for block in _text_blocks(to_flows(text), page)
    ]
    return [*heads, *blocks, *_turned_blocks(page), *note_blocks, *feet]


def _furniture_blocks(page: PageLayout) -> tuple[list[Block], list[Block]]:
    """Running head and running foot, one block a row of the page."""
    pieces = sorted(
        (p for p in page.lines.pieces if p.order in page.furniture), key=lambda p: (round(p.base), p.left)
    )
    blocks = [
        Block(
            page_number=page.number,
            text=piece.plain,
            role="furniture",
            left=round(piece.left, 1),
            hanging=round(piece.left, 1),
            top=round(piece.top, 1),
            right=round(piece.right, 1),
            bottom=round(piece.base, 1),
            font_size=round(piece.size, 1),
        )
        for piece in pieces
    ]
    middle = page.lines.height / 2
    return [b for b in blocks if (b.top or 0) < middle], [b for b in blocks if (b.top or 0) >= middle]


def _turned_blocks(page: PageLayout) -> Iterator[Block]:
    """Text at another angle, after what can be read without turning the page."""
    for run in page.lines.turned:
        yield Block(
            page.number,
            run.text,
            left=round(run.left, 1),
            top=round(run.base, 1),
            font_size=round(run.size, 1),
        )


def _note_blocks(pieces: Sequence[Piece], page: PageLayout) -> Iterator[Block]:
    """One block a footnote; the first has no label if it goes on from the page before."""
    current: list[Row] = []
    last_label = ""
    for row in (row for flow in to_flows(pieces) for row in flow.rows):
        if current and starts_note(row, last_label):
            yield _note_block(current, page)
            current = []
        if not current:
            last_label = take_label(note_rows_text([row]))[0] or last_label
        current.append(row)
    if current:
        yield _note_block(current, page)


def _note_block(rows: Sequence[Row], page: PageLayout) -> Block:
    column = Column(min(row.left for row in rows), max(row.right for row in rows), 1.2 * rows[0].size)
    block = to_block(rows, column, page.number, page.body_size)
    label, text = take_label(note_rows_text(rows))
    return replace(block, role="footnote", label=label, text=text, centred=False)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Rows to be read one way: as the lines of a column, or as those of a table."""

    rows: tuple[Row, ...]
    is_grid: bool


def _text_blocks(flows: Sequence[Flow], page: PageLayout) -> list[Block]:
    if not flows:
        return []
    leading = page_leading([row for flow in flows for row in flow.rows])
    blocks: list[Block] = []
    lines: list[Row] = []  # text, and rows with wide gaps that turned out to be text too
    for stretch in _stretches(flows, page):
        table = to_table(stretch.rows) if stretch.is_grid else None
        if table is None:
            lines.extend(stretch.rows)
            continue
        blocks.extend(_column_blocks(lines, leading, page))
        blocks.extend(_table_block(row, page) for row in table)
        lines = []
    return [*blocks, *_column_blocks(lines, leading, page)]


def _column_blocks(lines: Sequence[Row], leading: float, page: PageLayout) -> list[Block]:
    """The paragraphs of one column after the other; one that runs over a column's end is one block."""
    blocks: list[Block] = []
    previous: Column | None = None
    for rows in _columns(lines):
        column = measure(rows, leading)
        fresh = [_text_block(part, column, page) for part in _parts(rows, column, page)]
        if previous and not _is_cover(rows, page) and _goes_on(blocks[-1], previous, fresh, column):
            blocks[-1] = replace(blocks[-1], text=blocks[-1].text + "\n" + fresh[0].text)
            fresh = fresh[1:]
        blocks.extend(fresh)
        previous = column
    return blocks


def _parts(rows: Sequence[Row], column: Column, page: PageLayout) -> Iterator[Sequence[Row]]:
    """Paragraphs of a column; at the right of the cover's head (distribution, date, language) line by line."""
    limit = _head_bottom(page) if page.has_cover else 0.0
    count = next(
        (i for i, row in enumerate(rows) if row.left < _RIGHT_HALF * page.lines.width or row.base > limit),
        len(rows),
    )
    yield from ([row] for row in rows[:count])
    yield from paragraphs(rows[count:], column, by_style=_is_cover(rows, page))


def _head_bottom(page: PageLayout) -> float:
    """Where the cover's head ends, in points: at the heavy rule above the session's name."""
    low, high = (share * page.lines.height for share in _HEAD_DEPTH)
    tops = [rule.top for rule in page.lines.rules if low < rule.top < high and rule.right - rule.left > 60]  # noqa: PLR2004
    return max(tops, default=0.28 * page.lines.height)


def _is_cover(rows: Sequence[Row], page: PageLayout) -> bool:
    return page.has_cover and rows[0].base < _COVER * page.lines.height


def _text_block(rows: Sequence[Row], column: Column, page: PageLayout) -> Block:
    block = to_block(rows, column, page.number, page.body_size)
    if "..." in block.text or ". . ." in block.text:
        block = replace(block, text="\n".join(without_leader(line) for line in block.text.split("\n")))
    if rows[0].pieces[0].runs[0].style & SUPERSCRIPT and rows[0].size < page.body_size - 0.4 and block.text:
        label, text = take_label(block.text)  # a note under a table
        return replace(block, role="footnote", label=label, text=text) if label and text else block
    return block


def _table_block(row: TableRow, page: PageLayout) -> Block:
    pieces = row.pieces
    return Block(
        page_number=page.number,
        text=row.text,
        role="table_row",
        left=round(min(piece.left for piece in pieces), 1),
        hanging=round(min(piece.left for piece in pieces), 1),
        top=round(min(piece.top for piece in pieces), 1),
        right=round(max(piece.right for piece in pieces), 1),
        bottom=round(max(piece.base for piece in pieces), 1),
        font_size=round(pieces[0].size, 1),
    )


# ── Which rows are a table's ───────────────────────────────────────────────────────────────────────
def _stretches(flows: Sequence[Flow], page: PageLayout) -> Iterator[_Stretch]:
    """The page's rows in reading order, cut where text becomes a table or the other way round."""
    marked: list[tuple[Row, bool]] = []
    for flow, beside in zip(flows, _rows_beside(flows, page), strict=True):
        if page.has_cover and flow.top < _COVER * page.lines.height:
            marked.extend((row, grid) for row, grid in _cover_rows(flow, page))
        else:
            marked.extend(
                (row, cell or len(row.pieces) > 1) for row, cell in zip(flow.rows, beside, strict=True)
            )
    for is_grid, group in groupby(_filled(marked, page.body_size), key=lambda item: item[1]):
        yield _Stretch(tuple(row for row, _ in group), is_grid)


def _cover_rows(flow: Flow, page: PageLayout) -> Iterator[tuple[Row, bool]]:
    """Rows of the cover: its halves become rows of their own, the left one first where they are columns."""
    limit = _COVER * page.lines.height
    right: list[Piece] = []
    for row in flow.rows:
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


def _rows_beside(flows: Sequence[Flow], page: PageLayout) -> list[list[bool]]:
    """For each row of each flow, whether it is a cell's: it stands beside the next flow or the one before.

    Two columns of running text stand side by side too, and are none.
    """
    beside = [[False] * len(flow.rows) for flow in flows]
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
        for number in _with_cell_mates(flow, here):
            beside[index][number] = True
        for number in _with_cell_mates(following, there):
            beside[index + 1][number] = True
    return beside


def _with_cell_mates(flow: Flow, numbers: Sequence[int]) -> Iterable[int]:
    """The rows with those of their cell: all rows of a short flow, else those that are set tight around them."""
    if len(flow.rows) <= _CELL_ROWS:
        return range(len(flow.rows))
    first, last = numbers[0], numbers[-1]
    while first > 0 and _is_tight(flow.rows[first - 1], flow.rows[first]):
        first -= 1
    while last + 1 < len(flow.rows) and _is_tight(flow.rows[last], flow.rows[last + 1]):
        last += 1
    return range(first, last + 1)


def _is_tight(row: Row, below: Row) -> bool:
    return below.base - row.base < 1.3 * row.size and abs(below.left - row.left) < _TOUCH


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


def _filled(marked: list[tuple[Row, bool]], body_size: float) -> list[tuple[Row, bool]]:
    """Rows of a single piece between rows of several belong to the table if they fit into one column."""
    grid = [index for index, (_, is_grid) in enumerate(marked) if is_grid]
    filled = [is_grid for _, is_grid in marked]
    for first, second in pairwise(grid):
        if 1 < second - first <= _ROWS_BETWEEN + 1:
            around = (marked[first][0], marked[second][0])
            between = [marked[index][0] for index in range(first + 1, second)]
            if all(_fits(row, around) or _is_small(row, around, body_size) for row in between):
                filled[first:second] = [True] * (second - first)
    for index in grid:
        if index and not filled[index - 1]:  # a head's first cell may stand lower than the others
            head = marked[index - 1][0]
            filled[index - 1] = (
                _is_small(head, (marked[index][0],) * 2, body_size) and head.base > marked[index][0].base
            )
    if grid:
        _extend_end(marked, filled, grid)
    return [(row, is_grid) for (row, _), is_grid in zip(marked, filled, strict=True)]


def _is_small(row: Row, around: Sequence[Row], body_size: float) -> bool:
    """Whether the row and its neighbours are in the small print of tables, and it is no line across the table."""
    left = min(one.left for one in around)
    right = max(one.right for one in around)
    return (
        all(one.size < body_size - _SMALL_PRINT for one in (row, *around))
        and row.right - row.left < 0.45 * (right - left)
    ) or (row.size < body_size - 2 * _SMALL_PRINT and row.right - row.left < 100)  # noqa: PLR2004 - a head's cell


def _extend_end(marked: list[tuple[Row, bool]], filled: list[bool], grid: list[int]) -> None:
    """The last cell of a table may have further lines below its last row of several cells."""
    for index in grid:
        row = marked[index][0]
        follower = index + 1
        while (
            follower < len(marked)
            and not filled[follower]
            and len(row.pieces) > 1
            and _fits(marked[follower][0], (row, row))
            and 0 < marked[follower][0].base - marked[follower - 1][0].base < 1.4 * row.size
            and not has_number(marked[follower][0])
        ):
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


# ── Columns ────────────────────────────────────────────────────────────────────────────────────────
def _columns(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows cut where the page jumps up again: each part is one column's."""
    current: list[Row] = []
    for row in rows:
        if current and (row.base <= current[-1].base + 1 or _is_aside(row, current[-3:])):
            yield current
            current = []
        current.append(row)
    if current:
        yield current


def _is_aside(row: Row, recent: Sequence[Row]) -> bool:
    return row.left > max(r.right for r in recent) or row.right < min(r.left for r in recent)


def _goes_on(last: Block, column: Column, fresh: Sequence[Block], next_column: Column) -> bool:
    """Whether a paragraph runs on from the foot of one column to the head of the next on the same page."""
    block = fresh[0]
    if last.role != "text" or block.role != "text" or next_column.left < column.right - 1:
        return False
    if abs((last.font_size or 0) - (block.font_size or 0)) > _SMALL_PRINT or (block.top or 0) > (
        last.bottom or 0
    ):
        return False
    indented = [b for b in fresh[1:] if (b.left or 0) > next_column.left + 6]
    if (block.left or 0) > next_column.left + 6:
        return False
    return bool(indented) or not last.text.rstrip().endswith((".", "!", "?", ":", ";"))
