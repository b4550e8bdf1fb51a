"""Takes references that the document itself marks up: links to the United Nations' document system.

The editors' link goes before the finder's reading where the two disagree, but what the finder read beyond it stays:
a link on `A/76/299-S/2021/749` often names the first half alone, one on `36/120 E` the number without its letter.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from urllib.parse import unquote

from tasks.entities.symbol_grammar import Symbol, parse_symbol, render
from tasks.model import Mark, SymbolMention

ADDRESS = re.compile(r"https?://(?:(?:www\.)?undocs|docs\.un)\.org/(?:[a-z]{2}/)?(?P<symbol>[A-Z].*?)/?\.?$")
SET_LETTER = re.compile(
    r" [A-Z](?:-[A-Z])?(?= \(|$)"
)  # addresses leave it out: 2200 A (XXI) is at A/RES/2200(XXI)
METHOD = "markup"


def symbol_of(address: str) -> Symbol | None:
    """Return the symbol that an address of the document system leads to, None where it leads elsewhere."""
    found = ADDRESS.match(unquote(address))
    if found is None:
        return None
    try:
        return parse_symbol(found["symbol"])
    except ValueError:  # an address with a slip in it
        return None


def with_links(found: Iterable[SymbolMention], marks: Iterable[Mark], text: str) -> list[SymbolMention]:
    """Return the mentions in order, those that are marked up with `method = 'markup'`."""
    mentions = sorted(found, key=lambda m: m.start_char)
    ends = [m.end_char for m in mentions]  # mentions do not overlap: ends are in order, too
    missed: list[SymbolMention] = []
    for start, end, symbol in _linked(marks):
        first = bisect_right(ends, start)
        last = first
        while last < len(mentions) and mentions[last].start_char < end:
            last += 1
        for place in range(first, last):
            mentions[place] = _confirmed(mentions[place], symbol, is_alone=last - first == 1)
        if first == last:
            missed.append(_mention(start, end, text, symbol))
    return sorted((*mentions, *missed), key=lambda m: m.start_char)


def _linked(marks: Iterable[Mark]) -> Iterator[tuple[int, int, Symbol]]:
    """Yield linked ranges; a link that was cut in pieces ('58/' '2' '92') is one."""
    links = sorted((m for m in marks if m.style == "link"), key=lambda m: m.start_char)
    for address, pieces in groupby(links, key=lambda m: m.value):
        symbol = symbol_of(address)
        if symbol is not None:
            for start, end in _joined(list(pieces)):
                yield start, end, symbol


def _joined(pieces: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    start, end = pieces[0].start_char, pieces[0].end_char
    for piece in pieces[1:]:
        if piece.start_char > end:
            yield start, end
            start = piece.start_char
        end = piece.end_char
    yield start, end


def _confirmed(mention: SymbolMention, symbol: Symbol, *, is_alone: bool) -> SymbolMention:
    """Return a mention as the link has it, keeping what the finder read beyond the link."""
    canonical = render(symbol)
    found = mention.symbol or ""
    read_more = canonical in {SET_LETTER.sub("", found), mention.joint_symbol} or found.startswith(canonical)
    if read_more or not is_alone:
        return replace(mention, method=METHOD)
    linked = _mention(mention.start_char, mention.end_char, "", symbol)
    return replace(
        linked,
        surface=mention.surface,
        adopted_on=mention.adopted_on,
        pinpoint=mention.pinpoint,
        role=mention.role,
    )


def _mention(start: int, end: int, text: str, symbol: Symbol) -> SymbolMention:
    return SymbolMention(
        start_char=start,
        end_char=end,
        surface=text[start:end],
        symbol=render(replace(symbol, joint=None)),
        joint_symbol=render(symbol.joint) if symbol.joint else None,
        body_code=symbol.body_code,
        series=symbol.series,
        session=symbol.session,
        number=symbol.number,
        adopted_on=None,
        pinpoint=None,
        role="cited",
        method=METHOD,
    )
