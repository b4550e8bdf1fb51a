"""Reads the reference data: one CSV per table, in `seeds/reference/`."""

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "reference"


@cache
def read_reference(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of `seeds/reference/NAME.csv`, every value as text, an empty cell as ''."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, strict=True))
