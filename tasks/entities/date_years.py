"""The year of "on 3 October": from the sentence, the paragraph, the document's date or its session.

Nothing here knows today's date. What the text and its context do not decide stays open.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from seeds.reference import read_reference
from tasks.entities.date_context import find_weekday, recurs, words
from tasks.entities.date_shapes import Expression, PartialDate
from tasks.entities.date_tokens import MONTHS
from tasks.entities.sessions import session_window
from tasks.model import FinderContext

SENTENCE_REACH = 600  # characters: how far back a sentence's own year is looked for
YEAR_REACH = 80  # and how near a year alone must stand
PARAGRAPH_REACH = 2500
SECTION_REACH = 1500
JOINED_REACH = 70  # between "on 5 October" and "and again on 6 November 2019"
AHEAD_WEIGHT = 3.0  # a day ahead counts as three days past: documents tell of the past
PLANNED_WEIGHT = 0.3  # where the sentence speaks of plans
TOLD_WEIGHT = 60.0  # where its verb is in the past tense
UNTIL_WEIGHT = 0.5  # "the mandate was extended until 30 June"
YEARS_TOLD = timedelta(days=730)
SLACK = timedelta(days=60)  # how far a narrative may run past the document's date

Reading = tuple[int, str | None]  # a year and where it is from, None: the sentence itself


@dataclass(frozen=True, slots=True)
class Frame:
    """What a document says about its own time: its date, or the first and last day of its session."""

    document_date: date | None = None
    opens: date | None = None
    closes: date | None = None
    source: str = "document_date"


@dataclass(frozen=True, slots=True)
class DatedExpression:
    """An expression with its year, if one was found."""

    expression: Expression
    inferred_from: str | None
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A date with its year that tells when things happened."""

    start: int
    end: int
    day: date
    is_year: bool


@dataclass(slots=True)
class _Memory:
    """What the text has said so far."""

    told: _Anchor | None = None  # the last date that something happened on
    near: _Anchor | None = None  # the last date that is not the date of a cited text
    printed: _Anchor | None = None  # the last date of any kind
    years_of_day: dict[tuple[int, int], int] = field(default_factory=dict)
    resolved: date | None = None


_SENTENCE_END = re.compile(
    r"(?<!\bNo)(?<!\bNos)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bpara)(?<!\bparas)(?<!\bvol)(?<!\bchap)(?<!\bsect)"
    r"(?<![ .][A-Z])[.!?][”\"’)\]]*\d{0,3}\s+(?=[“\"(\[]?[A-Z0-9])"
)
_CITED = re.compile(
    r"(?:\b(?:dated|adopted|signed|entitled|done at [A-Z]\w+)(?:\s+on)?|[\d)A-Z]\s+(?:\([^()]{1,30}\)\s+)?of"
    r"|\b(?:[A-Z]\w+|letter|statement|report|resolution|agreement|treaty|convention|protocol|charter|law|decree|note)"
    r"(?:\s\w+)?\s+of|,\s+of)\s+(?:the\s+)?\Z"
)
_TOLD = re.compile(
    r"\b(?:on|in|during|since|from|by)\s+(?:the\s+(?:night|evening|morning|end|beginning)\s+of\s+)?"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+|early\s+|late\s+|mid-)?\Z",
    re.IGNORECASE,
)
_YEAR_TOLD = re.compile(r"(?:\A|[.!?;:]\s+|\n|\d\.\s|\)\s)(?:In|During)\s+(?:early\s+|late\s+|mid-)?\Z")
_JOINS = re.compile(
    r"[^.;\n]*\b(?:and|to|until|or|through)\b[^.;\n]*\Z|\s*(?:\([^()]*\))?,?\s*(?:[–—-]\s*)?\Z"
)
_PAST = re.compile(r"\b(?:was|were|had|met|held|took|began|gave|made|sent|saw|said|told|left|\w{3,}ed)\b")
_UNTIL = re.compile(r"\b(?:until|till|through|by|before|expires on|expire on)\s\Z")
_FUTURE = re.compile(rf"\b{words('future')}\b")


def date_expressions(
    text: str, expressions: Iterable[Expression], context: FinderContext
) -> Iterator[DatedExpression]:
    """Yield the expressions in order, each with its year where one can be told."""
    frame = read_frame(text, context)
    if frame.opens and frame.closes and frame.opens.year < frame.closes.year:
        expressions = list(expressions)
        frame = replace(frame, document_date=_last_told(text, expressions, frame.closes), source="session")
    memory = _Memory()
    pending: list[Expression] = []
    for expression in expressions:
        if pending and expression.start - pending[-1].end > JOINED_REACH:
            yield from _settle(text, pending, frame, memory)
            pending = []
        if expression.first.year is None:
            pending.append(expression)
            continue
        yield from _settle(text, _hand_back(text, pending, expression), frame, memory)
        pending = []
        _remember(text, expression, memory)
        yield DatedExpression(expression, None)
    yield from _settle(text, pending, frame, memory)


