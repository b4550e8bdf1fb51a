"""One pass over a text for every name of a State, a people or a group, and for what only looks like one.

The text is folded first: no accents, one kind of apostrophe, hyphen and blank. Names stand in two automata,
one for any case and one for abbreviations as printed. Where names overlap, the one that begins first wins,
then the longer. Time and memory grow linearly with the text.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from seeds.countries import CountryName, choose_by_date, read_country_names
from seeds.reference import read_reference

_DROPPED, _SOFT_HYPHEN, _LETTER, _SIGN = "\x00", "\x01", "x", "*"
_NOT_PLAIN = re.compile(r"[^\x02-\x7f]")
# Everything whose width changes: dropped characters, a soft hyphen with the line's end after it, blanks after
# a hyphen ('Guinea-\nBissau', 'Timor- Leste'), and blanks other than a single space.
_RAGGED = re.compile(r"\x00+|[\x01\t-\r\x1c-\x1f]\s*| (?:(?<=- )|\s)\s*")
_KNOWN = {
    "’": "'", "‘": "'", "ʼ": "'", "´": "'", "′": "'", "“": '"', "”": '"', "\u00ad": _SOFT_HYPHEN, "\ufffe": "-", "\x85": " ",
    "ı": "i", "İ": "I", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "s",
}  # fmt: skip
_BY_CATEGORY = {"Z": " ", "Pd": "-", "M": _DROPPED, "C": _DROPPED}
_ABBREVIATIONS = frozenset(("abbreviation", "lookalike"))


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as the automata see it, and the way back.

    `plain` keeps case, `lower` does not; both are ASCII and of one length. From the offset `cuts[i]` of
    theirs on, the text's own offset is larger by `shifts[i]`.
    """

    plain: str
    lower: str
    cuts: tuple[int, ...]
    shifts: tuple[int, ...]

    def offset(self, position: int) -> int:
        """Return the text's offset of the character at `position`."""
        place = bisect_right(self.cuts, position) - 1
        return position + self.shifts[place] if place >= 0 else position


