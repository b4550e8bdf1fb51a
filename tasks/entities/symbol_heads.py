"""Finds what introduces a resolution number: "General Assembly resolutions", a heading, the heading of a list."""

import re
from dataclasses import dataclass
from typing import Final

from tasks.entities.symbol_owners import (
    Kind,
    OwnerName,
    find_owner_names,
    find_report_owner,
    match_owner_name,
)
from tasks.entities.symbol_tokens import Number, find_pinpoint_before

_HEAD: Final = re.compile(
    r"\b(?P<both>resolutions\s+and\s+)?(?P<kind>resolutions?|decisions?|res\.|dec\.|UNGA|UNSC(?:Rs?)?|PRST"
    r"|presidential\s+statements?|President[’']s\s+statements?)"
    r"\s*:?\s*(?:[“\"(\[]\s*)?(?:Nos?\.?\s*|numbers?\s+)?$",
    re.IGNORECASE,
)
_HEAD_OF: Final = re.compile(r"(?P<kind>[RrDd]e(?:solution|cision)s?)\s+(?:of|adopted\s+by)\s+the\s+")
_TO_NUMBER: Final = re.compile(r"[\s,:(]*(?:Nos?\.?\s*)?")
_HEAD_REACH: Final = 56
_OWNER_REACH: Final = 120
_SENTENCE_REACH: Final = 500
_KINDS: Final[dict[str, Kind]] = {"d": "DEC", "p": "PRST"}
# A paragraph or a sentence ends. A line feed alone may be a broken line ("resolution\n1325 (2000)"), unless the
# next line begins like a paragraph.
BREAK: Final = re.compile(
    r"[\n\f.!?;:,](?:(?<=\f)|(?<=\n)(?:[ \t]*\n|\s*(?=\d{1,3}\.\s|\([a-z]{1,3}\)\s|[•*–]\s|[A-Z][a-z]+ing\s))"
    r"|(?<=[.!?])(?<!chap\.)(?<!sect\.)(?<!vol\.)(?<!\bart\.)(?<!\bMr\.)(?<!\bMs\.)(?<!Mrs\.)(?<!\bNo\.)(?<!Nos\.)"
    r"(?<!\bres\.)[”\"’)]?\s+(?=[A-Z“\"(•])"
    r"|(?<=[.;:,])[ \t]*\n\s*(?=\W{0,3}(?:\d{1,3}[. ]|\([a-z]{1,3}\)|[A-Z])))"
)
_POSSESSIVE: Final = re.compile(
    r"\b(?:its|their|our|own)\s+(?:(?!resolution|decision)[\w-]+\s+){0,2}$", re.IGNORECASE
)
_ADJACENT: Final = re.compile(r"(?:['’]s?)?\s+(?:(?!its\b|their\b)[a-z-]+\s+){0,2}(?:\([A-Z]+\)\s+)?")
_PAIR: Final = re.compile(r"\s+(?:and|or|and/or)\s+(?:the\s+)?")
_HEADING_BEFORE: Final = re.compile(r"(?:^|\n)[ \t#*>]*$")
_HEADING_AFTER: Final = re.compile(r"\.[ \t*]*(?:\n|$|[A-Z“])")
_LINE_END: Final = re.compile(r"\.?[ \t*]*(?:\n|$)")
# A list of mandates: the heading names organ and kind, each row or cell begins with a number.
_TABLE_HEADING: Final = re.compile(
    r"(?:^|\n|\|)[ \t#*>]*(?P<line>[A-Z][^\n|]{2,90}?)\s+(?P<kind>resolutions?|decisions?)"
    r"(?P<both>\s+and\s+(?:resolutions|decisions))?[ \t:*]*(?=\n|\||$)"
)
_CELL_BEFORE: Final = re.compile(r"(?:^|\n|\|)[ \t*]*$")
_CELL_AFTER: Final = re.compile(r"[ \t]*(?:\||;|\n|$|[,–]|[A-Z“][A-Za-z“-])")
_NUMBERED: Final = re.compile(r"\n\s*(?:\d{1,3}\.\s|\d{1,2}[A-Z]?\.\d{1,3}\s)")
_TABLE_REACH: Final = 1500
_ADOPTED_BY: Final = re.compile(
    r"(?:resolution|decision)s?\s+adopted\s+by\s+the\s+(?=(?P<by>[A-Z]))", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Head:
    """What introduces a citation.

    `owners` are named directly ("Assembly and Council resolutions"), `nearby` earlier in the sentence, the
    nearest first. `kind` None: resolutions or decisions.
    """

    kind: Kind | None
    start: int
    owners: tuple[OwnerName, ...] = ()
    nearby: tuple[OwnerName, ...] = ()
    is_possessive: bool = False
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class TableHead:
    """The heading of a list of mandates ("General Assembly resolutions") and where its last number ended."""

    head: Head | None
    end: int


NO_TABLE: Final = TableHead(None, 0)


def find_head(text: str, start: int, floor: int) -> Head | None:
    """Return what introduces the number at `start`; nothing before `floor` belongs to it."""
    match = _HEAD.search(text, max(floor, start - _HEAD_REACH), start)
    if match is None:
        return _find_head_with_owner_after(text, start, floor)
    begin = match.start()
    kind = None if match["both"] else _KINDS.get(match["kind"][0].lower(), "RES")
    abbreviation = match["kind"].upper()
    if abbreviation.startswith("UN"):
        owner = OwnerName(begin, match.end("kind"), "S" if abbreviation.startswith("UNSC") else "A")
        return Head("RES", begin, (owner,))
    possessive = _POSSESSIVE.search(text, max(0, begin - 60), begin) is not None
    owners = () if possessive else _adjacent(text, begin)
    if owners:
        return Head(kind, begin, owners)
    sentence = _sentence_start(text, begin)
    report = None if possessive else find_report_owner(text, sentence, begin)
    nearby = tuple(reversed(find_owner_names(text, sentence, begin)))
    return Head(kind, begin, (report,) if report else (), nearby, possessive)


def last_commission(text: str, position: int) -> str | None:
    """Return the functional commission that the text named last before `position`, by its full name."""
    names = find_owner_names(text, max(0, position - 4000), position)
    return next((name.owner for name in reversed(names) if name.owner.startswith("E/CN")), None)


def pinpoint_before(text: str, head: Head, first: Number) -> str | None:
    """Return the place that is named before a citation: 'paragraph 7' of General Assembly decision 48/421."""
    begin = head.owners[0].start if head.owners and head.owners[0].start < head.start else head.start
    return find_pinpoint_before(text, 0, begin) or find_pinpoint_before(text, 0, first.start)


def find_heading(text: str, token: tuple[Number, ...]) -> Head | None:
    """Return a head for a number that is a heading: '76/117.' under "Resolution adopted by the General Assembly"."""
    start, end = token[0].start, token[-1].end
    if not _HEADING_BEFORE.search(text, max(0, start - 12), start):
        return None
    *_, adopted = (None, *_ADOPTED_BY.finditer(text, max(0, start - 250), start))
    if adopted and _LINE_END.match(text, end):
        owner = match_owner_name(text, adopted.start("by"))
        return Head(None, start, (owner,) if owner else (), is_heading=True)
    return Head(None, start, is_heading=True) if _HEADING_AFTER.match(text, end) else None


def find_table_head(text: str, token: tuple[Number, ...], table: TableHead) -> TableHead:
    """Return the head of the table that a number begins a cell of, with the number's end; None outside tables."""
    start, end = token[0].start, token[-1].end
    # Two columns of one list may stand in one line: '67/221 Smooth transition … countries 73/133 Graduation …'.
    in_row = table.head is not None and "\n" not in text[table.end : start]
    is_cell = in_row or _CELL_BEFORE.search(text, max(0, start - 6), start) is not None
    if not is_cell or not _CELL_AFTER.match(text, end):
        return table if in_row else NO_TABLE
    head = table.head if start - table.end < _TABLE_REACH else None
    begin = table.end if head else max(0, start - _TABLE_REACH)
    headings = _TABLE_HEADING.finditer(text, begin, start) if _has_kind_word(text, begin, start) else ()
    for heading in headings:
        owner = match_owner_name(text, heading.start("line"))
        if owner and owner.end == heading.end("line"):
            kind = None if heading["both"] else _KINDS.get(heading["kind"][0], "RES")
            head, begin = Head(kind, start, (owner,)), heading.end()
    if head is None or _NUMBERED.search(text, begin, start):
        return NO_TABLE
    return TableHead(head, end)


def _find_head_with_owner_after(text: str, start: int, floor: int) -> Head | None:
    """Return the head of 'resolutions of the General Assembly 53/70, …'."""
    for match in _HEAD_OF.finditer(text, max(floor, start - _OWNER_REACH), start):
        owner = match_owner_name(text, match.end())
        if owner and _TO_NUMBER.fullmatch(text, owner.end, start):
            return Head(_KINDS.get(match["kind"][0].lower(), "RES"), match.start(), (owner,))
    return None


def _adjacent(text: str, begin: int) -> tuple[OwnerName, ...]:
    """Return the organs directly before "resolutions": 'Security Council', 'Assembly and Council'."""
    names = find_owner_names(text, max(0, begin - _OWNER_REACH), begin)
    if not names or not _ADJACENT.fullmatch(text, names[-1].end, begin):
        return ()
    if len(names) > 1 and _PAIR.fullmatch(text, names[-2].end, names[-1].start):
        return names[-2], names[-1]
    return (names[-1],)


def _sentence_start(text: str, position: int) -> int:
    start = max(0, position - _SENTENCE_REACH)
    for match in BREAK.finditer(text, start, position):
        start = match.end()
    return start


def _has_kind_word(text: str, begin: int, end: int) -> bool:
    """Tell quickly whether a heading of a list can be here."""
    return text.find("esolution", begin, end) >= 0 or text.find("ecision", begin, end) >= 0
