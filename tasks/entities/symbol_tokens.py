"""Cuts symbols and resolution numbers out of running text, without deciding what they mean.

`TOKEN` is the only expression that runs over a whole text. It begins with one character class, so that the scan
stops at capitals and digits only; all others are tried at one place. None can match the same characters in two
ways, so that time grows with the length of the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from tasks.entities.symbol_grammar import SUFFIX, first_components

_DASH: Final = "[-\u2010-\u2013]"
_ORDINAL: Final = rf"(?:E?S{_DASH})?[IVXLC]{{1,7}}"
_COMPONENT: Final = rf"[A-Za-z0-9]+(?:(?:\.|{_DASH})[A-Za-z0-9]+)*(?:\(\d{{1,3}}\))?"
# A line that was broken after a slash leaves a space: 'A/C.3/74/ L.11'.
_STEM: Final = rf"[A-Z][A-Za-z]{{0,7}}(?:[.-][A-Z0-9]{{1,5}})?(?:/{_COMPONENT}|/\s{{1,3}}(?=[A-Za-z.(]{{0,8}}\d){_COMPONENT})+"
TOKEN: Final = re.compile(
    rf"[A-Z0-9](?<![\w/.\u2011-].)(?:(?<=[A-Z])(?:[A-Za-z]{{0,7}}(?:[.-][A-Z0-9]{{1,5}})?/\s{{0,3}}[A-Z0-9]|(?:S|(?<=S)){_DASH}\d)"
    rf"|(?<=[0-9])\d{{0,3}}(?:/\d|(?:\s?[A-Z][^()/\d]{{0,20}})?\s{{0,3}}\((?:E?S{_DASH})?[IVXLC12]))",
    re.DOTALL,
)
_STEM_AT: Final = re.compile(_STEM)
_RESOLUTION_TAIL: Final = re.compile(
    rf"(?:\s?[A-Z](?=\s?\(E?S?{_DASH}?[IVXLC]+\)))?\s{{0,3}}\((?:(?:19|20)\d\d|{_ORDINAL})\)(?:\s?[A-Z](?=[\s,;.)]))?"
)
_SUFFIX_TAIL: Final = re.compile(rf"(?:{SUFFIX})+", re.IGNORECASE)
# A blank on one side is a broken line; on both, or a dash that begins a line, is a list.
_JOINT: Final = re.compile(
    rf"(?:{_DASH}\s{{0,3}}|\s{{1,3}}{_DASH})(?=(?:{'|'.join(sorted(map(re.escape, first_components())))})[/.])"
)
_SLASH: Final = re.compile(
    rf"((?:E?S{_DASH})?\d{{1,4}})/(\d{{1,4}})(?![a-z\d_/%°]|\.\d|,\d{{3}}(?![\d/])|[A-Z][\w/])"
)
_PAREN: Final = re.compile(
    rf"(\d{{1,4}})(?P<letters>\s?[A-Z](?:\s*(?:,|and|to|&|{_DASH})\s*[A-Z](?![A-Za-z])){{0,5}})?"
    rf"\s{{0,3}}\((?:(?P<year>(?:19|20)\d\d)|(?P<ordinal>{_ORDINAL}))\)"
)
# The letter of a set is not the first word of what follows ('74/247 A representative of …').
_AFTER_LETTER: Final = (
    r"(?=\s*(?:[,;:.)\]”\"*(&|\u2010-\u2013-]|$)"
    r"|\s+(?:and|or|to|of|on|in|is|was|were|by|which|that|as|adopted|entitled|concerning|with|through|both|also"
    r"|paras?\b|paragraphs?|sects?\b|sections?|annex|dated|from|pursuant|has|have|had|for|at|it)\b)"
)
# On the next line a letter with a full stop is a heading ('A. Background').
_LETTER: Final = re.compile(rf"(?:[^\S\n]{{0,2}}|\s{{1,3}}(?![A-Z]+\.))([A-Z]{{1,2}}){_AFTER_LETTER}")
_MORE_LETTERS: Final = re.compile(
    rf"(?P<list>(?:\s*,\s*[A-Z](?=\s*,|\s+and\b)){{0,20}}\s*,?\s+(?:and|or|&)\s+[A-Z])(?![\w’'/]|\.\s?[A-Z]){_AFTER_LETTER}"
    rf"|(?P<range>\s+to\s+[A-Z]|\s?{_DASH}\s?[A-Z])(?![\w’'/]){_AFTER_LETTER}"
)
_BARE_NUMBER: Final = re.compile(r"\d{3,4}")
# Literal beginning, so that this second scan is a search for a word.
_BARE: Final = re.compile(
    r"(?:esolutions?|ESOLUTIONS?|NSCRs?|NSC)\s+(?:Nos?\.?\s*)?"
    r"(\d{3,4}(?:(?:,\s+(?:and\s+)?|\s+and\s+|\s+or\s+)\d{3,4}(?![\w/]|\s{0,3}[A-Z]?\s{0,3}\(|[.,-]\d))*)"
    r"(?![\w/]|\s{0,3}(?:[A-Z]\s{1,3})?\((?:[12]|E?S-|[IVXLC])|[.,-]\d|\s[A-Z]\b)"
)
_LETTER_TAIL: Final = re.compile(rf"\s[A-Z]{{1,2}}(?:{_DASH}[A-Z]{{1,2}})?{_AFTER_LETTER}")
_ONE_LETTER: Final = re.compile(r"[A-Z]{1,2}")
_YEAR_DIGITS: Final = 4
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_MONTH: Final = "|".join(_MONTHS)
_DATE_BESIDE: Final = re.compile(rf"\s*\|?\s*(\d{{1,2}})\s+({_MONTH})\s+(\d{{4}})\b")
_DATE: Final = re.compile(
    rf"\s*,?\s*(?:adopted\s+)?(?:of|on|dated)\s+"
    rf"(?:(\d{{1,2}})(?:\s+and\s+(\d{{1,2}}))?\s+({_MONTH})(?:,?\s+(\d{{4}})\b)?"
    rf"|({_MONTH})\s+(\d{{1,2}})(?:,\s+(\d{{4}})\b)?)"
    rf"|\s*\((\d{{1,2}})\s+({_MONTH})\s+(\d{{4}})\)",
    re.IGNORECASE,
)

# An annex can be named without a number, a paragraph cannot.
_UNIT: Final = (
    r"(?:operative\s+|preambular\s+)?(?:para(?:graph)?s?\.?|sect(?:ion)?s?\.?|chap(?:ter)?s?\.?|parts?"
    r"|recommendations?|articles?|principles?|rules?|tables?|vols?\.)"
)
_WHOLE: Final = r"(?:annex(?:es)?|appendix|appendices|preamble)"
_PLACE: Final = (
    r"(?:\d{1,3}(?:\s?\([a-z]{1,4}\)){0,2}|[IVXLC]{1,6}(?:\.[A-Z\d])?|[A-Z])(?![\w/]|\s?\((?:19|20))"
)
_PLACES: Final = rf"{_PLACE}(?:(?:\s?[–−-]\s?|,\s+|,?\s+(?:and|to|or)\s+){_PLACE}){{0,20}}"
_PIN: Final = rf"(?:the\s+)?(?:{_UNIT}\s+{_PLACES}|{_WHOLE}(?:\s+{_PLACES})?)"
# Not ', section VI of its resolution …': that place is in what follows.
_PIN_AFTER: Final = re.compile(
    rf",\s*(?:see\s+|in\s+particular\s+)?((?>{_PIN})(?:,\s+(?>{_PIN})(?!\s+(?:of|to)\s)){{0,4}})\b(?!\s+(?:of|to)\s)",
    re.IGNORECASE,
)
_PIN_BEFORE: Final = re.compile(
    rf"\b({_PIN}(?:,?\s+(?:of|to)\s+{_PIN}){{0,3}})\s+(?:of|to|in|contained\s+in)\s+"
    r"(?:the\s+|its\s+|document\s+|report\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Document:
    """A document-shaped token: 'A/C.3/74/L.11', 'GA/10684'; `text` as printed."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """One resolution number, or one letter of a set of resolutions: '53/243 A', 'B'.

    `form` tells what stands beside the number: a session or year before the slash, a year in parentheses
    ('1325 (2000)'), an ordinal of a session ('1514 (XV)'), or nothing ('resolution 1325').
    """

    start: int
    end: int
    form: Literal["slash", "year", "ordinal", "bare"]
    session: str
    number: int
    letters: str  # '', 'A', 'A-C'

    @property
    def is_by_year(self) -> bool:
        """Tell whether a year stands before the slash, as in '2019/19'."""
        return self.form == "slash" and len(self.session) == _YEAR_DIGITS and self.session.isdigit()


def find_tokens(text: str) -> Iterator[Document | tuple[Number, ...]]:
    """Yield document-shaped tokens and resolution numbers in order; the numbers of one set together."""
    position = 0
    while (hit := TOKEN.search(text, position)) is not None:
        start = hit.start()
        token: Document | tuple[Number, ...] | None
        if text[start].isdigit() or text[start] in "ES":
            token = _numbers_at(text, start) or _document_at(text, start)
        else:
            token = _document_at(text, start)
        if not token:
            position = start + 1
            continue
        yield token
        position = token.end if isinstance(token, Document) else token[-1].end


def find_bare_numbers(text: str) -> Iterator[tuple[Number, ...]]:
    """Yield numbers that stand without session or year after "resolution(s)": 'resolutions 242 and 338'."""
    for hit in _BARE.finditer(text):
        yield tuple(
            Number(digits.start(), digits.end(), "bare", "", int(digits.group()), "")
            for digits in _BARE_NUMBER.finditer(text, hit.start(1), hit.end(1))
        )


def find_date(text: str, position: int) -> tuple[int, tuple[int, ...], int, int | None] | None:
    """Return where an adoption date at `position` ends, its days, its month, and its year if printed."""
    match = _DATE.match(text, position)
    if match is None:
        return None
    day, second, month, year, us_month, us_day, us_year, in_day, in_month, in_year = match.groups()
    day, month, year = day or us_day or in_day, month or us_month or in_month, year or us_year or in_year
    days = (int(day), int(second)) if second else (int(day),)
    return match.end(), days, _MONTHS.index(month.capitalize()) + 1, int(year) if year else None


def find_date_beside(text: str, position: int) -> tuple[int, tuple[int, ...], int, int | None] | None:
    """Return the date in the next column of a table, in the form of `find_date`: '79/115 4 December 2024'."""
    match = _DATE_BESIDE.match(text, position)
    if match is None:
        return None
    return match.end(), (int(match[1]),), _MONTHS.index(match[2].capitalize()) + 1, int(match[3])


def to_date(year: int, month: int, day: int) -> date | None:
    """Return the day, None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_pinpoint_after(text: str, position: int) -> tuple[int, str] | None:
    """Return where the pinpoint after a citation ends, and its words: ', annex II, para. 3'."""
    match = _PIN_AFTER.match(text, position) if text[position : position + 1] == "," else None
    return (match.end(), " ".join(match[1].split())) if match else None


