r"""Runs of date words: where a text holds numbers and months joined by "and", "to", dashes and commas.

One compiled pass finds the runs; each run is spelled as a short code, a token and what stands between it and
the next in turn. On such codes the grammar of dates is a plain regular expression
(`tasks.entities.date_shapes`): "5, 12 and 28 October 1994" is `D,D&D_M_Y`.

    tokens      D day (1-31)   M month   Y year (1000-2199)   I a whole date in figures   N other number
    separators  _ space   n line end   , comma   & and, or   ~ tight dash   - spaced dash, "to"   / slash
                o "of"   x anything else
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DASHES = "\u2010\u2011\u2012–—−-"  # the hyphen last, as a character class wants it
SPACES = " \t\u00a0\u2007\u2009\u202f"

_DAYS, _YEARS = range(1, 32), range(1000, 2200)
_ENDINGS = {"september": r"(?:tember|t?\b\.?)", "may": ""}  # what may follow a month's first three letters
_NO_LETTER = r"(?![^\W\d_])"
_GAP = rf"[{SPACES}]{{0,4}}(?:\n[{SPACES}]{{0,4}})?"


def _month(head: int) -> str:
    """Return a pattern for every month; with `head` 1, for all but its first letter, which has been read."""
    names = []
    for name in MONTHS:
        ending = _ENDINGS.get(name, rf"(?:{name[3:]}|\b\.?)")
        names.append((rf"(?<={name[0]})" if head else "") + name[head:3] + ending)
    return rf"(?i:{'|'.join(names)}){_NO_LETTER}"


_ISO = r"-\d\d-\d\d(?![\d-])"
_FIGURES = r"(?:/\d\d?/|\.\d\d?\.)\d{4}(?![\d/])"
_NUMBER = rf"\d*+(?:st|nd|rd|th)?+{_NO_LETTER}"
# Empty groups mark the atoms that make a run worth reading: a match without one holds numbers only.
_ATOM = (
    rf"(?:{_month(0)}()|\d{{4}}{_ISO}()|\d\d?{_FIGURES}()|(?:1\d|2[01])\d\d(?![^\W_])()|(?=\d){_NUMBER}"
    rf"|\d\d?(?={_month(0)}))"
)
# The same after its first character: `re` skips fast to a character class. What may not stand before it keeps
# runs out of words ("dismay"), symbols ("A/49/624") and long numbers.
_FIRST = (
    rf"[0-9JFMASOND](?<![\w/].)(?:{_month(1)}()|(?<=\d)(?:\d{{3}}{_ISO}()|\d?{_FIGURES}()"
    rf"|(?:(?<=1)\d|(?<=2)[01])\d\d(?![^\W_])()|{_NUMBER}|\d?(?={_month(0)})))"
)
_FILLER = (
    rf"(?:(?:on|from|the|early|mid|late|end|beginning|middle|of|in)(?![a-z])-?|(?:{'|'.join(WEEKDAYS)}),?)"
)
_OPERATOR = (
    rf"(?:(?:and|or|to|through|until|till|(?:day )?of|up to(?: and including)?)(?![a-z])|[&/{DASHES}])"
)
_JOINT = rf"{_GAP}(?:,{_GAP})?(?i:{_OPERATOR}{_GAP})?(?i:{_FILLER}{_GAP}){{0,4}}"
_RUN = re.compile(rf"{_FIRST}(?:{_JOINT}{_ATOM})*+")
_TOKEN = re.compile(
    rf"(?P<month>{_month(0)})|(?P<iso>\d{{4}}{_ISO})|(?P<figures>\d\d?{_FIGURES})"
    r"|(?P<number>\d+)(?P<ordinal>(?:st|nd|rd|th)(?![^\W\d_]))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word or number of a run; offsets count in the text."""

    code: str
    value: int  # day, month (1-12), year or number; of a whole date its ordinal
    start: int
    end: int
    is_ordinal: bool = False
    is_short: bool = False  # 'Sept.', 'Jan'


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens and, between each and the next, a separator's code: `code` spells them out in turn."""

    code: str
    tokens: tuple[Token, ...]

    def token(self, index: int) -> Token:
        """Return the token at `index` of `code`."""
        return self.tokens[index // 2]


def find_runs(text: str) -> Iterator[Run]:
    """Yield the runs that hold a month, a four-digit number or a whole date."""
    for match in _RUN.finditer(text):
        if match.lastindex is not None:
            yield _read_run(text, match.start(), match.end())


def _read_run(text: str, start: int, end: int) -> Run:
    tokens: list[Token] = []
    code: list[str] = []
    for match in _TOKEN.finditer(text, start, end):
        token = _read_token(match)
        if tokens:
            separator = read_separator(text[tokens[-1].end : token.start])
            if token.code == "N" and tokens[-1].code == "M" and separator == "_":
                token = _without_footnote(token, match.group())
            code.append(separator)
        tokens.append(token)
        code.append(token.code)
    return Run("".join(code), tuple(tokens))


def _without_footnote(token: Token, digits: str) -> Token:
    """Return the year of "31 December 20233", where the marker of note 3 lost its height."""
    if re.fullmatch(r"(?:19|20)\d\d\d{1,2}", digits) is None:
        return token
    return Token("Y", int(digits[:4]), token.start, token.start + 4)


def _read_token(match: re.Match[str]) -> Token:
    start, end = match.span()
    word = match.group()
    match match.lastgroup:
        case "month":
            name = word.rstrip(".").lower()
            return Token("M", month_number(name), start, end, is_short=name not in MONTHS)
        case "iso" | "figures":
            day = read_figures(word)
            return Token("N", 0, start, end) if day is None else Token("I", day.toordinal(), start, end)
        case _:
            return _read_number(match, start, end)


def _read_number(match: re.Match[str], start: int, end: int) -> Token:
    digits = match["number"]
    is_ordinal = match["ordinal"] is not None
    value = int(digits[:5])
    if value in _DAYS and len(digits) <= len("31"):
        return Token("D", value, start, end, is_ordinal)
    is_year = value in _YEARS and len(digits) == len("2019") and not is_ordinal
    return Token("Y" if is_year else "N", value, start, end, is_ordinal)


@lru_cache(maxsize=64)
def month_number(name: str) -> int:
    """Return 1 to 12 for a month's name or abbreviation in lower case, without full stop."""
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(name[:3]))


