"""A document's own symbol: from its masthead, its running headers, or a resolution's number."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tasks.text.masthead_lines import HeadLine

# The grammar is loose on purpose: the symbol is told by standing alone on its line, so that a series that
# no list knows yet ('TPNW/MSP/2025/WP.4') is read as well.
_SERIES = r"(?:\[[A-Z/]+\])?[A-Z]{1,8}(?:\.\d{1,2})?(?:-[A-Z]{2,5})?"
_COMPONENT = r"/(?:Part [A-Z]\b|[^\s/()\[\],;:]{1,20})(?:\s?\([^()]{1,24}\))?"
_SIMPLE = rf"{_SERIES}\.?(?:{_COMPONENT})+"
_LINE = re.compile(
    rf"(?:United Nations(?: System)?|Nations Unies|Naciones Unidas|Организация Объединенных Наций)?\s*"
    rf"(?P<symbols>{_SIMPLE}(?:\s?[-–—]\s?{_SIMPLE})?)(?:-\*)?"
)
_JOINT = re.compile(r"(?<=[\w)])\s?[-–—]\s?(?=[A-Z]{1,8}(?:\.\d{1,2})?/)")
_PAGE_NUMBER = re.compile(
    r"^(?:[Pp]age )?\d{1,3}(?: ?/ ?\d{1,3})?\s+(?=[A-Z])|(?<=\d)\s+(?:[Pp]age )?\d{1,3}$"
)
_SMUDGED = re.compile(r"(?=.*\d)[\dIlOo|]{2,}")
_LOOKALIKES = str.maketrans("IlOo|", "11001")
_BEFORE_YEAR_OR_PART = re.compile(
    r"(?<=\d)\s?\((?=Sect|Part|Vol|Suppl|Resumption|Introduction|Prog|\d{4}\)|[IVXL]+\))"
)
_ABBREVIATED = re.compile(r"\((Sect|Vol|Vols|Suppl)\.?\s?(?=[\dIVX])")
_SPELT = re.compile(r"\((Parts?|Resumption)\s?(?=[IVX\d])")


@dataclass(frozen=True, slots=True)
class OwnSymbol:
    """The document's symbol, the symbol of the second organ of a joint document, and the lines that say so."""

    symbol: str
    joint: str | None = None
    lines: tuple[HeadLine, ...] = ()


def canonical(symbol: str) -> str:
    """Return a printed symbol in canonical form.

    >>> canonical("A/39/36I"), canonical("A./81/6(Sect.12)"), canonical("[E/ECE/]TRANS/SC.2/2001/20")
    ('A/39/361', 'A/81/6 (Sect. 12)', 'TRANS/SC.2/2001/20')
    """
    symbol = re.sub(r"^([AE])/[0Oo]\.(?=\d)", r"\1/C.", symbol)  # OCR of 'A/C.1/212'
    symbol = re.sub(r"^\[[A-Z/]+\]", "", symbol).replace("./", "/").rstrip("*.- ")
    parts = (part.translate(_LOOKALIKES) if _SMUDGED.fullmatch(part) else part for part in symbol.split("/"))
    symbol = _BEFORE_YEAR_OR_PART.sub(" (", "/".join(parts))
    return _SPELT.sub(r"(\1 ", _ABBREVIATED.sub(r"(\1. ", symbol))


def read_symbols(text: str) -> tuple[str, str | None] | None:
    """Return the symbol and the joint symbol that make up the whole line, else None."""
    if "/" not in text:
        return None
    match = _LINE.fullmatch(re.sub(r"\s*/\s*", "/", text.strip()))
    if not match or not any(c.isdigit() for c in match["symbols"]) or text.endswith("."):
        return None
    first, joint = _split_joint(match["symbols"])
    return canonical(first), canonical(joint) if joint else None


def _split_joint(symbols: str) -> tuple[str, str | None]:
    """Return the symbols on both sides of the dash; 'DP-FPA/2025/1' is one symbol."""
    for dash in _JOINT.finditer(symbols):
        if "/" in symbols[: dash.start()]:
            return symbols[: dash.start()], symbols[dash.end() :]
    return symbols, None


