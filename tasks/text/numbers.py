"""Reads the numbers that paragraphs, items and headings carry at their head."""

import re
from dataclasses import dataclass
from typing import Literal, cast

NumberStyle = Literal[
    "arabic",  # 1. 1bis. [8bis.] 12
    "decimal",  # 1.2.1
    "roman",  # IV.
    "capital",  # A.
    "letter",  # (a) a) a.
    "small_roman",  # (i) i)
    "digit",  # (1) 1)
    "bullet",  # • - –
]
_LATIN = "bis|ter|quater|quinquies|sexies|septies|octies|novies|decies"
# Text may stand in square brackets while it is not agreed: "[8bis. Further requests …;]".
_NUMBER = re.compile(
    rf"""\[?(?:
      (?P<decimal>\d{{1,3}}(?:\.\d{{1,3}}){{1,4}})\.?(?=\s+[“"(A-Z])
    | (?P<arabic>\d{{1,3}}[A-Z]?(?:\s?(?:{_LATIN}))?)\.(?=\s+\S|[“"A-Z\]]|$)
    | (?P<roman>[IVX]|[IVXLC]{{2,}})\.(?=\s|$)
    | (?P<capital>[A-Z])\.(?=\s|$)
    | \(?(?P<digit>\d{{1,3}}(?:\s?(?:{_LATIN}))?)\)(?=\s*\S)
    | \((?P<bracketed>[a-z]{{1,4}}(?:\s?(?:{_LATIN}))?)\)(?=\s*\S)
    | (?P<half>[a-z]{{1,4}})\)(?=\s+\S)
    | (?P<dotted>[a-z]|[ivx]{{2,4}})\.(?=\s+\S)
    | (?P<bullet>[•·▪■●○◦‣∙*–—-])(?=\s+\S)
    )\]?\s*""",
    re.VERBOSE,
)
_FIGURE = re.compile(r"\d+")
_SMALL_ROMAN = re.compile(r"(?:x{0,3})(?:ix|iv|v?i{0,3})\Z")
_ROMAN = re.compile(r"(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\Z")
_ITEM = re.compile(
    rf"\[?(?:\d{{1,4}}(?:\s?(?:{_LATIN}))?\.(?=\s|[A-Z“]|$)|\(?[a-z]{{1,3}}\)|\(?\d{{1,3}}\)|[A-Z]\.\s|[IVX]+\.\s|[•·▪■●○◦‣–—-]\s)"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number at the head of a paragraph: its value as printed without brackets and stop, and where it ends."""

    value: str
    style: NumberStyle
    end: int  # offset of the text behind it

    @property
    def ordinal(self) -> int:
        """The figure at its head, "8" of "8bis"; 0 where it has none."""
        match = _FIGURE.match(self.value)
        return int(match.group()) if match else 0


def find_number(text: str) -> Number | None:
    """Return the number at the head of plain text, if there is one.

    Roman or letter is not decided here where both are possible: "(i)" is a `letter`; see `is_small_roman`.
    """
    match = _NUMBER.match(text)
    if match is None:
        return None
    kind, value = match.lastgroup or "", match.group(match.lastgroup or 0)
    if kind == "roman" and not _ROMAN.match(value):
        return None
    return Number(" ".join(value.split()), _style(kind, value), match.end())


def _style(kind: str, value: str) -> NumberStyle:
    if kind in ("decimal", "arabic", "digit", "bullet", "roman", "capital"):
        return cast("NumberStyle", kind)
    return "small_roman" if len(value) > 1 and is_small_roman(value) else "letter"


def is_small_roman(value: str) -> bool:
    """Return whether lower-case letters can be read as a Roman number under forty."""
    return bool(value) and _SMALL_ROMAN.match(value) is not None


def starts_item(text: str) -> bool:
    """Return whether plain text begins with a number or bullet, of whatever style."""
    return _ITEM.match(text) is not None