def _last_told(text: str, expressions: Iterable[Expression], closes: date) -> date | None:
    """Return the last day that the document tells of: about when it was written, if no date says so.

    A/80/23 has a session, the eightieth, but tells of the months before it opened.
    """
    last: date | None = None
    for expression in expressions:
        day = (
            None if expression.first.day is None or expression.first.year is None else _first_day(expression)
        )
        if day is None or not closes - YEARS_TOLD <= day <= closes or (last is not None and day <= last):
            continue
        left = text[max(0, expression.start - 60) : expression.start]
        if _TOLD.search(left) and not _CITED.search(left) and _ahead_weight(text, expression) == TOLD_WEIGHT:
            last = day
    return last


def _hand_back(text: str, pending: list[Expression], dated: Expression) -> list[Expression]:
    """Give the year of "6 November 2019" to the dates that it closes the list of."""
    done: list[Expression] = []
    following = dated
    for expression in reversed(pending):
        joins = following.first.month is not None and following.first.year is not None
        joins = joins and _JOINS.match(text[expression.end : following.start]) is not None
        if joins and _position(expression.last) <= _position(following.first):
            expression = _with_year(expression, following.first.year or 0)
        done.append(expression)
        following = expression
    return done[::-1]


def _position(value: PartialDate) -> tuple[int, int]:
    return value.month or 0, value.day or 0


def _with_year(expression: Expression, year: int) -> Expression:
    """Return the expression in that year; a range over New Year ends in the next."""
    last_year = year + (_position(expression.last) < _position(expression.first))
    return replace(
        expression, first=replace(expression.first, year=year), last=replace(expression.last, year=last_year)
    )


def _settle(
    text: str, expressions: list[Expression], frame: Frame, memory: _Memory
) -> Iterator[DatedExpression]:
    for expression in expressions:
        if expression.first.year is not None:
            _remember(text, expression, memory)
            yield DatedExpression(expression, None)
            continue
        reading = (
            None
            if recurs(text, expression.start, expression.end)
            else _infer(text, expression, frame, memory)
        )
        if reading is None:
            yield DatedExpression(expression, None, is_open=True)
            continue
        dated = _with_year(expression, reading[0])
        memory.resolved = _first_day(dated)
        yield DatedExpression(dated, reading[1])


def _first_day(expression: Expression) -> date | None:
    return _day(expression.first.year or 1, expression.first)


def _day(year: int, value: PartialDate) -> date | None:
    try:
        return date(year, value.month or 1, value.day or 1)
    except ValueError:
        return None


def _remember(text: str, expression: Expression, memory: _Memory) -> None:
    """Keep a printed date for the dates after it."""
    day = _first_day(expression)
    if day is None:
        return
    left = text[max(0, expression.start - 60) : expression.start]
    is_year = expression.first.month is None
    memory.printed = _Anchor(expression.start, expression.end, day, is_year)
    if _CITED.search(left) or (is_year and not _YEAR_TOLD.search(left)):
        return
    memory.near = memory.printed
    if _TOLD.search(left):
        memory.told = memory.near
        memory.resolved = day
    if expression.first.day is not None:
        memory.years_of_day[day.month, day.day] = day.year


def _infer(text: str, expression: Expression, frame: Frame, memory: _Memory) -> Reading | None:
    """Return the year and its source; the nearest source that is plausible wins."""
    weekday = find_weekday(text, expression.start, expression.end)
    value = expression.first
    cited = _cited_year(text, expression)
    if cited is not None:
        return cited, None
    if match := _match_relative(text, expression):
        return _from_relative(match.group(1).lower(), value, frame, memory)
    named = _named_year(text, expression)
    if named is not None and (frame.document_date is None or named <= frame.document_date.year):
        return named, "event"
    readings: Iterator[tuple[int | None, str | None]] = iter(
        (
            (_from_sentence(text, expression, frame, memory), None),
            (_from_paragraph(text, expression, frame, memory), "paragraph"),
            (_from_document_date(text, expression, frame, weekday), frame.source),
            (_from_session(value, frame, memory, weekday), "session"),
            (memory.years_of_day.get((value.month or 0, value.day or 0)), "document"),
            (_from_section(expression, frame, memory), "section"),
        )
    )
    for year, source in readings:
        if year is not None and _agrees(year, value, weekday):
            return year, None if _is_in_sentence(text, year, expression, memory) else source
    return None


