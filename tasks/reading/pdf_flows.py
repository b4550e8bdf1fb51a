"""Pieces to flows: the columns, cells and stretches of text that a page is laid out in, in reading order.

Programs that write PDFs draw a column, or a cell, from top to bottom before they go on to the next: a jump
upwards in the page's stream is a border between two flows. Only where the stream contradicts the page (a
running foot drawn first, a cover's note before its text) does the geometry decide.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tasks.reading.pdf_lines import Piece, join_pieces

_SAME_ROW = 0.35  # of the font size: pieces whose baselines are nearer stand in one row
_FAR_BELOW = 4.5  # of the font size: a row further down begins a new flow
_MARKER = re.compile(
    r"(?:\(?(?:\d{1,3}|[A-Za-z]|[ivxlcdmIVXLCDM]{1,6})(?:\s?bis|\s?ter)?[.)]{1,2}|\d{1,3}[A-Z]?(?:\.\d{1,3}){1,3}\.?"
    r"|[•·▪●○o–—−-]|\d{1,3}/\d{1,3}\.)"
)
_MARKER_REACH = 75.0  # points between a number in the margin and its text
_MARKED_TEXT = re.compile(r"[^\W\d]|[“\"‘'(\[«¿¡]|\d+(?:st|nd|rd|th|\s\w)")
_MOST_FLOWS_TO_SORT = 400  # a page of more flows is a table in disorder: its stream is left as it is


@dataclass(frozen=True, slots=True)
class Row:
    """Pieces on one baseline, left to right."""

    pieces: tuple[Piece, ...]

    @property
    def base(self) -> float:
        """Of the first piece."""
        return self.pieces[0].base

    @property
    def left(self) -> float:
        """Of the first piece."""
        return self.pieces[0].left

    @property
    def right(self) -> float:
        """Of the last piece."""
        return self.pieces[-1].right

    @property
    def size(self) -> float:
        """Of the widest piece."""
        if len(self.pieces) == 1:
            return self.pieces[0].size
        return max(self.pieces, key=lambda piece: piece.right - piece.left).size


@dataclass(frozen=True, slots=True)
class Flow:
    """Rows that the page draws one under the other."""

    rows: tuple[Row, ...]
    left: float
    right: float
    top: float
    bottom: float

    @property
    def order(self) -> int:
        """Where in the page's stream it begins."""
        return self.rows[0].pieces[0].order

    @property
    def is_ragged(self) -> bool:
        """Whether any of its rows has several pieces."""
        return any(len(row.pieces) > 1 for row in self.rows)

    def overlaps_across(self, other: "Flow") -> bool:
        """Whether the two share a stretch of the page's width."""
        return self.left < other.right - 1 and other.left < self.right - 1

    def overlaps_down(self, other: "Flow") -> bool:
        """Whether the two share a stretch of the page's height."""
        return self.top < other.bottom - 1 and other.top < self.bottom - 1


def to_flows(pieces: Iterable[Piece]) -> list[Flow]:
    """Flows in reading order."""
    flows: list[list[list[Piece]]] = []
    for piece in pieces:
        if flows and _is_beside(flows[-1][-1][-1], piece):
            flows[-1][-1].append(piece)
        elif flows and _is_below(flows[-1], piece):
            flows[-1].append([piece])
        else:
            flows.append([[piece]])
    return _in_order([to_flow(rows) for rows in flows])


def to_flow(rows: Iterable[Sequence[Piece]]) -> Flow:
    """The flow of these rows, numbers in the margin joined to their text."""
    made = tuple(Row(_with_marker(sorted(row, key=lambda piece: piece.left))) for row in rows)
    return Flow(
        rows=made,
        left=min(row.left for row in made),
        right=max(row.right for row in made),
        top=min(piece.top for row in made for piece in row.pieces),
        bottom=max(piece.base for row in made for piece in row.pieces),
    )


def _is_beside(last: Piece, piece: Piece) -> bool:
    reach = _SAME_ROW * max(last.size, piece.size)
    return abs(piece.base - last.base) <= reach and piece.left > last.right - 1


def _is_below(rows: list[list[Piece]], piece: Piece) -> bool:
    """Whether the piece goes on with a flow: further down, under some of it."""
    last = rows[-1][-1]
    down = piece.base - last.base
    if not 0 < down < _FAR_BELOW * max(last.size, piece.size):
        return False
    recent = [one for row in rows[-3:] for one in row]
    left, right = min(one.left for one in recent), max(one.right for one in recent)
    # A hanging number stands left of everything above it.
    return piece.left < right and (
        piece.right > left - 1 or (left - piece.right < _MARKER_REACH and len(rows[-1]) > 1)
    )


def _with_marker(row: list[Piece]) -> tuple[Piece, ...]:
    """The row with the number of a paragraph joined to its text: '1.' + 'Decides …'."""
    if len(row) < 2:  # noqa: PLR2004 - a marker and its text
        return tuple(row)
    first, second = row[0], row[1]
    if (
        _MARKER.fullmatch(first.plain)
        and second.left - first.right < _MARKER_REACH
        and _MARKED_TEXT.match(second.plain)
    ):
        return _with_marker([join_pieces((first, second)), *row[2:]])
    return tuple(row)


def _in_order(flows: list[Flow]) -> list[Flow]:
    """Flows as drawn, unless one stands under another that is drawn later."""
    if len(flows) > _MOST_FLOWS_TO_SORT:
        return flows
    ordered: list[Flow] = []
    seen: set[int] = set()
    for flow in flows:
        if flow.order not in seen:
            ordered.extend(_with_flows_above(flow, flows, seen))
    return ordered


def _with_flows_above(flow: Flow, flows: list[Flow], seen: set[int]) -> Iterator[Flow]:
    """The flow after all that stand above it and were not taken yet; every flow is taken once, so this ends."""
    waiting = [flow]
    seen.add(flow.order)
    while waiting:
        above = next((one for one in flows if one.order not in seen and _is_above(one, waiting[-1])), None)
        if above is None:
            yield waiting.pop()
        else:
            seen.add(above.order)
            waiting.append(above)


def _is_above(other: Flow, flow: Flow) -> bool:
    return other.bottom <= flow.top + 2 and other.left < flow.right - 1 and flow.left < other.right - 1
