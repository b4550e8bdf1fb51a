"""One page's pieces to blocks in reading order: text, tables, footnotes, furniture."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tasks.model import Block
from tasks.reading.pdf_blocks import Column, measure, page_leading, paragraphs, to_block
from tasks.reading.pdf_cells import is_ruled, levels
from tasks.reading.pdf_flows import Flow, Row, to_flows
from tasks.reading.pdf_footnotes import (
    note_rows_text,
    raise_typed_markers,
    split_footnotes,
    starts_note,
    take_label,
)  # fmt: skip
from tasks.reading.pdf_grid import COVER, PageLayout, stretches
from tasks.reading.pdf_lattice import Lattice, find_lattices, is_inside, to_rows
from tasks.reading.pdf_lines import SUPERSCRIPT, Piece
from tasks.reading.pdf_tables import TableRow, column_lefts, to_table, without_leader

_HEAD_DEPTH = (0.12, 0.4)  # of the height: where the rule under the cover's head may be
_RIGHT_HALF = 0.55  # of the width: distribution, symbol and date stand to the right
_SIZE_STEP = 0.7  # points: text that runs on keeps its size within this


def page_blocks(page: PageLayout) -> list[Block]:
    """The page's blocks: running head, text, footnotes, running foot."""
    body = [piece for piece in page.lines.pieces if piece.order not in page.furniture]
    text, notes = split_footnotes(body, page.lines.rules, page.lines.height, page.body_size)
    note_blocks = list(_note_blocks(notes, page))
    labels = frozenset(block.label for block in note_blocks if block.label)
    heads, feet = _furniture_blocks(page)
    blocks = [_with_raised_markers(block, labels) for block in _body_blocks(text, page)]
    return [*heads, *blocks, *_turned_blocks(page), *note_blocks, *feet]


def _with_raised_markers(block: Block, labels: frozenset[str]) -> Block:
    text = raise_typed_markers(block.text, labels)
    return replace(block, text=text) if text is not block.text else block


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


def _body_blocks(pieces: Sequence[Piece], page: PageLayout) -> Iterator[Block]:
    """Text and ruled tables from the top; a table with text beside it is left to the columns of the text."""
    rest = list(pieces)
    for lattice in find_lattices(page.lines.rules):
        inside = [piece for piece in rest if is_inside(lattice, piece)]
        rows = None if _is_hemmed_in(lattice, rest, inside, page) else to_rows(lattice, inside)
        if rows is not None:
            above = [piece for piece in rest if piece.base <= lattice.top]
            yield from _text_blocks(to_flows(above), page)
            yield from (_table_block(row, page) for row in rows)
            taken = {piece.order for piece in (*above, *inside)}
            rest = [piece for piece in rest if piece.order not in taken]
    yield from _text_blocks(to_flows(rest), page)


def _is_hemmed_in(
    lattice: Lattice, pieces: Sequence[Piece], inside: Sequence[Piece], page: PageLayout
) -> bool:
    """Tell whether a grid stands in the cover's head or shares its height with text beside it."""
    if page.has_cover and lattice.top < _HEAD_DEPTH[0] * page.lines.height:
        return True
    orders = {piece.order for piece in inside}
    return any(lattice.top < p.base < lattice.bottom and p.order not in orders for p in pieces)


def _text_blocks(flows: Sequence[Flow], page: PageLayout) -> list[Block]:
    if not flows:
        return []
    leading = page_leading([row for flow in flows for row in flow.rows])
    blocks: list[Block] = []
    lines: list[Row] = []  # text, and rows with wide gaps that turned out to be text too
    lefts: list[float] = []  # of the columns of the page's tables so far
    for stretch in stretches(flows, page):
        table = _table(stretch.rows, lefts, page) if stretch.is_grid else None
        if table is None:
            lines.extend(stretch.rows)
            continue
        blocks.extend(_column_blocks(lines, leading, page))
        blocks.extend(_table_block(row, page) for row in table)
        lines, lefts = [], [*lefts, *column_lefts(table)]
    return [*blocks, *_column_blocks(lines, leading, page)]


def _table(rows: Sequence[Row], lefts: Sequence[float], page: PageLayout) -> list[TableRow] | None:
    return to_table(rows, lefts, is_ruled=is_ruled(rows, levels(page.lines.rules)))


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
    return page.has_cover and rows[0].base < COVER * page.lines.height


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
    if abs((last.font_size or 0) - (block.font_size or 0)) > _SIZE_STEP or (block.top or 0) > (
        last.bottom or 0
    ):
        return False
    indented = [b for b in fresh[1:] if (b.left or 0) > next_column.left + 6]
    if (block.left or 0) > next_column.left + 6:
        return False
    return bool(indented) or not last.text.rstrip().endswith((".", "!", "?", ":", ";"))
