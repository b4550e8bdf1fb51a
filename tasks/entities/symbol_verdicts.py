"""Decides for each number of a citation which organ adopted it, and makes the mention."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from tasks.entities.symbol_citations import Citation, Item
from tasks.entities.symbol_grammar import Symbol, parse_symbol, render
from tasks.entities.symbol_heads import Head, last_commission, pinpoint_before
from tasks.entities.symbol_owners import OTHER_ORGANIZATION, bears_symbol
from tasks.entities.symbol_plausibility import (
    LAST_HUMAN_RIGHTS_COMMISSION,
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


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known while a text is read: the text, what its date and organ allow, what it cited before."""

    text: str
    limits: Limits
    memory: Memory = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Verdict:
    """Who adopted a number (None: open) and which rule says so."""

    owner: str | None
    method: str


_OPEN: Final = _Verdict(None, "ambiguous")


def judge(reading: Reading, citation: Citation) -> Iterator[SymbolMention]:
    """Yield the mentions of one citation; none for another organization's resolutions or for no resolutions."""
    verdicts = [_verdict(reading, citation.head, item) for item in citation.items]
    dates = _dates(citation, [verdict.owner if verdict else None for verdict in verdicts])
    for position, (item, verdict) in enumerate(zip(citation.items, verdicts, strict=True)):
        if verdict is None:
            continue
        if citation.head and citation.head.owners and verdict.owner:
            _remember(item.numbers[0], verdict.owner, reading.memory)
        if position and verdict.method == "resolution":
            verdict = _Verdict(verdict.owner, "list")  # noqa: PLW2901 - an item that inherits says so
        pinpoint = item.pinpoint or (_pinpoint_before(reading, citation) if position == 0 else None)
        days = dates[position]
        for index, number in enumerate(item.numbers):
            mention = _to_mention(reading.text, number, verdict, citation.head)
            yield replace(mention, adopted_on=days[min(index, len(days) - 1)], pinpoint=pinpoint)


def expand(text: str, owner: str, number: Number, position: int) -> str | None:
    """Return the organ that a generic word means beside this number: 'the Council', 'the Commission'."""
    if owner == "Council":
        return "A/HRC" if number.form == "slash" and not number.is_by_year else "E"
    if owner == "Commission":
        is_human_rights = number.is_by_year and int(number.session) <= LAST_HUMAN_RIGHTS_COMMISSION
        return last_commission(text, position) or ("E/CN.4" if is_human_rights else None)
    return owner or None


def _remember(number: Number, owner: str, memory: Memory) -> None:
    memory[number.form, number.session, number.number] = owner
    if number.form == "year":
        memory["bare", "", number.number] = number.session


def _pinpoint_before(reading: Reading, citation: Citation) -> str | None:
    head = citation.head
    if head is None or head.is_heading:
        return None
    return pinpoint_before(reading.text, head, citation.items[0].numbers[0])


def _verdict(reading: Reading, head: Head | None, item: Item) -> _Verdict | None:
    """Return who adopted an item's numbers, None where they are no mention."""
    if head is None:
        return _unannounced(reading, item)
    if head.is_heading:
        owner = _owner_of_heading(reading, head, item.numbers[0])
        return _Verdict(owner, "heading") if owner else None
    if any(name.owner == OTHER_ORGANIZATION for name in head.owners):
        return None
    return _introduced(reading, head, item)


def _introduced(reading: Reading, head: Head, item: Item) -> _Verdict | None:
    number = item.numbers[0]
    match number.form:
        case "year":
            return _Verdict("S", "resolution")
        case "ordinal":
            return _Verdict(_owner_of_ordinal(reading, head, number), "resolution")
        case "bare":
            return _of_bare(reading, head, number)
        case "slash":
            return _of_slash(reading, head, item)


def _unannounced(reading: Reading, item: Item) -> _Verdict | None:
    """Return who adopted a number without any head: only what can be nothing else is taken."""
    number = item.numbers[0]
    before = reading.text[max(0, number.start - 16) : number.start]
    if _NO_RESOLUTION.search(before):
        return None
    known = reading.memory.get((number.form, number.session, number.number))
    likely = number.number >= _LEAST_UNANNOUNCED
    match number.form:
        case "year":
            likely = likely and is_security_council_number(number.number, int(number.session))
            return _Verdict("S", "number") if known or likely else None
        case "ordinal":
            likely = likely and is_assembly_ordinal(number)
            return _Verdict(known or "A", "number") if known or likely else None
        case "slash":
            return _unannounced_slash(reading, item, None if before.endswith(("(", "[", "/")) else known)
        case "bare":
            return None


def _unannounced_slash(reading: Reading, item: Item, known: str | None) -> _Verdict | None:
    if known:
        return _Verdict(known, "repeated")
    if item.date is None:
        return None
    # '79/115 4 December 2024' in a table
    owners = (reading.limits.body_owner, "A")
    owner = first_fitting(owners, item.numbers[0], None, _date_of(item), reading.limits)
    return _Verdict(owner, "table") if owner else None


def _owner_of_heading(reading: Reading, head: Head, number: Number) -> str | None:
    match number.form:
        case "year":
            return "S" if is_security_council_number(number.number, int(number.session)) else None
        case "ordinal":
            return owner_of_ordinal(number) if number.number >= _LEAST_UNANNOUNCED else None
        case _:
            owners = (*_named(reading, head, number), reading.limits.body_owner, "A")
            return first_fitting(owners, number, None, None, reading.limits)


def _owner_of_ordinal(reading: Reading, head: Head, number: Number) -> str:
    for owner in _named(reading, head, number):
        if owner and (owner in {"A", "E", "T"} or owner.startswith("E/")):
            return owner
    return owner_of_ordinal(number)


