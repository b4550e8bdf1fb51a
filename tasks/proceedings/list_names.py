"""Names in lists, as roll calls, heads of drafts and later statements print them.

Names are kept as printed: with a qualifier in parentheses or behind a comma of their own, without footnote marks.
"""

import re
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache

from seeds.countries import read_country_names, resolve_country
from tasks.proceedings.flow import squeeze

Name = tuple[str | None, str]  # iso3, and the name as printed

SHORTEST_GARBLED, LONGEST_GARBLED = 6, 40  # letters of a name that may be misread
MOST_ANDS = 8  # "Saint Vincent and the Grenadines and Trinidad and Tobago" has three
MOST_NAME_WORDS = 9  # "United Kingdom of Great Britain and Northern Ireland" has eight
MOST_RUN_WORDS = 300  # of a line or a cell of names without commas
CLOSE = 0.87  # one letter in eight misread

# "Slovakia 3/", "Turkey*", "Mali²": footnote marks that a reader left.
_MARKER = re.compile(r"(?:\s*\d{1,3}/|[\s*†‡¹²³⁴⁵⁶⁷⁸⁹]+|(?<=[a-z)])\s?\d{1,2})+$")
_JUNK = re.compile(r"[\d/]")
_ITEM_LABEL = re.compile(r"^(?:and\s+)?(?:the\s+)?", re.IGNORECASE)


def read_names(text: str, on: date | None) -> tuple[Name, ...]:
    """Return the States of a list such as "China, Iran (Islamic Republic of) and Zimbabwe", names as printed."""
    return with_inversions([name for piece in split_list(text) for name in read_piece(piece, on)], on)


def split_list(text: str) -> list[str]:
    """Split a list at commas, semicolons and the bounds of table cells that stand outside parentheses."""
    pieces, depth, start = [], 0, 0
    for index, character in enumerate(text):
        if character == "(":
            depth += 1
        elif character == ")":
            depth = max(0, depth - 1)
        elif character in ",;|" and depth == 0:
            pieces.append(text[start:index])
            start = index + 1
    return [squeeze(piece) for piece in (*pieces, text[start:]) if piece.strip()]


def with_inversions(names: Sequence[Name], on: date | None) -> tuple[Name, ...]:
    """Return the names with those made whole whose comma is not the list's: "Germany, Federal Republic of"."""
    whole: list[Name] = []
    for iso3, name in names:
        if whole and is_inverted_tail(name):
            printed = f"{whole[-1][1]}, {name}"
            if found := _resolve(printed, on):
                whole[-1] = (found, printed)
                continue
        whole.append((iso3, name))
    return tuple(whole)


def is_inverted_tail(name: str) -> bool:
    """Say whether this is what stands behind the comma of an inverted name: "Federal Republic of"."""
    return squeeze(name).casefold() in _inverted_tails()


@cache
def _inverted_tails() -> frozenset[str]:
    names = (row.name for row in read_country_names() if row.kind == "inverted")
    return frozenset(name.split(", ", 1)[1].casefold() for name in names if ", " in name)


def read_piece(piece: str, on: date | None) -> list[Name]:
    """Return the State or the States of a piece between two commas: the last two are joined by "and"."""
    name = _ITEM_LABEL.sub("", _MARKER.sub("", squeeze(piece)), count=1)
    iso3 = _resolve(name, on)
    if iso3:
        return [(iso3, _printed(piece))]
    for match in _ands(name):
        left, right = name[: match.start()], name[match.end() :]
        first = _resolve(left, on) or (_nearest(left) if _resolve(right, on) else None)
        if first:
            rest = read_piece(right, on)
            if rest[0][0]:
                return [(first, left), *rest]
    return _rescue(name, on) or _names_in_run(name, on) or [(_nearest(name), _printed(piece))]


def _ands(name: str) -> list[re.Match[str]]:
    """Return the places where two names may be joined; none in what is no end of a list."""
    places = list(re.finditer(r"\s+and\s+", name))
    return places if len(places) <= MOST_ANDS else []


def _names_in_run(text: str, on: date | None) -> list[Name]:
    """Return the States of a run of names without commas, as columns are read: "Czech Republic Djibouti Dominica".

    None of its words may be left over.
    """
    words, names, first = text.split(), list[Name](), 0
    if not 1 < len(words) <= MOST_RUN_WORDS:
        return []
    while first < len(words):
        last, iso3 = _longest_name(words, first, on)
        if not last:
            return []
        names.append((iso3, " ".join(words[first:last])))
        first = last
    return names


def _longest_name(words: Sequence[str], first: int, on: date | None) -> tuple[int, str | None]:
    """Return where the longest name ends that begins with a word, and its State; 0 where none does."""
    for last in range(min(len(words), first + MOST_NAME_WORDS), first, -1):
        printed = " ".join(words[first:last])
        iso3 = _resolve(printed, on)
        if iso3 or (first == 0 and is_inverted_tail(printed)):
            return last, iso3
    return 0, None


def _nearest(name: str) -> str | None:
    """Return the State whose name differs by a letter or two, as OCR has it: "Nicar~gua"."""
    key = name.casefold()
    if len(key) < SHORTEST_GARBLED or len(key) > LONGEST_GARBLED:
        return None
    near = get_close_matches(key, _names_by_initial().get(key[0], {}), n=2, cutoff=CLOSE)
    states = {_names_by_initial()[key[0]][found] for found in near}
    return states.pop() if len(states) == 1 else None


@cache
def _names_by_initial() -> dict[str, dict[str, str]]:
    names: dict[str, dict[str, str]] = {}
    for row in read_country_names():
        if not row.is_people and not row.needs_name:
            names.setdefault(row.name[0].casefold(), {})[row.name.casefold()] = row.iso3
    return names


def _rescue(name: str, on: date | None) -> list[Name]:
    """Return the State of a piece that a running header got into: "29/10/2024 A/79/PV.29 17/38 Iraq"."""
    words = name.split()
    junk = [index for index, word in enumerate(words) if _JUNK.search(word)]
    if not junk:
        return []
    for rest in (words[junk[-1] + 1 :], words[: junk[0]], words[: junk[0]] + words[junk[-1] + 1 :]):
        printed = " ".join(rest)
        if printed and (iso3 := _resolve(_ITEM_LABEL.sub("", printed), on)):
            return [(iso3, printed)]
    return []


def _printed(piece: str) -> str:
    """Return a name as printed, without footnote marks and the "and" of a list's end."""
    return re.sub(r"^and\s+", "", _MARKER.sub("", squeeze(piece)))


def _resolve(name: str, on: date | None) -> str | None:
    # "Guinea- Bissau": a line end behind the hyphen.
    return resolve_country(re.sub(r"(?<=\w)-\s+(?=\w)", "-", name), on)
