"""Groups resolution numbers into citations: the head that introduces them, then the items of its list."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from tasks.entities.symbol_heads import (
    BREAK,
    NO_TABLE,
    Head,
    TableHead,
    find_head,
    find_heading,
    find_table_head,
)
from tasks.entities.symbol_owners import OTHER_ORGANIZATION, OwnerName, match_owner_name
from tasks.entities.symbol_tokens import Document, Number, find_date, find_date_beside, find_pinpoint_after

_GAP_REACH: Final = 700
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


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: a number, or the letters of one set, with its date and place.

    `date` is (days, month, year or None). `end` is where date and pinpoint end.
    """

    numbers: tuple[Number, ...]
    date: tuple[tuple[int, ...], int, int | None] | None
    pinpoint: str | None
    end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A head and its items; a number that stands alone has no head.

    `joined[i]` tells that only a conjunction stands between items i and i + 1.
    """

    head: Head | None
    items: tuple[Item, ...]
    joined: tuple[bool, ...] = ()


@dataclass(slots=True)
class _Run:
    """A citation that is being read."""

    head: Head | None
    items: list[Item] = field(default_factory=list)
    joined: list[bool] = field(default_factory=list)


def read_citations(
    text: str, tokens: Iterable[Document | tuple[Number, ...]]
) -> Iterator[Document | Citation]:
    """Yield documents as they come and citations as they end."""
    lists = _Lists(text)
    for token in tokens:
        if isinstance(token, Document):
            lists.document, lists.floor = token, token.end
            yield token
        elif (ended := lists.take(token)) is not None:
            yield ended
    if lists.run:
        yield _close(text, lists.run)


@dataclass(slots=True)
class _Lists:
    """Where a reader of citations stands: the list that goes on, and the one that a footnote interrupted."""

    text: str
    run: _Run | None = None
    suspended: _Run | None = None
    table: TableHead = NO_TABLE
    document: Document | None = None
    floor: int = 0  # nothing before it introduces the next number

    def take(self, token: tuple[Number, ...]) -> Citation | None:
        """Add a number to the list or begin another; return the citation that it ended."""
        head = self._introduction(token)
        self.floor = token[-1].end
        if head is None and self.run and _continues(self.text, self.run.items[-1], token):
            self.run.joined.append(_is_joined(self.text, self.run.items[-1], token))
            self.run.items.append(_to_item(self.text, token))
            return None
        ended = _close(self.text, self.run) if self.run else None
        table = self._table(token)  # also for the first of a table, which its heading introduces
        head = head or self._resumed(token) or find_heading(self.text, token) or table
        self.run = _Run(head)
        self.run.items.append(_to_item(self.text, token, beside=head is None))
        return ended

    def _introduction(self, token: tuple[Number, ...]) -> Head | None:
        head = find_head(self.text, token[0].start, self.floor)
        if head and self.document and _is_other_organization(self.text, self.document, head):
            name = OwnerName(self.document.start, self.document.end, OTHER_ORGANIZATION)
            return replace(head, owners=(name,))
        return head

    def _resumed(self, token: tuple[Number, ...]) -> Head | None:
        if self.run and self.run.head:
            self.suspended = self.run
        if self.suspended and _continues_below_footnote(self.text, self.suspended.items[-1], token):
            return self.suspended.head
        return None

    def _table(self, token: tuple[Number, ...]) -> Head | None:
        self.table = find_table_head(self.text, token, self.table)
        return self.table.head if self.table.end == token[-1].end else None


def _close(text: str, run: _Run) -> Citation:
    """Return the citation, with the organ that is named after it: 'resolution 60/251 of the General Assembly'."""
    head = run.head
    if head is None or head.owners or (head.is_possessive and head.nearby):
        return Citation(head, tuple(run.items), tuple(run.joined))
    pattern = _AFTER_SUBJECT if head.is_possessive else _AFTER_OWNER
    after = pattern.match(text, run.items[-1].end)
    owner = match_owner_name(text, after.end()) if after else None
    if owner is not None:
        head = replace(head, nearby=(owner,)) if head.is_possessive else replace(head, owners=(owner,))
    return Citation(head, tuple(run.items), tuple(run.joined))


def _is_other_organization(text: str, document: Document, head: Head) -> bool:
    """Tell whether a resolution is one of those that a treaty body's or organization's document holds."""
    if document.end > head.start or head.owners or document.text[:2] in {"A/", "S/", "E/"}:
        return False
    return _APPOSED.fullmatch(text, document.end, head.start) is not None


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
    if BREAK.search(text, last.end, start) or not _ITEM_FOLLOWS.search(
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
