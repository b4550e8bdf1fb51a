"""Parses and renders document symbols by the series in `seeds/reference/symbol_series.csv`.

A series is a template such as `A/C.{n}/{session}/L.{number}`: read from left to right it recognises a symbol,
filled in it renders one. What may follow every symbol (`/Add.1`, ` (Part I)`, `-S/2022/606`) is not in the
templates but here. Source: un_conventions, "Symbol grammar"; research.un.org/en/docs/symbols.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from seeds.reference import read_reference

# A component of a path: '2022', '29A', '1-3', '4.1', 'S-12', 'A-32', 'L.11', 'OzL.Pro.28', 'COP-MOP', 'COP(14)'.
_COMPONENT = (
    r"(?:\d{1,5}(?:-\d{1,5}|[A-Z])?|\d{1,3}(?:\.\d{1,3}){1,3}|[A-Z]{1,2}-\d{1,3}"
    r"|[A-Z][A-Za-z]*(?:-[A-Z]+)*(?:\.[A-Za-z0-9]+)*(?:-\d{1,4}|\(\d{1,3}\))?)"
)
_PLACEHOLDERS: Mapping[str, str] = {
    "session": r"(?:E?S-)?\d{1,3}",
    "year": r"(?:19[4-9]\d|20\d\d)",
    "number": r"\d{1,5}[A-Z]?(?:-\d{1,5})?",
    "digits": r"\d{1,5}",
    "letters": r"(?: ?[A-Z]{1,2}(?:-[A-Z]{1,2})?)?",
    # 'XXV', and the sessions that were special: 'S-VI', 'ES-V'
    "ordinal": r"(?:E?S-)?[IVXLC]+",
    # Symbols without a session; the last of 1975 is about A/10500, the last of 1993 S/26999.
    "old": r"(?:[1-9]\d{0,3}|[12]\d{4})",
    "n": r"\d{1,4}",
    "m": r"\d{1,4}",
    "country": r"[A-Z]{3}",
    "word": r"[A-Z][A-Za-z]+",
    "joint": r"[A-Z]+(?:-[A-Z]+)+",
    "path": rf"{_COMPONENT}(?:/{_COMPONENT})*",
}
_PART_WORDS = "Parts?|Vols?|Sects?|Suppl|Resumption|Introduction|Foreword|Plan|Income|Annex(?:es)?|Summary|Prologue|Section"
SUFFIX = (
    r"/(?:Add|Corr|Rev|Amend|Summary|Supp)(?:\.\d{1,3}(?:-\d{1,3})?)?(?![A-Za-z0-9])|/(?:Corrigendum|Addendum)\b"
    r"|/Part [A-Z]\b"  # 'A/81/6 (Sect. 12)/Part A'
    rf"|\s{{0,3}}\((?:{_PART_WORDS})(?:\b|(?=[IVX\d]))[^()]{{0,40}}\)"
)
_PART_WORD = re.compile(rf"({_PART_WORDS})\.?", re.IGNORECASE)
_SUFFIXES = re.compile(rf"(?:{SUFFIX})+$", re.IGNORECASE)
_ONE_SUFFIX = re.compile(SUFFIX, re.IGNORECASE)
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_SPACES = re.compile(r"\s+")
_CATALOGUE_SET = re.compile(r"^(A/RES/\d{1,4})\s?(\((?:E?S-)?[IVXLC]+\))\s?([A-Z])$")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_LAST_OLD_ASSEMBLY = 10_999  # A/10500 or so closed 1975; A/78423 is A/78/423 with a slash lost


@dataclass(frozen=True, slots=True)
class Symbol:
    """A parsed symbol. `values` fill the placeholders of the series' template, in its order.

    `series` is a key of `symbol_series.csv`; `session` is Arabic ('74', 'ES-10') or a year ('2019').
    """

    series: str
    template: str
    values: tuple[str, ...]
    suffixes: tuple[str, ...]
    body_code: str
    session: str | None
    number: str | None
    joint: "Symbol | None" = None


@dataclass(frozen=True, slots=True)
class _Series:
    """One row of `symbol_series.csv`, compiled."""

    series: str
    template: str
    body_code: str
    pattern: re.Pattern[str]
    names: tuple[str, ...]


@lru_cache(maxsize=16_384)
def parse_symbol(text: str) -> Symbol:
    """Return the symbol that `text` is, in print or in catalogue form; ValueError if it is none."""
    return _parse(_normalise(text))


def render(symbol: Symbol) -> str:
    """Return the canonical form: as printed, one space before a parenthesis, a hyphen in double symbols."""
    own = _fill(symbol.template, symbol.values) + "".join(symbol.suffixes)
    return own if symbol.joint is None else f"{own}-{render(symbol.joint)}"


@cache
def first_components() -> frozenset[str]:
    """Return what stands before the first slash (or full stop) in the known series: 'A', 'FCCC', 'DP-FPA'."""
    return frozenset(_first_component(row["pattern"]) for row in read_reference("symbol_series"))


def roman_to_int(numeral: str) -> int:
    """Return the value of a Roman numeral of up to three digits of value."""
    total = 0
    for letter, following in zip(numeral, f"{numeral[1:]} ", strict=True):
        value = _ROMAN[letter]
        total += -value if _ROMAN.get(following, 0) > value else value
    return total


def _parse(text: str) -> Symbol:
    own, _, joint = _split_joint(text)
    symbol = _parse_simple(own)
    if not joint:
        return symbol
    return Symbol(
        symbol.series, symbol.template, symbol.values, symbol.suffixes, symbol.body_code, symbol.session,
        symbol.number, _parse(joint),
    )  # fmt: skip


def _parse_simple(text: str) -> Symbol:
    tail = _SUFFIXES.search(text)
    stem, suffixes = (text[: tail.start()], tail.group()) if tail else (text, "")
    for series in _series_of().get(_first_component(stem), ()):
        match = series.pattern.fullmatch(stem)
        if match and _is_possible(series, match):
            return _to_symbol(series, match, suffixes)
    raise ValueError(f"no series has the symbol {text!r}")


def _is_possible(series: _Series, match: re.Match[str]) -> bool:
    return series.template != "A/{old}" or int(match["old"]) <= _LAST_OLD_ASSEMBLY


def _to_symbol(series: _Series, match: re.Match[str], suffixes: str) -> Symbol:
    found = {name: _canonical_value(name, match[name]) for name in series.names}
    session, number = _session_and_number(found)
    return Symbol(
        series=series.series,
        template=series.template,
        values=tuple(found.values()),
        suffixes=tuple(_canonical_suffix(one.group()) for one in _ONE_SUFFIX.finditer(suffixes)),
        body_code=series.body_code.format_map(found) if "{" in series.body_code else series.body_code,
        session=session,
        number=number,
    )


def _session_and_number(found: Mapping[str, str]) -> tuple[str | None, str | None]:
    session = found.get("session") or found.get("year")
    number = found.get("number") or found.get("digits") or found.get("old")
    if "ordinal" in found:
        special, _, numeral = found["ordinal"].rpartition("-")
        session = f"{special}-{roman_to_int(numeral)}" if special else str(roman_to_int(numeral))
    if number and found.get("letters"):
        number += found["letters"]
    if "path" in found:
        *before, number = found["path"].split("/")
        session = session or next((part for part in before if _SESSION.fullmatch(part)), None)
    return session, number


_SESSION = re.compile(r"(?:E?S-)?\d{1,4}")


def _canonical_value(name: str, value: str) -> str:
    if name == "letters":
        letters = value.strip().upper()
        return f" {letters}" if letters else ""
    return value.upper() if name in {"session", "number", "ordinal", "country"} else value


def _canonical_suffix(suffix: str) -> str:
    suffix = suffix.strip()
    if suffix.startswith("/"):
        return f"/{suffix[1:].title() if ' ' in suffix else suffix[1:].capitalize()}"
    inside = suffix[1:-1].strip()
    word = _PART_WORD.match(inside)
    assert word is not None, suffix
    rest = inside[word.end() :].strip()
    head = word[1].capitalize()
    if head in {"Sect", "Sects", "Vol", "Vols", "Suppl"}:
        head += "."
    return f" ({head} {_canonical_numeral(rest)})" if rest else f" ({head})"


def _canonical_numeral(text: str) -> str:
    """'ii' -> 'II', '29e' -> '29E'; words ('outline', 'and introduction') stay."""
    words = (word.upper() if re.fullmatch(r"[ivx]+|\d+[a-z]", word) else word for word in text.split(" "))
    return " ".join(words)


def _normalise(text: str) -> str:
    text = _DASHES.sub("-", _SPACES.sub(" ", text.strip()))
    text = re.sub(r" ?([/-]) ?", r"\1", text).rstrip("/")
    text = re.sub(r"(?<=[0-9A-Za-z])\((?=(?:19|20)\d\d\)|(?:E?S-)?[IVXLC]+\))", " (", text)
    return _CATALOGUE_SET.sub(r"\1 \3 \2", text)


def _split_joint(text: str) -> tuple[str, str, str]:
    match = _joint_border().search(text)
    return (text[: match.start()], "-", text[match.end() :]) if match else (text, "", "")


@cache
def _joint_border() -> re.Pattern[str]:
    firsts = "|".join(sorted((re.escape(first) for first in first_components()), key=len, reverse=True))
    return re.compile(rf"(?:(?<=[\d)])|(?<=\d[A-Z]))-(?=(?:{firsts})[/.])")


def _first_component(text: str) -> str:
    return re.split(r"[/.]", text, maxsplit=1)[0]


@cache
def _series_of() -> Mapping[str, tuple[_Series, ...]]:
    """Every series by its first component, in the order of the file: the special before the general."""
    found: dict[str, list[_Series]] = {}
    for row in read_reference("symbol_series"):
        series = _compile(row["series"], row["pattern"], row["body_code"])
        found.setdefault(_first_component(series.template), []).append(series)
    return {first: tuple(series) for first, series in found.items()}


def _compile(series: str, template: str, body_code: str) -> _Series:
    names = tuple(re.findall(r"\{(\w+)\}", template))
    pieces = re.split(r"\{(\w+)\}", template)
    # Odd pieces are placeholders. Literals match in any case ('REV.1' in capital headings); values do not.
    source = "".join(
        f"(?P<{piece}>{_PLACEHOLDERS[piece]})" if index % 2 else f"(?i:{re.escape(piece)})"
        for index, piece in enumerate(pieces)
        if piece
    )
    return _Series(series, template, body_code, re.compile(source), names)


def _fill(template: str, values: tuple[str, ...]) -> str:
    pieces = re.split(r"\{\w+\}", template)
    return "".join(piece + value for piece, value in zip(pieces, (*values, ""), strict=True))
