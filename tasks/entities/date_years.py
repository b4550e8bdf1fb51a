"""The year of "on 3 October": from the sentence, the paragraph, the document's date or its session.

Nothing here knows today's date. What the text and its context do not decide stays open.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tasks.entities.date_context import find_weekday, recurs
from tasks.entities.date_frame import Frame, read_frame
from tasks.entities.date_hints import Reading, read_hint
from tasks.entities.date_memory import Anchor, Memory, tells
from tasks.entities.date_sentence import (
    EVEN_WEIGHT,
    TOLD_WEIGHT,
    ahead_weight,
    are_in_one_sentence,
    is_planned,
)
from tasks.entities.date_shapes import Expression, PartialDate, day_of, first_day, with_year
from tasks.model import FinderContext

YEAR_REACH = 80  # characters: how near a year alone must stand to a date that leans on it
PARAGRAPH_REACH = 2500
SECTION_REACH = 1500
JOINED_REACH = 70  # between "on 5 October" and "and again on 6 November 2019"
ESTIMATE_REACH = timedelta(days=730)
ENOUGH_DATES = 3
SLACK = timedelta(days=60)  # how far a story may run past the document's date
SAME_YEAR_BONUS = 120  # days: a story stays in its year rather than go back into the one before


@dataclass(frozen=True, slots=True)
class DatedExpression:
    """An expression with its year, if one was found. `inferred_from` None: its sentence prints the year."""

    expression: Expression
    inferred_from: str | None
    is_open: bool = False


def date_expressions(
    text: str, expressions: Iterable[Expression], context: FinderContext
) -> Iterator[DatedExpression]:
    """Yield the expressions in order, each with its year where one can be told."""
    frame = read_frame(text, context)
    if frame.document_date is None and (frame.opens is None or frame.straddles_years):
        expressions = list(expressions)
        frame = _estimate(text, expressions, frame)
    memory = Memory()
    pending: list[Expression] = []
    for expression in expressions:
        if pending and expression.start - pending[-1].end > JOINED_REACH:
            yield from _settle(text, pending, frame, memory)
            pending = []
        pending.append(expression)
        if expression.first.year is not None:
            yield from _settle(text, _hand_back(text, pending), frame, memory)
            pending = []
    yield from _settle(text, pending, frame, memory)


def _estimate(text: str, expressions: Iterable[Expression], frame: Frame) -> Frame:
    """Return the frame with the last day that the document tells of: about when it was written.

    A/80/23 has a session, the eightieth, but tells of the months before it opened. A document without a session
    must tell of some dates in that year, so that one date of long ago makes no frame.
    """
    closes = frame.closes or date.max
    earliest = closes - ESTIMATE_REACH if frame.closes else date.min
    days = [
        day
        for expression in expressions
        if (day := _told_day(text, expression)) and earliest <= day <= closes
    ]
    if frame.closes is None:
        days = [day for day in days if sum(other.year == day.year for other in days) >= ENOUGH_DATES]
        return Frame(max(days, default=None), source="text")
    return replace(frame, document_date=max(days, default=None), source="session")


def _told_day(text: str, expression: Expression) -> date | None:
    """Return the day, of a range the last, on which something is told to have happened, else None."""
    last = expression.last
    if last.month is None or last.year is None or not tells(text, expression.start):
        return None
    if is_planned(text, expression.start) or ahead_weight(text, expression) != TOLD_WEIGHT:
        return None
    return day_of(last.year, last)


_JOINS = re.compile(
    r"[^.;\n]*\b(?:and|to|until|or|through)\b[^.;\n]*\Z|\s*(?:\([^()]*\))?,?\s*(?:[–—-]\s*)?\Z"
)


def _hand_back(text: str, pending: list[Expression]) -> list[Expression]:
    """Give the last expression's year to those that it closes the list of: "…, and again on 6 November 2019"."""
    done = [pending[-1]]
    for expression in reversed(pending[:-1]):
        following = done[-1]
        year = following.first.year if following.first.month is not None else None
        is_joined = _JOINS.match(text[expression.end : following.start]) is not None
        is_earlier = expression.last.position <= following.first.position
        done.append(
            expression if year is None or not (is_joined and is_earlier) else with_year(expression, year)
        )
    return done[::-1]


def _settle(
    text: str, expressions: list[Expression], frame: Frame, memory: Memory
) -> Iterator[DatedExpression]:
    for expression in expressions:
        if expression.first.year is not None:
            memory.remember(text, expression)
            yield DatedExpression(expression, None)
            continue
        year, source = _infer(text, expression, frame, memory)
        if year is None:
            yield DatedExpression(expression, None, is_open=True)
            continue
        dated = with_year(expression, year)
        memory.resolved = first_day(dated)
        yield DatedExpression(dated, source)