def find_pinpoint_before(text: str, floor: int, position: int) -> str | None:
    """Return the pinpoint that ends at `position`, not before `floor`: 'paragraph 15 of the annex' to …."""
    window = text[max(floor, position - 90) : position]
    if not window[-8:].rstrip().endswith(("of", "to", "in", "the", "its", "document", "report")):
        return None
    match = _PIN_BEFORE.search(window)
    return " ".join(match[1].split()) if match else None


def _document_at(text: str, start: int) -> Document | None:
    match = _STEM_AT.match(text, start)
    if match is None:
        return None
    end = _end_of_tail(text, match.group(), match.end())
    for _ in range(3):  # no document bears more symbols than three
        joint = _JOINT.match(text, end)
        following = _STEM_AT.match(text, joint.end()) if joint else None
        if following is None:
            break
        end = _end_of_tail(text, following.group(), following.end())
    return Document(start, end, text[start:end])


def _end_of_tail(text: str, stem: str, end: int) -> int:
    if "/RES/" in stem or "/Res/" in stem or "/DEC/" in stem:
        tail = _RESOLUTION_TAIL.match(text, end) or _LETTER_TAIL.match(text, end)
        if tail:
            return tail.end()
    tail = _SUFFIX_TAIL.match(text, end)
    return tail.end() if tail else end


