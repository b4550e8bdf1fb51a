"""Years that the words right beside a date give: "of this year", "219 (1965) of", "attacks"."""

import re
from datetime import date

from seeds.reference import read_reference
from tasks.entities.date_frame import Frame
from tasks.entities.date_memory import Memory
from tasks.entities.date_shapes import Expression, PartialDate

Reading = tuple[int | None, str | None]  # a year and where it is from; None: left open; the sentence itself

_YEAR_AFTER = re.compile(
    r",?\s(?:of\s)?(this|last|next|the\ssame|that|the\sprevious|the\sfollowing)\syear\b", re.IGNORECASE
)
_MONTH_BEFORE = re.compile(r"\b(this|last|next)\s(?:past\s|coming\s)?\Z", re.IGNORECASE)
_NUMBER_OF = re.compile(r"\((\d{4})\)\s+of\s\Z")
_IN_TEXT = frozenset(("the same", "that", "the previous", "the following"))
_SHIFTS = {"last": -1, "the previous": -1, "next": 1, "the following": 1}


def read_hint(text: str, expression: Expression, frame: Frame, memory: Memory) -> Reading | None:
    """Return the year that words beside the date decide, None where they say nothing of it."""
    cited = _NUMBER_OF.search(text, max(0, expression.start - 24), expression.start)
    if cited is not None:
        return int(cited[1]), None
    relative = _match_relative(text, expression)
    if relative is not None:
        return _read_relative(" ".join(relative[1].lower().split()), expression.first, frame, memory)
    named = _named_year(text, expression)
    if named is not None and (frame.document_date is None or named <= frame.document_date.year):
        return named, "event"
    return None


def _match_relative(text: str, expression: Expression) -> re.Match[str] | None:
    """Return the match of "this year" behind a date, or of "last" before a bare month."""
    after = _YEAR_AFTER.match(text, expression.end)
    if after is not None or expression.first.day is not None:
        return after
    return _MONTH_BEFORE.search(text, max(0, expression.start - 14), expression.start)


def _read_relative(word: str, value: PartialDate, frame: Frame, memory: Memory) -> Reading:
    """Return the year of "5 May of this year", "last November", counted from the document's date.

    "That year" is the last one that the text printed.
    """
    base, source = frame.document_date, frame.source
    if word in _IN_TEXT:
        base, source = memory.printed.day if memory.printed else None, "document"
    if base is None:
        return None, None
    if value.day is None and _is_in_base_year(word, value.month or 0, base):
        return base.year, source
    return base.year + _SHIFTS.get(word, 0), source


def _is_in_base_year(word: str, month: int, base: date) -> bool:
    """Return whether "last June", said in September, is June of the same year."""
    return (word == "last" and month < base.month) or (word == "next" and month > base.month)


def _named_year(text: str, expression: Expression) -> int | None:
    """Return the year of a day that is known by its name: "the 11 September attacks"."""
    around = text[max(0, expression.start - 40) : expression.end + 24]
    for row in read_reference("named_days"):
        is_day = (int(row["month"]), int(row["day"])) == (expression.first.month, expression.first.day)
        if is_day and re.search(rf"\b{re.escape(row['words'])}\b", around):
            return int(row["year"])
    return None
