"""The session that a masthead prints: '74', 'ES-10', 'S-32', '2025'."""

import re
from collections.abc import Iterator

from tasks.text.ordinals import to_number

_ORDINAL = r"(?P<ordinal>[^\W\d_]+(?:[ -][^\W\d_]+){0,4}?|\d{1,3}(?:\w{1,3}|[º°.-]+\w?))"
# Such as '(Fifty-fifth session, 16-18 October 2001,', 'Eleventh substantive session', '107th session'
_SESSIONS = (
    re.compile(
        rf"[(\[]?(?:the )?{_ORDINAL}\s+(?:resumed |formal )?"
        r"(?P<kind>(?:emergency special|special|substantive|regular|annual|resumed|ordinary|organizational|extraordinary|formal)?)"
        r"\s*sess ?ion\b(?P<urgent> extraordinaire d[’']urgence| extraordinaire)?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"[(\[]?{_ORDINAL} per[ií]odo (?P<kind>(?:extraordinario )?)de sesiones(?P<urgent> de emergencia)?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"[(\[]?{_ORDINAL} (?P<kind>(?:чрезвычайная |специальная |очередная )*)сессия(?P<urgent>)",
        re.IGNORECASE,
    ),
)
_PREFIXES = {
    "emergency special": "ES-", "special": "S-", "extraordinaire d'urgence": "ES-", "extraordinaire": "S-",
    "extraordinario de emergencia": "ES-", "extraordinario": "S-", "чрезвычайная специальная": "ES-", "специальная": "S-",
}  # fmt: skip
# '2025 session', '2025 resumed session', '2024 substantive session'; 'Annual session 2025', 'Substantive session of 2025'
_YEARS = (
    re.compile(
        r"(?:[\w-]+ ){1,4}session(?: \w+)?(?:,| of| for| de)? (?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
    ),
    re.compile(r"[(\[]?(?P<year>(?:19|20)\d\d) (?:\w+ )?session\b", re.IGNORECASE),
    re.compile(r"session (?:\w+ ){0,3}(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE),
    re.compile(
        r"(?:\w+ ){0,2}per[ií]odo (?:\w+ )?de sesiones (?:\w+ )?(?:de )?(?P<year>(?:19|20)\d\d)\b",
        re.IGNORECASE,
    ),
    re.compile(r"(?:\w+ ){0,3}сессия (?P<year>(?:19|20)\d\d) года", re.IGNORECASE),
    re.compile(r"official records,? (?P<year>(?:19|20)\d\d)", re.IGNORECASE),
)
_MAX_WORDS = 12
_SMUDGED_WORDS = 3

_OF_SYMBOL = re.compile(
    r"(?:A/(?:RES/|DEC/|C\.\d/|HRC/|INF/|BUR/|HRC/RES/)?(?P<ga>(?:E?S-)?\d{1,3})/|E/(?:RES/|DEC/)?(?P<year>\d{4})/)"
)
_ROMAN_RESOLUTION = re.compile(r"A/RES/\d+(?: [A-Z])? \((?P<prefix>E?S-)?(?P<roman>[IVXL]+)\)")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


def read_session(text: str) -> str | None:
    """Return the session that a masthead's line names; a sentence about a session names none."""
    if text[:1].islower() and len(text.split()) > _SMUDGED_WORDS:  # a sentence goes on; OCR smudges a capital
        return None
    if len(text.split()) > _MAX_WORDS:
        return None
    year = next((match["year"] for pattern in _YEARS if (match := pattern.match(text))), None)
    return year or next(_numbered(text), None)


def _numbered(text: str) -> Iterator[str]:
    for pattern in _SESSIONS:
        match = pattern.match(text)
        number = to_number(match["ordinal"]) if match else None
        if match and number is not None:
            kind = " ".join(f"{match['kind']} {match['urgent'] or ''}".lower().replace("’", "'").split())
            yield f"{_PREFIXES.get(kind, '')}{number}"


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
