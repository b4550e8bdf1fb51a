from datetime import date

import pytest

from seeds.reference import read_reference
from tasks.entities.groups import find_groups
from tasks.entities.name_scan import fold_text
from tasks.entities.names import find_names
from tasks.model import CountryMention, FinderContext

GROUPS = read_reference("groups")
NAMES = read_reference("group_names")
CONTEXT = FinderContext(document_date=date(2020, 1, 1))


def found(text):
    return [(m.surface, m.group_code) for m in find_groups(text, CONTEXT)]


def codes(text):
    return [code for _, code in found(text)]


def test_codes_are_unique_and_every_group_has_names():
    listed = [row["group_code"] for row in GROUPS]
    assert len(listed) == len(set(listed))
    assert {row["group_code"] for row in NAMES} == set(listed)


def test_the_name_of_a_group_is_among_its_names():
    names = {(fold_text(row["name"]).lower, row["group_code"]) for row in NAMES}
    assert [row for row in GROUPS if (fold_text(row["name"]).lower, row["group_code"]) not in names] == []


def test_a_name_belongs_to_one_group():
    codes_by_name = {}
    for row in NAMES:
        codes_by_name.setdefault(fold_text(row["name"]).lower, set()).add(row["group_code"])
    assert [name for name, held in codes_by_name.items() if len(held) > 1] == []


def test_every_name_is_found_in_its_example_and_nothing_else_is():
    wrong = [
        (row["name"], found(row["example"]))
        for row in NAMES
        if found(row["example"]) != [(row["name"], row["group_code"])]
    ]
    assert wrong == []


def test_no_example_of_a_group_names_a_state():
    wrong = [
        (row["name"], m.surface)
        for row in NAMES
        for m in find_names(row["example"], CONTEXT)
        if isinstance(m, CountryMention)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on behalf of the Group of 77 and China", ["G77"]),
        ("the Group of 77", ["G77"]),
        ("the Group of\n77 and\nChina (G-77)", ["G77", "G77"]),
        ("GROUP OF 77 AND CHINA", ["G77"]),
        ("the Caribbean Community (CARICOM)", ["CARICOM", "CARICOM"]),
        ("the Group of Latin American and Caribbean States (GRULAC)", ["GRULAC", "GRULAC"]),
        ("the Community of Latin American and Caribbean States", ["CELAC"]),
        ("the Group of Western European and other States", ["WEOG"]),
        ("the African Group, African States and the African Union", ["AFRICAN", "AU"]),
        ("the Group of Arab States and Arab States", ["ARAB"]),
        ("actors from Africa, Asia and Latin America and the Caribbean", []),
        ("the Western European Union and the European Union", ["EU"]),
        ("the North Atlantic Treaty Organization", []),
        ("the Organization of African Unity (OAU)", ["OAU", "OAU"]),
        (
            "least developed countries and landlocked developing countries (LDCs, LLDCs)",
            ["LDC", "LLDC", "LDC", "LLDC"],
        ),
        ("the Alliance of Small Island States, AOSIS", ["AOSIS", "AOSIS"]),
        ("the Nordic countries, Nordic design", ["NORDIC"]),
        ("the Movement of Non‑Aligned Countries", ["NAM"]),
        ("VIET NAM", []),
        ("the EU-African Union summit", ["EU", "AU"]),
        ("documents EC-87/DG.6 and EC-96/2", []),
        ("AU REVOIR, MESSIEURS", []),
        ("see https://example.org/EU/index.html", []),
        ("the African Union-United Nations Hybrid Operation in Darfur", ["AU"]),
        ("the Organization of American States", ["OAS"]),
    ],
)
def test_groups_in_running_text(text, expected):
    assert codes(text) == expected


def test_offsets_are_those_of_the_text():
    text = "The  Group of \n77 and China"
    assert [text[m.start_char : m.end_char] for m in find_groups(text, CONTEXT)] == [
        "Group of \n77 and China"
    ]
