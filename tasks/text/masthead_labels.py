"""Reads a masthead line by line: which lines say what, and where the document's own text begins."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from tasks.text.masthead_bodies import is_logo, read_bodies
from tasks.text.masthead_box import find_box_date, find_distribution, find_language_line, find_original
from tasks.text.masthead_dates import read_date_line
from tasks.text.masthead_groups import find_body_start, goes_on, is_unfinished, join_lines
from tasks.text.masthead_items import read_items
from tasks.text.masthead_job import find_job_number
from tasks.text.masthead_lines import SHORT_LINE, HeadLine, one_of
from tasks.text.masthead_session import read_session
from tasks.text.masthead_symbol import (
    OwnSymbol,
    ResolutionNumber,
    find_own_symbol,
    find_resolution_number,
    read_symbols,
    without_page_number,
)

_MONTH = rf"(?:{one_of('month')})"
# Such as 'New York, 17 February–14 March 2025', '27 to 31 January 2025, New York', '(Vienna, 30 May–10 June 2022)'
_PLACE = re.compile(
    rf"\(?(?:[^\W\d][\w .'’()-]+,\s*){{0,3}}(?:from\s+)?\d{{1,2}}(?:[\d\s,–—-]|and|to|{_MONTH}|\bet\b|\by\b|\bde\b)*"
    rf"{_MONTH}[\s,\d–—-]*(?:and [\s\d–—-]*{_MONTH} )?\d{{4}}(?:,\s*[^\W\d][\w ]+)?[)\]]?,?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:[\w-]+ ){1,4}year", re.IGNORECASE)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DATELINE = re.compile(rf".*\b{_DAY},? (?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}})\b.*", re.IGNORECASE)
_MEETING = re.compile(
    r"(?P<number>\d{1,5}\s?(?:st|nd|rd|th))\s?(?P<rest>(?:plenary |closed |private |public )?meeting)(?: \(.*\))?",
    re.IGNORECASE,
)
_CLERICAL = re.compile(
    r"official records.*|supplement no\..*|provisional|verbatim record|please recycle|new york|geneva|vienna|nairobi"
    r"|for (?:decision|information|action)|english|page \d+|[\d*]+|held at .*|/\.\.\.|agenda|united nations • .*|convened under .*",
    re.IGNORECASE,
)
_AMBIGUOUS = re.compile(r"new york|geneva|vienna|nairobi|agenda|english|[\d*]+", re.IGNORECASE)
_MAX_NAME_LINES = 6
_NEAR = 4  # lines around the box's that belong to it


@dataclass(frozen=True, slots=True)
class Reading:
    """What the lines of a head say. `labelled` are the lines that say it; the body begins at `body_start`."""

    head: tuple[HeadLine, ...]
    body_start: int
    labelled: frozenset[HeadLine]
    own: OwnSymbol | None
    number: ResolutionNumber | None
    distribution: str | None
    date: date | None
    original: str | None
    language: str | None
    job_number: str | None
    bodies: tuple[str, ...]
    sessions: tuple[str, ...]
    items: tuple[str, ...]
    meeting: HeadLine | None
    box: frozenset[HeadLine]  # distribution, language, original
    anchors: tuple[HeadLine, ...]  # session, item and place lines: at the left edge of the masthead

    @property
    def original_if_single(self) -> str | None:
        """The original language, if it is one: what a text too short to tell is probably in."""
        return self.original if self.original and "/" not in self.original else None

    @property
    def has_box(self) -> bool:
        """Whether the head has the box of a masthead: distribution, original language or language of the version."""
        return bool(self.distribution or self.original or self.language)


def read_lines(head: tuple[HeadLine, ...], running: tuple[HeadLine, ...]) -> Reading:
    """Return what the head's lines say; `running` are the running headers and feet of later pages."""
    first = tuple(line for line in head if line.page == 1 and len(line.text) < SHORT_LINE)
    distribution = find_distribution(first)
    original, original_lines = find_original(first)
    language = find_language_line([line for line in first if line not in original_lines[1:]])
    box = frozenset(
        (*(distribution[1] if distribution else ()), *original_lines, *((language[1],) if language else ()))
    )
    start = find_body_start(head, lambda line: line in box or _is_masthead(line))
    upper = head[:start]
    eligible = tuple(line for i, line in enumerate(head) if i < start or _belongs(head, i, box))
    foot = [line for line in first[-_NEAR:] if line.top is not None]  # some series print it there
    own = find_own_symbol(eligible, running) or find_own_symbol(
        [without_page_number(line) for line in foot], ()
    )
    day = find_box_date([line for line in eligible if line.page == 1])
    job = find_job_number(head)
    number = find_resolution_number(upper)
    anchors = tuple(_anchors(upper, box))
    # Below an item or a resolution's number an organ's name is a title: 'Joint Inspection Unit'.
    item = next((i for i, x in enumerate(upper) if read_items(x.text) or find_resolution_number((x,))), start)
    marked = frozenset((*box, *anchors, *_clerical_lines(upper)))
    bodies = tuple(_bodies(upper[:item], marked))
    labelled = {*box, *anchors, *(line for _, lines in bodies for line in lines), *_item_lines(upper)}
    labelled |= set(_clerical_lines(eligible)) | set(own.lines if own else ())
    labelled |= {day[1]} if day else set()
    labelled |= {job[1]} if job else set()
    return Reading(
        head=head,
        body_start=start,
        labelled=frozenset(labelled),
        own=own,
        number=number,
        distribution=distribution[0] if distribution else None,
        date=day[0] if day else None,
        original=original,
        language=language[0] if language else None,
        job_number=job[0] if job else None,
        bodies=tuple(code for codes, _ in bodies for code in codes),
        sessions=tuple(filter(None, (read_session(line.text) for line in anchors))),
        items=tuple(_items(upper)),
        meeting=next((line for line in upper if _MEETING.fullmatch(line.text)), None),
        box=box,
        anchors=tuple(line for line in anchors if line.page == 1 and not line.text.startswith("(Item")),
    )