def find_own_symbol(head: Sequence[HeadLine], running: Sequence[HeadLine]) -> OwnSymbol | None:
    """Return the symbol that page 1 prints on a line of its own; of several, the one of the running headers.

    Where page 1 has none, that of most running headers. `head` are the lines that may hold it.
    """
    printed = list(_symbol_lines(head))
    counts = Counter(own.symbol for own in _symbol_lines(running))
    if not printed:
        most = counts.most_common(1)
        return next((own for own in _symbol_lines(running) if most and own.symbol == most[0][0]), None)
    return next((own for own in printed if own.symbol in counts), printed[0])


def without_page_number(line: HeadLine) -> HeadLine:
    """Return a foot line without the page's number, which a reader may have put beside the symbol: '1 A/PV.1331'."""
    return replace(line, text=_PAGE_NUMBER.sub("", line.text))


def _symbol_lines(lines: Sequence[HeadLine]) -> Iterator[OwnSymbol]:
    """Yield the symbols of the lines; two lines that follow each other are a joint symbol."""
    index = 0
    while index < len(lines):
        line, index = lines[index], index + 1
        found = read_symbols(line.text) if line.role != "footnote" else None
        if not found:
            continue
        symbol, joint = found
        follower = lines[index] if index < len(lines) else None
        second = (
            read_symbols(follower.text) if follower and not joint and follower.page == line.page else None
        )
        if follower and second and _are_joint(symbol, second[0]):
            yield OwnSymbol(symbol, second[0], (line, follower))
            index += 1
        else:
            yield OwnSymbol(symbol, joint, (line,))


def _are_joint(first: str, second: str) -> bool:
    """Tell whether two symbols in two lines are one document's: of two organs, not an addendum of the first."""
    return first != second and first.rpartition("/")[0] != second.rpartition("/")[0]


# ── A resolution's number ──────────────────────────────────────────────────────────────────────────
# Such as '78/323. Title', '76/10.', 'ES-11/1.', '2625 (XXV). Title', 'Resolution 22/8'
_SESSION = r"(?P<session>(?:E?S-)?\d{1,4}/\d{1,3}(?: [A-Z]\b)?|\d{1,4}(?: [A-Z])? ?\((?:E?S-)?[IVXL]+\))"
_CLOSE_YEAR = re.compile(r"(?<=[\dA-Z])\(")  # OCR of '2625 (XXV)' loses the space
_NUMBERED = re.compile(rf"{_SESSION}\.(?:\s*(?P<title>[^\W\d].*|[“\"'].*|\s.*))?")
_HEADED = re.compile(rf"(?:Resolution|RESOLUTION|Decision|DECISION) {_SESSION}\.?(?:\s+(?P<title>.*))?")
# Such as 'Resolution 2777 (2025)', '10 (1946). Resolution of 4 November 1946', 'Resolution 290' / 'of 8 December 1970'
_COUNCIL = re.compile(
    r"(?:Resolution|RESOLUTION)\s+(?P<number>\d{1,4})(?:\s*\((?P<year>\d{4})\))?(?:\s+(?i:of)\s.*)?"
    r"|(?P<old>\d{1,4})\s*\((?P<old_year>\d{4})\)\.\s*Resolution of\b.*"
)


@dataclass(frozen=True, slots=True)
class ResolutionNumber:
    """A resolution's number line: the number, the year that makes it the Security Council's, the title after it."""

    number: str
    year: str | None
    title: str
    line: HeadLine


def find_resolution_number(head: Sequence[HeadLine]) -> ResolutionNumber | None:
    """Return the first line of the head that is a resolution's number, with or without its title."""
    return next((found for line in head if (found := _read_number(line))), None)


def _read_number(line: HeadLine) -> ResolutionNumber | None:
    match = _NUMBERED.fullmatch(line.text) or _HEADED.fullmatch(line.text)
    if match:
        session = _CLOSE_YEAR.sub(" (", match["session"])
        return ResolutionNumber(session, None, (match["title"] or "").strip(), line)
    match = _COUNCIL.fullmatch(line.text)
    if match:
        return ResolutionNumber(
            match["number"] or match["old"], match["year"] or match["old_year"] or "", "", line
        )
    return None


def symbol_of_resolution(
    number: ResolutionNumber, resolving_code: str | None, year: int | None
) -> str | None:
    """Return the symbol of a resolution that prints its number only; `resolving_code` says whose it is."""
    if number.year is not None:
        year_text = number.year or (str(year) if year else "")
        return f"S/RES/{number.number} ({year_text})" if year_text else None
    return f"{resolving_code}/RES/{number.number}" if resolving_code else None
