import csv
import io
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.countries import (
    choose_by_date,
    members_on,
    read_country_names,
    resolve_country,
    was_member,
)
from seeds.reference import FOLDER, read_reference

COUNTRIES = read_reference("countries")
NAMES = read_country_names()
OBSERVERS = {"VAT", "PSE"}
GONE = {"SUN", "YUG", "CSK", "DDR", "YMD"}
REGIONAL_GROUPS = {
    "African": 54,
    "Asia-Pacific": 54,
    "Eastern European": 23,
    "Latin American and Caribbean": 33,
    "Western European and others": 29,
}


def test_columns_are_those_of_the_tables():
    assert list(COUNTRIES[0]) == [
        "iso3", "iso2", "m49", "name", "formal_name", "member_since", "member_until", "regional_group", "region",
        "subregion", "successor_iso3",
    ]  # fmt: skip
    assert list(read_reference("country_names")[0])[:5] == ["name", "iso3", "kind", "valid_from", "valid_to"]


def test_there_are_193_members_two_observers_and_five_states_that_are_gone():
    assert len(members_on(date(2026, 1, 1))) == 193
    assert {row["iso3"] for row in COUNTRIES if not row["member_since"]} == OBSERVERS
    assert {row["iso3"] for row in COUNTRIES if row["member_until"]} == GONE


@pytest.mark.parametrize("column", ["iso3", "iso2", "m49", "name"])
def test_codes_and_names_are_unique(column):
    assert [v for v, n in Counter(row[column] for row in COUNTRIES).items() if n > 1] == []


def test_members_belong_to_the_regional_groups_of_the_assembly():
    groups = Counter(
        row["regional_group"] for row in COUNTRIES if row["member_since"] and not row["member_until"]
    )
    assert groups == REGIONAL_GROUPS


def test_a_successor_is_a_member():
    assert {row["successor_iso3"] for row in COUNTRIES} - {""} <= members_on(date(2026, 1, 1))


def test_memberships_begin_before_they_end():
    assert all(
        row["member_since"] < (row["member_until"] or "9999") for row in COUNTRIES if row["member_since"]
    )


@pytest.mark.parametrize(
    ("day", "count"),
    [
        ("1945-12-31", 51), ("1946-12-31", 55), ("1947-12-31", 57), ("1948-12-31", 58), ("1949-12-31", 59),
        ("1950-12-31", 60), ("1955-12-31", 76), ("1956-12-31", 80), ("1957-12-31", 82), ("1958-12-31", 82),
        ("1960-12-31", 99), ("1961-12-31", 104), ("1962-12-31", 110), ("1965-12-31", 117), ("1966-12-31", 122),
        ("1970-12-31", 127), ("1971-12-31", 132), ("1973-12-31", 135), ("1974-12-31", 138), ("1975-12-31", 144),
        ("1976-12-31", 147), ("1977-12-31", 149), ("1980-12-31", 154), ("1984-12-31", 159), ("1990-12-31", 159),
        ("1991-12-31", 166), ("1992-12-31", 179), ("1993-12-31", 184), ("1994-12-31", 185), ("1999-12-31", 188),
        ("2000-12-31", 189), ("2002-12-31", 191), ("2006-12-31", 192), ("2011-12-31", 193),
    ],
)  # fmt: skip
def test_the_growth_of_the_membership_is_the_one_that_the_united_nations_prints(day, count):
    assert len(members_on(date.fromisoformat(day))) == count


def test_a_seat_never_has_two_holders():
    for before, after, day in (
        ("SUN", "RUS", "1991-12-24"),
        ("CSK", "CZE", "1993-01-19"),
        ("YMD", None, "1990-05-22"),
    ):
        on = date.fromisoformat(day)
        assert not was_member(before, on)
        assert after is None or was_member(after, on)


def test_a_member_that_left_and_came_back_was_none_in_between():
    assert was_member("IDN", date(1965, 2, 28))
    assert not was_member("IDN", date(1965, 3, 1))
    assert was_member("IDN", date(1966, 9, 28))
    assert not was_member("SYR", date(1960, 1, 1))
    assert was_member("SYR", date(1961, 10, 13))


def test_an_unknown_code_was_never_a_member():
    assert not was_member("XXX", date(2000, 1, 1))
    assert not was_member("PSE", date(2020, 1, 1))


def test_every_name_is_of_a_known_state():
    known = {row["iso3"] for row in COUNTRIES}
    assert {name.iso3 for name in NAMES} == known


def test_every_state_has_its_own_name_among_the_names():
    names = {(name.name, name.iso3) for name in NAMES}
    assert [row["name"] for row in COUNTRIES if (row["name"], row["iso3"]) not in names] == []


