"""The session that a masthead prints: '74', 'ES-10', 'S-32', '2025'."""

import re
from difflib import get_close_matches

_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = (
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def _ordinals() -> dict[str, int]:
    words = {word: n for n, word in enumerate((*_UNITS, *_TEENS), 1)}
    for n, tens in enumerate(_TENS, 2):
        words[tens[:-1] + "ieth"] = 10 * n
        words |= {f"{tens}-{unit}": 10 * n + u for u, unit in enumerate(_UNITS, 1)}
    hundred = {f"hundred and {word}": 100 + n for word, n in words.items()} | {"hundredth": 100}
    return words | hundred | {f"one {word}": n for word, n in hundred.items()}


ORDINALS = _ordinals()

# Such as '(Fifty-fifth session, 16-18 October 2001,', 'Eleventh substantive session', '107th session'
_KIND = r"(?P<kind>(?:emergency special|special|substantive|regular|annual|resumed|ordinary|organizational|extraordinary|formal)?)"
_ORDINAL = re.compile(
    rf"[(\[]?(?:the )?(?P<ordinal>[A-Za-z]+(?:[ -](?:hundred and )?[A-Za-z]+(?:-[a-z]+)?)??|\d{{1,3}}(?:st|nd|rd|th))\s+"
    rf"(?:resumed |formal )?{_KIND}\s*sess ?ion\b(?!s)",
    re.IGNORECASE,
)
# '2025 session', '2025 resumed session', '2024 substantive session'; 'Annual session 2025', 'Substantive session of 2025'
_YEAR_FIRST = re.compile(r"[(\[]?(?P<year>(?:19|20)\d\d) (?:\w+ )?session\b", re.IGNORECASE)
_YEAR_LAST = re.compile(r"(?:[\w-]+ ){1,4}session(?:,| of| for)? (?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_OFFICIAL = re.compile(r"official records,? (?P<year>(?:19|20)\d\d)", re.IGNORECASE)
_MAX_WORDS = 12
_SMUDGED_WORDS = 3

_OF_SYMBOL = re.compile(
    r"(?:A/(?:RES/|DEC/|C\.\d/|HRC/|INF/|BUR/|HRC/RES/)?(?P<ga>(?:E?S-)?\d{1,3})/|E/(?:RES/|DEC/)?(?P<year>\d{4})/)"
)
_ROMAN_RESOLUTION = re.compile(r"A/RES/\d+(?: [A-Z])? \((?P<prefix>E?S-)?(?P<roman>[IVXL]+)\)")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


def to_number(ordinal: str) -> int | None:
    """Return the number of an ordinal in words or figures; bad OCR is forgiven ('rrwenty-sixth' is 26)."""
    word = ordinal.lower().strip()
    figures = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", word)
    if figures:
        return int(figures[1])
    close = [word] if word in ORDINALS else get_close_matches(word, ORDINALS, n=1, cutoff=0.85)
    return ORDINALS[close[0]] if close else None


def read_session(text: str) -> str | None:
    """Return the session that a masthead's line names; a sentence about a session names none."""
    if text[:1].islower() and len(text.split()) > _SMUDGED_WORDS:  # a sentence goes on; OCR smudges a capital
        return None
    year = _YEAR_LAST.match(text) or _YEAR_FIRST.match(text) or _OFFICIAL.match(text)
    if year and len(text.split()) <= _MAX_WORDS:
        return year["year"]
    match = _ORDINAL.match(text)
    number = to_number(match["ordinal"]) if match else None
    if not match or number is None or len(text.split()) > _MAX_WORDS:
        return None
    prefix = {"emergency special": "ES-", "special": "S-"}.get(match["kind"].lower(), "")
    return f"{prefix}{number}"


def session_of_symbol(symbol: str) -> str | None:
    """Return the session that a symbol carries: General Assembly since 1976, Economic and Social Council since 1978."""
    match = _OF_SYMBOL.match(symbol)
    if match:
        return match["ga"] or match["year"]
    roman = _ROMAN_RESOLUTION.match(symbol)
    return f"{roman['prefix'] or ''}{_from_roman(roman['roman'])}" if roman else None


def _from_roman(numeral: str) -> int:
    values = [_ROMAN[c] for c in numeral]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
