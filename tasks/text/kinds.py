"""Tells what every unit is: a state machine over the document, in reading order.

A *zone* is the text of a resolution or decision, in a document of its own or quoted in a report: it begins
with the enacting formula ("The General Assembly,"), goes through the preamble to the operative paragraphs, and
ends at an annex, at the record of the adoption, or where the report's own numbers go on.
"""

import re
from dataclasses import dataclass
from typing import Literal

from tasks.model import ParagraphKind
from tasks.text.cells import CELL, find_cells
from tasks.text.headings import Heading, find_heading, is_contents
from tasks.text.numbers import Number, is_small_roman
from tasks.text.openers import find_opener
from tasks.text.speakers import find_speaker
from tasks.text.units import Unit

_ORGAN = (
    r"Assembly|Council|Committee|Commission|Conference|Board|Part(?:y|ies)|Congress|Subcommission|Sub-Commission|"
    r"Meeting|Working Group|Forum|Governments?|Authority|Tribunal|Panel|Bureau|Group"
)
_FORMULA = re.compile(rf"The\s(?!President)(?=[^.;:]*\b(?:{_ORGAN})\b)[A-Z][^.;:]{{3,300}},\Z")
_BARE_FORMULA = re.compile(
    r"The (?:General Assembly|Security Council|Economic and Social Council|Human Rights Council)\Z"
)
_ADOPTED = re.compile(
    r"(?:\(?(?:Unanimously )?[Aa]dopted (?:at|by|on|without)\b|\d+(?:st|nd|rd|th) (?:\w+ )?meeting\b|"
    r"(?:Have|HAVE) agreed as follows)"
)
_LABEL = re.compile(
    r"(?P<label>In favou?r|Against|Abstain(?:ing|ed)|Abstentions?|Absent|(?:Present and )?[Nn]ot voting|Non-voting)"
    r"\s*:\s*(?P<rest>.*)\Z",
    re.DOTALL,
)
# "Chile … Mr. Espinosa": what a row of dots led to on the page.
_LED_ROW = re.compile(r"\S.{0,159} … (?!.* … ).{0,99}[^\s.]\Z")
_SENTENCE = re.compile(r"[.!?][\"”’)]*\Z")
_FIRST_WORD = re.compile(r"[^\W\d_][\w-]*")
_SUMMARY_SPEAKER = re.compile(
    r"(?:\d+\.\s+)?(?:(?:The (?:CHAIR\w*|PRESIDENT|Chair\w*|President))|(?:Mr|Mrs|Ms|Miss|Dr|Sir|Archbishop|Monsignor)\.?\s"
    r"[^:;!?]{2,60}?\((?:[A-Z][^()]{2,80})\)),?[^.;]{0,120}?\b(?:said|asked|thanked|welcomed|expressed|wished|"
    r"recalled|noted|suggested|proposed|introduced|stressed|observed|drew attention|speaking|invited|supported|agreed|endorsed|"
    r"pointed out|declared|congratulated|shared|emphasized|explained|reiterated|called for|considered|felt|hoped|believed)\b"
)
_PAGE_REFERENCE = re.compile(r"\s(?:\d{1,3}|[ivx]+)\Z")
_ZoneState = Literal["none", "preamble", "operative"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a unit is. `level` of a heading is left to its section; `heading` says how it ranks."""

    kind: ParagraphKind
    number: str | None = None
    level: int = 1
    opener: str | None = None
    heading: Heading | None = None


def read_kinds(units: list[Unit], *, is_summary_record: bool = False) -> list[Reading]:
    """Return one reading per unit, in the same order."""
    has_looks = any(unit.role == "heading" or (unit.is_bold and not unit.is_masthead) for unit in units)
    reader = _KindReader(is_summary_record=is_summary_record, has_looks=has_looks)
    cells = find_cells(units)
    readings = []
    for index, unit in enumerate(units):
        before = units[index - 1] if index else None
        after = units[index + 1] if index + 1 < len(units) else None
        readings.append(Reading("table") if index in cells else reader.read(unit, before, after))
    return readings


class _KindReader:
    """The state: whether a zone is open, the last numbers seen, and whether a list of names is going on."""

    def __init__(self, *, is_summary_record: bool, has_looks: bool) -> None:
        self._is_summary_record = is_summary_record
        self._has_looks = has_looks
        self._zone: _ZoneState = "none"
        self._had_zone = False
        self._is_excerpt = False  # the zone began in its middle, without a formula
        self._is_over = False  # the last operative paragraph ended with a full stop
        self._operative = 0  # the last operative number
        self._body = 0  # the last number of the report around
        self._names_follow = False
        self._wants_title = False  # the last heading was a bare "Annex" or "IV"
        self._contents = 0  # the page on which a table of contents is going on
        self._letter = ""  # the last item's letter, which tells (i) after (h) from (i) under (a)

    def read(self, unit: Unit, before: Unit | None, after: Unit | None) -> Reading:
        if unit.role == "footnote":
            return Reading("footnote", unit.label or None)
        if unit.is_title:
            return Reading("title")
        if unit.is_masthead:
            return Reading("masthead")
        if unit.role == "table_row" or _LED_ROW.match(unit.text):
            return Reading("table")
        if self._is_listed(unit, after):
            return Reading("table")
        return self._read_vote(unit) or self._read_text(unit, before, after)

    def _is_listed(self, unit: Unit, after: Unit | None) -> bool:
        """Return whether a unit is a line of the table of contents: its titles are no headings."""
        if not self._contents:
            return False
        lines = (unit.text, after.text if after else "")
        is_over = unit.page_number > self._contents and not any(map(_PAGE_REFERENCE.search, lines))
        if is_over or (_SENTENCE.search(unit.text) and len(unit.text) > CELL):
            self._contents = 0
            return False
        self._contents = unit.page_number
        return True

    def _read_vote(self, unit: Unit) -> Reading | None:
        match = _LABEL.match(unit.text)
        if match:
            self._names_follow = not match["rest"] or match["rest"].endswith(",")
            return Reading("vote_list")
        if not self._names_follow:
            return None
        self._names_follow = unit.text.endswith(",")
        is_names = unit.role == "text" and (unit.number is None) and find_speaker(unit.text) is None
        return Reading("vote_list") if is_names else None

    def _read_text(self, unit: Unit, before: Unit | None, after: Unit | None) -> Reading:
        if find_speaker(unit.text) or (self._is_summary_record and _SUMMARY_SPEAKER.match(unit.text)):
            number = unit.number.value if unit.number and unit.number.style == "arabic" else None
            return Reading("speech", number)
        if after is not None and _is_formula(unit.text):
            self._zone, self._is_over, self._operative = "preamble", False, 0
            self._had_zone, self._is_excerpt = True, False
            return Reading("body")
        in_zone = self._zone != "none" and self._read_in_zone(unit)
        if in_zone:
            return in_zone
        # "Annex" or the enacting formula around it make any short line a title.
        wants_title = self._wants_title or (after is not None and _is_formula(after.text))
        heading = find_heading(unit, before, after, wants_title=wants_title, has_looks=self._has_looks)
        self._wants_title = heading is not None and heading.is_bare
        if heading:
            self._contents = unit.page_number if is_contents(unit.text) else 0
            return self._read_heading(heading)
        return self._read_outside(unit)

    def _read_heading(self, heading: Heading) -> Reading:
        self._letter = ""
        if self._zone != "none":
            in_report = self._body > 0 and not heading.is_bare
            if heading.style in ("annex", "draft") or (
                heading.style in ("roman", "chapter", "part") and in_report
            ):
                self._zone = "none"
            elif heading.style != "plain":
                # The parts of a resolution: its preamble is over, as the Organization's editors mark it up.
                self._zone, self._is_over = "operative", False
        if heading.style == "annex":
            self._body = 0
        return Reading("heading", heading.number, heading=heading)

    def _read_in_zone(self, unit: Unit) -> Reading | None:
        if _ADOPTED.match(unit.text):
            self._zone = "none"
            return None
        number = unit.number
        if number and number.style == "arabic":
            return self._read_numbered_in_zone(unit, number)
        if number and number.style not in ("roman", "capital"):
            return self._read_lettered(unit, number)
        if number is not None or unit.role == "heading" or not unit.text[:1].isalpha():
            return None
        return self._read_unnumbered_in_zone(unit)

    def _read_numbered_in_zone(self, unit: Unit, number: Number) -> Reading | None:
        value, opener = number.ordinal, _opener(unit, "operative")
        if self._is_excerpt and opener is None:
            return None
        is_next = value in (1, self._operative, self._operative + 1)
        if opener is None and self._goes_back_to_report(value, is_next=is_next):
            self._zone = "none"
            return None
        if not (is_next or opener or self._zone == "preamble"):
            return None
        self._zone, self._operative, self._letter = "operative", value, ""
        self._is_over = unit.text.endswith(".")
        return Reading("operative", number.value, 1, opener or _first_word(unit.body))

    def _goes_back_to_report(self, value: int, *, is_next: bool) -> bool:
        """Return whether a number is the next one of the report around, and not the resolution's."""
        if self._body == 0:
            return False
        is_reports = value == self._body + 1
        return (is_reports and self._is_over) if is_next else (is_reports or self._is_over)

    def _read_unnumbered_in_zone(self, unit: Unit) -> Reading | None:
        opener = _opener(unit, "preambular")
        if opener:
            return Reading("preambular" if self._zone == "preamble" else "body", None, 1, opener)
        operative = _opener(unit, "operative")
        if operative and _END_OF_OPERATIVE.search(unit.text):
            self._zone, self._is_over = "operative", unit.text.endswith(".")
            return Reading("operative", None, 1, operative)
        is_other = self._zone == "preamble" and not self._is_excerpt
        if is_other and _END_OF_PREAMBULAR.search(unit.text) and unit.text[0].isupper():
            return Reading("preambular", None, 1, _first_word(unit.text))
        if self._is_over and self._body > 0 and _SENTENCE.search(unit.text):
            self._zone = "none"
        return None

    def _read_outside(self, unit: Unit) -> Reading:
        number = unit.number
        if number is None or number.style in ("roman", "capital"):
            return self._read_unnumbered(unit)
        if number.style in ("arabic", "decimal"):
            opener = _opener(unit, "operative")
            if opener and self._body == 0 and unit.text.endswith(";"):
                return Reading("operative", number.value, 1, opener)
            if number.style == "arabic" and self._zone == "none":
                self._body = number.ordinal
            self._letter = ""
            return Reading("body", number.value, number.value.count(".") + 1)
        return self._read_lettered(unit, number)

    def _read_unnumbered(self, unit: Unit) -> Reading:
        if unit.role == "list_item":
            return Reading("list_item", None, max(unit.level, 1))
        if unit.text.endswith(",") and self._body == 0 and not self._had_zone:
            opener = _opener(unit, "preambular")
            if opener:
                self._zone, self._is_excerpt = "preamble", True
                return Reading("preambular", None, 1, opener)
        return Reading("body")

    def _read_lettered(self, unit: Unit, number: Number) -> Reading:
        value = number.value
        if number.style == "bullet":
            return Reading("list_item", None, max(unit.level, 2))
        if number.style == "digit":
            return Reading("list_item", value, 2)
        if number.style == "small_roman" or (is_small_roman(value) and not self._follows_letter(value)):
            return Reading("list_item", value, 3)
        self._letter = value.split()[0]
        return Reading("list_item", value, 2)

    def _follows_letter(self, value: str) -> bool:
        return len(value) == 1 and len(self._letter) == 1 and ord(value) == ord(self._letter) + 1


def _is_formula(text: str) -> bool:
    """Return whether a line is an enacting formula: an organ's name, as a rule with a comma."""
    if len(text) > _LONGEST_FORMULA or not text.startswith("The "):
        return False
    return _BARE_FORMULA.match(text) is not None or _FORMULA.match(text) is not None


_LONGEST_FORMULA = 320
_END_OF_PREAMBULAR = re.compile(r"[,;](?:\sand,?)?\Z")
_END_OF_OPERATIVE = re.compile(r"[;:.][\"”’)\]]*\Z|,\Z")


def _opener(unit: Unit, kind: Literal["preambular", "operative"]) -> str | None:
    """Return the opener: the italics where they begin as the lexicon says, else what the lexicon finds."""
    opener = find_opener(unit.body, kind)
    italics = unit.italic_head
    if opener and italics and opener.split()[0] == italics.split()[0] and len(italics) < _LONGEST_OPENER:
        return italics
    return opener


_LONGEST_OPENER = 80


def _first_word(text: str) -> str | None:
    match = _FIRST_WORD.match(text)
    return match.group() if match else None
