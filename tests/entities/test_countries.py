import time
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.countries import read_country_names
from seeds.reference import read_reference
from tasks.entities.countries import find_countries
from tasks.entities.name_scan import fold_text
from tasks.entities.names import find_names
from tasks.model import CountryMention, FinderContext, GroupMention

ROWS = read_reference("country_names")
TRAPS = read_reference("name_traps")


def found(text, on=date(2020, 1, 1), **context):
    """What is found in a text: surface and iso3."""
    return [(m.surface, m.iso3) for m in find_countries(text, FinderContext(document_date=on, **context))]


def states(text, on=date(2020, 1, 1)):
    return [iso3 for _, iso3 in found(text, on)]


def day_within(row):
    if row["valid_to"]:
        return date.fromisoformat(row["valid_to"])
    return max(date.fromisoformat(row["valid_from"] or "2024-01-01"), date(2024, 1, 1))


# ── the data and its examples, in both directions ──────────────────────────────────────────────────


def test_every_name_is_found_in_its_example():
    wrong = [
        (row["name"], row["iso3"], hits)
        for row in ROWS
        for hits in [found(row["example"], day_within(row))]
        if row["name"] not in {surface for surface, _ in hits}
    ]
    assert wrong == []


def test_every_example_names_no_other_state_than_its_own():
    by_name = {}
    for name in read_country_names():
        by_name.setdefault(fold_text(name.name).lower, set()).add(name.iso3)
    wrong = [
        (row["name"], row["iso3"], hits)
        for row in ROWS
        if row["kind"] != "prefix"
        for hits in [found(row["example"], day_within(row))]
        if not {iso3 for _, iso3 in hits} <= by_name[fold_text(row["name"]).lower]
    ]
    assert wrong == []


def test_the_form_is_that_of_the_kind():
    wrong = [
        row["name"]
        for row in ROWS
        for m in find_countries(row["example"], FinderContext(document_date=day_within(row)))
        if m.surface == row["name"] and (m.form == "demonym") != (row["kind"] in {"demonym", "prefix"})
    ]
    assert wrong == []


def test_no_trap_names_a_state():
    wrong = [
        (row["phrase"], row["example"], states(row["example"])) for row in TRAPS if states(row["example"])
    ]
    assert wrong == []


# ── names ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Congo and the Democratic Republic of the Congo", ["COG", "COD"]),
        ("the Niger, Nigeria", ["NER", "NGA"]),
        ("Guinea, Guinea-Bissau, Equatorial Guinea, Papua New Guinea", ["GIN", "GNB", "GNQ", "PNG"]),
        ("Dominica and the Dominican Republic", ["DMA", "DOM"]),
        (
            "the Republic of Korea, the Democratic People’s Republic of Korea and the DPRK",
            ["KOR", "PRK", "PRK"],
        ),
        ("Sudan, South Sudan, Samoa, American Samoa", ["SDN", "SSD", "WSM"]),
        ("Ireland, and the United Kingdom of Great Britain and Northern Ireland", ["IRL", "GBR"]),
        ("in Northern Ireland", []),
        ("Korea alone and the Korean people", []),
        ("and the USA", ["USA"]),
        ("the UK, America and the US", ["GBR", "USA", "USA"]),
        ("the Group of 77 and China", []),
        ("the Group of 77\nand China", []),
        ("the Group of 77, China and Cuba", ["CHN", "CUB"]),
        ("Holy See, State of Palestine", ["VAT", "PSE"]),
        ("Micronesia (Federated States of)", ["FSM"]),
        ("Melanesia, Micronesia and Polynesia", []),
        ("the United Nations Interim Force in Lebanon", ["LBN"]),
        ("the Permanent Mission of Oman, the Embassy of Chad", ["OMN", "TCD"]),
        ("Netherlands (Kingdom of the), Bolivia (Plurinational State of)", ["NLD", "BOL"]),
        ("Korea, Republic of; Korea, Democratic People's Republic of", ["KOR", "PRK"]),
        ("Japan, Republic of Korea, Republic of Moldova", ["JPN", "KOR", "MDA"]),
        ("AFGHANISTAN, TÜRKİYE, TÜRKÝYE, CÔTE D’IVOIRE, COTE D'IVOIRE", ["AFG", "TUR", "TUR", "CIV", "CIV"]),
        ("turkey at dinner, a chad, women and oman", []),
        ("Turkey decided", ["TUR"]),
        ("CHAD AND TURKEY", ["TCD", "TUR"]),
        ("GIVE IT TO US NOW, SAID THE BOARD OF IT", []),
        ("United States of Mexico, United Mexican States", ["MEX", "MEX"]),
        ("Abkhazia, Georgia; Atlanta, Georgia; Georgia Institute of Technology", ["GEO"]),
        ("Guinea pigs and Guinea worm in Guinea", ["GIN"]),
        ("Mexico City, New Mexico, Mexico", ["MEX"]),
        ("the Indian Ocean, the Gulf of Guinea, the Jordan River, Lake Chad", []),
        ("Mr. Jordan (Jordan)", ["JOR"]),
        ("Ms. Chad, Ambassador Israel and Mr. Vernon E. Jordan spoke", []),
        ("Mr. Elaraby\nFrance . . . . Mr. Legal", ["FRA"]),
        ("our brother Jordan", ["JOR"]),
        ("the territorial sea of Haiti", ["HTI"]),
        ("https://example.org/Iraq/Kuwait.html, info@Israel.org", []),
        ("Iraq/Kuwait boundary", ["IRQ", "KWT"]),
        ("US$ 5 million, 3 million United States dollars, US$100", []),
        ("Latin America, the Inter-American Court, South Americans", []),
        ("Somalia, mali, Romania", ["SOM", "ROU"]),
        ("Benin1 and Chile,2 Peru.3", ["BEN", "CHL", "PER"]),
        ("Germán García", []),
        ("México y Perú", ["MEX", "PER"]),
    ],
)
def test_names_in_running_text(text, expected):
    assert states(text) == expected