def read_figures(word: str) -> date | None:
    """Return the day that figures name, None where there is no such day or the order is open.

    ISO 8601, day.month.year with full stops; with slashes only what can be read in one way.
    """
    if "-" in word:
        year, month, day = (int(part) for part in word.split("-"))
        return _day(year, month, day)
    first, second, year = (int(part) for part in re.split(r"[./]", word))
    if "." in word:
        return _day(year, second, first)
    readings = {_day(year, second, first), _day(year, first, second)} - {None}
    return readings.pop() if len(readings) == 1 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_WORDS = re.compile(r"[a-z]+", re.IGNORECASE)
_RANGE_WORDS = frozenset(("to", "through", "until", "till", "up"))
_LIST_WORDS = frozenset(("and", "or"))


@lru_cache(maxsize=4096)
def read_separator(separator: str) -> str:
    """Return the code of what stands between two tokens.

    Weekdays and "on", "the", "early" … after a comma, an "and" or a "to" change nothing.
    """
    words = [word.lower() for word in _WORDS.findall(separator)]
    if words:
        return _read_words(words, separator)
    is_tight = len(separator) == 1
    if any(dash in separator for dash in DASHES):
        return "~" if is_tight else "-"
    if "/" in separator:
        return "/" if is_tight else "x"
    if "&" in separator:
        return "&"
    if "," in separator:
        return ","
    return "n" if "\n" in separator else "_"


def _read_words(words: list[str], separator: str) -> str:
    if words[0] in _RANGE_WORDS:
        return "-"
    if words[0] in _LIST_WORDS or "&" in separator:
        return "&"
    if "," in separator:
        return ","
    return "o" if words in (["of"], ["day", "of"]) else "x"
