"""Ruled tables: which rules of a page make a grid of cells, and which text stands in which cell.

The geometry is pdfplumber's table finder, given the rules that pdfium has read already: parsing the page a second
time, as pdfplumber itself would, takes twenty times as long as reading it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pdfplumber import table as finder

from tasks.reading.pdf_lines import Piece
from tasks.reading.pdf_page import Rule
from tasks.reading.pdf_tables import TableRow

_SNAP = 3.0  # points: rules that are nearer to each other are one, ends that are nearer meet
_FEWEST = 2  # rows and columns of a table
_FILLED = 0.4  # of the cells: with less text in it, a grid is a form or a frame
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Lattice:
    """A ruled table: its rows from the top, each with its cells from the left."""

    rows: tuple[tuple[Box, ...], ...]

    @property
    def top(self) -> float:
        """Upper edge, in points from the page's top."""
        return self.rows[0][0][1]

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return max(cell[3] for cell in self.rows[-1])

    @property
    def width(self) -> float:
        """From the left edge to the right one."""
        return max(c[2] for row in self.rows for c in row) - min(c[0] for row in self.rows for c in row)


def find_lattices(rules: Sequence[Rule]) -> list[Lattice]:
    """Return the grids that the rules make, from the top; a frame or a row of boxes is none."""
    edges = [_edge(rule) for rule in rules]
    if not any(e["orientation"] == "v" for e in edges) or not any(e["orientation"] == "h" for e in edges):
        return []
    merged = finder.merge_edges(edges, _SNAP, _SNAP, _SNAP, _SNAP)
    crossings = finder.edges_to_intersections(merged, _SNAP, _SNAP)
    tables = finder.cells_to_tables(finder.intersections_to_cells(crossings))
    lattices = [Lattice(tuple(_rows(cells))) for cells in tables if cells]
    return sorted((la for la in lattices if _is_grid(la)), key=lambda la: la.top)


def _edge(rule: Rule) -> dict[str, object]:
    """Return a rule as pdfplumber has it: in the middle of its stroke."""
    x = (rule.left + rule.right) / 2
    y = (rule.top + rule.bottom) / 2
    if rule.right - rule.left >= rule.bottom - rule.top:
        box = (rule.left, y, rule.right, y)
        return _sized("h", box)
    return _sized("v", (x, rule.top, x, rule.bottom))


def _sized(orientation: str, box: Box) -> dict[str, object]:
    x0, top, x1, bottom = box
    return {
        "orientation": orientation,
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
    }


def _rows(cells: Sequence[Box]) -> Iterator[tuple[Box, ...]]:
    by_top = sorted(cells, key=lambda cell: (round(cell[1]), cell[0]))
    for _, row in groupby(by_top, key=lambda cell: round(cell[1])):
        yield tuple(row)


def _is_grid(lattice: Lattice) -> bool:
    return len(lattice.rows) >= _FEWEST and max(map(len, lattice.rows)) >= _FEWEST


def to_rows(lattice: Lattice, pieces: Sequence[Piece]) -> list[TableRow] | None:
    """Return the rows of a grid with the text in them; None where it is a form or a frame: too few cells hold text.

    A row that is empty is left out; a cell that is empty stays, so that columns keep their places.
    """
    cells: dict[tuple[int, int], list[Piece]] = {}
    for piece in pieces:
        for part in _parts(lattice, piece):
            if (place := _place(lattice, part)) is not None:
                cells.setdefault(place, []).append(part)
    if len(cells) < _FILLED * sum(map(len, lattice.rows)):
        return None
    rows = (
        tuple(tuple(sorted(cells.get((r, c), ()), key=_reading_order)) for c in range(len(row)))
        for r, row in enumerate(lattice.rows)
    )
    return [TableRow(row) for row in rows if any(row)]


def is_inside(lattice: Lattice, piece: Piece) -> bool:
    """Tell whether a piece stands in one of the cells."""
    return _place(lattice, piece) is not None


def _reading_order(piece: Piece) -> tuple[int, float]:
    return round(piece.base), piece.left


def _parts(lattice: Lattice, piece: Piece) -> Iterator[Piece]:
    """Cut a piece where its next run stands in another cell: cells may be set closer than words."""
    for _, group in groupby(piece.runs, key=lambda run: _place_at(lattice, run.left, run.base, run.size)):
        runs = tuple(group)
        yield piece._replace(runs=runs, left=runs[0].left, right=runs[-1].right, order=runs[0].order)


def _place(lattice: Lattice, piece: Piece) -> tuple[int, int] | None:
    return _place_at(lattice, piece.left, piece.base, piece.size)


def _place_at(lattice: Lattice, left: float, base: float, size: float) -> tuple[int, int] | None:
    """Return the row and the cell in which the first letter of a run stands."""
    x, y = left + size / 4, base - size / 3
    for number, row in enumerate(lattice.rows):
        if row[0][1] <= y <= max(cell[3] for cell in row):
            for column, (cell_left, top, right, bottom) in enumerate(row):
                if cell_left <= x <= right and top <= y <= bottom:
                    return number, column
    return None
