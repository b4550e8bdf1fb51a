"""The grammar of dates: from a run's code to expressions, each with as much of its date as it prints.

"7 and 18 November 2019" is two expressions, "3 to 5 April 2018" one. Months and years that stand once, at the
end of a list or range (in American order: the month once, at its head), are handed on to every item.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from tasks.entities.date_tokens import Run, Token

_YEAR = r"Y(?!/[NYD](?![_no]M))"  # "28 October, 1998/12": that is no year
_DAY = r"(?:D[_n]|(?<!/)Do)"  # "decision 2015/13 of June 2015": 13 is no day
_PART = re.compile(
    rf"(?P<day_month_year>{_DAY}M[_no,]{_YEAR}|D~M~{_YEAR})"
    rf"|(?P<month_day_year>M_D(?:[~\-&/,]D)*[,_]{_YEAR})"
    rf"|(?P<day_month>{_DAY}M)"
    r"|(?P<month_day>M_D(?:[~\-&]D)*(?![_no~/]|,N))"
    rf"|(?P<month_year>M[_no,]{_YEAR})"
    r"|(?P<month>M)|(?P<year>Y)|(?P<figures>I)|(?P<day>D)"
)
_CHAIN = frozenset(",&~-/")
_RANGE = frozenset("~-/")

Precision = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, month and day, as far as they are printed or handed on. A day needs its month."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def precision(self) -> Precision:
        """Return how far the date goes."""
        if self.day is not None:
            return "day"
        return "month" if self.month is not None else "year"

    @property
    def position(self) -> tuple[int, int]:
        """Return where in a year the date stands: month and day, 0 for what is open."""
        return self.month or 0, self.day or 0


@dataclass(frozen=True, slots=True)
class Part:
    """One item of a list or one end of a range; `joint` is the code of what binds it to the item before."""

    start: int
    end: int
    value: PartialDate
    shape: str
    joint: str = ""
    is_ordinal: bool = False
    is_short: bool = False
    left: str = ""  # the two characters of the code on either side, '' at the run's end
    right: str = ""


@dataclass(frozen=True, slots=True)
class Expression:
    """One date mention, its year perhaps still missing. `last` is `first` where it is no range."""

    start: int
    end: int
    first: PartialDate
    last: PartialDate
    method: str
    parts: tuple[Part, ...]

    @property
    def is_range(self) -> bool:
        """Return whether two ends are printed."""
        return len(self.parts) > 1


def day_of(year: int, value: PartialDate) -> date | None:
    """Return the first day that `value` is in that year, None for a day that the calendar does not have."""
    try:
        return date(year, value.month or 1, value.day or 1)
    except ValueError:
        return None


def first_day(expression: Expression) -> date | None:
    """Return the first day of an expression with a year, None for a day that the calendar does not have."""
    return day_of(expression.first.year or 1, expression.first)


def with_year(expression: Expression, year: int) -> Expression:
    """Return the expression in that year; a range over New Year ends in the next."""
    last_year = year + (expression.last.position < expression.first.position)
    first, last = replace(expression.first, year=year), replace(expression.last, year=last_year)
    return replace(expression, first=first, last=last)


def read_chains(run: Run) -> Iterator[tuple[Part, ...]]:
    """Yield the run's lists and ranges: parts bound to each other, months and years handed on."""
    chain: list[Part] = []
    end = -1
    for match in _PART.finditer(run.code):
        joint = run.code[end : match.start()]
        if chain and joint not in _CHAIN:
            yield _complete(chain)
            chain = []
        chain += _read_parts(run, match, joint if chain else "")
        end = match.end()
    if chain:
        yield _complete(chain)


