"""Roll calls: which States a document lists in favour, against and abstaining.

A list runs over lines, columns, pages and footnotes, and ends with a full stop or with the first line that
holds no names. Its names are kept as printed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import cast

import ahocorasick_rs

from seeds.reference import read_reference
from tasks.model import Position, VotePosition
from tasks.proceedings.flow import Flow
from tasks.proceedings.hints import lower
from tasks.proceedings.list_names import Name, is_inverted_tail, read_piece, split_list, with_inversions

MOST_STRAY_LINES = 15  # running headers and footnotes that may stand inside an unfinished list
MOST_CHARACTERS = 12_000  # a list of all Members has about 2,600
MOST_BETWEEN = 1_500  # characters between two lists of one roll call

# What stands right behind a list where a reader has joined the lines: the President, the result, a note.
_BEHIND = re.compile(
    r"\s(?=The\s+(?:Acting\s+)?(?:President|PRESIDENT|Chair|CHAIR)|The\s+(?:draft|motion|amendment|result|proposal)|"
    r"The\s+(?:words?|phrase|\w+\s+preambular)\b|(?:Draft|Operative|Preambular|Paragraphs?|Section|Article)\s|There\s+were\b|A\s+(?:recorded\s+|separate\s+)?vote|\[?\*?\s?Subsequently)"
)
_NOBODY = re.compile(r"^(?:none|nil|nobody|no one|[-–—]+)\.?$", re.IGNORECASE)
_FULL_STOP = re.compile(r"(?<!\bSt)[.\]](?=\s|$)")
_CONTINUES = re.compile(r"(?:,|\band|\bof|\bthe|-)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NamedList:
    """The names under one heading of a roll call."""

    position: Position
    start_char: int
    end_char: int
    names: tuple[Name, ...]  # (iso3, name as printed)


@dataclass(frozen=True, slots=True)
class RollCall:
    """The lists of one vote, in order of print."""

    lists: tuple[NamedList, ...]

    @property
    def start_char(self) -> int:
        """Where the first heading stands."""
        return self.lists[0].start_char

    @property
    def end_char(self) -> int:
        """Where the last list ends."""
        return self.lists[-1].end_char

    def count(self, position: Position) -> int:
        """Return how many names are listed with a position."""
        return sum(len(named.names) for named in self.lists if named.position == position)

    def positions(self) -> tuple[VotePosition, ...]:
        """Return a position for every name listed."""
        return tuple(
            VotePosition(iso3, name, named.position) for named in self.lists for iso3, name in named.names
        )


def find_roll_calls(flow: Flow, on: date | None) -> Iterator[RollCall]:
    """Yield the roll calls of a document; `on` is the day by which names are understood."""
    lists: list[NamedList] = []
    for named in _find_lists(flow.text, on):
        if lists and (
            named.start_char - lists[-1].end_char > MOST_BETWEEN
            or named.position in {earlier.position for earlier in lists}
        ):
            yield from _checked(lists)
            lists = []
        lists.append(named)
    yield from _checked(lists)


def _find_headings(text: str) -> Iterator[tuple[Position, int, int]]:
    """Yield a roll call's headings: what each means, where it begins, where its list begins.

    A heading begins a line or follows a full stop; a colon follows it, or it is all of its line.
    """
    automaton, meanings = _heading_words()
    for index, start, end in automaton.find_matches_as_indexes(lower(text)):
        ends = _HEADING_ENDS.match(text, end)
        if ends and _HEADING_BEGINS.search(text, max(0, start - 8), start):
            yield meanings[index], start, ends.end()


@cache
def _heading_words() -> tuple[ahocorasick_rs.AhoCorasick, tuple[Position, ...]]:
    rows = read_reference("vote_headings")
    searcher = ahocorasick_rs.AhoCorasick(
        [row["heading"].lower() for row in rows], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
    )
    return searcher, tuple(cast("Position", row["position"]) for row in rows)


_HEADING_BEGINS = re.compile(r"(?:^|[\n.:;)\]\d*])[^\S\n]*\Z")
# "In favour:", "Against (4):", "Abstaining: " and a heading that is all of its line.
_HEADING_ENDS = re.compile(r"[^\S\n]*(?:\(?\d{1,3}\)?[^\S\n]*)?(?::|(?=\n|\Z))")


def _find_lists(text: str, on: date | None) -> Iterator[NamedList]:
    headings = list(_find_headings(text))
    for index, (position, start, begins) in enumerate(headings):
        following = headings[index + 1][1] if index + 1 < len(headings) else len(text)
        limit = min(following, begins + MOST_CHARACTERS)
        names, end = _ListReader(on).read(text, begins, limit)
        if end is not None:
            yield NamedList(position, start, end, names)


def _checked(lists: list[NamedList]) -> Iterator[RollCall]:
    """Yield the lists as a roll call, unless they are one by chance ("Against:" in running text)."""
    named = sum(iso3 is not None for item in lists for iso3, _ in item.names)
    sides = {item.position for item in lists}
    if named >= 1 and ("yes" in sides or "no" in sides) and (len(sides) > 1 or named > 1):
        yield RollCall(tuple(lists))


class _ListReader:
    """Reads one list, line by line: a line is taken on where it goes on with names."""

    def __init__(self, on: date | None) -> None:
        self._on = on
        self._names: list[Name] = []
        self._rest = ""  # the last name of the lines read, which the next line may finish
        self._continues = True  # the lines read cannot be the end of the list
        self._closed = False

    def read(self, text: str, start: int, limit: int) -> tuple[tuple[Name, ...], int | None]:
        """Return the names and where they end; None where no list stands there."""
        end, stray = None, 0
        for line_start, line in _lines(text, start, limit):
            taken = self._take(line)
            if taken:
                end, stray = line_start + taken, 0
                if self._closed:
                    break
            elif not self._continues or stray >= MOST_STRAY_LINES or end is None:
                break
            else:
                stray += 1
        if self._rest:
            self._names += read_piece(self._rest, self._on)
        return with_inversions(self._names, self._on), end

    def _take(self, line: str) -> int:
        """Take a line on if it goes on with the list; return how much of it, 0 for nothing."""
        behind = _BEHIND.search(line)
        line = line[: behind.start()] if behind else line
        stop = _outer_full_stop(f"{self._rest}\n{line}" if self._rest else line)
        stop = stop - (len(self._rest) + 1 if self._rest else 0) if stop is not None else None
        body = line if stop is None else line[: max(0, stop)]
        ends_here = stop is not None or behind is not None
        if not self._names and not self._rest and _NOBODY.match(body.strip()):
            self._continues, self._closed = False, True
            return len(body)
        for joined in (True, False):
            pieces = split_list(f"{self._rest} {body}" if joined else body)
            if pieces and self._are_names(pieces, joined=joined):
                self._accept(pieces, body, joined=joined, closed=ends_here)
                return len(body)
        return 0

    def _are_names(self, pieces: list[str], *, joined: bool) -> bool:
        if not joined and (not self._rest or not read_piece(self._rest, self._on)[-1][0]):
            return False
        known = [
            is_inverted_tail(piece) or any(iso3 for iso3, _ in read_piece(piece, self._on))
            for piece in pieces
        ]
        # "Niger" and "Oman" on lines of their own are two names, not one that the line's end cut.
        if joined and self._rest and known[0] and self._are_two(pieces[0]):
            return False
        if not self._names and not self._rest:  # the first line: its last name may be cut
            return any(known)
        # A line that only finishes a name may finish it wrongly, so it has to make a name.
        return (known[0] and sum(known) * 2 >= len(known)) or (len(known) > 1 and all(known[:-1]))

    def _are_two(self, piece: str) -> bool:
        """Say whether the last line's name and this line's first were whole, each alone."""
        line = piece.removeprefix(self._rest).lstrip()
        by_and = self._rest.endswith(" and") or line.startswith("and ")
        return not by_and and len(read_piece(piece, self._on)) > 1

    def _accept(self, pieces: list[str], body: str, *, joined: bool, closed: bool) -> None:
        if not joined and self._rest:
            self._names += read_piece(self._rest, self._on)
        ends_open = _CONTINUES.search(body.rstrip()) is not None
        for piece in pieces[:-1]:
            self._names += read_piece(piece, self._on)
        last = pieces[-1]
        self._closed = closed
        if body.rstrip().endswith((",", ";")):
            self._names += read_piece(last, self._on)
            self._rest, self._continues = "", True
        else:
            self._rest = last
            unknown = not is_inverted_tail(last) and not all(iso3 for iso3, _ in read_piece(last, self._on))
            self._continues = not closed and (ends_open or unknown or last.count("(") > last.count(")"))


def _lines(text: str, start: int, limit: int) -> Iterator[tuple[int, str]]:
    for match in re.compile(r"[^\n]+").finditer(text, start, limit):
        if match.group().strip():
            yield match.start(), match.group()


def _outer_full_stop(text: str) -> int | None:
    """Return where the list's full stop or closing bracket stands, outside parentheses."""
    for match in _FULL_STOP.finditer(text):
        before = text[: match.start()]
        if before.count("(") <= before.count(")"):
            return match.start()
    return None
