"""Makes mentions of document-shaped tokens: what parses is a document, what only looks like one is malformed."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from tasks.entities.symbol_grammar import Symbol, first_components, parse_symbol, render
from tasks.entities.symbol_tokens import (
    Document,
    find_date,
    find_pinpoint_after,
    find_pinpoint_before,
    to_date,
)
from tasks.model import SymbolMention

Memory = dict[tuple[str, str, int], str]

_LONGEST_SYMBOL: Final = 120
# The text went on without a blank: 'A/74/379.The', 'A/74/379/and'.
_RUN_ON: Final = re.compile(r"(?:\.[A-Z][a-z]+|/[a-z]+).*$", re.DOTALL)
# Only where nothing but a symbol can be meant: 'A/77/L45/Rev.1', 'A/78423', 'NPT/CONF.2020/WP'.
_RUN_TOGETHER: Final = re.compile(r"(?<=[\d)–\u2011-])(?=[ASE]/)|(?<=[–\u2011-]\s)(?=[ASE]/)")
_MALFORMED: Final = re.compile(
    r"[AES]/[^/]*\d[^/]*/.+|(?:A|S|E|ST|NPT|FCCC)/[A-Z].*/.*\d.*|[AES]/\d{5,}$|NPT/.*\d.*/."
)
_SUFFIX_ELIDED: Final = re.compile(
    r"(?:,\s*(?:and\s+)?|\s+and\s+|\s+&\s+)/?((?:Add|Corr|Rev|Amend)\.\s?\d{1,3}(?:[-–]\d{1,3})?(?:/(?:Add|Corr|Rev)\.\d{1,2})?)"
    r"(?![\w/])"
)
_RECORD: Final = re.compile(r"/(?:SR|PV)\.\d{1,4}$")
_RECORD_ELIDED: Final = re.compile(
    r"(?:,\s*(?:and\s+)?|\s+and\s+|\s+to\s+|\s?[-–]\s?)(\d{1,4})(?![\w/]|\.\d|\s+[A-Za-z]{4}|\s{0,3}[A-Z]?\s{0,3}\()"
)
_SET: Final = re.compile(r"(?<=\d) [A-Z]$")
_LETTER: Final = re.compile(r"[A-Z]")
_LETTER_ELIDED: Final = re.compile(r"(?:,\s*(?:and\s+)?|\s+and\s+|\s+or\s+)([A-Z])(?![\w/’'-]|\.\w)")


def find_document_mentions(text: str, token: Document, memory: Memory) -> Iterator[SymbolMention]:
    """Yield the mention of one token and of the symbols that are elided after it ("and Add.1")."""
    if token.end - token.start > _LONGEST_SYMBOL or not re.search(r"\d", token.text):
        return
    first = re.split(r"[/.]", token.text, maxsplit=1)[0]
    if first not in first_components():
        return
    end, symbol = _read(token)
    if (symbol is None or _is_range(symbol)) and (pieces := _split(token)):
        for piece in pieces:
            yield from find_document_mentions(text, piece, memory)
        return
    if symbol is None:
        if _MALFORMED.match(token.text):
            yield _to_mention(text, token.start, token.end, None, "malformed")
        return
    _remember(symbol, memory)
    yield _to_mention(text, token.start, end, symbol, "document")
    if end == token.end:
        yield from _elided(text, end, symbol)


def _read(token: Document) -> tuple[int, Symbol | None]:
    for cut in (token.text, _RUN_ON.sub("", token.text)):
        try:
            return token.start + len(cut), parse_symbol(cut)
        except ValueError:
            continue
    return token.end, None


def _is_range(symbol: Symbol) -> bool:
    """Tell whether what looks like a double symbol is a range: no organ numbers one document twice."""
    return symbol.joint is not None and symbol.joint.body_code == symbol.body_code


def _split(token: Document) -> tuple[Document, ...]:
    """Return the symbols of a token that is two run together: 'S/2025/213A/79/856'."""
    borders = [
        token.start,
        *(token.start + hit.start() for hit in _RUN_TOGETHER.finditer(token.text)),
        token.end,
    ]
    pieces = tuple(
        Document(start, end, token.text[start - token.start : end - token.start].rstrip(" -–—\u2011\n"))
        for start, end in pairwise(borders)
    )
    return pieces if len(pieces) > 1 and all(_read(piece)[1] for piece in pieces) else ()


def _elided(text: str, position: int, symbol: Symbol) -> Iterator[SymbolMention]:
    stem = render(symbol)
    if symbol.joint is not None:
        return
    pattern = _SUFFIX_ELIDED
    if _RECORD.search(stem):
        pattern = _RECORD_ELIDED
    elif _SET.search(stem):
        pattern = _LETTER_ELIDED
    while (match := pattern.match(text, position)) is not None:
        elided = _complete(stem, match[1])
        try:
            found = parse_symbol(elided)
        except ValueError:
            return
        yield _to_mention(text, match.start(1), match.end(1), found, "elided")
        position = match.end()


def _complete(stem: str, part: str) -> str:
    """Return the whole symbol: 'S/2005/57' and 'Add.1'; 'A/C.4/49/SR.2' and '5'; 'A/1/Add.1' and 'Add.2'."""
    part = re.sub(r"\s", "", part)
    if _LETTER.fullmatch(part):
        return _SET.sub(rf" {part}", stem)
    if part[0].isdigit():
        return re.sub(r"\d+$", part, stem)
    kind = part.partition(".")[0]
    return f"{re.sub(rf'/{kind}[.][0-9-]+(?:/.*)?$', '', stem)}/{part}"


def _remember(symbol: Symbol, memory: Memory) -> None:
    """Note that A/RES/74/247 was cited, so that a later '74/247' is known."""
    kind = symbol.series.rpartition("/")[2]
    if kind not in {"RES", "DEC"} or symbol.number is None or symbol.session is None:
        return
    digits = re.match(r"\d+", symbol.number)
    if digits and "ordinal" not in symbol.template and "({year})" not in symbol.template:
        memory["slash", symbol.session, int(digits.group())] = symbol.body_code
    if symbol.series == "S/RES" and digits:
        memory["year", symbol.session, int(digits.group())] = "S"
        memory["bare", "", int(digits.group())] = symbol.session


def _to_mention(text: str, start: int, end: int, symbol: Symbol | None, method: str) -> SymbolMention:
    pinpoint = find_pinpoint_after(text, end)
    before = None if pinpoint else find_pinpoint_before(text, 0, start)
    found = find_date(text, end) if symbol and "/RES" in symbol.series else None
    own = render(symbol).removesuffix(f"-{render(symbol.joint)}") if symbol and symbol.joint else None
    return SymbolMention(
        start_char=start,
        end_char=end,
        surface=text[start:end],
        symbol=(own or render(symbol)) if symbol else None,
        joint_symbol=render(symbol.joint) if symbol and symbol.joint else None,
        body_code=symbol.body_code if symbol else None,
        series=symbol.series if symbol else None,
        session=symbol.session if symbol else None,
        number=symbol.number if symbol else None,
        adopted_on=to_date(found[3], found[2], found[1][0]) if found and found[3] else None,
        pinpoint=pinpoint[1] if pinpoint else before,
        role="cited",
        method=method,
    )