def test_names_are_valid_forwards():
    assert [name for name in NAMES if name.valid_from > name.valid_to] == []


def test_no_name_is_said_twice():
    rows = Counter((name.name, name.iso3, name.valid_from) for name in NAMES)
    assert [row for row, n in rows.items() if n > 1] == []


@pytest.mark.parametrize(
    "name", ["countries", "country_names", "groups", "group_names", "name_traps", "membership_gaps"]
)
def test_a_table_is_clean(name):
    raw = (FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    assert "\r" not in raw
    assert {len(row) for row in csv.reader(io.StringIO(raw))} == {len(raw.split("\n", 1)[0].split(","))}
    assert all(cell == cell.strip() for row in read_reference(name) for cell in row.values())


def test_every_name_of_a_state_resolves_to_it_within_its_days():
    wrong = [
        (name.name, name.iso3, found)
        for name in NAMES
        if not name.is_people and not name.needs_name
        for found in [resolve_country(name.name, _day_within(name))]
        if found != name.iso3
    ]
    assert wrong == []


def _day_within(name):
    if name.valid_to < date.max:
        return name.valid_to
    return max(name.valid_from, date(2024, 1, 1))


@pytest.mark.parametrize(
    ("printed", "on", "iso3"),
    [
        ("CÔTE D’IVOIRE", "2022-03-24", "CIV"),
        ("COTE D'IVOIRE", "2021-01-01", "CIV"),
        ("TÜRKÝYE", "2025-01-01", "TUR"),
        ("TÜRKİYE", "2023-01-01", "TUR"),
        ("Timor- Leste", "2010-01-01", "TLS"),
        ("Guinea-\nBissau", "2010-01-01", "GNB"),
        ("Bosnia and Herze- govina", "2010-01-01", "BIH"),
        ("and the Sudan", "1999-01-01", "SDN"),
        ("the former Yugoslav\nRepublic of Macedonia", "1999-01-01", "MKD"),
        ("* Benin 3/", "1999-01-01", "BEN"),
        ("Iran (Islamic  Republic of ).", "1999-01-01", "IRN"),
        ("EQUATORIAL GUI", "1975-01-01", "GNQ"),
        ("UNITED ARAB RE", "1965-01-01", "EGY"),
        ("UNITED ARAB EM", "1975-01-01", "ARE"),
        ("BYELORUSSIAN S", "1975-01-01", "BLR"),
        ("Congo", "1961-01-01", "COD"),
        ("Congo", "1980-01-01", "COG"),
        ("Congo (Brazzaville)", "1962-01-01", "COG"),
        ("Yugoslavia", "1985-01-01", "YUG"),
        ("Yugoslavia", "2001-01-01", "SRB"),
        ("USSR", "1985-01-01", "SUN"),
        ("Germany", "1985-01-01", "DEU"),
        ("Germany, Federal Republic of", "1985-01-01", "DEU"),
        ("Democratic Yemen", "1985-01-01", "YMD"),
        ("Korea", "2000-01-01", None),
        ("the Chair", "2000-01-01", None),
        ("None", "2000-01-01", None),
        ("", "2000-01-01", None),
        ("United", "2000-01-01", None),
        ("Republic of", "2000-01-01", None),
    ],
)
def test_a_printed_name_resolves(printed, on, iso3):
    assert resolve_country(printed, date.fromisoformat(on)) == iso3


def test_without_a_date_the_latest_reading_is_taken():
    assert resolve_country("Congo", None) == "COG"
    assert resolve_country("Russia", None) == "RUS"


def test_choosing_by_date_prefers_the_nearest_days():
    zaire = [name for name in NAMES if name.name == "Zaire"]
    assert choose_by_date(zaire, date(2020, 1, 1)) == tuple(zaire)
    coast = [name for name in NAMES if name.name == "Gold Coast"]
    assert choose_by_date(coast, date(2020, 1, 1)) == ()


@given(st.dates(date(1945, 10, 24), date(2030, 1, 1)))
def test_the_membership_changes_only_on_days_that_the_table_names(day):
    gained = (
        members_on(day) - members_on(day - timedelta(days=1)) if day > date(1945, 10, 24) else frozenset()
    )
    since = {row["iso3"] for row in COUNTRIES if row["member_since"] == day.isoformat()}
    since |= {
        row["iso3"] for row in read_reference("membership_gaps") if row["returned_on"] == day.isoformat()
    }
    assert gained <= since


@given(st.text())
def test_no_text_breaks_the_resolver(text):
    assert resolve_country(text, None) is None or len(resolve_country(text, None)) == 3


def test_the_folder_is_beside_the_module():
    assert Path(FOLDER).name == "reference"
