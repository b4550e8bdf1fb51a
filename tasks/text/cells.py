"""Finds the cells of tables that plain text sets out one below the other."""

import re

from tasks.text.headings import find_division
from tasks.text.units import Unit

CELL = 90  # characters; a longer line is no cell
_FEWEST_CELLS, _FEWEST_FIGURES = 4, 2
_FIGURE = re.compile(r"[\d\s .,()%+–—$€£-]*\d[\d\s .,()%+–—-]*\Z|[–—-]\Z")


def find_cells(units: list[Unit]) -> frozenset[int]:
    """Return the units that are the cells of a table set out one below the other: short, many of them figures."""
    cells: set[int] = set()
    run: list[int] = []
    for index, unit in enumerate([*units, None]):
        if unit is not None and _may_be_cell(unit):
            run.append(index)
            continue
        figures = sum(1 for i in run if _FIGURE.match(units[i].text))
        if len(run) >= _FEWEST_CELLS and figures >= max(_FEWEST_FIGURES, len(run) // 4):
            cells.update(run)
        run = []
    return frozenset(cells)


def _may_be_cell(unit: Unit) -> bool:
    plain = unit.role == "text" and not (unit.is_masthead or unit.is_title) and len(unit.text) <= CELL
    return plain and find_division(unit.text) is None and not unit.text.endswith((".", ",", ";", ":"))