def _numbers_at(text: str, start: int) -> tuple[Number, ...]:
    match = _SLASH.match(text, start)
    if match:
        return tuple(_with_letters(text, match))
    match = _PAREN.match(text, start)
    return tuple(_in_parentheses(text, match)) if match else ()


def _with_letters(text: str, match: re.Match[str]) -> Iterator[Number]:
    session, number = to_hyphen(match[1]), int(match[2])
    first = _LETTER.match(text, match.end())
    if first is None:
        yield Number(match.start(), match.end(), "slash", session, number, "")
        return
    more = _MORE_LETTERS.match(text, first.end())
    if more and more["range"]:
        letters = f"{first[1]}-{more['range'][-1]}"
        yield Number(match.start(), more.end(), "slash", session, number, letters)
        return
    yield Number(match.start(), first.end(), "slash", session, number, first[1])
    for letter in _ONE_LETTER.finditer(text, first.end(), more.end() if more else first.end()):
        yield Number(letter.start(), letter.end(), "slash", session, number, letter.group())


def _in_parentheses(text: str, match: re.Match[str]) -> Iterator[Number]:
    form: Literal["year", "ordinal"] = "year" if match["year"] else "ordinal"
    session, number = to_hyphen(match["year"] or match["ordinal"]), int(match[1])
    if not match["letters"]:
        # The catalogue puts the letter last: '217 (III) A'.
        after = _LETTER.match(text, match.end()) if form == "ordinal" else None
        end, letters = (after.end(), after[1]) if after else (match.end(), "")
        yield Number(match.start(), end, form, session, number, letters)
        return
    found = list(_ONE_LETTER.finditer(text, *match.span("letters")))
    if re.search(rf"to|{_DASH}", match["letters"]):
        yield Number(
            match.start(), match.end(), form, session, number, f"{found[0].group()}-{found[-1].group()}"
        )
        return
    for index, letter in enumerate(found):
        begin = match.start() if index == 0 else letter.start()
        end = match.end() if index == len(found) - 1 else letter.end()
        yield Number(begin, end, form, session, number, letter.group())


def to_hyphen(text: str) -> str:
    """Return the text with every dash as a hyphen."""
    return text if text.isascii() else re.sub(_DASH, "-", text)