def _is_in_sentence(text: str, year: int, expression: Expression, memory: _Memory) -> bool:
    """Return whether the sentence has printed that year already, if only as the date of a cited text."""
    last = memory.printed
    return last is not None and last.day.year == year and _in_one_sentence(text, last.end, expression.start)


def _agrees(year: int, value: PartialDate, weekday: int | None) -> bool:
    day = _day(year, value)
    return day is not None and (weekday is None or value.day is None or day.weekday() == weekday)


def _from_sentence(text: str, expression: Expression, frame: Frame, memory: _Memory) -> int | None:
    anchor = memory.near
    last = memory.printed
    if last is not None and last.is_year and expression.start - last.end <= YEAR_REACH:
        anchor = last  # "two in 1993, one in March", "the 2019 Summit convened on 23 September"
    if anchor is None or not _in_one_sentence(text, anchor.end, expression.start):
        return None
    return _near(expression.first, anchor, frame)


def _in_one_sentence(text: str, start: int, end: int) -> bool:
    if end - start > SENTENCE_REACH or "\n" in text[start:end]:
        return False
    return _SENTENCE_END.search(text, start, end) is None


def _from_paragraph(text: str, expression: Expression, frame: Frame, memory: _Memory) -> int | None:
    anchor = memory.told
    if anchor is None or expression.start - anchor.end > PARAGRAPH_REACH:
        return None
    if "\n" in text[anchor.end : expression.start]:
        return None
    return _near(expression.first, anchor, frame)


def _from_section(expression: Expression, frame: Frame, memory: _Memory) -> int | None:
    anchor = memory.told
    if anchor is None or anchor.is_year or expression.start - anchor.end > SECTION_REACH:
        return None
    return _near(expression.first, anchor, frame)


def _near(value: PartialDate, anchor: _Anchor, frame: Frame) -> int | None:
    """Return the year in which the day lies nearest to the anchor; stories go forward, mostly within a year."""
    if anchor.is_year:
        day = _day(anchor.day.year, value)
        return anchor.day.year if day and _is_told(day, frame) else None
    days = ((year, _day(year, value)) for year in range(anchor.day.year - 1, anchor.day.year + 2))
    costs = [(_story_cost(day, anchor.day), year) for year, day in days if day and _is_told(day, frame)]
    return min(costs)[1] if costs else None


def _story_cost(day: date, anchor: date) -> float:
    gap = (day - anchor).days
    return (gap if gap >= 0 else -2 * gap) - (120 if day.year == anchor.year else 0)


def _is_told(day: date, frame: Frame) -> bool:
    return frame.document_date is None or day <= frame.document_date + SLACK


def _from_document_date(text: str, expression: Expression, frame: Frame, weekday: int | None) -> int | None:
    if frame.document_date is None:
        return None
    weight = _ahead_weight(text, expression) if frame.source == "document_date" else 1.0
    costs = []
    for year in range(frame.document_date.year - 2, frame.document_date.year + 3):
        dated = _with_year(expression, year)
        day = _first_day(dated)
        if day is not None and _agrees(year, expression.first, weekday):
            last = _day(dated.last.year or year, dated.last) or day
            gap = ((last if expression.is_range else day) - frame.document_date).days
            costs.append((gap * weight if gap > 0 else -gap, year))
    return min(costs)[1] if costs else None


def _ahead_weight(text: str, expression: Expression) -> float:
    """Return what a day ahead of the document's date costs, by the words of the sentence."""
    left = text[max(0, expression.start - 200) : expression.start].rsplit("\n", 1)[-1]
    sentence = _SENTENCE_END.split(left)[-1]
    right = _SENTENCE_END.split(text[expression.end : expression.end + 160].split("\n", 1)[0])[0]
    if _UNTIL.search(sentence):
        return UNTIL_WEIGHT
    is_told = _PAST.search(right) is not None or _PAST.search(sentence) is not None
    if _FUTURE.search(sentence):
        return 1.0 if is_told else PLANNED_WEIGHT  # "a protest planned for 8 February was banned"
    return TOLD_WEIGHT if is_told else AHEAD_WEIGHT


def _from_session(value: PartialDate, frame: Frame, memory: _Memory, weekday: int | None) -> int | None:
    if frame.opens is None or frame.closes is None:
        return None
    opens = frame.opens if value.day is not None else frame.opens.replace(day=1)
    years = range(opens.year, frame.closes.year + 1)
    days = [day for year in years if (day := _day(year, value)) and opens <= day <= frame.closes]
    fitting = [day for day in days if _agrees(day.year, value, weekday)]
    if len(fitting) > 1 and memory.resolved is not None:
        resolved = memory.resolved
        return min(fitting, key=lambda day: abs((day - resolved).days)).year
    return fitting[0].year if fitting else None


