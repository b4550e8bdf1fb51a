from dataclasses import replace

import pytest


def sponsors(found, symbol):
    return [
        (s.iso3 or s.group_code or s.name_as_printed, s.role, s.wave)
        for s in found.sponsors
        if s.item_symbol == symbol
    ]


def test_sponsors_come_in_waves(read):
    found = read(
        "6. At the 44th meeting, the representative of the Russian Federation, also on behalf of Belarus and Venezuela "
        "(Bolivarian Republic of), introduced a draft resolution entitled “Crime in Peru” (A/C.3/74/L.11).\n"
        "7. At its 50th meeting, the Committee had before it a revised draft resolution (A/C.3/74/L.11/Rev.1), which was "
        "submitted by the sponsors of draft resolution A/C.3/74/L.11 and Algeria and the Sudan. Subsequently, the Niger "
        "and Uganda joined in sponsoring the draft resolution."
    )
    first = [("RUS", "main", 1), ("BLR", "main", 1), ("VEN", "main", 1)]
    assert sponsors(found, "A/C.3/74/L.11") == first
    assert sponsors(found, "A/C.3/74/L.11/Rev.1") == [
        *first,
        ("DZA", "main", 2),
        ("SDN", "main", 2),
        ("NER", "additional", 3),
        ("UGA", "additional", 3),
    ]


def test_a_group_is_a_sponsor_beside_the_state_that_speaks_for_it(read):
    found = read(
        "6. The representative of Palestine, on behalf of the States Members of the United Nations that are members of "
        "the Group of 77 and China, introduced a draft resolution (A/C.2/74/L.5)."
    )
    assert [(s.iso3, s.group_code is not None) for s in found.sponsors] == [("PSE", False), (None, True)]


@pytest.mark.parametrize(
    "words",
    [
        "Subsequently, Benin and Chad joined in sponsoring the draft resolution.",
        "Subsequently, the delegations of Benin and Chad also joined the sponsors of the draft resolution.",
        "Subsequently, Benin and Chad became sponsors of the draft resolution.",
        "The Secretary announced that Benin and Chad had joined as sponsors of the draft resolution.",
        "The following countries have also become sponsors of draft resolution A/C.3/74/L.5: Benin and Chad.",
    ],
)
def test_joiners_are_additional(read, words):
    found = read(f"6. The representative of Fiji introduced draft resolution A/C.3/74/L.5. {words}")
    assert sponsors(found, "A/C.3/74/L.5") == [
        ("FJI", "main", 1),
        ("BEN", "additional", 2),
        ("TCD", "additional", 2),
    ]


def test_who_only_introduces_is_no_sponsor_where_a_list_is_given(read):
    found = read(
        "5. The Committee had before it a draft resolution (A/C.3/74/L.5), submitted by Azerbaijan and Belarus.\n"
        "6. The representative of Peru introduced draft resolution A/C.3/74/L.5."
    )
    assert sponsors(found, "A/C.3/74/L.5") == [("AZE", "main", 1), ("BLR", "main", 1)]


def test_an_office_is_no_state(read):
    found = read(
        "5. The Committee adopted draft resolution A/C.3/74/L.5, submitted by the Chair, without a vote."
    )
    assert sponsors(found, "A/C.3/74/L.5") == [("Chair", "main", 1)]


def test_reports_and_letters_have_no_sponsors(read):
    found = read(
        "5. The Committee had before it draft resolution A/C.3/74/L.5 and the report submitted by Norway (A/74/130)."
    )
    assert found.sponsors == ()


def test_who_withdraws_is_left_out(read):
    found = read(
        "5. Draft resolution A/C.3/74/L.5 was submitted by Azerbaijan and Belarus.\n"
        "6. Belarus withdrew its sponsorship of draft resolution A/C.3/74/L.5."
    )
    assert sponsors(found, "A/C.3/74/L.5") == [("AZE", "main", 1)]


def test_an_amendment_has_its_own_sponsors(read):
    found = read(
        "5. The Committee had before it amendments (A/C.3/74/L.60) to draft resolution A/C.3/74/L.32, submitted by Egypt "
        "and Saudi Arabia."
    )
    assert sponsors(found, "A/C.3/74/L.60") == [("EGY", "main", 1), ("SAU", "main", 1)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Australia, Côte d’Ivoire, Nicar~gua and Uruguay: draft resolution", ["AUS", "CIV", "NIC", "URY"]),
        ("Iraq:*,** draft resolution", ["IRQ"]),
        (
            "Draft resolution submitted by the President of the Council, Bob Rae (Canada)",
            ["President of the Council"],
        ),
    ],
)
def test_a_limited_document_names_its_sponsors_above_the_title(read, report, line, expected):
    masthead = replace(report, symbol="A/74/L.5", document_type="draft_resolution")
    found = read(f"% General Assembly\n{line}\n# Peace in Peru\nThe General Assembly,", masthead)
    assert [name for name, _, _ in sponsors(found, "A/74/L.5")] == expected


def test_the_president_announces_sponsors_and_delegates_do_not(read, record):
    found = read(
        "The President: Since its introduction, Gabon and Timor-Leste have become sponsors of draft resolution A/48/L.5.\n"
        "Mr. Smith (Australia): Norway and Peru have become sponsors of draft resolution A/48/L.5.",
        record,
    )
    assert sponsors(found, "A/48/L.5") == [("GAB", "additional", 1), ("TLS", "additional", 1)]


def test_the_sponsors_of_a_draft_are_those_of_its_revision(read):
    found = read(
        "8. The representative of Kazakhstan, on behalf of Belarus, introduced a draft resolution (A/C.1/52/L.4).\n"
        "9. On 7 November, the sponsors submitted a revised draft resolution (A/C.1/52/L.4/Rev.1)."
    )
    assert sponsors(found, "A/C.1/52/L.4/Rev.1") == [("KAZ", "main", 1), ("BLR", "main", 1)]