def _infer(text: str, expression: Expression, frame: Frame, memory: Memory) -> Reading:
    """Return the year and its source; the nearest source that is plausible wins."""
    if recurs(text, expression.start, expression.end):
        return None, None
    hint = read_hint(text, expression, frame, memory)
    if hint is not None:
        return hint
    weekday = find_weekday(text, expression.start, expression.end)
    for year, source in _readings(text, expression, frame, memory, weekday):
        if year is not None and _agrees(year, expression.first, weekday):
            return year, None if _is_in_sentence(text, year, expression, memory) else source
    return None, None


def _readings(
    text: str, expression: Expression, frame: Frame, memory: Memory, weekday: int | None
) -> Iterator[Reading]:
    """Yield what each source says, the nearest first."""
    value = expression.first
    yield _from_sentence(text, expression, frame, memory), None
    yield _from_paragraph(text, expression, frame, memory), "paragraph"
    yield _from_document_date(text, expression, frame, weekday), frame.source
    yield _from_session(value, frame, memory, weekday), "session"
    yield memory.years_of_day.get((value.month or 0, value.day or 0)), "document"
    yield _from_section(expression, frame, memory), "section"


def _is_in_sentence(text: str, year: int, expression: Expression, memory: Memory) -> bool:
    """Return whether the sentence has printed that year already, if only as the date of a cited text."""
    last = memory.printed
    return (
        last is not None and last.day.year == year and are_in_one_sentence(text, last.end, expression.start)
    )


def _agrees(year: int, value: PartialDate, weekday: int | None) -> bool:
    day = day_of(year, value)
    return day is not None and (weekday is None or value.day is None or day.weekday() == weekday)


def _from_sentence(text: str, expression: Expression, frame: Frame, memory: Memory) -> int | None:
    anchor, last = memory.near, memory.printed
    if last is not None and last.is_year and expression.start - last.end <= YEAR_REACH:
        anchor = last  # "two in 1993, one in March", "the 2019 Summit convened on 23 September"
    if anchor is None or not are_in_one_sentence(text, anchor.end, expression.start):
        return None
    return _near(expression.first, anchor, frame)


def _from_paragraph(text: str, expression: Expression, frame: Frame, memory: Memory) -> int | None:
    anchor = memory.told
    if anchor is None or expression.start - anchor.end > PARAGRAPH_REACH:
        return None
    return None if "\n" in text[anchor.end : expression.start] else _near(expression.first, anchor, frame)


def _from_section(expression: Expression, frame: Frame, memory: Memory) -> int | None:
    anchor = memory.told
    if anchor is None or anchor.is_year or expression.start - anchor.end > SECTION_REACH:
        return None
    return _near(expression.first, anchor, frame)


def _near(value: PartialDate, anchor: Anchor, frame: Frame) -> int | None:
    """Return the year in which the day lies nearest to the anchor; stories go forward, mostly within a year."""
    reach = 0 if anchor.is_year else 1
    years = range(anchor.day.year - reach, anchor.day.year + reach + 1)
    days = [day for year in years if (day := day_of(year, value)) and _is_told(day, frame)]
    return min(days, key=lambda day: _story_cost(day, anchor.day)).year if days else None


def _story_cost(day: date, anchor: date) -> float:
    gap = (day - anchor).days
    return (gap if gap >= 0 else -2 * gap) - (SAME_YEAR_BONUS if day.year == anchor.year else 0)


def _is_told(day: date, frame: Frame) -> bool:
    return frame.document_date is None or day <= frame.document_date + SLACK


def _from_document_date(text: str, expression: Expression, frame: Frame, weekday: int | None) -> int | None:
    """Return the year in which the day, of a range the last, lies nearest to the document's date."""
    if frame.document_date is None:
        return None
    weight = ahead_weight(text, expression) if frame.source == "document_date" else EVEN_WEIGHT
    costs = []
    for year in range(frame.document_date.year - 2, frame.document_date.year + 3):
        last = with_year(expression, year).last if expression.is_range else expression.first
        day = day_of(last.year or year, last)
        if day is not None and _agrees(year, expression.first, weekday):
            gap = (day - frame.document_date).days
            costs.append((gap * weight if gap > 0 else -gap, year))
    return min(costs)[1] if costs else None


def _from_session(value: PartialDate, frame: Frame, memory: Memory, weekday: int | None) -> int | None:
    if frame.opens is None or frame.closes is None:
        return None
    opens = frame.opens if value.day is not None else frame.opens.replace(day=1)
    years = range(opens.year, frame.closes.year + 1)
    days = [day for year in years if (day := day_of(year, value)) and opens <= day <= frame.closes]
    fitting = [day for day in days if _agrees(day.year, value, weekday)]
    resolved = memory.resolved
    if len(fitting) > 1 and resolved is not None:
        return min(fitting, key=lambda day: abs((day - resolved).days)).year
    return fitting[0].year if fitting else None
