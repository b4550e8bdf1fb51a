"""Facts about States: which one a printed name stands for, and who was a Member on a given day.

The facts are rows of `seeds/reference/countries.csv`, `country_names.csv` and `membership_gaps.csv`.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from seeds.reference import read_reference

# Kinds of names that stand in lists of votes, and so may be met cut short in one.
_LISTED_KINDS = frozenset(("short", "former", "inverted", "running_text", "vote_sheet", "official", "period"))
_PEOPLE_KINDS = frozenset(("demonym", "prefix"))
_SHORTEST_CUT = 9  # letters; the old sheets cut at 14 characters, blanks and signs included
# 'and', the article, a bullet or a footnote's marker may stand before a name, a marker or a full stop after it.
_BEFORE = re.compile(r"^[\W\d_]*(?:(?:and|the)\s+)*", re.IGNORECASE)
_NO_LETTER = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True)
class CountryName:
    """One way to print one State's name, with the days (both included) on which it was the State's name.

    The days guide the choice between States of one name; an old name in a later paper still stands for its
    State, unless `kind` is 'period': then it is that State's name on these days only. `needs_name`: counts
    only in a text that prints another name of the State too ('CAR').
    """

    name: str
    iso3: str
    kind: str
    valid_from: date
    valid_to: date
    needs_name: bool

    @property
    def is_people(self) -> bool:
        """Whether this is an adjective or a people, not a State's name."""
        return self.kind in _PEOPLE_KINDS

    def days_from(self, on: date) -> int:
        """Return how many days `on` lies outside the name's days; 0 within them."""
        if on < self.valid_from:
            return (self.valid_from - on).days
        return max(0, (on - self.valid_to).days)


@cache
def read_country_names() -> tuple[CountryName, ...]:
    """Return every printed form of `country_names.csv`, in its order."""
    return tuple(
        CountryName(
            name=row["name"],
            iso3=row["iso3"],
            kind=row["kind"],
            valid_from=_day(row["valid_from"], date.min),
            valid_to=_day(row["valid_to"], date.max),
            needs_name=row["needs_name"] == "yes",
        )
        for row in read_reference("country_names")
    )


def choose_by_date(names: Iterable[CountryName], on: date | None) -> tuple[CountryName, ...]:
    """Return the names that stand for a State on that day, else those of the nearest days.

    Without a day, the latest are taken. Names of kind 'period' are dropped outside their days.
    """
    day = on or date.max
    near = [(name.days_from(day), name) for name in names]
    near = [(days, name) for days, name in near if days == 0 or name.kind != "period"]
    least = min((days for days, _ in near), default=0)
    return tuple(name for days, name in near if days == least)


def resolve_country(name_as_printed: str, on: date | None) -> str | None:
    """Return the iso3 of a complete name as it stands in a list of votes or sponsors or after a speaker.

    Case, articles, accents, apostrophes, hyphens, blanks, line breaks and footnote markers make no
    difference; names cut short on old vote sheets are taken where only one State's name begins so. `on` is
    the paper's date. None: no State's name, or of more than one ('Korea').
    """
    key = _squash(_BEFORE.sub("", name_as_printed, count=1))
    names = _index().get(key) or _index().get(_squash(name_as_printed))
    if names is None and len(key) >= _SHORTEST_CUT:
        names = _cut_short(key)
    states = {name.iso3 for name in choose_by_date(names or (), on)}
    return states.pop() if len(states) == 1 else None


def was_member(iso3: str, on: date) -> bool:
    """Return whether the State was a Member of the United Nations on that day."""
    return any(first <= on <= last for first, last in _memberships().get(iso3, ()))


@cache
def members_on(on: date) -> frozenset[str]:
    """Return the iso3 of all States that were Members of the United Nations on that day."""
    return frozenset(iso3 for iso3 in _memberships() if was_member(iso3, on))


def _day(cell: str, default: date) -> date:
    return date.fromisoformat(cell) if cell else default


def _squash(name: str) -> str:
    """Return the name's letters alone, without case and accents: 'Timor- Leste' and 'TIMOR-LESTE' are one."""
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("&", " and ")).casefold()
    return _NO_LETTER.sub("", "".join(c for c in plain if not unicodedata.combining(c)))


@cache
def _index() -> dict[str, tuple[CountryName, ...]]:
    index: dict[str, tuple[CountryName, ...]] = {}
    for name in read_country_names():
        if not name.is_people and not name.needs_name:
            key = _squash(name.name)
            index[key] = (*index.get(key, ()), name)
    return index


def _cut_short(key: str) -> tuple[CountryName, ...]:
    """Return the names of which `key` is the beginning."""
    return tuple(
        name
        for squashed, names in _index().items()
        if squashed.startswith(key)
        for name in names
        if name.kind in _LISTED_KINDS
    )


@cache
def _memberships() -> dict[str, tuple[tuple[date, date], ...]]:
    """Return for every State that ever was a Member the first and last days of its memberships."""
    gaps = {row["iso3"]: row for row in read_reference("membership_gaps")}
    spans: dict[str, tuple[tuple[date, date], ...]] = {}
    for row in read_reference("countries"):
        if not row["member_since"]:
            continue
        first, last = _day(row["member_since"], date.min), _day(row["member_until"], date.max)
        gap = gaps.get(row["iso3"])
        spans[row["iso3"]] = ((first, last),)
        if gap:
            left = date.fromordinal(_day(gap["left_on"], date.min).toordinal() - 1)
            spans[row["iso3"]] = ((first, left), (_day(gap["returned_on"], date.max), last))
    return spans
