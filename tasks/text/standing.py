"""The standing phrases of meeting records: "The meeting rose at 1.15 p.m.", "It was so decided."."""

import re
from functools import cache

from seeds.reference import read_reference


def is_standing(text: str) -> bool:
    """Return whether plain text begins as a record's standing phrase does: a paragraph of its own, no heading."""
    return _pattern().match(text) is not None


@cache
def _pattern() -> re.Pattern[str]:
    rows = (row for row in read_reference("standing_lines") if row["extent"] != "heading")
    return re.compile("|".join(re.escape(row["beginning"]) for row in rows))