def read_meeting(line: HeadLine) -> str:
    """Return a meeting line as a title: '5155thmeeting' is '5155th meeting'."""
    match = _MEETING.fullmatch(line.text)
    return f"{match['number'].replace(' ', '')} {match['rest']}" if match else line.text


def _anchors(lines: Sequence[HeadLine], box: frozenset[HeadLine]) -> Iterator[HeadLine]:
    """Yield the session, item and place lines; such words in the middle of a title are none."""
    inside = False  # a heading that the next line of its block may go on with
    for above, line in zip((None, *lines), lines, strict=False):
        inside = inside and above is not None and goes_on(above, line)
        found = read_items(line.text) or read_session(line.text) or _is_place(line.text)
        if found and not (inside and above is not None and _continues(above.text, line.text)):
            yield line
        else:
            inside = line not in box


def _continues(above: str, text: str) -> bool:
    """Tell whether a line goes on with the sentence above: 'on its tenth session, held in Bali' / 'from 3 to 15 …'."""
    lower = text[:1].islower() or re.match(r"from \d|\(.*\d{4}\)$", text, re.IGNORECASE)
    return bool(lower or is_unfinished(above))


def _is_place(text: str) -> bool:
    """Tell whether a line says where and when a session meets; a single day alone does not."""
    return bool(_PLACE.fullmatch(text)) and not (read_date_line(text) and re.match(r"\d{1,2} ?[^\W\d]", text))


def _is_masthead(line: HeadLine) -> bool:
    """Tell whether a line that looks like body text ('1.', a full stop) is a masthead's."""
    return len(line.text) < SHORT_LINE and bool(
        find_resolution_number((line,))
        or read_items(line.text)
        or read_session(line.text)
        or read_symbols(line.text)
        or find_job_number((line,))
        or read_bodies(line.text)
    )


def _belongs(head: Sequence[HeadLine], index: int, box: frozenset[HeadLine]) -> bool:
    """Tell whether a line behind the body's beginning is the masthead's: furniture, or beside the box."""
    line = head[index]
    near = head[max(0, index - _NEAR) : index + _NEAR + 1]
    return line.page == 1 and (line.role == "furniture" or any(other in box for other in near))


def _clerical_lines(lines: Sequence[HeadLine]) -> Iterator[HeadLine]:
    """Yield the lines of a masthead that say nothing of the document, such as 'United Nations' and 'Official Records'.

    A heading may break so that one of its lines reads alike: 'Scale of assessments for the expenses of the' /
    'United Nations', 'Report on the seminar held in' / 'Geneva'.
    """
    inside = False
    for above, line in zip((None, *lines), lines, strict=False):
        inside = inside and above is not None and goes_on(above, line)
        is_word = is_logo(line.text) or _AMBIGUOUS.fullmatch(line.text)
        if _is_clerical(line) and not (inside and is_word):
            yield line
        else:
            inside = inside or not (_is_masthead(line) or read_date_line(line.text))


def _is_clerical(line: HeadLine) -> bool:
    return any(p.fullmatch(line.text) for p in (_YEAR, _DATELINE, _CLERICAL, _MEETING)) or is_logo(line.text)


def _bodies(
    lines: Sequence[HeadLine], marked: frozenset[HeadLine]
) -> Iterator[tuple[tuple[str, ...], tuple[HeadLine, ...]]]:
    """Yield the organs whose names make up one to six neighbouring lines, and nothing else of their block.

    `marked` are lines of the same block that are no part of a sentence either: the session under the organ.
    """
    edge = True  # whether a name may begin here: not in the middle of a title
    index = 0
    while index < len(lines):
        edge = edge or lines[index].block != lines[index - 1].block
        codes, length = _name_at(lines, index, marked) if edge else ((), 1)
        if codes:
            yield codes, tuple(lines[index : index + length])
        edge = bool(codes) or lines[index] in marked
        index += length


def _name_at(
    lines: Sequence[HeadLine], index: int, marked: frozenset[HeadLine]
) -> tuple[tuple[str, ...], int]:
    for length in range(min(_MAX_NAME_LINES, len(lines) - index), 0, -1):
        codes = read_bodies(join_lines(line.text for line in lines[index : index + length]))
        after = lines[index + length] if index + length < len(lines) else None
        if codes and (
            after is None
            or after.block != lines[index + length - 1].block
            or after in marked
            or read_bodies(after.text)
        ):
            return codes, length
    return (), 1


def _items(lines: Sequence[HeadLine]) -> Iterator[str]:
    seen: set[str] = set()
    for line in _item_texts(lines):
        for item in read_items(line):
            if item not in seen:
                seen.add(item)
                yield item


def _item_texts(lines: Sequence[HeadLine]) -> Iterator[str]:
    """Yield the item lines, with the next line where the list runs over: 'Agenda items 32, 60' / 'and 132'."""
    for line, below in zip_longest(lines, lines[1:]):
        if below and read_items(line.text) and _runs_over(line.text, below.text):
            yield f"{line.text} {below.text}"
        else:
            yield line.text


def _item_lines(lines: Sequence[HeadLine]) -> Iterator[HeadLine]:
    for line, below in zip_longest(lines, lines[1:]):
        if below and read_items(line.text) and _runs_over(line.text, below.text):
            yield below


def _runs_over(text: str, below: str) -> bool:
    return bool(re.search(r"(?:,|\band)$", text) and re.match(r"(?:and )?[\d(]", below)) or bool(
        re.search(r"\d\)?$", text) and re.match(r"and \d", below)
    )
