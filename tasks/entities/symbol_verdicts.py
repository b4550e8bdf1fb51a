"""Decides for each number of a citation which organ adopted it, and makes the mention."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from tasks.entities.symbol_citations import Citation, Head, Item, last_commission, pinpoint_before
from tasks.entities.symbol_grammar import parse_symbol, render
from tasks.entities.symbol_owners import (
    OTHER_ORGANIZATION,
    Kind,
    Limits,
    first_fitting,
    fits,
    is_assembly_ordinal,
    is_security_council_number,
    owner_of_ordinal,
    security_council_year,
    to_symbol_text,
    year_of_session,
)
from tasks.entities.symbol_tokens import Number, to_date
from tasks.model import SymbolMention

# What a document has said before of a number: (form, session, number) -> organ; for a bare number its year.
Memory = dict[tuple[str, str, int], str]

# What stands before a number with a year that is no resolution: 'vol. 253 (1968)', 'Law No. 1325 (2000)'.
_NO_RESOLUTION: Final = re.compile(
    r"(?:\b(?:nos?|vols?|nr|law|act|decree|order|pp?|art|articles?|regulation|recommendation|comment|convention|rule"
    r"|issue|case|protocol|page|chapter|figure|table|total|about|over)\b\.?|[:$€£#])\s*$",
    re.IGNORECASE,
)
_LEAST_UNANNOUNCED: Final = 50  # '1 (1946)' without the word "resolution" is too little


def judge(text: str, citation: Citation, limits: Limits, memory: Memory) -> Iterator[SymbolMention]:
    """Yield the mentions of one citation; none for another organization's resolutions or for no resolutions."""
    head = citation.head
    owners = [_verdict(text, citation, item, limits, memory) for item in citation.items]
    dates = _dates(citation, [verdict[0] if verdict else None for verdict in owners])
    for position, (item, verdict) in enumerate(zip(citation.items, owners, strict=True)):
        if verdict is None:
            continue
        owner, method = verdict
        if head and head.owners and owner:
            _remember(item.numbers[0], owner, memory)
        if position and method == "resolution":
            method = "list"
        pinpoint = item.pinpoint
        if position == 0 and head and not head.is_heading and not pinpoint:
            pinpoint = pinpoint_before(text, head, item.numbers[0])
        for index, number in enumerate(item.numbers):
            day = dates[position][min(index, len(dates[position]) - 1)]
            yield _to_mention(text, number, owner, _kind(head), day, pinpoint, method)


def _remember(number: Number, owner: str, memory: Memory) -> None:
    memory[number.form, number.session, number.number] = owner
    if number.form == "year":
        memory["bare", "", number.number] = number.session


def _kind(head: Head | None) -> Kind | None:
    return head.kind if head else None


def _verdict(
    text: str, citation: Citation, item: Item, limits: Limits, memory: Memory
) -> tuple[str | None, str] | None:
    """Return the organ (None: open) and the method, or None where the number is no mention."""
    head, number = citation.head, item.numbers[0]
    if head is None:
        return _unannounced(text, item, limits, memory)
    if head.is_heading:
        owner = _owner_of_heading(text, head, number, limits)
        return (owner, "heading") if owner else None
    if any(name.owner == OTHER_ORGANIZATION for name in head.owners):
        return None
    match number.form:
        case "year":
            return "S", "resolution"
        case "ordinal":
            return _owner_of_ordinal(text, head, number, limits), "resolution"
        case "bare":
            return _owner_of_bare(head, number, limits, memory)
        case "slash":
            adopted_on = _date_of(item, None)
            return _owner_of_slash(text, head, number, adopted_on, limits, memory)


def _unannounced(text: str, item: Item, limits: Limits, memory: Memory) -> tuple[str, str] | None:
    """Return the organ of a number without any head: only what can be nothing else is taken."""
    number = item.numbers[0]
    before = text[max(0, number.start - 16) : number.start]
    if _NO_RESOLUTION.search(before):
        return None
    known = memory.get((number.form, number.session, number.number))
    match number.form:
        case "year":
            likely = number.number >= _LEAST_UNANNOUNCED
            if known or (likely and is_security_council_number(number.number, int(number.session))):
                return "S", "number"
        case "ordinal":
            if known or (number.number >= _LEAST_UNANNOUNCED and is_assembly_ordinal(number)):
                return known or "A", "number"
        case "slash" | "bare":
            if known and number.form == "slash" and not before.endswith(("(", "[", "/")):
                return known, "repeated"
            if item.date is not None:  # '79/115 4 December 2024' in a table
                owner = first_fitting((limits.body_owner, "A"), number, None, _date_of(item, None), limits)
                return (owner, "table") if owner else None
    return None


def _owner_of_heading(text: str, head: Head, number: Number, limits: Limits) -> str | None:
    match number.form:
        case "year":
            return "S" if is_security_council_number(number.number, int(number.session)) else None
        case "ordinal":
            return owner_of_ordinal(number) if number.number >= _LEAST_UNANNOUNCED else None
        case _:
            named = [expand(text, name.owner, number, number.start) for name in head.owners]
            return first_fitting((*named, limits.body_owner, "A"), number, None, None, limits)


def _owner_of_ordinal(text: str, head: Head, number: Number, limits: Limits) -> str:
    named = [expand(text, name.owner, number, head.start) for name in head.owners]
    for owner in named:
        if owner in {"A", "E", "T"} or (owner or "").startswith("E/"):
            assert owner is not None
            return owner
    if is_assembly_ordinal(number):
        return "A"
    return owner_of_ordinal(number)


