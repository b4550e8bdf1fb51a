"""A verb, with the words that stand before and behind it in its clause.

Patterns look for the verb alone, since a pattern that begins with "any words" takes quadratic time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

MOST_VERBS = 12  # of one kind in a sentence; what holds more is no sentence


@dataclass(frozen=True, slots=True)
class Told:
    """A verb in a sentence: its subject is `text[start:verb_start]`, the rest `text[verb_end:end]`."""

    text: str
    start: int
    verb_start: int
    verb_end: int
    end: int

    @property
    def subject(self) -> str:
        """The words before the verb."""
        return self.text[self.start : self.verb_start]

    @property
    def rest(self) -> str:
        """The words behind the verb."""
        return self.text[self.verb_end : self.end]


def find_told(pattern: re.Pattern[str], text: str) -> Iterator[Told]:
    """Yield every verb that a pattern finds, with its clause: a sentence's clauses end with a semicolon."""
    for match in islice(pattern.finditer(text), MOST_VERBS):
        yield to_told(match)


def first_told(pattern: re.Pattern[str], text: str) -> Told | None:
    """Return the first verb that a pattern finds."""
    return next(find_told(pattern, text), None)


def to_told(match: re.Match[str]) -> Told:
    """Return a match as a verb with its clause."""
    text = match.string
    behind = text.find(";", match.end())
    return Told(
        text,
        text.rfind(";", 0, match.start()) + 1,
        match.start(),
        match.end(),
        behind if behind >= 0 else len(text),
    )