def _of_bare(reading: Reading, head: Head, number: Number) -> _Verdict | None:
    if ("bare", "", number.number) in reading.memory:
        return _Verdict("S", "number_only")
    owners = {name.owner for name in head.owners}
    if "S" in owners or (reading.limits.body_owner == "S" and owners <= {"Council"}):
        return _Verdict("S", "number_only") if security_council_year(number.number) else _OPEN
    return _OPEN if owners & {"A", "Council"} else None


def _of_slash(reading: Reading, head: Head, item: Item) -> _Verdict | None:
    number, limits = item.numbers[0], reading.limits
    if any(name.owner for name in head.owners):
        return _of_named_slash(reading, head, item)
    if head.is_possessive and head.nearby and head.nearby[0].owner == OTHER_ORGANIZATION:
        # 'the Executive Board, in its decision 2024/12', but in a resolution of the Assembly
        # 'the Agenda of the African Union and its resolution 66/293'
        owner = first_fitting((limits.body_owner,), number, head.kind, _date_of(item), limits)
        return _Verdict(owner, "context") if owner else None
    remembered = reading.memory.get((number.form, number.session, number.number))
    nearby = [expand(reading.text, name.owner, number, head.start) for name in head.nearby]
    around = (*nearby, limits.body_owner)
    order = (*around, remembered) if head.is_possessive else (remembered, *around)
    order = (*order, *_fallback(number, limits))
    owner = first_fitting(order, number, head.kind, _date_of(item), limits)
    if owner is None and _only_assembly(
        number, head, limits
    ):  # a date can be misprinted, or of another event
        owner = "A"
    return _Verdict(owner, "context") if owner else _OPEN


def _of_named_slash(reading: Reading, head: Head, item: Item) -> _Verdict:
    """The words rule; where they are two, or cannot be meant for this item of the list, what fits."""
    number, limits = item.numbers[0], reading.limits
    named = _named(reading, head, number)
    # "Commission resolution 2025/1", of a commission that was not named before, stays open.
    others = _fallback(number, limits) if any(named) else ()
    owner = first_fitting((*named, *others), number, head.kind, _date_of(item), limits)
    owner = owner or next((owner for owner in named if owner and _can_be_printed(owner, number)), None)
    return _Verdict(owner, "resolution") if owner else _OPEN


def _can_be_printed(owner: str, number: Number) -> bool:
    """Tell whether the words rule though the number does not look like it: what is printed rules."""
    if owner == "E":
        return number.is_by_year
    return owner in {"A", "A/HRC"} or owner.startswith(("E/CN.", "E/ESCAP", "UNEP"))


def _named(reading: Reading, head: Head, number: Number) -> list[str | None]:
    return [expand(reading.text, name.owner, number, head.start) for name in head.owners]


def _only_assembly(number: Number, head: Head, limits: Limits) -> bool:
    return fits("A", number, head.kind, None, limits) and (
        head.is_possessive or not fits("A/HRC", number, head.kind, None, limits)
    )


def _fallback(number: Number, limits: Limits) -> tuple[str, ...]:
    if number.is_by_year:
        return ("E",)
    return ("A/HRC", "A") if limits.body_owner == "A/HRC" else ("A", "A/HRC")


def _dates(citation: Citation, owners: list[str | None]) -> list[tuple[date | None, ...]]:
    """Return each item's adoption date; '358 (1974) and 359 (1974) of 15 August 1974' gives both the date."""
    items = citation.items
    found = [_dates_of(item, owner) for item, owner in zip(items, owners, strict=True)]
    for position in range(len(items) - 2, -1, -1):
        if items[position].date or items[position].pinpoint or not citation.joined[position]:
            continue
        first, *others = found[position + 1]
        if others:  # 'of 25 and 27 June 1950'
            found[position], found[position + 1] = (first,), tuple(others)
        elif first is not None and _can_share(items[position], items[position + 1], first):
            found[position] = (first,)
    return found


def _can_share(item: Item, following: Item, day: date) -> bool:
    number, other = item.numbers[0], following.numbers[0]
    if number.form == "year":
        return int(number.session) == day.year
    return number.form == other.form and number.session == other.session


def _dates_of(item: Item, owner: str | None) -> tuple[date | None, ...]:
    if item.date is None:
        return (None,)
    days, month, year = item.date
    year = year or year_of_session(owner, item.numbers[0], month)
    return tuple(to_date(year, month, day) for day in days) if year else (None,)


def _date_of(item: Item) -> date | None:
    """Return the date that is printed in full, by which organs are told apart."""
    return _dates_of(item, None)[0]


def _to_mention(text: str, number: Number, verdict: _Verdict, head: Head | None) -> SymbolMention:
    symbol = _to_symbol(number, verdict.owner, head)
    method = verdict.method
    if verdict.owner and symbol is None:
        method = "without_symbol"  # the organ is known, its resolutions bear no symbol
    return SymbolMention(
        start_char=number.start,
        end_char=number.end,
        surface=text[number.start : number.end],
        symbol=render(symbol) if symbol else None,
        joint_symbol=None,
        body_code=symbol.body_code if symbol else verdict.owner,
        series=symbol.series if symbol else None,
        session=symbol.session if symbol else None,
        number=symbol.number if symbol else None,
        adopted_on=None,
        pinpoint=None,
        role="cited",
        method=method,
    )


def _to_symbol(number: Number, owner: str | None, head: Head | None) -> Symbol | None:
    if owner is None or not bears_symbol(owner):
        return None
    try:
        return parse_symbol(to_symbol_text(owner, head.kind if head else None, number))
    except ValueError:  # 'Trusteeship Council decision 5 (X)': there is no such series
        return None