def _owner_of_bare(
    head: Head, number: Number, limits: Limits, memory: Memory
) -> tuple[str | None, str] | None:
    if ("bare", "", number.number) in memory:
        return "S", "number_only"
    owners = {name.owner for name in head.owners}
    if "S" in owners or (limits.body_owner == "S" and owners <= {"Council"}):
        return ("S", "number_only") if security_council_year(number.number) else (None, "ambiguous")
    return (None, "ambiguous") if owners & {"A", "Council", "Assembly"} else None


def _owner_of_slash(
    text: str, head: Head, number: Number, adopted_on: date | None, limits: Limits, memory: Memory
) -> tuple[str | None, str]:
    named = [expand(text, name.owner, number, head.start) for name in head.owners]
    nearby = [expand(text, name.owner, number, head.start) for name in head.nearby]
    remembered = memory.get((number.form, number.session, number.number))
    by_year = number.is_by_year
    if named:
        # The words rule; where they are two, or cannot be meant for this item of the list, what fits.
        # "Commission resolution 2025/1", of a commission that was not named before, stays open.
        others = _fallback(by_year, limits) if any(named) else ()
        owner = first_fitting((*named, *others), number, head.kind, adopted_on, limits) or _printed(
            named, by_year
        )
        return owner, "resolution" if owner else "ambiguous"
    order = [*nearby, limits.body_owner] if head.is_possessive else [remembered, *nearby, limits.body_owner]
    owner = first_fitting(
        (*order, remembered, *_fallback(by_year, limits)), number, head.kind, adopted_on, limits
    )
    if owner is None and _only_assembly(number, head, limits):  # a date can be misprinted, or of another event
        owner = "A"
    return (owner, "context") if owner else (None, "ambiguous")


def _only_assembly(number: Number, head: Head, limits: Limits) -> bool:
    return fits("A", number, head.kind, None, limits) and (
        head.is_possessive or not fits("A/HRC", number, head.kind, None, limits)
    )


def _fallback(by_year: bool, limits: Limits) -> tuple[str, ...]:  # noqa: FBT001
    return ("E",) if by_year else ("A", "A/HRC") if limits.body_owner != "A/HRC" else ("A/HRC", "A")


def _printed(named: list[str | None], by_year: bool) -> str | None:  # noqa: FBT001
    """Return the organ that the words name, though the number does not look like it; what is printed rules."""
    for owner in named:
        if owner in {"A", "A/HRC"} or (owner or "").startswith(("E/CN.", "E/ESCAP", "UNEP")):
            return owner
        if owner == "E" and by_year:
            return owner
    return None


def expand(text: str, owner: str, number: Number, position: int) -> str | None:
    """Return the organ that a generic word means beside this number: 'the Council', 'the Commission'."""
    if owner == "Council":
        return "A/HRC" if number.form == "slash" and not number.is_by_year else "E"
    if owner == "Commission":
        return last_commission(text, position) or ("E/CN.4" if number.is_by_year else None)
    return owner or None


def _dates(citation: Citation, owners: list[str | None]) -> list[tuple[date | None, ...]]:
    """Return each item's adoption date; '358 (1974) and 359 (1974) of 15 August 1974' gives both the date."""
    items = citation.items
    found: list[tuple[date | None, ...]] = [
        _dates_of(item, owner) for item, owner in zip(items, owners, strict=True)
    ]
    for position in range(len(items) - 2, -1, -1):
        following = items[position + 1].date
        if items[position].date or items[position].pinpoint or not citation.joined[position]:
            continue
        day = found[position + 1][0]
        if following and len(following[0]) > 1:  # 'of 25 and 27 June 1950'
            found[position] = (day,)
            found[position + 1] = (found[position + 1][-1],)
        elif day is not None and _can_share(items[position], items[position + 1], day):
            found[position] = (day,)
    return found


def _can_share(item: Item, following: Item, day: date) -> bool:
    number, other = item.numbers[0], following.numbers[0]
    if number.form != other.form:
        return False
    if number.form == "year":
        return int(number.session) == day.year
    return number.session == other.session


def _dates_of(item: Item, owner: str | None) -> tuple[date | None, ...]:
    if item.date is None:
        return (None,)
    days, month, year = item.date
    year = year or year_of_session(owner, item.numbers[0], month)
    return tuple(to_date(year, month, day) for day in days) if year else (None,)


def _date_of(item: Item, owner: str | None) -> date | None:
    return _dates_of(item, owner)[0]


def _to_mention(
    text: str, number: Number, owner: str | None, kind: Kind | None, adopted_on: date | None, pinpoint: str | None,
    method: str,
) -> SymbolMention:  # fmt: skip
    printed = to_symbol_text(owner, kind, number) if owner else None
    symbol = parse_symbol(printed) if printed else None
    return SymbolMention(
        start_char=number.start,
        end_char=number.end,
        surface=text[number.start : number.end],
        symbol=render(symbol) if symbol else None,
        joint_symbol=None,
        body_code=symbol.body_code if symbol else owner,
        series=symbol.series if symbol else None,
        session=symbol.session if symbol else None,
        number=symbol.number if symbol else None,
        adopted_on=adopted_on,
        pinpoint=pinpoint,
        role="cited",
        method=method,
    )