@pytest.mark.parametrize(
    "printed",
    [
        "Brunei\nDarussalam", "Brunei  Darussalam", "Brunei\u00a0Darussalam", "Brunei \nDarussalam", "Bru\u00adnei Darussalam",
        "BRUNEI DARUSSALAM", "Brunei\tDarussalam", "Brunei\r\nDarussalam", "bruNEI DArussalam", "Bru\u200bnei Darussalam",
    ],
)  # fmt: skip
def test_a_name_is_one_however_its_blanks_are_printed(printed):
    assert found(f"In {printed}, it was") == [(printed, "BRN")]


@pytest.mark.parametrize(
    "printed",
    ["Guinea-\nBissau", "Guinea- Bissau", "Guinea‑Bissau", "Guinea\u2010Bissau", "Guinea-\n  Bissau"],
)
def test_a_hyphen_may_end_a_line(printed):
    assert found(f"In {printed}.") == [(printed, "GNB")]


def test_a_name_does_not_reach_over_a_blank_line():
    assert found("United\n\nStates of America") == [("America", "USA")]


def test_accents_may_be_composed_apart():
    text = unicodedata.normalize("NFD", "Côte d’Ivoire and Türkiye in Haïti")
    assert found(text) == [
        (unicodedata.normalize("NFD", "Côte d’Ivoire"), "CIV"),
        (unicodedata.normalize("NFD", "Türkiye"), "TUR"),
        (unicodedata.normalize("NFD", "Haïti"), "HTI"),
    ]


# ── peoples, languages, money ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Russian delegation and many Rwandans", ["RUS", "RWA"]),
        ("the Israeli-Palestinian conflict", ["ISR", "PSE"]),
        ("the Swiss loan of 5 million Swiss francs", ["CHE"]),
        ("Ms. Dupont (France) (spoke in French): The French delegation", ["FRA", "FRA"]),
        ("(interpretation from\nRussian)", []),
        ("Original: French", []),
        ("ENGLISH\nORIGINAL: FRENCH\nForty-ninth session", []),
        ("the French version, the Afghani depreciated", []),
        ("the amount of 836,500,000 Swiss francs;\n\n18. Appreciates", []),
        ("ORIGINAL: ENGLISH/FRENCH", []),
        ("Arabic, Chinese, English, French, Russian and Spanish", []),
        ("such as Portuguese, Hindi and Persian", []),
        ("Portuguese-speaking countries, the French language", []),
        ("in French territory and from Spanish and Italian ports", ["FRA", "ESP", "ITA"]),
        ("the French, the British and the Chinese", ["FRA", "GBR", "CHN"]),
        ("ethnic Albanians, Kosovo Albanians and Bosnian Serbs", []),
        ("Greek Cypriots and the Turkish Cypriot community", ["CYP", "CYP"]),
        ("South Africans, East Timorese, West Germans", ["ZAF", "TLS", "DEU"]),
        ("the Soviet Union and Soviet troops", ["SUN", "SUN"]),
        ("the Supreme Soviet", []),
        ("the Sino-Indian border", ["CHN", "IND"]),
        ("Mr. Franco replied", []),
        ("Bilal al-Sudani, Abu al-Iraqi", []),
        ("the Philippine Government and Filipinos", ["PHL", "PHL"]),
        ("post-Soviet, non-Israeli and anti-American", ["SUN", "ISR", "USA"]),
    ],
)
def test_peoples_languages_and_money(text, expected):
    assert states(text) == expected


def test_an_adjective_of_two_states_means_the_one_named_last():
    text = "the Democratic Republic of the Congo: the Congolese army. The Congo: the Congolese army."
    assert states(text) == ["COD", "COD", "COG", "COG"]
    assert states("the Congolese army") == ["COD"]
    assert states("the Dominican people, the Guinean people") == ["DOM", "GIN"]
    assert states("Dominica and the Dominican people") == ["DMA", "DMA"]


def test_an_ambiguous_abbreviation_needs_its_name():
    assert states("CAR forces") == []
    assert states("the CAR forces of the Central African Republic") == ["CAF", "CAF"]
    assert states("the Central African authorities") == []