@dataclass(slots=True)
class Entry:
    """All that one folded pattern may stand for.

    `is_trap`: it contains a name and is none. `is_lookalike`: an abbreviation that is also a word in
    capitals. `has_accents`: one of its printed forms has, so that a text may.
    """

    states: tuple[CountryName, ...] = ()
    group_code: str | None = None
    is_trap: bool = False
    is_abbreviation: bool = False
    is_lookalike: bool = False
    is_phrase: bool = False
    has_accents: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where an entry stands as whole words: offsets in the folded text, then in the text."""

    start: int
    end: int
    start_char: int
    end_char: int
    surface: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Automaton:
    """The patterns of one kind of matching, each with its entry."""

    machine: AhoCorasick
    patterns: tuple[str, ...]
    entries: tuple[Entry, ...]


@dataclass(slots=True)
class _Patterns:
    """The entries by folded pattern, while they are being collected."""

    names: dict[str, Entry] = field(default_factory=dict)
    abbreviations: dict[str, Entry] = field(default_factory=dict)

    def entry(self, name: str, kind: str) -> Entry:
        """Return the entry of a printed form, made if there is none."""
        folded = fold_text(name)
        if kind in _ABBREVIATIONS:
            entry = self.abbreviations.setdefault(folded.plain, Entry(is_abbreviation=True))
            entry.is_lookalike |= kind == "lookalike"
        else:
            entry = self.names.setdefault(folded.lower, Entry())
            entry.is_phrase |= " " in name and kind not in {"demonym", "trap"}
        entry.has_accents |= not name.isascii()
        return entry


def fold_text(text: str) -> Folded:
    """Return the text without accents, with plain apostrophes and hyphens and single blanks.

    A blank line stays a line feed, so that no name reaches over it.
    """
    plain = _NOT_PLAIN.sub(_plain_match, text)
    pieces: list[str] = []
    cuts: list[int] = []
    shifts: list[int] = []
    done = length = 0
    for ragged in _RAGGED.finditer(plain):
        start, end = ragged.span()
        blank = _blank(plain, start, end)
        pieces += (plain[done:start], blank)
        length += start - done + len(blank)
        if end - start != len(blank):
            cuts.append(length)
            shifts.append(end - length)
        done = end
    if pieces:
        plain = "".join((*pieces, plain[done:]))
    return Folded(plain, plain.lower(), tuple(cuts), tuple(shifts))


def scan_names(text: str, folded: Folded, on: date | None) -> Iterator[Hit]:
    """Yield the names and traps that stand in the text as whole words, in order and without overlap.

    Names that are names on other days only than `on`, the document's, are left out.
    """
    names, abbreviations = automata()
    found = [*_whole_words(names, folded.lower), *_whole_words(abbreviations, folded.plain)]
    found.sort(key=lambda place: (place[0], -place[1]))
    reached = 0
    for start, end, entry in found:
        if start < reached:
            continue
        first, last = folded.offset(start), folded.offset(end - 1) + 1
        surface = text[first:last]
        if _is_printed_as_name(surface, entry) and _is_in_force(entry, on):
            yield Hit(start, end, first, last, surface, entry)
            reached = end


@cache
def automata() -> tuple[Automaton, Automaton]:
    """Return the automaton for names in any case and that for abbreviations as printed."""
    patterns = _Patterns()
    for name in read_country_names():
        entry = patterns.entry(name.name, name.kind)
        entry.states = (*entry.states, name)
    for row in read_reference("group_names"):
        entry = patterns.entry(row["name"], row["kind"])
        entry.group_code = row["group_code"]
        entry.is_phrase = row["name"][0].islower()
    for row in read_reference("name_traps"):
        if "~" not in row["phrase"] and row["kind"] != "person_name":
            patterns.entry(row["phrase"], "trap").is_trap = True
    return _automaton(patterns.names), _automaton(patterns.abbreviations)


def _automaton(entries: dict[str, Entry]) -> Automaton:
    machine = AhoCorasick(list(entries), matchkind=MatchKind.Standard, implementation=Implementation.DFA)
    return Automaton(machine, tuple(entries), tuple(entries.values()))


def _whole_words(automaton: Automaton, text: str) -> Iterator[tuple[int, int, Entry]]:
    """Yield where patterns stand as whole words, also inside each other."""
    for index, start, end in automaton.machine.find_matches_as_indexes(text, overlapping=True):
        if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
            continue
        entry = automaton.entries[index]
        if _ends_word(text, end, entry):
            yield start, end, entry


def _ends_word(text: str, end: int, entry: Entry) -> bool:
    """Whether no word goes on at `end`.

    A footnote's number may be glued to a name, but not to an abbreviation, which with 'EC-87/DG.6' is a symbol's.
    """
    after = text[end : end + 1]
    if entry.is_abbreviation and after in {"-", "/"}:
        return not text[end + 1 : end + 2].isdigit()
    if not after.isalnum():
        return after != "_"
    return after.isdigit() and not entry.is_abbreviation


def _is_in_force(entry: Entry, on: date | None) -> bool:
    """Whether the name is one on that day; all but those of kind 'period' always are."""
    return not entry.states or entry.group_code is not None or bool(choose_by_date(entry.states, on))


def _is_printed_as_name(surface: str, entry: Entry) -> bool:
    """Whether case and accents are those of a name: 'turkey', 'chad' and 'Germán' are none."""
    if not entry.is_phrase and surface.islower():
        return False
    return entry.has_accents or entry.is_phrase or surface.isascii() or not _has_accent(surface)


def _has_accent(surface: str) -> bool:
    return any(c.isalpha() and not c.isascii() for c in surface) or not unicodedata.is_normalized(
        "NFC", surface
    )


def _blank(plain: str, start: int, end: int) -> str:
    """Return what stands for a run of blanks or dropped characters: nothing, one space or a paragraph's end."""
    if plain[start] in "\x00\x01" or plain[start - 1 : start] == "-":
        return ""
    return "\n" if plain.count("\n", start, end) > 1 else " "


def _plain_match(match: re.Match[str]) -> str:
    return _plain_character(match.group())


@cache
def _plain_character(character: str) -> str:
    """Return one ASCII character for any other: the base letter, a blank, a sign, or a mark to drop."""
    if character in _KNOWN:
        return _KNOWN[character]
    category = unicodedata.category(character)
    if category[0] == "L":
        base = unicodedata.normalize("NFKD", character)[0]
        return base if base.isascii() else _LETTER
    return _BY_CATEGORY.get(category) or _BY_CATEGORY.get(category[0], _SIGN)
