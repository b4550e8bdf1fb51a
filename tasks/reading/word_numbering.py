"""Counts the numbers that Word adds to paragraphs by itself: they are printed, and stand in no run of the text.

Rules: ECMA-376 part 1, 17.9. A level's counter starts anew when a higher level counts on.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from tasks.reading.word_package import W
from tasks.reading.word_styles import to_int, value

_PLACE = re.compile(r"%(\d)")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LETTERS = 26
_MOST = 3_999  # Roman numbers end here
_MOST_LETTERS = 30 * _LETTERS  # as do letters and signs, long before they fill the memory
# What Word's symbol fonts draw for characters of the private use area.
SYMBOLS = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf02d": "–",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf076": "❖",
    "\uf0be": "–",
}


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    text: str  # with places: '%1.%2.'
    number_format: str
    start: int
    restarts: bool


@dataclass(slots=True)
class Numbering:
    """The lists of a document with their counters."""

    abstract_of: Mapping[str, str]  # by numId
    levels: Mapping[tuple[str, int], Level]  # by abstract list and level
    overrides: Mapping[tuple[str, int], int]  # the start that a list of its own gives to a level, by numId
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def next_label(self, number_id: str, level: int) -> str:
        """Return the number of the next paragraph of a list, as printed, and count on; '' where none is."""
        abstract = self.abstract_of.get(number_id)
        style = self.levels.get((abstract or "", level))
        if abstract is None or style is None:
            return ""
        counts = self._counts.setdefault(abstract, {})
        self._count(number_id, level, style.start, counts)
        for below in [other for other in counts if other > level]:
            lower = self.levels.get((abstract, below))
            if lower is None or lower.restarts:
                del counts[below]
        if style.number_format == "bullet":
            return "".join(
                SYMBOLS.get(sign, "•" if "\ue000" <= sign <= "\uf8ff" else sign) for sign in style.text
            )
        return _PLACE.sub(
            lambda place: self._printed(abstract, int(place[1]) - 1, counts), style.text
        ).strip()

    def _count(self, number_id: str, level: int, start: int, counts: dict[int, int]) -> None:
        override = self.overrides.get((number_id, level))
        if override is not None and (number_id, level) not in self._begun:
            self._begun.add((number_id, level))
            counts[level] = override
        else:
            counts[level] = counts[level] + 1 if level in counts else start

    def _printed(self, abstract: str, level: int, counts: dict[int, int]) -> str:
        style = self.levels.get((abstract, level))
        if style is None:
            return ""
        return format_number(counts.setdefault(level, style.start), style.number_format)


def format_number(number: int, number_format: str) -> str:
    """Return a number in one of Word's formats; Arabic where the format is not one of Latin letters."""
    match number_format:
        case "none":
            return ""
        case "lowerLetter" | "upperLetter" if 0 < number <= _MOST_LETTERS:
            # After z come aa, bb, cc.
            letters = chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1)
            return letters if number_format == "lowerLetter" else letters.upper()
        case "lowerRoman" | "upperRoman" if 0 < number <= _MOST:
            roman = _to_roman(number)
            return roman if number_format == "lowerRoman" else roman.upper()
        case "decimalZero":
            return f"{number:02}"
        case "chicago" if 0 < number <= _MOST_LETTERS:
            return "*†‡§"[(number - 1) % 4] * ((number - 1) // 4 + 1)
        case _:
            return str(number)


def _to_roman(number: int) -> str:
    parts = []
    for size, sign in _ROMAN:
        parts.append(sign * (number // size))
        number %= size
    return "".join(parts)


def read_numbering(root: etree._Element | None) -> Numbering:
    """Return the lists of `numbering.xml`; none where there is no such part."""
    if root is None:
        return Numbering({}, {}, {})
    levels: dict[tuple[str, int], Level] = {}
    links: dict[str, str] = {}
    linked: dict[str, str] = {}
    for abstract in root.iter(f"{W}abstractNum"):
        abstract_id = abstract.get(f"{W}abstractNumId", "")
        links[value(abstract, "styleLink") or ""] = abstract_id
        linked[abstract_id] = value(abstract, "numStyleLink") or ""
        for level in abstract.iter(f"{W}lvl"):
            levels[abstract_id, to_int(level.get(f"{W}ilvl"))] = _level(level)
    abstract_of, overrides = {}, {}
    for number in root.iter(f"{W}num"):
        number_id, abstract_id = number.get(f"{W}numId", ""), value(number, "abstractNumId") or ""
        abstract_of[number_id] = links.get(linked.get(abstract_id) or "-", abstract_id)
        for override in number.iter(f"{W}lvlOverride"):
            at = to_int(override.get(f"{W}ilvl"))
            if (start := value(override, "startOverride")) is not None:
                overrides[number_id, at] = to_int(start)
            if (own := override.find(f"{W}lvl")) is not None:
                # A list that changes a level is a list of its own.
                abstract_of[number_id] = _own_list(levels, abstract_of[number_id], number_id)
                levels[abstract_of[number_id], at] = _level(own)
    return Numbering(abstract_of, levels, overrides)


def _own_list(levels: dict[tuple[str, int], Level], abstract_id: str, number_id: str) -> str:
    own = f"{abstract_id}/{number_id}"
    if abstract_id.endswith(f"/{number_id}"):
        return abstract_id
    levels.update({(own, at): level for (of, at), level in list(levels.items()) if of == abstract_id})
    return own


def _level(level: etree._Element) -> Level:
    return Level(
        text=value(level, "lvlText") or "",
        number_format=value(level, "numFmt") or "decimal",
        start=to_int(value(level, "start"), 1),
        restarts=value(level, "lvlRestart") != "0",
    )