# ── dates ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("the Congo", date(1961, 2, 1), ["COD"]),
        ("the Congo", date(1975, 2, 1), ["COG"]),
        ("Yugoslavia", date(1980, 1, 1), ["YUG"]),
        ("Yugoslavia", date(2002, 1, 1), ["SRB"]),
        ("the former Yugoslavia", date(2002, 1, 1), ["YUG"]),
        ("Serbia and Montenegro", date(2004, 1, 1), ["SRB"]),
        ("Serbia and Montenegro", date(2015, 1, 1), ["SRB", "MNE"]),
        ("Russian troops", date(1968, 1, 1), ["SUN"]),
        ("Germany and the German Democratic Republic", date(1980, 1, 1), ["DEU", "DDR"]),
        ("Yemen and Democratic Yemen", date(1980, 1, 1), ["YEM", "YMD"]),
        ("the former Yugoslav Republic of Macedonia", date(1995, 1, 1), ["MKD"]),
        ("Zaire, Burma, Upper Volta, Byelorussian SSR", date(2024, 1, 1), ["COD", "MMR", "BFA", "BLR"]),
        ("Gold Coast", date(1950, 1, 1), ["GHA"]),
        ("Gold Coast", date(2020, 1, 1), []),
        ("United Arab Republic", date(1960, 1, 1), ["EGY"]),
        ("South West Africa, Southern Rhodesia, Ceylon", date(1960, 1, 1), ["NAM", "ZWE", "LKA"]),
        ("Viet-Nam, Vietnam and Viet Nam", date(1966, 1, 1), ["VNM", "VNM", "VNM"]),
    ],
)
def test_the_date_decides(text, on, expected):
    assert states(text, on) == expected


def test_the_session_stands_in_for_a_missing_date():
    assert [iso3 for _, iso3 in found("the Congo", None, session_opens=date(1962, 9, 18))] == ["COD"]
    assert [iso3 for _, iso3 in found("the Congo", None)] == ["COG"]


# ── properties ─────────────────────────────────────────────────────────────────────────────────────

SHORT_NAMES = sorted({row["name"] for row in read_reference("countries")})


@given(st.lists(st.sampled_from(SHORT_NAMES), min_size=1, max_size=12), st.data())
def test_a_list_is_read_whole_wherever_its_lines_break(names, data):
    joined = ", ".join(names)
    text = "".join(
        data.draw(st.sampled_from([" ", "\n", "  ", "\u00a0", " \n"])) if c == " " else c for c in joined
    )
    by_name = {row["name"]: row["iso3"] for row in read_reference("countries")}
    wanted = [by_name[name] for name in names]
    assert states(text, date(1990, 6, 1) if "Zaire" in text else date(2024, 1, 1)) == wanted


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200), st.sampled_from(SHORT_NAMES))
def test_offsets_hold_in_any_text(noise, name):
    text = f"{noise} {name} {noise}"
    for mention in find_names(text, FinderContext()):
        assert text[mention.start_char : mention.end_char] == mention.surface


@given(st.text(max_size=300))
def test_folding_keeps_its_way_back(text):
    folded = fold_text(text)
    assert folded.plain.isascii()
    assert len(folded.plain) == len(folded.lower)
    offsets = [folded.offset(i) for i in range(len(folded.plain))]
    assert offsets == sorted(set(offsets))
    assert all(o < len(text) for o in offsets)


def test_mentions_are_in_order_and_do_not_overlap():
    text = " ".join(row["example"] for row in ROWS)
    ends = 0
    for mention in find_countries(text, FinderContext(document_date=date(2024, 1, 1))):
        assert mention.start_char >= ends
        ends = mention.end_char


def test_one_pass_yields_what_the_two_finders_yield():
    text = "Cuba spoke for the Group of 77 and China, Finland for the European Union."
    mentions = list(find_names(text, FinderContext()))
    assert [m.iso3 for m in mentions if isinstance(m, CountryMention)] == ["CUB", "FIN"]
    assert [m.group_code for m in mentions if isinstance(m, GroupMention)] == ["G77", "EU"]


def seconds(text):
    start = time.process_time()
    for _ in find_names(text, FinderContext()):
        pass
    return time.process_time() - start


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "United ", "Democratic People's ", "Republic of ", "in French, ", "French, ", "Mr. A. ", "Congo (", " \n", "- ", "\u00ad\n",
        "Arabic, Chinese, ", "/Iraq", "a" * 50, "the former Yugoslav ", "Israel-", "e\u0301", "US", "Serbia and ", ". . . . ",
    ],
)  # fmt: skip
def test_time_grows_linearly_on_pathological_repeats(unit):
    small, large = unit * (100_000 // len(unit)), unit * (800_000 // len(unit))
    seconds(small)
    assert seconds(large) < 24 * max(seconds(small), 0.01)


@pytest.mark.slow
def test_five_megabytes_without_a_name_take_a_second():
    assert seconds("Considering the report of the committee, decides to remain seized. " * 75_000) < 3
