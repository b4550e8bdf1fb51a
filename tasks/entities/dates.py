"""Finds dates: days, months, years and ranges of them, with the year that the text or its context gives."""

import calendar
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tasks.entities import date_context as around
from tasks.entities.date_shapes import (
    Expression,
    Part,
    PartialDate,
    day_of,
    first_day,
    read_chains,
    read_expressions,
)
from tasks.entities.date_tokens import find_runs
from tasks.entities.date_years import DatedExpression, date_expressions
from tasks.model import DateMention, DatePrecision, FinderContext

SOFT_HYPHEN = "\u00ad"
MONTHS_OF_YEAR = 12


def find_dates(text: str, context: FinderContext) -> Iterator[DateMention]:
    """Yield the dates in the text in order; they do not overlap.

    What counts: design, "What counts", Date. The weekday and the words "on", "from", "the" stay outside the
    span. A date without a year takes it from its sentence, else (`is_inferred`) from what `inferred_from`
    names: 'paragraph', 'document_date', 'session', 'text' (the time that the text tells of), 'document' (the same
    day printed in full before), 'section'
    or 'event' (a day known by its name). Where nothing decides, `start_date` and `end_date` are None.
    """
    if SOFT_HYPHEN in text:
        yield from _find_in_hyphenated(text, context)
        return
    for dated in date_expressions(text, _find_expressions(text), context):
        mention = _mention(text, dated)
        if mention is not None:
            yield mention


def _find_in_hyphenated(text: str, context: FinderContext) -> Iterator[DateMention]:
    """Find dates in the text without its soft hyphens, and move the mentions back."""
    places = [match.start() - number for number, match in enumerate(re.finditer(SOFT_HYPHEN, text))]
    for mention in find_dates(text.replace(SOFT_HYPHEN, ""), context):
        start = mention.start_char + bisect_right(places, mention.start_char)
        end = mention.end_char + bisect_right(places, mention.end_char - 1)
        yield replace(mention, start_char=start, end_char=end, surface=text[start:end])


def _find_expressions(text: str) -> Iterator[Expression]:
    for run in find_runs(text):
        for chain in read_chains(run):
            is_vetoed = False
            is_between = bool(chain) and around.follows_between(text, chain[0].start)
            for expression in read_expressions(chain, is_between=is_between):
                accepted = None if is_vetoed and _is_bare_year(expression) else _accept(text, expression)
                is_vetoed = accepted is None and _is_bare_year(expression)
                if accepted is not None:
                    yield accepted


def _is_bare_year(expression: Expression) -> bool:
    return all(part.shape == "year" for part in expression.parts)


def _accept(text: str, expression: Expression) -> Expression | None:
    """Return the expression if it is a date where it stands, or what of it is one."""
    if any(part.shape == "year" for part in expression.parts):
        return _with_period(text, expression) if around.names_year(text, expression) else None
    if around.is_in_supplement_title(text[max(0, expression.start - around.REACH) : expression.start]):
        return None
    return expression if all(_is_date(text, part) for part in expression.parts) else _rescue(text, expression)


def _is_date(text: str, part: Part) -> bool:
    match part.shape:
        case "month":
            return part.value.year is not None or around.names_month(text, part)
        case "month_day":
            return part.value.year is not None or around.names_american_day(text, part)
        case "day":
            return not around.has_label(text, part.start)
        case "day_month":
            return part.value.year is not None or around.names_day(text, part)
        case _:
            return True


def _rescue(text: str, expression: Expression) -> Expression | None:
    """Return the month of "in March 15 States", the good end of a range with one bad end, else None."""
    good = [part for part in expression.parts if _is_date(text, part)]
    if good:
        part = good[0]
        return Expression(part.start, part.end, part.value, part.value, part.shape, (part,))
    part = expression.parts[0]
    if part.shape != "month_day":
        return None
    word = re.compile(r"[^\W\d_]+").match(text, part.start)
    month = replace(
        part, end=word.end() if word else part.end, shape="month", value=PartialDate(None, part.value.month)
    )
    if not around.names_month(text, month):
        return None
    return Expression(month.start, month.end, month.value, month.value, "month", (month,))


_PERIOD = re.compile(
    r"\b(?:(first|second|third|fourth|last)\s+(quarter|half)\s+of\s+(?:the\s+year\s+)?|Q([1-4])\s+(?:of\s+)?)\Z",
    re.IGNORECASE,
)
_MONTHS_OF = {"quarter": 3, "half": 6}
_PERIOD_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def _with_period(text: str, expression: Expression) -> Expression:
    """Return "third quarter of 2025" for its "2025"; other years as they are."""
    match = _PERIOD.search(text, max(0, expression.start - 40), expression.start)
    if match is None or expression.is_range:
        return expression
    unit = (match[2] or "quarter").lower()
    months = _MONTHS_OF[unit]
    in_year = MONTHS_OF_YEAR // months
    number = int(match[3]) if match[3] else _PERIOD_NUMBERS.get(match[1].lower(), in_year)
    if number > in_year:
        return expression
    first = replace(expression.first, month=(number - 1) * months + 1)
    last = replace(expression.first, month=number * months)
    return replace(expression, start=match.start(), first=first, last=last, method=unit)


def _mention(text: str, dated: DatedExpression) -> DateMention | None:
    """Return the mention; None for a day that the calendar does not have ("31 June 2019")."""
    expression = dated.expression
    precision: DatePrecision = "range" if expression.first != expression.last else expression.first.precision
    start = end = None
    if not dated.is_open:
        start, end = first_day(expression), _last_day(expression.last)
        if start is None or end is None or start > end:
            return None
    return DateMention(
        expression.start,
        expression.end,
        text[expression.start : expression.end],
        start,
        end,
        precision,
        is_inferred=dated.inferred_from is not None,
        inferred_from=dated.inferred_from,
        method=_method(text, expression, start),
    )


def _method(text: str, expression: Expression, start: date | None) -> str:
    weekday = around.find_weekday(text, expression.start, expression.end) if expression.first.day else None
    if start is not None and weekday is not None and start.weekday() != weekday and not expression.is_range:
        return "weekday_disagrees"
    return expression.method


def _last_day(value: PartialDate) -> date | None:
    year, month = value.year or 1, value.month or MONTHS_OF_YEAR
    return day_of(year, replace(value, month=month, day=value.day or calendar.monthrange(year, month)[1]))