_YEAR_AFTER = re.compile(r",?\s(?:of\s)?(this|last|next|the\ssame|that|the\sprevious|the\sfollowing)\syear\b", re.IGNORECASE)
_MONTH_BEFORE = re.compile(r"\b(this|last|next)\s(?:past\s|coming\s)?\Z", re.IGNORECASE)
_SHIFTS = {"last": -1, "the previous": -1, "next": 1, "the following": 1}


def _match_relative(text: str, expression: Expression) -> re.Match[str] | None:
    """Return the match of "this year" behind, or of "last" before a bare month."""
    after = _YEAR_AFTER.match(text, expression.end)
    if after is not None or expression.first.day is not None:
        return after
    return _MONTH_BEFORE.search(text, max(0, expression.start - 14), expression.start)


def _from_relative(word: str, value: PartialDate, frame: Frame, memory: _Memory) -> Reading | None:
    """Return the year of "5 May of this year", "last November": counted from the document's date.

    "That year" is the last one that the text named.
    """
    word = " ".join(word.split())
    if word in ("the same", "that", "the previous", "the following"):
        base, source = memory.printed.day if memory.printed else None, "document"
    else:
        base, source = frame.document_date, frame.source
    if base is None:
        return None
    month = value.month or 0
    if value.day is None and word == "last" and month < base.month:
        return base.year, source  # "last June", said in September
    if value.day is None and word == "next" and month > base.month:
        return base.year, source
    return base.year + _SHIFTS.get(word, 0), source


_NUMBER_OF = re.compile(r"\((\d{4})\)\s+of\s\Z|(?<![\w/.-])(\d\d)/\d{1,3}(?:\s[A-Z])?\s+of\s\Z")


def _cited_year(text: str, expression: Expression) -> int | None:
    """Return the year that a cited text's own number gives: "219 (1965) of 17 December"."""
    match = _NUMBER_OF.search(text, max(0, expression.start - 24), expression.start)
    if match is None:
        return None
    if match[1]:
        return int(match[1])
    window = session_window("A", match[2])
    return _from_session(expression.first, Frame(None, *window), _Memory(), None) if window else None


def _named_year(text: str, expression: Expression) -> int | None:
    """Return the year of a day that is known by its name: "the 11 September attacks"."""
    rows = [
        row
        for row in read_reference("named_days")
        if (int(row["month"]), int(row["day"])) == (expression.first.month, expression.first.day)
    ]
    if not rows:
        return None
    around = text[max(0, expression.start - 40) : expression.end + 24]
    return next((int(row["year"]) for row in rows if re.search(rf"\b{row['words']}\b", around)), None)


_HEAD = 3000  # characters of a document that its masthead is looked for in
_DATE = rf"(\d{{1,2}})[\s\u00a0]({'|'.join(MONTHS)})[\s\u00a0](\d{{4}})"
_OWN_DATE = re.compile(
    rf"^(?:Distr\.?:?\s*\w+\s+|\w+day,\s+)?{_DATE}(?:,\s.*|\s*\*?)$|^Resolution \d+(?: \(\d{{4}}\))?\s+of {_DATE}"
    rf"|\b[Aa]dopted by the (?:General Assembly|Security Council)[^.\n]*\n?[^.\n]*\bon {_DATE}",
    re.MULTILINE | re.IGNORECASE,
)
_OWN_YEAR = re.compile(r"^\W*[A-Z]+(?:/[A-Z][\w.-]*)*/((?:19|20)\d\d)/", re.MULTILINE)
_OWN_SESSION = re.compile(r"^\W*A/(?:C\.\d/|RES/|DEC/|BUR/)?(\d\d)/", re.MULTILINE)


def read_frame(text: str, context: FinderContext) -> Frame:
    """Return the document's own time: from the context, else as its masthead or running header prints it."""
    if context.document_date is not None:
        return Frame(context.document_date)
    head = text[:_HEAD]
    match = _OWN_DATE.search(head)
    if match:
        day, month, year = (group for group in match.groups() if group)
        return Frame(_day(int(year), PartialDate(None, MONTHS.index(month.lower()) + 1, int(day))))
    if context.session_opens and context.session_closes:
        return Frame(None, context.session_opens, context.session_closes)
    window = _own_window(head, context)
    return Frame(None, *window) if window else Frame()


def _own_window(head: str, context: FinderContext) -> tuple[date, date] | None:
    if context.body_code and context.session:
        window = session_window(context.body_code, context.session)
        if window:
            return window
    if match := _OWN_YEAR.search(head):
        return date(int(match[1]), 1, 1), date(int(match[1]), 12, 31)
    if match := _OWN_SESSION.search(head):
        return session_window("A", match[1])
    return None
