"""Where words stand without which there is nothing to read: one pass over a text in the place of many.

A page of an annual report holds neither vote nor sponsor, and most pages are such. So the readers ask first
whether a passage holds one of their words.
"""

from bisect import bisect_left
from functools import cache
from typing import Literal

import ahocorasick_rs

Hint = Literal["outcome", "sponsor", "statement", "intention", "meeting"]

# Each stem is part of every wording that the reader of its kind knows.
_STEMS: dict[Hint, tuple[str, ...]] = {
    "outcome": ("adopt", "reject", "retain", "carried", "defeat", "approv", "favour", "vote", "deleted"),
    "sponsor": ("sponsor", "submitted", "introduc", "joined", "proposed by", "tabled"),
    "statement": (
        "statement",
        "introduced",
        "spoke",
        "explanation",
        "remarks",
        "presentation",
        "explained",
        "reply",
    ),
    "intention": ("intend", "would have", "intention", "should have been", "wished to", "meant to"),
    "meeting": (" meeting", "\nmeeting"),
}


class Hints:
    """The places of each reader's words in a text."""

    __slots__ = ("_places",)

    def __init__(self, text: str) -> None:
        automaton, kinds = _automaton()
        self._places: dict[Hint, list[int]] = {}
        for pattern, start, _ in automaton.find_matches_as_indexes(lower(text), overlapping=True):
            for kind in kinds[pattern]:
                self._places.setdefault(kind, []).append(start)

    def any(self, kind: Hint, start_char: int, end_char: int) -> bool:
        """Say whether one of the words begins in a range."""
        places = self._places.get(kind, [])
        index = bisect_left(places, start_char)
        return index < len(places) and places[index] < end_char


def lower(text: str) -> str:
    """Return the text in lower case, character by character: 'İ' alone would become two."""
    lowered = text.lower()
    return (
        lowered
        if len(lowered) == len(text)
        else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    )


@cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, tuple[tuple[Hint, ...], ...]]:
    stems = sorted({stem for stems in _STEMS.values() for stem in stems})
    kinds = tuple(tuple(kind for kind, words in _STEMS.items() if stem in words) for stem in stems)
    return ahocorasick_rs.AhoCorasick(stems), kinds
