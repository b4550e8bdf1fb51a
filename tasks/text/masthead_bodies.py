"""The organ that a masthead prints, and the organ of a symbol."""

import re
from functools import cache

from seeds.reference import read_reference

_PUNCTUATION = re.compile(r"[^\w ]+")
_LOGO = re.compile(
    r"(?:the )?(?:united nations(?: system)?|united|nations|nations unies|naciones unidas"
    r"|организация объединенных наций)(?: (?:a|s|e|t|td|st|dp|ccpr|cerd|cedaw|crc|cat)){0,2}|(?:a|s|e|t|td)(?: (?:s|e))?"
)
# An organ that no list knows yet: 'High-level International Conference for the Peaceful Settlement of …'
_LOOKS_LIKE_BODY = re.compile(
    r"(?:[\w’'-]+ ){0,6}(?:committee|sub-?committee|commission|sub-?commission|council|assembly|board|forum"
    r"|conference|working (?:group|party)|group of (?:governmental )?experts|meeting of (?:the )?states parties|mechanism)\b"
    r"(?! (?:adopted|decided|report|room))[^.:;]*",
    re.IGNORECASE,
)


def _fold(name: str) -> str:
    return _PUNCTUATION.sub(" ", name.lower().replace("&", "and")).replace("  ", " ").strip()


@cache
def _codes() -> dict[str, str]:
    """Return every printed name of every organ, folded, with its code; the first row of a name wins."""
    rows = (*read_reference("body_names"), *read_reference("bodies"))
    return {_fold(row["name"]): row["body_code"] for row in reversed(rows)}


@cache
def _longest() -> int:
    """Return the length of two long names side by side, with their punctuation."""
    return 2 * max(map(len, _codes()))


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.partition(" ")[0] for name in _codes())


@cache
def _prefixes() -> dict[str, str]:
    return {
        row["symbol_prefix"]: row["body_code"] for row in read_reference("bodies") if row["symbol_prefix"]
    }


def read_bodies(text: str) -> tuple[str, ...]:
    """Return the codes of the one or two organs whose names make up the whole text."""
    if len(text) > _longest():
        return ()
    folded = _fold(text)
    if folded.partition(" ")[0] not in _first_words():
        return ()
    if folded in _codes():
        return (_codes()[folded],)
    words = folded.split()
    for cut in range(1, len(words)):  # two columns in one line: 'General Assembly Security Council'
        first, second = " ".join(words[:cut]), " ".join(words[cut:])
        if first in _codes() and second in _codes():
            return (_codes()[first], _codes()[second])
    return ()


def is_logo(text: str) -> bool:
    """Tell whether the text is the United Nations' own name or the big letters beside it."""
    return bool(_LOGO.fullmatch(_fold(text)))


def looks_like_body(text: str) -> bool:
    """Tell whether the text reads like the name of an organ or a conference."""
    return bool(_LOOKS_LIKE_BODY.fullmatch(text.strip())) and not text.lower().startswith(("report", "draft"))


def body_of_symbol(symbol: str) -> str | None:
    """Return the organ with the longest prefix of the symbol ('A/C.3/74/L.11' → 'A/C.3'), None if not known."""
    parts = re.sub(r"^A/(?:RES|DEC|INF)/", "A/", symbol).replace("-", "/").split("/")
    prefixes = ("/".join(parts[:n]) for n in range(len(parts), 0, -1))
    return next((_prefixes()[p] for p in prefixes if p in _prefixes()), None)


def most_specific(codes: tuple[str, ...], own: str | None) -> str | None:
    """Return the most specific printed organ; it must be the symbol's own organ or one below it."""
    if own is None:
        return max(codes, key=lambda c: (c.count("/"), -codes.index(c)), default=None)
    below = [code for code in codes if code.startswith(own + "/")]
    return max(below, key=len, default=own)
