"""Ordinals in words, as sessions are counted: 'seventy-ninth', 'quatre-vingt-unième', 'sexagésimo noveno', 'семьдесят девятая'."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache

_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = (
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

_UNITS_FR = (
    "unième",
    "deuxième",
    "troisième",
    "quatrième",
    "cinquième",
    "sixième",
    "septième",
    "huitième",
    "neuvième",
)
_TEENS_FR = (
    "dixième", "onzième", "douzième", "treizième", "quatorzième", "quinzième", "seizième", "dix-septième",
    "dix-huitième", "dix-neuvième",
)  # fmt: skip
_TENS_FR = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}

_UNITS_ES = ("primer", "segundo", "tercer", "cuarto", "quinto", "sexto", "séptimo", "octavo", "noveno")
_TENS_ES = (
    "décimo", "vigésimo", "trigésimo", "cuadragésimo", "quincuagésimo", "sexagésimo", "septuagésimo",
    "octogésimo", "nonagésimo",
)  # fmt: skip

_UNITS_RU = ("первая", "вторая", "третья", "четвертая", "пятая", "шестая", "седьмая", "восьмая", "девятая")
_TEENS_RU = (
    "десятая", "одиннадцатая", "двенадцатая", "тринадцатая", "четырнадцатая", "пятнадцатая", "шестнадцатая",
    "семнадцатая", "восемнадцатая", "девятнадцатая",
)  # fmt: skip
_TENS_RU = (
    ("двадцать", "двадцатая"), ("тридцать", "тридцатая"), ("сорок", "сороковая"), ("пятьдесят", "пятидесятая"),
    ("шестьдесят", "шестидесятая"), ("семьдесят", "семидесятая"), ("восемьдесят", "восьмидесятая"),
    ("девяносто", "девяностая"),
)  # fmt: skip
_FIGURES = re.compile(r"(\d{1,3})(?:st|nd|rd|th|ère|e|ème|[ºª°oa]|\.[ºª°]|-[яй])")


def _english() -> Iterator[tuple[str, int]]:
    words = {word: n for n, word in enumerate((*_UNITS, *_TEENS), 1)}
    for n, tens in enumerate(_TENS, 2):
        words[tens[:-1] + "ieth"] = 10 * n
        words |= {f"{tens}-{unit}": 10 * n + u for u, unit in enumerate(_UNITS, 1)}
    hundred = {f"hundred and {word}": 100 + n for word, n in words.items()} | {"hundredth": 100}
    yield from (words | hundred | {f"one {word}": n for word, n in hundred.items()}).items()


def _french() -> Iterator[tuple[str, int]]:
    yield from (("première", 1), ("seconde", 2), ("centième", 100))
    yield from ((word, n) for n, word in enumerate((*_UNITS_FR, *_TEENS_FR), 1) if n > 1)
    for tens, word in _TENS_FR.items():
        yield f"{word.removesuffix('e')}ième", tens
        below = (*_UNITS_FR, *_TEENS_FR) if tens in (60, 80) else _UNITS_FR  # soixante-dixième is 70
        for n, unit in enumerate(below, 1):
            yield f"{word}-{unit}", tens + n
            yield from (
                (f"{word}{link}{unit}", tens + n)
                for link in (" et ", "-et-")
                if unit in ("unième", "onzième")
            )


def _spanish() -> Iterator[tuple[str, int]]:
    units = (*enumerate(_UNITS_ES, 1), (1, "primero"), (3, "tercero"), (7, "septimo"))
    yield from ((word, n) for n, word in units)
    yield from (("undécimo", 11), ("duodécimo", 12), ("centésimo", 100))
    for n, tens in enumerate(_TENS_ES, 1):
        yield tens, 10 * n
        for u, unit in units:
            yield f"{tens} {unit}", 10 * n + u
            yield f"{tens.translate(_PLAIN)}{unit}", 10 * n + u  # 'decimocuarto', 'vigesimoprimer'


_PLAIN = str.maketrans("áéíóú", "aeiou")


def _russian() -> Iterator[tuple[str, int]]:
    yield from ((word, n) for n, word in enumerate((*_UNITS_RU, *_TEENS_RU), 1))
    yield from (("четвёртая", 4), ("сотая", 100))
    for n, (tens, ordinal) in enumerate(_TENS_RU, 2):
        yield ordinal, 10 * n
        yield from ((f"{tens} {unit}", 10 * n + u) for u, unit in enumerate(_UNITS_RU, 1))


@cache
def ordinals() -> dict[str, int]:
    """Return every ordinal up to 199 in English and up to 100 in French, Spanish and Russian, in lower case."""
    return dict((*_russian(), *_spanish(), *_french(), *_english()))


def to_number(ordinal: str) -> int | None:
    """Return the number of an ordinal in words or figures; bad OCR is forgiven ('rrwenty-sixth' is 26).

    >>> to_number("quatre-vingt-unième"), to_number("sexagésimo noveno"), to_number("семьдесят девятая"), to_number("107th")
    (81, 69, 79, 107)
    """
    word = re.sub(r"\s+", " ", ordinal.lower().strip())
    figures = _FIGURES.fullmatch(word)
    if figures:
        return int(figures[1])
    close = [word] if word in ordinals() else get_close_matches(word, ordinals(), n=1, cutoff=0.85)
    return ordinals()[close[0]] if close else None
