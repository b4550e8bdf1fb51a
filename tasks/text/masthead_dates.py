"""Dates as mastheads print them: '11 November 1994', 'May 30, 2022', '17 de marzo de 1998'."""

import re
from collections.abc import Iterator
from datetime import date

from tasks.text.masthead_lines import one_of, words_of

_MONTHS = one_of("month")
_DAY_FIRST = re.compile(
    rf"(?<![\d/.])(?P<day>\d{{1,2}})(?:er|º|st|nd|rd|th)?"
    rf"(?:\s*(?:-|–|—|to|and|et|y|и)\s*\d{{1,2}})?"  # '27-29 July 2020': the first day stands for all
    rf"\s+(?:of\s+|de\s+)?(?P<month>{_MONTHS})\.?,?\s+(?:de\s+)?(?P<year>\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?<!\w)(?P<month>{_MONTHS})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"(?:\s*(?:-|–|—|to|and)\s*(?:(?:{_MONTHS})\s+)?\d{{1,2}})?,?\s+(?P<year>\d{{4}})(?!\d)",
    re.IGNORECASE,
)
# A line of its own, as bad OCR sees it: '25 July 19 84', '3 June 19k8', 'I1 November 1994'
_SMUDGED = re.compile(
    rf"(?P<day>[\dIilOoS]{{1,2}})\s*(?P<month>{_MONTHS})[.,]?\s*(?P<year>[1Il2Z][\dOogq]\s?[\dA-Za-z]\s?[\dA-Za-z])[.,]?",
    re.IGNORECASE,
)
_LOOKALIKES = str.maketrans("IilOoSsBZzgqk|", "11100558229941")
_FIRST_YEAR, _LAST_YEAR = 1945, 2100  # the Charter; beyond it no masthead is a date


def _to_date(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(words_of("month")[month.lower()]), int(day))
    except ValueError:
        return None
    return found if _FIRST_YEAR <= found.year <= _LAST_YEAR else None


def find_days(text: str) -> Iterator[date]:
    """Yield the days that the text names in full, in order; a range gives its first day."""
    found = [m for pattern in (_DAY_FIRST, _MONTH_FIRST) for m in pattern.finditer(text)]
    for match in sorted(found, key=lambda m: m.start()):
        day = _to_date(match["year"], match["month"], match["day"])
        if day:
            yield day


def first_day(text: str) -> date | None:
    """Return the first day that the text names in full."""
    return next(find_days(text), None)


def read_date_line(text: str) -> date | None:
    """Return the date that makes up the whole line, also where OCR took digits for letters."""
    line = text.strip(" .:;'\"*[]()")
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        match = pattern.fullmatch(line)
        if match:
            return _to_date(match["year"], match["month"], match["day"])
    match = _SMUDGED.fullmatch(line)
    if not match:
        return None
    year = match["year"].replace(" ", "").translate(_LOOKALIKES)
    return _to_date(year, match["month"], match["day"].translate(_LOOKALIKES)) if year.isdigit() else None
