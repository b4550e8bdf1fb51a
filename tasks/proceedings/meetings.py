"""At which meeting, and on which day, something happened: "At its 50th meeting, on 18 November"."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tasks.model import DateMention
from tasks.proceedings.flow import Flow, Passage, squeeze

_ORDINAL = r"\d{1,5}(?:st|nd|rd|th)"
_SORT = r"(?:\s*\([^()\n]{0,60}\))?(?:\s+(?:plenary|formal|open|closed|public|private|special|opening|closing|resumed))*"
# Such as "44th and 50th meetings", "3rd to 6th meetings" and "16th (closed) meeting".
_MEETINGS = re.compile(
    rf"(?P<numbers>\b{_ORDINAL}(?:{_SORT}(?:,\s*(?:and\s+)?|\s+and\s+|\s+to\s+|\s*[–-]\s*){_ORDINAL})*)"
    rf"(?P<sort>{_SORT})\s+meetings?\b(?P<link>,?\s*(?:(?:held|convened)\s+)?(?:(?:on|of)\s+)?(?:\w+day,?\s+)?)"
)
_NUMBER = re.compile(rf"({_ORDINAL})|(\s+to\s+|[–-])")
_BETWEEN_DATES = re.compile(r"^\s*(?:,|and|to|–|-|,\s*and)\s*(?:on\s+)?(?:\w+day,?\s+)?$")
_RECORD = re.compile(r"/(?:PV|SR)\.(\d+)")
# "10. Also at its 50th meeting, …": from here on the text tells of that meeting.
_LEADS = re.compile(
    r"(?:^|[.;!?:]\s+|\d/\s+)(?:\(?\w{1,5}[.)]\s+){0,2}(?:(?:Also|Later|Again|Still|Then|Subsequently),?\s+)?"
    r"(?:At|at|During|during)\s+(?:its|the|their)\s+$"
)
_LEAD_LENGTH = 60
MOST_EXPANDED = 40  # meetings that "3rd to 6th" may stand for


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting by its number ('50', as text) and its day; None where the document does not tell."""

    number: str | None
    held_on: date | None


@dataclass(frozen=True, slots=True)
class _Mention:
    """A meeting named alone; `leads` where the sentence begins with it."""

    start_char: int
    meeting: Meeting
    leads: bool


@dataclass(frozen=True, slots=True)
class Meetings:
    """Which meeting the document speaks of at each place."""

    _mentions: tuple[_Mention, ...]
    _leading: tuple[_Mention, ...]
    _before: Meeting

    def of(self, start_char: int, end_char: int) -> Meeting:
        """Return the meeting of a sentence: the one it names, else the last that a sentence began with."""
        first = bisect_left(self._mentions, start_char, key=_place)
        last = bisect_left(self._mentions, end_char, key=_place)
        inside = self._mentions[first:last]
        if inside:
            return next((m for m in inside if m.leads), inside[0]).meeting
        earlier = bisect_left(self._leading, start_char, key=_place)
        return self._leading[earlier - 1].meeting if earlier else self._before


def _place(mention: _Mention) -> int:
    return mention.start_char


def find_meetings(flow: Flow) -> Meetings:
    """Return the meetings of a document: a record is of one meeting, a report tells of several."""
    masthead = flow.masthead
    record = _RECORD.search(masthead.symbol or "")
    if record or masthead.document_type in ("verbatim_record", "summary_record"):
        return Meetings((), (), Meeting(record[1] if record else None, masthead.document_date))
    named = [
        found for passage in flow.passages if flow.has("meeting", passage) for found in _named(flow, passage)
    ]
    days: dict[str, date] = {}
    for alone in (True, False):  # a meeting named alone with its day is the better witness
        for numbers, dates, _, _ in named:
            if (len(numbers) == 1) is alone:
                days |= {n: d for n, d in _pairs(numbers, dates) if n not in days}
    mentions = tuple(
        _Mention(start, Meeting(numbers[0], dates[0].start_date if dates else days.get(numbers[0])), leads)
        for numbers, dates, start, leads in named
        if len(numbers) == 1
    )
    return Meetings(mentions, tuple(m for m in mentions if m.leads), Meeting(None, None))


def _named(flow: Flow, passage: Passage) -> Iterator[tuple[list[str], list[DateMention], int, bool]]:
    """Yield the meetings that a passage names: numbers, dates that follow, place, whether it leads."""
    text = flow.text[passage.start_char : passage.end_char]
    for match in _MEETINGS.finditer(text):
        if _is_elsewhere(flow, text, match):
            continue
        end = passage.start_char + match.end()
        leads = _LEADS.search(text[max(0, match.start() - _LEAD_LENGTH) : match.start()]) is not None
        numbers = _numbers(match["numbers"])
        yield numbers, list(_dates_from(flow, end)), passage.start_char + match.start(), leads


def _is_elsewhere(flow: Flow, text: str, match: re.Match[str]) -> bool:
    """Say whether this is a plenary meeting of the Assembly in the report of a committee."""
    if "plenary" not in match["sort"] or flow.masthead.body_code == "A":
        return False
    return "General Assembly" in squeeze(text[match.start() : match.end() + 120])


def _numbers(text: str) -> list[str]:
    numbers: list[str] = []
    through = False
    for match in _NUMBER.finditer(text):
        if match[2]:
            through = True
            continue
        number = int(match[1][:-2])
        if through and numbers and 0 < number - int(numbers[-1]) <= MOST_EXPANDED:
            numbers += [str(between) for between in range(int(numbers[-1]) + 1, number)]
        numbers.append(str(number))
        through = False
    return numbers


def _dates_from(flow: Flow, start: int) -> Iterator[DateMention]:
    """Yield the dates of a list that begins here: "5, 12, 13 and 28 October"."""
    end = start
    for mention in flow.dates.within(start, start + 200):
        gap = flow.text[end : mention.start_char]
        if (gap.strip() and not _BETWEEN_DATES.match(gap)) or mention.precision not in ("day", "range"):
            return
        yield mention
        end = mention.end_char


def _pairs(numbers: list[str], dates: list[DateMention]) -> Iterator[tuple[str, date]]:
    if any(mention.precision == "range" for mention in dates):
        return
    days = [mention.start_date for mention in dates if mention.start_date]
    if len(days) == 1:
        days *= len(numbers)
    if len(days) == len(numbers):
        yield from zip(numbers, days, strict=True)
