"""Groups resolution numbers into citations: the head that introduces them, then the items of its list."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from tasks.entities.symbol_owners import (
    OTHER_ORGANIZATION,
    Kind,
    OwnerName,
    find_owner_names,
    find_report_owner,
    match_owner_name,
)
from tasks.entities.symbol_tokens import (
    Document,
    Number,
    find_date,
    find_date_beside,
    find_pinpoint_after,
    find_pinpoint_before,
)

_HEAD: Final = re.compile(
    r"\b(?P<both>resolutions\s+and\s+)?(?P<kind>resolutions?|decisions?|res\.|dec\.|UNGA|UNSC(?:Rs?)?|PRST"
    r"|presidential\s+statements?|President[’']s\s+statements?)"
    r"\s*:?\s*(?:[“\"(\[]\s*)?(?:Nos?\.?\s*|numbers?\s+)?$",
    re.IGNORECASE,
)
_HEAD_OF: Final = re.compile(
    r"\b(?P<kind>resolutions?|decisions?)\s+(?:of|adopted\s+by)\s+the\s+", re.IGNORECASE
)
_TO_NUMBER: Final = re.compile(r"[\s,:(]*(?:Nos?\.?\s*)?")
_HEAD_REACH: Final = 56
_OWNER_REACH: Final = 120
_SENTENCE_REACH: Final = 500
_GAP_REACH: Final = 700
_KINDS: Final[dict[str, Kind]] = {"d": "DEC", "p": "PRST"}
# A paragraph or a sentence ends. A line feed alone may be a broken line ("resolution\n1325 (2000)"), unless the
# next line begins like a paragraph.
_BREAK: Final = re.compile(
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
_GLUE: Final = re.compile(
    r"(?:\s|,|;|and\b|or\b|&|as\s+well\s+as\b|through\b|to\b|both\b|also\b|\*+|\d{1,2}(?=[\s,])"
    r"|\([^()]{1,80}\)|<sup>[^<]{1,4}</sup>|[”\"])*"
)
_CONJUNCTION: Final = re.compile(r"(?:\s|,|and\b|or\b|&|as\s+well\s+as\b)*")
_ITEM_FOLLOWS: Final = re.compile(
    r"(?:[,;]|\band|\bor|\bto|\bwith|\bincluding|\bby|\bwas|\bnotably)\s+(?:(?:by|in|of|the|also)\s+){0,2}$"
)
_SUBJECT_FOLLOWS: Final = re.compile(r"\s+(?:on|entitled|concerning|regarding)\s")
_AFTER_OWNER: Final = re.compile(
    r"\s*,?\s*(?:adopted\s+)?(?:of|by|from)\s+(?:the\s+)?(?:United\s+Nations\s+)?"
)
# 'In its decision 2024/12, the Executive Board …'
_AFTER_SUBJECT: Final = re.compile(r"\s*,\s+the\s+")
# 'document CBD/COP/15/17, decision 15/4'
_APPOSED: Final = re.compile(r",\s+(?:(?:see|annex|annex\s+[IVX]+|chap\.\s+[IVX]+|sect\.\s+[A-Z]),?\s+){0,3}")
_FOOTNOTE_LINE: Final = re.compile(
    r"\s*(?:[_-]{3,}|(?:<sup>)?(?:\d{1,3}|\*{1,3}|[a-z])(?:</sup>|/|\)|\.)?\s+\S.{0,400})?\s*"
)
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
class Item:
    """One item of a list: a number, or the letters of one set, with its date and place.

    `date` is (days, month, year or None). `end` is where date and pinpoint end. `is_joined`: only a conjunction
    stands between this item and the next.
    """

    numbers: tuple[Number, ...]
    date: tuple[tuple[int, ...], int, int | None] | None
    pinpoint: str | None
    end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A head and its items; a number that stands alone has no head. `joined[i]`: i and i + 1 are one breath."""

    head: Head | None
    items: tuple[Item, ...]
    joined: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class _TableHead:
    """The heading of a list of mandates ("General Assembly resolutions") and where its last number ended."""

    head: Head | None
    end: int


