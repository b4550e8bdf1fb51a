"""Which rows of a flow are lines of cells: a table's begin at its head, never at the paragraph or title above it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tasks.reading.pdf_flows import Flow, Row
from tasks.reading.pdf_page import Rule

_SHORT = 12  # rows: a flow of no more that stands beside another is a cell, or cells one under the other
_TIGHT = 1.3  # of the font size: lines of one cell stand this near
_LOOSE = 2.4  # of the font size: cells one under the other stand this near
_ALIGNED = 3.0  # points
_FIRST_LINES = 3.6  # of the font size: three lines
_HANGING = 30.0  # points
_SAME_SIZE = 0.7  # points
_SAME_LEVEL = 1.5  # points
_SEGMENT_GAP = 8.0  # points that may part the rules of two columns


@dataclass(frozen=True, slots=True)
class Level:
    """A straight line of rules over several columns or over the whole of a table."""

    top: float
    left: float
    right: float
    segment_count: int


def levels(rules: Sequence[Rule]) -> list[Level]:
    """Return the level rules from the top, those that go on from each other as one."""
    flat = sorted(
        (rule for rule in rules if rule.right - rule.left > 2 * (rule.bottom - rule.top)),
        key=lambda rule: rule.top,
    )
    groups: list[list[Rule]] = []
    for rule in flat:
        if groups and rule.top - groups[-1][0].top < _SAME_LEVEL:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return [level for group in groups for level in _joined(sorted(group, key=lambda rule: rule.left))]


def _joined(rules: Sequence[Rule]) -> Iterator[Level]:
    top, left, right, count = rules[0].top, rules[0].left, rules[0].right, 1
    for rule in rules[1:]:
        if rule.left > right + _SEGMENT_GAP:
            yield Level(top, left, right, count)
            left, right, count = rule.left, rule.right, 1
            continue
        count += (
            right - _ALIGNED < rule.left < rule.right - _ALIGNED
        )  # strokes may overlap; one drawn twice is one
        right = max(right, rule.right)
    yield Level(top, left, right, count)


def is_ruled(rows: Sequence[Row], ruled: Sequence[Level]) -> bool:
    """Whether rules over several columns stand among the rows, or right above or below them."""
    top, bottom, size = rows[0].base, max(row.base for row in rows), rows[0].size
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    return any(
        level.segment_count > 1
        and top - _LOOSE * size < level.top < bottom + _LOOSE * size
        and level.left < left + _SEGMENT_GAP
        and right < level.right + _SEGMENT_GAP
        for level in ruled
    )


def is_under_head(row: Row, above: Row, below: Row, ruled: Sequence[Level]) -> bool:
    """Whether one ruled level of several columns stands between the row and the table's last row, none after it.

    "A. Facilitation of the intergovernmental process" runs on under the head of its table, over several columns;
    what stands between two tables has the foot of the one above it and the head of the other below.
    """
    tops = [
        level.top
        for level in ruled
        if level.segment_count > 1 and level.left < row.left + _SEGMENT_GAP and row.right < level.right + 1
    ]
    return any(above.base < top < row.base for top in tops) and not any(
        row.base < top < below.base for top in tops
    )


def is_first_line(row: Row, below: Row) -> bool:
    """Whether the row is a line above the last one of the first cell, where the others have but one.

    The number hangs: "16. Seminars, including with civil society" over "knowledge in connection … | 2 | 2".
    """
    return 0 < below.base - row.base < _FIRST_LINES * row.size and is_over_first_cell(row, below)


def is_over_first_cell(row: Row, below: Row) -> bool:
    """Whether the row would fit into the first cell of the row of cells below it."""
    return (
        len(below.pieces) > 1
        and abs(row.size - below.pieces[0].size) < _SAME_SIZE
        and -_HANGING < row.left - below.left < _ALIGNED
        and row.right < below.pieces[1].left
    )


def is_in_last_cell(row: Row, last: Row, first: Row, ruled: Sequence[Level]) -> bool:
    """Whether the row is a paragraph of a cell that the table's lower edge closes: `first` begins the row of cells.

    It stands under the beginning of a cell, not of the first, and no rule over several columns comes before it.
    """
    tops = [
        level.top
        for level in ruled
        if level.segment_count > 1
        and level.left < first.left + _ALIGNED
        and first.right < level.right + _ALIGNED
    ]
    return (
        0 < row.base - last.base < _LOOSE * row.size
        and any(abs(row.left - piece.left) < _ALIGNED for piece in first.pieces[1:])
        and any(row.base < top for top in tops)
        and not any(first.base < top < row.base for top in tops)
    )


def cell_mates(flow: Flow, numbers: Sequence[int], others: Sequence[Row], ruled: Sequence[Level]) -> range:
    """Return the rows of the flow's cells: those at the height of the cells beside them, and their neighbours.

    `numbers` are the rows that stand beside `others`. No cell reaches over a rule that runs on over the cells beside
    it, or over those cells: "34.24 Progress towards the objective is presented …" stands above the table.
    """
    right, left = max(row.right for row in others), min(row.left for row in others)
    reach = (min(left, flow.left), max(right, flow.right))
    crossing = [level for level in ruled if level.left < reach[0] + 12 and level.right > reach[1] - 60]
    is_short = len(flow.rows) <= _SHORT

    def are_mates(upper: Row, lower: Row, mate: Row) -> bool:
        if any(upper.base < level.top < lower.base - 1 for level in crossing):
            return False
        if left < mate.right - 1 and mate.left < right - 1:
            return False
        return _is_loose(upper, lower) if is_short else _is_tight(upper, lower)

    rows, first, last = flow.rows, numbers[0], numbers[-1]
    while first > 0 and are_mates(rows[first - 1], rows[first], rows[first - 1]):
        first -= 1
    while last + 1 < len(rows) and are_mates(rows[last], rows[last + 1], rows[last + 1]):
        last += 1
    return range(first, last + 1)


def _is_tight(row: Row, below: Row) -> bool:
    return below.base - row.base < _TIGHT * row.size and abs(below.left - row.left) < _ALIGNED


def _is_loose(row: Row, below: Row) -> bool:
    return below.base - row.base < _LOOSE * row.size and abs(below.size - row.size) < _SAME_SIZE
