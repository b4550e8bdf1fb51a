"""The organs whose resolutions texts cite, by the names that texts use.

The names are rows of `resolution_owners.csv`. An empty `body_code` is an organization whose resolutions are none of
the United Nations'; `bears_symbol` is 'no' for organs of the United Nations whose decisions bear no symbol.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from seeds.reference import read_reference

Kind = Literal["RES", "DEC", "PRST"]

OTHER_ORGANIZATION: Final = ""
GENERIC: Final = frozenset({"Council", "Commission"})


@dataclass(frozen=True, slots=True)
class OwnerName:
    """An organ named in a text; `owner` is a body code, a generic word, or '' for another organization."""

    start: int
    end: int
    owner: str


@cache
def owner_of_body(body_code: str | None) -> str | None:
    """Return the organ whose resolutions a body of this code calls 'its': A/C.3 -> A, A/HRC/WG.6 -> A/HRC."""
    code = body_code or ""
    while code:
        if code in _codes():
            return code
        code = code.rpartition("/")[0]
    return None


def bears_symbol(owner: str | None) -> bool:
    """Tell whether the resolutions of this organ bear a symbol; those of the Executive Boards do not."""
    return owner not in _without_symbol()


def find_owner_names(text: str, start: int, end: int) -> list[OwnerName]:
    """Return the organs named between two offsets, in order, with the offsets of the text."""
    return [
        OwnerName(match.start(), match.end(), _owners()[_key(match.group())])
        for match in _owner_pattern().finditer(text, start, end)
    ]


def match_owner_name(text: str, position: int) -> OwnerName | None:
    """Return the organ whose name begins at `position`."""
    match = _owner_pattern().match(text, position)
    return OwnerName(match.start(), match.end(), _owners()[_key(match.group())]) if match else None


def find_report_owner(text: str, start: int, end: int) -> OwnerName | None:
    """Return the organ whose report is cited last between two offsets: 'Supplement No. 53 (A/66/53)'."""
    *_, last = (None, *_report_pattern().finditer(text, start, end))
    return OwnerName(last.start(), last.end(), _reports()[last.lastgroup or ""]) if last else None


@cache
def _codes() -> frozenset[str]:
    codes = {row["body_code"] for row in read_reference("resolution_owners")}
    return frozenset(codes - GENERIC - {OTHER_ORGANIZATION})


@cache
def _without_symbol() -> frozenset[str]:
    rows = read_reference("resolution_owners")
    return frozenset(row["body_code"] for row in rows if row["bears_symbol"] == "no")


@cache
def _owners() -> Mapping[str, str]:
    return {_key(row["name"]): row["body_code"] for row in read_reference("resolution_owners")}


@cache
def _reports() -> Mapping[str, str]:
    """The organ of each report, by the name of its group in `_report_pattern`."""
    rows = [row for row in read_reference("resolution_owners") if row["report"]]
    return {f"report{index}": row["body_code"] for index, row in enumerate(rows)}


@cache
def _report_pattern() -> re.Pattern[str]:
    rows = [row for row in read_reference("resolution_owners") if row["report"]]
    sources = (
        f"(?P<report{index}>{re.escape(row['report']).replace(re.escape('{session}'), r'[0-9]+')})(?![0-9])"
        for index, row in enumerate(rows)
    )
    return re.compile("|".join(sources))


def _key(name: str) -> str:
    return " ".join(name.split()).replace("'", "’").casefold()


@cache
def _owner_pattern() -> re.Pattern[str]:
    """One expression for all names, in title case and in capitals, the longest first; blanks may be breaks."""
    names = {row["name"] for row in read_reference("resolution_owners")}
    names |= {name.upper() for name in names if " " in name}
    names |= {name.lower() for name in ("General Assembly", "Security Council")}
    return re.compile(rf"{_trie(sorted(names))}(?![A-Za-z])")


def _trie(names: Sequence[str]) -> str:
    """Return an expression in which names with a common beginning share it, so that each letter is tried once."""
    if names == [""]:
        return ""
    optional = "" in names
    branches: dict[str, list[str]] = {}
    for name in names:
        if name:
            branches.setdefault(name[0], []).append(name[1:])
    sources = [f"{_letter(first)}{_trie(rests)}" for first, rests in branches.items()]
    joined = sources[0] if len(sources) == 1 and not optional else f"(?:{'|'.join(sources)})"
    return f"{joined}?" if optional else joined


def _letter(letter: str) -> str:
    return {" ": r"\s+", "’": "['’]"}.get(letter, re.escape(letter))