@dataclass(slots=True)
class _Run:
    """A citation that is being read."""

    head: Head | None
    items: list[Item] = field(default_factory=list)
    joined: list[bool] = field(default_factory=list)

    def close(self, text: str) -> Citation:
        head = self.head
        if head is not None and head.is_possessive and not head.nearby:
            after = _AFTER_SUBJECT.match(text, self.items[-1].end)
            owner = match_owner_name(text, after.end()) if after else None
            head = replace(head, nearby=(owner,)) if owner else head
        if head is not None and not head.owners and not head.is_possessive:
            after = _AFTER_OWNER.match(text, self.items[-1].end)
            owner = match_owner_name(text, after.end()) if after else None
            if owner is not None:
                head = replace(head, owners=(owner,))
        return Citation(head, tuple(self.items), tuple(self.joined))


def read_citations(
    text: str, tokens: Iterable[Document | tuple[Number, ...]]
) -> Iterator[Document | Citation]:
    """Yield documents as they come and citations as they end."""
    run: _Run | None = None
    suspended: _Run | None = None  # a list that a footnote interrupts goes on below it
    table = _TableHead(None, 0)
    floor = 0
    document: Document | None = None
    for token in tokens:
        if isinstance(token, Document):
            floor, document = token.end, token
            yield token
            continue
        head = _find_head(text, token[0].start, floor)
        if head and document and _is_other_organization(text, document, head):
            head = replace(head, owners=(OwnerName(document.start, document.end, OTHER_ORGANIZATION),))
        floor = token[-1].end
        if head is None and run and _continues(text, run.items[-1], token):
            run.joined.append(_is_joined(text, run.items[-1], token))
            run.items.append(_to_item(text, token))
            continue
        if head is None and suspended and _continues_below_footnote(text, suspended.items[-1], token):
            head = suspended.head
        if run:
            yield run.close(text)
            suspended, run = (run if run.head else suspended), None
        if head is None:
            head = _heading(text, token)
        if head is None:
            table = _table_head(text, token, table)
            head = table.head if table.end == token[-1].end else None
        run = _Run(head)
        run.items.append(_to_item(text, token, beside=head is None))
    if run:
        yield run.close(text)


def _is_other_organization(text: str, document: Document, head: Head) -> bool:
    """Tell whether a resolution is one of those that a treaty body's or organization's document holds."""
    if document.end > head.start or head.owners or document.text[:2] in {"A/", "S/", "E/"}:
        return False
    return _APPOSED.fullmatch(text, document.end, head.start) is not None


def last_commission(text: str, position: int) -> str | None:
    """Return the functional commission that the text named last before `position`, by its full name."""
    names = find_owner_names(text, max(0, position - 4000), position)
    return next((name.owner for name in reversed(names) if name.owner.startswith("E/CN")), None)


def pinpoint_before(text: str, head: Head, first: Number) -> str | None:
    """Return the place that is named before a citation: 'paragraph 7' of General Assembly decision 48/421."""
    begin = head.owners[0].start if head.owners and head.owners[0].start < head.start else head.start
    return find_pinpoint_before(text, 0, begin) or find_pinpoint_before(text, 0, first.start)


def _find_head(text: str, start: int, floor: int) -> Head | None:
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
    for match in _BREAK.finditer(text, start, position):
        start = match.end()
    return start


def _to_item(text: str, numbers: tuple[Number, ...], *, beside: bool = False) -> Item:
    end = numbers[-1].end
    if beside and (found := find_date_beside(text, end)) is not None:
        return Item(numbers, found[1:], None, found[0])
    pinpoint = find_pinpoint_after(text, end)
    if pinpoint:  # '45/248 B, section VI, of 21 December 1990'
        end = pinpoint[0]
    found = find_date(text, end)
    if found is None:
        return Item(numbers, None, pinpoint[1] if pinpoint else None, end)
    end, day = found[0], found[1:]
    pinpoint = pinpoint or find_pinpoint_after(text, end)
    end = max(end, pinpoint[0]) if pinpoint else end
    return Item(numbers, day, pinpoint[1] if pinpoint else None, end)


