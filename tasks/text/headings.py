"""Tells headings, their rank and the path of sections, from looks where there are any and from words alone."""

import re
from dataclasses import dataclass
from typing import Literal

from tasks.text.standing import is_standing
from tasks.text.units import Unit, has_letters

HeadingStyle = Literal[
    "annex", "part", "chapter", "draft", "roman", "capital", "article", "arabic", "letter", "item", "plain"
]

_ROMAN = r"[IVXLC]+|\d{1,3}[A-Z]?|[A-Z]"
# Words that head a division of a document; what follows is its number, and on the same line at times its title.
_DIVISIONS: tuple[tuple[HeadingStyle, re.Pattern[str]], ...] = (
    (
        "annex",
        re.compile(
            rf"(?:Annex|Appendix|Enclosure|Attachment|Addendum|Schedule|ANNEX|APPENDIX|ENCLOSURE|ATTACHMENT|SCHEDULE|Annexe|ANNEXE)"
            rf"(?:es|ES)?(?:\s+(?P<number>{_ROMAN}))?(?:[.:*]*$|\s*[:.—–-]\s+\S|\s+to\s+the\b)"
        ),
    ),
    (
        "part",
        re.compile(
            rf"(?:Part|PART|Title|TITLE|Volume|VOLUME)\s+(?P<number>{_ROMAN}|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|ONE|TWO|THREE|FOUR|FIVE)"
            r"(?:[.:]*$|\s*[:.—–-]\s+\S)"
        ),
    ),
    (
        "chapter",
        re.compile(
            rf"(?:Chapter|CHAPTER|Section|SECTION)\s+(?P<number>{_ROMAN})(?:[.:]*$|\s*[:.—–-]?\s+[A-Z])"
        ),
    ),
    (
        "draft",
        re.compile(
            rf"(?:Draft\s+(?:resolution|decision|proposal)|DRAFT\s+(?:RESOLUTION|DECISION))s?(?:\s+(?P<number>{_ROMAN}))?(?:\s+[A-Z])?[.:*]*$"
        ),
    ),
    (
        "item",
        re.compile(
            r"Agenda items?\s+(?P<number>\d{1,3}(?:\s\([a-z]\))?)(?:(?:,| and| to)\s\d{1,3}(?:\s\([a-z]\))?)*"
            r"(?:\s\(continued\)|\*)*(?:$|\s*[:.–—]\s+\S)"
        ),
    ),
    (
        "article",
        re.compile(
            r"(?:Article|ARTICLE|Rule|RULE|Regulation|Principle|Guideline|Goal)\s+(?P<number>\d{1,3}|[IVXLC]+)(?:[.:]*$|\s*[:.—–-]\s+\S)"
        ),
    ),
)
_LONE = re.compile(r"(?P<roman>[IVX]+)\.?\Z|(?P<capital>[A-Z])\.?\Z")
_END = re.compile(r"[.,;:!?…][\"'”’»)\]]*\Z")
_ABBREVIATED = re.compile(r"\b(?:etc|Inc|Ltd|Add|Rev|Corr|p\.m|a\.m)\.\Z")
_ADDRESS = re.compile(
    r"(?:Madam|Mr|Mrs|Ms|Sir|Madame|Your|Excellenc|Distinguished|Dear|Ladies|Honou?rable)\b.*[,:.!]\Z",
    re.IGNORECASE,
)
_LONGEST = 220  # characters of a heading that looks like one, or has a number
_SHORTEST_PLAIN = 4
_LONGEST_BOLD = 100  # of one that is numbered, bold, and ends in a full stop
_LONGEST_PLAIN = 160  # of one that only its shortness tells
_ORDER: dict[HeadingStyle, int] = {
    "part": 1, "annex": 1, "chapter": 2, "item": 3, "draft": 3, "roman": 4, "capital": 5, "article": 5, "arabic": 6, "letter": 7,
    "plain": 9,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading's numbering style and number. `is_bare`: its title stands in the next block."""

    style: HeadingStyle
    number: str | None
    is_bare: bool = False


def find_division(text: str) -> Heading | None:
    """Return the heading that a division's own word gives away: "Annex II", "CHAPTER IV", "Draft resolution I"."""
    if len(text) > _LONGEST or not text[:1].isupper():
        return None
    for style, pattern in _DIVISIONS:
        match = pattern.match(text)
        if match and not (text.endswith((";", ",")) or (match.end() < len(text) and _ends_as_sentence(text))):
            return Heading(style, match.group("number"), is_bare=match.end() == len(text))
    return None


def find_heading(
    unit: Unit, before: Unit | None, after: Unit | None, *, wants_title: bool, has_looks: bool
) -> Heading | None:
    """Return what kind of heading a unit is, or None for a paragraph.

    Its neighbours are the document's; `wants_title`: above stands a bare "Annex" or "IV", or below the
    enacting formula; `has_looks`: the document sets headings in bold, so that others need not be guessed.
    """
    if _cannot_head(unit):
        return None
    division = find_division(unit.text)
    if division or unit.role == "heading":
        return division or _numbered(unit) or Heading("plain", None)
    may_be_long = wants_title or unit.is_bold
    if (len(unit.text) > _LONGEST and not may_be_long) or _ends_as_sentence(unit.text):
        return None
    if unit.number or _LONE.match(unit.text):
        return _short_number(unit)
    is_title = wants_title and unit.text[:1].isupper()
    if is_title or _looks_like_heading(unit) or (not has_looks and _reads_like_heading(unit, before, after)):
        # "I thank you" at the end, however bold, heads nothing.
        return Heading("plain", None) if after else None
    return None


_CONTENTS = re.compile(r"(?:Table of )?[Cc]ontents\b|CONTENTS\b|Table des matières\b|Índice\b|Содержание\b")


def is_contents(text: str) -> bool:
    """Return whether a heading is that of the table of contents."""
    return _CONTENTS.match(text) is not None


def _cannot_head(unit: Unit) -> bool:
    text = unit.text
    too_long = len(text) > 2 * _LONGEST
    # A reader may take "6. The Committee elected the following officers:" for centred; it is no heading.
    # So are recommendations that a report sets in bold, sentence by sentence.
    is_sentence = (
        unit.number is not None
        and _ends_as_sentence(text)
        and (not unit.is_bold or len(text) > _LONGEST_BOLD)
    )
    is_item = unit.number is not None and unit.number.style == "bullet"
    return (
        too_long
        or is_sentence
        or is_item
        or not has_letters(text)
        or _ADDRESS.match(text) is not None
        or is_standing(text)
    )


def _short_number(unit: Unit) -> Heading | None:
    """Return a short numbered line as a heading: "II", "A. Background", and "1. Scope" where it looks like one."""
    lone = _LONE.match(unit.text)
    if lone:
        return Heading(
            "roman" if lone["roman"] else "capital", lone["roman"] or lone["capital"], is_bare=True
        )
    assert unit.number is not None
    if unit.number.style in ("roman", "capital"):
        return None if unit.body[:1].islower() else _numbered(unit)
    return _numbered(unit) if _looks_like_heading(unit) and unit.number.style != "bullet" else None


def _ends_as_sentence(text: str) -> bool:
    return _END.search(text) is not None and _ABBREVIATED.search(text) is None


def _numbered(unit: Unit) -> Heading | None:
    number = unit.number
    if number is None:
        return None
    match number.style:
        case "roman" | "capital" | "arabic" | "letter":
            return Heading(number.style, number.value)
        case "decimal":
            return Heading("arabic", number.value)
        case _:
            return Heading("letter", number.value)


def _looks_like_heading(unit: Unit) -> bool:
    if unit.text[:1].islower() or unit.role == "list_item":
        return False
    letters_upper = unit.body.isupper() and len(unit.body) >= _SHORTEST_PLAIN
    return (
        unit.is_bold or unit.centred or letters_upper or (unit.is_italic and len(unit.text) < _LONGEST_PLAIN)
    )


def _reads_like_heading(unit: Unit, before: Unit | None, after: Unit | None) -> bool:
    """Return whether a short line without a full stop stands over a paragraph, and after a finished one."""
    text = unit.text
    if not text[:1].isupper() or unit.role == "list_item" or after is None:
        return False
    if after.role in ("footnote", "table_row") or not _SHORTEST_PLAIN <= len(text) <= _LONGEST_PLAIN:
        return False
    if (
        before is not None
        and before.role == "text"
        and not _END.search(before.text)
        and not before.is_masthead
    ):
        return _is_short_line(before) and _begins_paragraph(after)
    if before is not None and before.text.endswith((":", ",")):
        return False
    return _begins_paragraph(after)


def _is_short_line(unit: Unit) -> bool:
    return len(unit.text) < _LONGEST_PLAIN


def _begins_paragraph(unit: Unit) -> bool:
    if unit.number:
        return unit.number.style != "bullet"
    return unit.text[:1] == "[" or (unit.text[:1].isupper() and _ends_as_sentence(unit.text))


@dataclass(frozen=True, slots=True)
class _Open:
    """A section that is open: how its heading ranks, and its text."""

    key: tuple[object, ...]
    order: int
    title: str


_DEEPEST = 8  # sections within one another


class Sections:
    """The headings above the paragraph at hand, outermost first.

    Numbered headings rank by their style (I. over A. over 1.), others by their looks: a look that is open
    already closes down to it, a new one opens below.
    """

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self._path: tuple[str, ...] = ()
        self._bare = False  # the last heading is a bare "Annex", whose title may follow
        self._is_fresh = False  # nothing but headings came since the last one

    @property
    def path(self) -> tuple[str, ...]:
        """The titles of the open sections."""
        return self._path

    def enter(self, heading: Heading, unit: Unit) -> int:
        """Open the section under a heading; return its level, 1 for the highest."""
        self._open_section(heading, unit)
        self._path = tuple(section.title for section in self._open)
        return len(self._open)

    def _open_section(self, heading: Heading, unit: Unit) -> None:
        if self._bare and heading.style == "plain":
            # "Annex" and, in the next block, its title are one heading.
            last = self._open.pop()
            self._open.append(_Open(last.key, last.order, f"{last.title.rstrip('.')}. {unit.text}"))
            self._bare = False
            return
        # The table of contents has no sections: what follows it does not stand in it.
        titles = [is_contents(section.title) for section in self._open]
        if any(titles):
            del self._open[titles.index(True) :]
        key, order = _rank(heading, unit)
        # Headings of one look, one below the other, go from the item to its papers.
        nests = (
            self._is_fresh and bool(self._open) and heading.style == "plain" and len(self._open) < _DEEPEST
        )
        if not (nests and self._open[-1].key == key):
            self._close_for(key, order)
        self._is_fresh = True
        self._open.append(_Open(key, order, unit.text))
        self._bare = heading.is_bare

    def note_text(self) -> None:
        """Note that text came: what follows is no longer a bare heading's title."""
        self._bare = self._is_fresh = False

    def _close_for(self, key: tuple[object, ...], order: int) -> None:
        keys = [section.key for section in self._open]
        if key in keys:
            del self._open[keys.index(key) :]
            return
        while self._open and self._open[-1].order >= order and order < _ORDER["plain"]:
            self._open.pop()


def _rank(heading: Heading, unit: Unit) -> tuple[tuple[object, ...], int]:
    order = _ORDER[heading.style]
    if heading.style != "plain":
        return (heading.style,), order
    size = round(unit.font_size or 0)
    return (unit.level, size, unit.is_bold, unit.is_italic, unit.text.isupper()), order
