"""Which numbers an organ can have given its resolutions: sessions, years, ranges, and the dates of adoption.

The ranges are rows of `resolution_numbers.csv`, the first years of annual sessions of `resolution_owners.csv`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from seeds.reference import read_reference
from tasks.entities.symbol_grammar import roman_to_int
from tasks.entities.symbol_owners import Kind, bears_symbol, owner_of_body
from tasks.entities.symbol_tokens import Number
from tasks.model import FinderContext

_FIRST_NUMBERED_BY_SESSION: Final = 31  # General Assembly, 1976
_FIRST_COUNCIL_YEAR: Final = 1978  # Economic and Social Council
LAST_HUMAN_RIGHTS_COMMISSION: Final = 2006
_LAST_ASSEMBLY_NUMBER: Final = 800  # decisions go up to session/8xx
_FIRST_ASSEMBLY_DECISION: Final = 400
_LAST_HRC_RESOLUTION: Final = 60  # 41 at the 34th session were the most
_FIRST_COUNCIL_DECISION: Final = 200
# Resolutions of the Economic and Social Council reached 801 (XXX) in 1960; numbers of the General Assembly that
# belong to the same ordinals are told by its table.
_LAST_COUNCIL_NUMBER_BY_XXX: Final = 830
_LAST_ORDINAL_OF_ASSEMBLY: Final = 30
_SLACK: Final = 12  # the bounds of regular sessions are known to about ten numbers
_RESUMED: Final = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a document of its date can cite: the last session of each organ that had begun."""

    body_owner: str | None
    assembly_session: int
    hrc_session: int
    year: int


def to_limits(context: FinderContext) -> Limits:
    """Return the limits that a document's date, session and organ set; wide ones where they are unknown."""
    owner = owner_of_body(context.body_code)
    day = context.document_date
    if day is not None:
        session = assembly_session(day)
        # A few months of grace: a document of one session may be dated before it and printed after.
        return Limits(owner, session + 1, hrc_session_of_year(day.year)[-1], day.year)
    if owner == "A" and context.session and context.session.isdigit():
        year = int(context.session) + 1946
        return Limits(owner, int(context.session) + 1, hrc_session_of_year(year)[-1], year)
    return Limits(owner, 120, 99, 2100)


def assembly_session(day: date) -> int:
    """Return the regular session of the General Assembly on a day: sessions open in September."""
    return day.year - 1945 - (day.month < 9)  # noqa: PLR2004 - September


def hrc_session_of_year(year: int) -> range:
    """Return the regular sessions of the Human Rights Council in a year: three a year since 2007."""
    first = 1 if year <= 2006 else 4 + 3 * (year - 2007)  # noqa: PLR2004
    return range(first, first + 3)


def fits(owner: str, number: Number, kind: Kind | None, adopted_on: date | None, limits: Limits) -> bool:
    """Tell whether an organ can have adopted a resolution of this number on this day, before the document."""
    if not bears_symbol(owner):
        return number.form == "slash" and kind != "PRST"
    match number.form:
        case "year":
            return owner == "S"
        case "ordinal":
            return _fits_ordinal(owner, number)
        case "bare":
            return owner == "S"
        case "slash":
            return _fits_slash(owner, number, kind, adopted_on, limits)


def is_security_council_number(number: int, year: int) -> bool:
    """Tell whether the Security Council adopted this number in this year, or the years around it."""
    bounds = _ranges("S").get(str(year))
    if bounds is None:
        return year > max(map(int, _ranges("S"))) and number > max(last for _, last in _ranges("S").values())
    return bounds[0] - 1 <= number <= bounds[1] + 1


def security_council_year(number: int) -> str | None:
    """Return the year of a Security Council resolution, which are numbered straight through."""
    return next((year for year, (first, last) in _ranges("S").items() if first <= number <= last), None)


def owner_of_ordinal(number: Number) -> str:
    """Return who adopted `n (ROMAN)` by number alone: the Assembly's table, else the Council's low numbers."""
    if is_assembly_ordinal(number):
        return "A"
    special, _, numeral = number.session.rpartition("-")
    if special:
        return "A"
    beyond = roman_to_int(numeral) > _LAST_ORDINAL_OF_ASSEMBLY
    return "E" if beyond or number.number <= _LAST_COUNCIL_NUMBER_BY_XXX else "A"


def is_assembly_ordinal(number: Number) -> bool:
    """Tell whether the Assembly's table has this number in this session."""
    return _fits_ordinal("A", number)