def _continues(text: str, last: Item, token: tuple[Number, ...]) -> bool:
    """Tell whether a number goes on with the list: after a conjunction, or after prose where a date follows it."""
    start = token[0].start
    if start < last.end or start - last.end > _GAP_REACH:
        return False
    if _GLUE.fullmatch(text, last.end, start):
        return "\n\n" not in text[last.end : start]
    if _BREAK.search(text, last.end, start) or not _ITEM_FOLLOWS.search(
        text, max(last.end, start - 30), start
    ):
        return False
    end = token[-1].end
    return (
        token[0].form != "slash"
        or find_date(text, end) is not None
        or (
            _SUBJECT_FOLLOWS.match(text, end) is not None
            and token[0].is_by_year == last.numbers[0].is_by_year
        )
        or find_pinpoint_after(text, end) is not None
        or bool(token[0].letters)
    )


def _is_joined(text: str, last: Item, token: tuple[Number, ...]) -> bool:
    return _CONJUNCTION.fullmatch(text, last.end, token[0].start) is not None


def _continues_below_footnote(text: str, last: Item, token: tuple[Number, ...]) -> bool:
    gap = text[last.end : token[0].start] if token[0].start - last.end < 4 * _GAP_REACH else ""
    first, *between = gap.split("\n")
    if not between or first.strip() not in {",", "and", ", and", ";"}:
        return False
    return not between[-1].strip() and all(_FOOTNOTE_LINE.fullmatch(line) for line in between[:-1])


def _heading(text: str, token: tuple[Number, ...]) -> Head | None:
    """Return a head for a number that is a heading: '76/117.' under "Resolution adopted by the General Assembly"."""
    start, end = token[0].start, token[-1].end
    if not _HEADING_BEFORE.search(text, max(0, start - 12), start):
        return None
    *_, adopted = (None, *_ADOPTED_BY.finditer(text, max(0, start - 250), start))
    if adopted and _LINE_END.match(text, end):
        owner = match_owner_name(text, adopted.start("by"))
        return Head(None, start, (owner,) if owner else (), is_heading=True)
    return Head(None, start, is_heading=True) if _HEADING_AFTER.match(text, end) else None


def _table_head(text: str, token: tuple[Number, ...], table: _TableHead) -> _TableHead:
    """Return the head of the table that a number begins a cell of, with the number's end; None outside tables."""
    start, end = token[0].start, token[-1].end
    # Two columns of one list may stand in one line: '67/221 Smooth transition … countries 73/133 Graduation …'.
    in_row = table.head is not None and "\n" not in text[table.end : start]
    is_cell = in_row or _CELL_BEFORE.search(text, max(0, start - 6), start) is not None
    if not is_cell or not _CELL_AFTER.match(text, end):
        return table if in_row else _TableHead(None, 0)
    head = table.head if start - table.end < _TABLE_REACH else None
    begin = table.end if head else max(0, start - _TABLE_REACH)
    headings = _TABLE_HEADING.finditer(text, begin, start) if _has_kind_word(text, begin, start) else ()
    for heading in headings:
        owner = match_owner_name(text, heading.start("line"))
        if owner and owner.end == heading.end("line"):
            kind = None if heading["both"] else _KINDS.get(heading["kind"][0], "RES")
            head, begin = Head(kind, start, (owner,)), heading.end()
    if head is None or _NUMBERED.search(text, begin, start):
        return _TableHead(None, 0)
    return _TableHead(head, end)


def _has_kind_word(text: str, begin: int, end: int) -> bool:
    """Tell quickly whether a heading of a list can be here."""
    return text.find("esolution", begin, end) >= 0 or text.find("ecision", begin, end) >= 0