def _read_parts(run: Run, match: re.Match[str], joint: str) -> Iterator[Part]:
    shape = match.lastgroup or ""
    tokens = run.tokens[match.start() // 2 : match.end() // 2 + 1]
    around = {
        "left": run.code[max(0, match.start() - 2) : match.start()],
        "right": run.code[match.end() :][:2],
    }
    if shape.startswith("month_day"):
        yield from _read_american(run, match, tokens, joint, shape)
        return
    value = _value(tokens)
    is_ordinal = tokens[0].is_ordinal
    is_short = any(token.is_short for token in tokens)
    yield Part(tokens[0].start, tokens[-1].end, value, shape, joint, is_ordinal, is_short, **around)


def _value(tokens: Sequence[Token]) -> PartialDate:
    if tokens[0].code == "I":
        day = date.fromordinal(tokens[0].value)
        return PartialDate(day.year, day.month, day.day)
    found = {token.code: token.value for token in tokens}
    return PartialDate(found.get("Y"), found.get("M"), found.get("D"))


def _read_american(
    run: Run, match: re.Match[str], tokens: Sequence[Token], joint: str, shape: str
) -> Iterator[Part]:
    """Yield a part for each day of "July 4 and 5, 2022": the month in the first, the year in the last."""
    month = tokens[0]
    days = [token for token in tokens if token.code == "D"]
    year = tokens[-1] if tokens[-1].code == "Y" else None
    for number, day in enumerate(days):
        is_last = number == len(days) - 1
        between = run.code[match.start() + 2 * number + 1] if number else joint
        yield Part(
            day.start if number else month.start,
            year.end if year and is_last else day.end,
            PartialDate(year.value if year and is_last else None, month.value, day.value),
            shape,
            between,
            day.is_ordinal,
            month.is_short,
            right=run.code[match.end() :][:2],
        )


def _complete(chain: list[Part]) -> tuple[Part, ...]:
    """Hand months and years back from the end of a chain; drop bare numbers that are no days."""
    done: list[Part] = []
    for part in reversed(chain):
        following = done[-1] if done else None
        completed = _hand_on(part, following)
        if completed is None:
            if done:
                done[-1] = replace(done[-1], joint="")
            continue
        done.append(completed)
    return tuple(reversed(done))


def _hand_on(part: Part, following: Part | None) -> Part | None:
    """Return `part` with what the item after it tells of it; None for a number that is no day."""
    bound = following if following is not None and following.joint else None
    if part.shape == "day":
        return _as_day(part, bound)
    if part.value.year is not None or bound is None or bound.value.year is None or bound.value.month is None:
        return part
    is_earlier = _is_before(part.value, bound.value)
    if not is_earlier and bound.joint == ",":
        return part
    year = bound.value.year if is_earlier else bound.value.year - 1
    return replace(part, value=replace(part.value, year=year))


def _as_day(part: Part, following: Part | None) -> Part | None:
    """Return a bare number as a day of the following item's month: "5, 12 and 28 October"."""
    if following is None or following.value.day is None or following.is_ordinal != part.is_ordinal:
        return None
    if following.shape not in ("day", "day_month", "day_month_year"):
        return None
    gap = following.value.day - (part.value.day or 0)
    if gap <= 0 or (following.joint == "/" and gap > 1):
        return None
    return replace(part, value=replace(following.value, day=part.value.day))


def _is_before(left: PartialDate, right: PartialDate) -> bool:
    """Return whether `left` comes no later in a year than `right`, days compared where both have one."""
    if left.day is None or right.day is None:
        return (left.month or 0) <= (right.month or 0)
    return left.position <= right.position


def read_expressions(parts: Sequence[Part], *, is_between: bool) -> Iterator[Expression]:
    """Yield a list's items, ranges joined. `is_between`: "between" stands before the first item."""
    index = 0
    while index < len(parts):
        part = parts[index]
        following = parts[index + 1] if index + 1 < len(parts) else None
        joins = _RANGE | {"&"} if is_between and index == 0 else _RANGE
        ends = _range_ends(part, following) if following is not None and following.joint in joins else None
        if following is None or ends is None:
            yield Expression(part.start, part.end, part.value, part.value, part.shape, (part,))
            index += 1
            continue
        method = "between" if following.joint == "&" else f"{following.value.precision}_range"
        yield Expression(part.start, following.end, *ends, method, (part, following))
        index += 2


def _range_ends(part: Part, following: Part) -> tuple[PartialDate, PartialDate] | None:
    """Return a range's two ends, None where the two make none."""
    first, last = part.value, following.value
    if "year" in (part.shape, following.shape):
        is_range = first.year is not None and last.year is not None and first.year <= last.year
        return (first, last) if is_range and first != last else None
    if first.year is not None and last.year is None:
        last = replace(last, year=first.year + (not _is_before(first, last)))
    if (first.year, first.month, first.day) == (last.year, last.month, last.day):
        return None
    if first.year is not None and last.year is not None and _order(first) > _order(last):
        return None
    return first, last


def _order(value: PartialDate) -> tuple[int, int]:
    return value.year or 0, value.month or 0
