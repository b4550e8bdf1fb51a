"""What a text has said so far: the dates that a later date without a year may lean on."""

import re
from dataclasses import dataclass, field
from datetime import date

from tasks.entities.date_sentence import is_planned
from tasks.entities.date_shapes import Expression, first_day

LEFT_REACH = 60  # characters before a date that tell what it is the date of

_CITED = re.compile(
    r"(?:\b(?:dated|adopted|signed|entitled|done at [A-Z]\w+)(?:\s+on)?|[\d)A-Z]\s+(?:\([^()]{1,30}\)\s+)?of"
    r"|\b(?:[A-Z]\w+|letter|statement|report|resolution|agreement|treaty|convention|protocol|charter|law|decree"
    r"|note)(?:\s\w+)?\s+of|,\s+of)\s+(?:the\s+)?\Z"
)
_TOLD = re.compile(
    r"\b(?:on|in|during|since|from|by|between)\s+(?:the\s+(?:night|evening|morning|end|beginning)\s+of\s+)?"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+|early\s+|late\s+|mid-)?\Z",
    re.IGNORECASE,
)
_YEAR_TOLD = re.compile(r"(?:\A|[.!?;:]\s+|\n|\d\.\s|\)\s)(?:In|During)\s+(?:early\s+|late\s+|mid-)?\Z")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date printed with its year. `is_year`: only the year is printed."""

    end: int
    day: date
    is_year: bool


@dataclass(slots=True)
class Memory:
    """The last dates of each kind.

    `told`: something happened then ("On 5 May 2011, …"). `near`: any but the date of a cited text ("resolution
    46/7 of 11 October 1991"). `printed`: any. `resolved`: the last day told, its year printed or not.
    """

    told: Anchor | None = None
    near: Anchor | None = None
    printed: Anchor | None = None
    resolved: date | None = None
    years_of_day: dict[tuple[int, int], int] = field(default_factory=dict)

    def remember(self, text: str, expression: Expression) -> None:
        """Keep a date that is printed with its year."""
        day = first_day(expression)
        if day is None:
            return
        left = text[max(0, expression.start - LEFT_REACH) : expression.start]
        is_year = expression.first.month is None
        self.printed = Anchor(expression.end, day, is_year)
        if _CITED.search(left) or (is_year and not _YEAR_TOLD.search(left)):
            return
        self.near = self.printed
        if _TOLD.search(left) and not is_planned(text, expression.start):
            self.told = self.near
            self.resolved = day
        if expression.first.day is not None:
            self.years_of_day[day.month, day.day] = day.year


def tells(text: str, start: int) -> bool:
    """Return whether the date at `start` says when something happened, by the words before it."""
    left = text[max(0, start - LEFT_REACH) : start]
    return _TOLD.search(left) is not None and _CITED.search(left) is None
