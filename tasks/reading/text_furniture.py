"""Finds the lines of plain text that are furniture: running heads, page numbers, job numbers, share buttons.

The patterns are rows of `seeds/reference/furniture.csv`. Their `place` says when they hold:

- `line`, `job`: always, for a whole line;
- `page`: always, and a page ends or begins there;
- `header`, `number`: only beside a `page` line, beside one another, or where the page's end is marked.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Literal, cast

from seeds.reference import read_reference

Place = Literal["line", "job", "page", "header", "number"]
_LONGEST = 120  # characters of a line of furniture
_FULL_LINE = 30  # characters of a line of running text, at least
_MOST_PAGES_BETWEEN = 3  # page numbers may be lost


def find_place(line: str) -> Place | None:
    """Return the place of the first furniture pattern that the whole line matches."""
    stripped = line.strip()
    if not stripped or len(stripped) > _LONGEST:
        return None
    match = _pattern().fullmatch(stripped)
    if match is None:
        return None
    return cast("Place", (match.lastgroup or "").rstrip("0123456789"))


@cache
def _pattern() -> re.Pattern[str]:
    rows = read_reference("furniture")
    return re.compile("|".join(f"(?P<{row['place']}{n}>{row['pattern']})" for n, row in enumerate(rows)))


def find_furniture(lines: Sequence[str]) -> tuple[frozenset[int], frozenset[int]]:
    """Return the indexes of lines that are furniture, and of those at which a new page begins.

    `lines` are a page's or a whole file's without page ends of its own.
    """
    places = [find_place(line) for line in lines]
    heads = Counter(line.strip() for line, place in zip(lines, places, strict=True) if place == "header")
    furniture: set[int] = set()
    begins: set[int] = set()
    for group in _groups(lines, places):
        furniture.update(index for index in group if places[index] in ("line", "job"))
        if _is_edge(group, lines, places, heads):
            furniture.update(group)
            begins.add(group[0])
    alone = _lone_numbers(lines, places)
    furniture.update(alone)
    begins.update(alone)
    if begins and (last := _last_line(lines)) is not None and places[last] == "number":
        furniture.add(last)
    return frozenset(furniture), frozenset(begins)


def _lone_numbers(lines: Sequence[str], places: Sequence[Place | None]) -> list[int]:
    """Return the lines that are page numbers by themselves: right below full lines of text, and growing.

    A column of figures has short neighbours or empty ones; a paragraph's number has its text behind it.
    """
    alone: list[int] = []
    last = 0
    for index, place in enumerate(places):
        if place != "number" or not lines[index].strip().isdigit():
            continue
        above = max((len(line.strip()) for line in lines[max(0, index - 2) : index]), default=0)
        below = len(lines[index + 1].strip()) if index + 1 < len(lines) else 0
        if above >= _FULL_LINE and lines[index - 1].strip() and (below >= _FULL_LINE or not below):
            number = int(lines[index])
            if last and not last < number <= last + _MOST_PAGES_BETWEEN:
                return []
            alone.append(index)
            last = number
    return alone


def _last_line(lines: Sequence[str]) -> int | None:
    return next((index for index in range(len(lines) - 1, -1, -1) if lines[index].strip()), None)


def _groups(lines: Sequence[str], places: Sequence[Place | None]) -> list[list[int]]:
    """Return runs of lines that may be furniture; empty lines do not part them."""
    groups: list[list[int]] = [[]]
    for index, place in enumerate(places):
        if place is not None:
            groups[-1].append(index)
        elif lines[index].strip() and groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _is_edge(
    group: Sequence[int], lines: Sequence[str], places: Sequence[Place | None], heads: Counter[str]
) -> bool:
    """Return whether a group is a page's edge: it names a page, or holds a running head.

    A line that could be a head is one where another kind of head ("Forty-ninth year 8 June 1994") or a number
    stands beside it, where it begins the file, or where it comes back on many pages. Symbols one below the
    other are a list of documents.
    """
    kinds = {places[index] for index in group}
    if "page" in kinds:
        return True
    headers = [lines[index].strip() for index in group if places[index] == "header"]
    if len(group) > _MOST_AT_AN_EDGE or not headers:
        return False
    if sum("/" not in header for header in headers) > 1:
        return True
    most = max(heads[header] for header in headers)
    return most > _OFTEN or (
        most > 1 and ("number" in kinds or not any(line.strip() for line in lines[: group[0]]))
    )


_MOST_AT_AN_EDGE = 6  # lines
_OFTEN = 2  # times in the text, above which a head needs no company