def to_symbol_text(owner: str, kind: Kind | None, number: Number) -> str:
    """Return the symbol of a resolution of an organ whose resolutions bear one."""
    letters = f" {number.letters}" if number.letters else ""
    kind = kind or _default_kind(owner, number)
    match number.form:
        case "year":
            return f"S/RES/{number.number} ({number.session})"
        case "bare":
            return f"S/RES/{number.number} ({security_council_year(number.number)})"
        case "ordinal":
            return f"{owner}/{kind}/{number.number}{letters} ({number.session})"
        case "slash":
            if kind == "PRST" and number.is_by_year:
                return f"S/PRST/{number.session}/{number.number}"
            if owner == "UNEP/EA":
                return f"UNEP/EA.{number.session}/{kind.capitalize()}.{number.number}"
            return f"{owner}/{kind}/{number.session}/{number.number}{letters}"


def _default_kind(owner: str, number: Number) -> Kind:
    """Return what a number says of itself: General Assembly decisions begin at 400, the Council's at 200."""
    first = {"A": _FIRST_ASSEMBLY_DECISION, "E": _FIRST_COUNCIL_DECISION}.get(owner, 101)
    return "DEC" if number.form == "slash" and number.number >= first else "RES"


def _fits_ordinal(owner: str, number: Number) -> bool:
    if owner != "A":
        return owner in {"E", "T"} or owner.startswith("E/")
    bounds = _ranges("A").get(number.session)
    return bounds is not None and bounds[0] - _SLACK <= number.number <= bounds[1] + _SLACK


def _fits_slash(
    owner: str, number: Number, kind: Kind | None, adopted_on: date | None, limits: Limits
) -> bool:
    if number.is_by_year:
        return _fits_year(owner, int(number.session), adopted_on, limits)
    if kind == "PRST":
        return owner == "A/HRC"
    if number.session.startswith("ES-"):
        return owner == "A"
    if owner == "A":
        return _fits_assembly(number, adopted_on, limits)
    if owner == "A/HRC":
        return (kind != "RES" or number.number <= _LAST_HRC_RESOLUTION) and _fits_hrc(
            number, adopted_on, limits
        )
    return number.session.isdigit() and _fits_annual(owner, int(number.session), adopted_on, limits)


def _fits_year(owner: str, year: int, adopted_on: date | None, limits: Limits) -> bool:
    if owner in {"E/CN.4", "E/CN.4/Sub.2"}:
        last = LAST_HUMAN_RIGHTS_COMMISSION
    elif owner in {"E", "E/CN.9", "S"}:  # the Security Council by its presidential statements
        last = limits.year
    else:
        return False
    return _FIRST_COUNCIL_YEAR <= year <= last and (adopted_on is None or adopted_on.year in (year, year - 1))


def _fits_assembly(number: Number, adopted_on: date | None, limits: Limits) -> bool:
    if number.number > _LAST_ASSEMBLY_NUMBER:
        return False
    if not number.session.isdigit():
        return True
    session = int(number.session)
    if not _FIRST_NUMBERED_BY_SESSION <= session <= limits.assembly_session:
        return False
    opens = date(1945 + session, 9, 1)
    return adopted_on is None or opens <= adopted_on <= date(1946 + session, 9, 1) + _RESUMED


def _fits_hrc(number: Number, adopted_on: date | None, limits: Limits) -> bool:
    if not number.session.isdigit():
        return True
    if not 1 <= int(number.session) <= limits.hrc_session:
        return False
    return adopted_on is None or int(number.session) in hrc_session_of_year(adopted_on.year)


def _fits_annual(owner: str, session: int, adopted_on: date | None, limits: Limits) -> bool:
    """Bodies with one session a year; where the first year is not known, only what the Assembly cannot be."""
    first = _first_years().get(owner)
    if first is None:
        return owner not in {"E", "S", "T"} and session < _FIRST_NUMBERED_BY_SESSION
    return session <= limits.year - first + 1 and (
        adopted_on is None or adopted_on.year - first + 1 in (session, session + 1)
    )


def year_of_session(owner: str | None, number: Number, month: int) -> int | None:
    """Return the year that a month has beside a number: 'resolution 186 (1964) of 4 March'."""
    if number.form == "year":
        return int(number.session)
    if number.form == "slash" and owner == "A" and number.session.isdigit():
        return int(number.session) + (1945 if month >= 9 else 1946)  # noqa: PLR2004 - September
    return int(number.session) if number.is_by_year else None


@cache
def _first_years() -> Mapping[str, int]:
    """The year of the first session of bodies with one session a year."""
    return {
        row["body_code"]: int(row["first_session_year"])
        for row in read_reference("resolution_owners")
        if row["first_session_year"]
    }


@cache
def _ranges(body_code: str) -> Mapping[str, tuple[int, int]]:
    return {
        row["session"]: (int(row["first_number"]), int(row["last_number"]))
        for row in read_reference("resolution_numbers")
        if row["body_code"] == body_code
    }


def first_fitting(
    owners: Iterable[str | None], number: Number, kind: Kind | None, adopted_on: date | None, limits: Limits
) -> str | None:
    """Return the first organ that can have adopted the number."""
    return next((owner for owner in owners if owner and fits(owner, number, kind, adopted_on, limits)), None)
