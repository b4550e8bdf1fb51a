"""Whose document it is: the State of a letter, draft or statement, and the group that it speaks for."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from seeds.countries import choose_by_date, read_country_names, resolve_country
from seeds.reference import read_reference
from tasks.model import DocumentType
from tasks.text.masthead_title import Headings

_NAME = r"(?P<name>[A-Z][^,;:()]{2,70}?)"
_OFFICE = re.compile(
    r"(?:Permanent (?:Representative|Observer|Mission)|[Rr]epresentative|[Oo]bserver|[Cc]hargé d[’'`]affaires|Minister"
    r"|Ministry|President|Prime Minister|Secretary|Ambassador|[Dd]elegation|Government|Mission)"
    rf"(?: (?:a\.i\.|ad interim|for Foreign Affairs|of Foreign Affairs|of State))* of (?:the )?{_NAME}"
    r"(?= to the (?:United|Conference)| addressed| at the| on behalf|[,;:()]|\.? |\.?$)"
)
_SMALL_WORDS = re.compile(
    r"\b(?:Of|The|To|And|At|From|On|By|For|Dated|Addressed|A\.I\.|Submitted)(?!\w)|\bD(?=['’]A)"
)
_SUBMITTED = re.compile(
    rf"\b(?:submitted|statement|presented|delivered|intervention|remarks)(?: made)? by (?:the )?{_NAME}(?=[,;:()]|$)",
    re.IGNORECASE,
)
_SPONSOR = re.compile(r"(?P<name>[^:,]{3,70}):")
_BRACKETED = re.compile(r"\((?P<name>[A-Z][^()]{2,60})\)")

# ── What a speaker says of himself ─────────────────────────────────────────────────────────────────
_WORD = r"[A-ZÀ-Þ][\w’'-]+"
_STATE = rf"(?P<name>{_WORD}(?: (?:of |and |the |de |d')?{_WORD}){{0,6}}(?: \([A-Z][^()]{{3,40}}\))?)"
_OF_STATE = rf"of (?:the (?:Republic|Kingdom|State|Union) of )?(?:the )?{_STATE}"
_SELF = (
    (8, re.compile(rf"\b(?:my|our)(?: own)? (?:country|homeland|nation),? (?:the )?{_STATE}")),
    (6, re.compile(rf"\b(?:congratulations|felicitations|compliments|greetings|thanks|condolences|name|message|behalf) {_OF_STATE}")),
    (6, re.compile(rf"\bon behalf of (?:the )?(?:(?:Government|people|delegation)(?:,? and (?:the )?(?:people|Government))? of )?(?:the )?{_STATE}")),
    (6, re.compile(rf"\b[Ii]n (?:the )?{_STATE}, (?:we|our)\b")),
    (6, re.compile(rf"\b(?:[Ww]e|us),? in (?:the )?{_STATE}")),
    (4, re.compile(rf"\bdelegation {_OF_STATE}")),
    (3, re.compile(rf"(?:^|[.!?”\"\d] ){_STATE} (?:\w+ly |also |further |once again )?(?:looks forward|welcomes|wishes|reaffirms|reiterates|attaches|believes|hopes|aligns|associates|joins|thanks|congratulates)\b")),
    (1, re.compile(rf"\b(?:Government|people|peoples|Republic|Kingdom) {_OF_STATE}")),
    (1, re.compile(rf"(?:^|[.!?”\"] )(?:The )?{_STATE}(?=[’']s? | (?:[a-z]+ly |also )?(?:has|is|will|was|would|can|cannot|[a-z]{{3,}}s)\b)")),
)  # fmt: skip
_FEWEST, _MARGIN = 2, 1.4  # points, and times the runner-up's points, that are clear

_ALIGNED = re.compile(
    r"align|associat|endors|subscrib|support(?:s|ed)? the statement|statement (?:made|delivered) by",
    re.IGNORECASE,
)
_SPEAKS = re.compile(r"\b(?:[Oo]n behalf of|in the name of) (?:the )?(?P<rest>.*)")
_CAPACITY = re.compile(
    r"(?:on behalf of|[Cc]hair(?:man|person)? of|[Cc]o-?ordinator of|members of) (?P<rest>.*)"
)
_IN_PERSON = re.compile(r"^$|\bI\b|\b[Ww]e\b|\b(?:honou?r|pleasure|privilege)\b")


@cache
def _groups() -> re.Pattern[str]:
    names = sorted((row["name"] for row in read_reference("group_names")), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")


@cache
def _group_codes() -> dict[str, str]:
    return {row["name"]: row["group_code"] for row in reversed(read_reference("group_names"))}


@cache
def _peoples() -> re.Pattern[str]:
    """Match 'the Argentine Government', 'the Mexican people' of every adjective."""
    words = sorted({n.name for n in read_country_names() if n.is_people}, key=len, reverse=True)
    return re.compile(
        rf"\b[Tt]he (?P<people>{'|'.join(map(re.escape, words))}) (?:Government|delegation|Parliament|authorities)\b"
    )


def find_author(
    kind: DocumentType, headings: Headings, body: Sequence[str], on: date | None
) -> tuple[str | None, str | None]:
    """Return the iso3 of the one State whose document it is, and the code of the group that it speaks for.

    A document of several States, of an office or of the Secretariat has none.
    """
    heads = [group.text for group in headings.all]
    match kind:
        case "letter":
            return _first_state(_OFFICE, heads[:1], on), _presided_group(heads[:1])
        case "draft_resolution" | "draft_decision":
            sponsors = [group.text for group in headings.sponsors]
            group = next(
                (code for text in body if text.startswith("On behalf of") for code in _codes_in(text)), None
            )
            return _sole(_SPONSOR, sponsors, on), group
        case "statement":
            state = (
                _first_state(_OFFICE, heads, on)
                or _first_state(_SUBMITTED, heads, on)
                or _first_state(_BRACKETED, heads, on)
            )
            return state or _speaker(body, on), _group_of(heads, body)
        case _:
            return _sole(_SUBMITTED, [group.text for group in headings.authors], on) or _reporting(
                headings, on
            ), None


def _first_state(pattern: re.Pattern[str], texts: Sequence[str], on: date | None) -> str | None:
    """Return the first State that stands in the pattern's place, before 'addressed to'."""
    for text in map(_in_mixed_case, texts):
        for match in pattern.finditer(text.partition(" addressed to")[0] + " "):
            state = resolve_country(match["name"], on)
            if state:
                return state
    return None


def _in_mixed_case(text: str) -> str:
    """Return a heading in capitals as it would be printed today: 'Permanent Mission of Benin'."""
    return _SMALL_WORDS.sub(lambda m: m[0].lower(), text.title()) if text.isupper() else text


def _sole(pattern: re.Pattern[str], texts: Sequence[str], on: date | None) -> str | None:
    """Return the State that alone submits."""
    found = {resolve_country(m["name"], on) for text in texts for m in [pattern.search(text)] if m}
    return found.pop() if len(found) == 1 else None


def _reporting(headings: Headings, on: date | None) -> str | None:
    """Return the State of a national report: the heading under 'National report submitted …'."""
    if not headings.title or not headings.title.text.startswith("National report"):
        return None
    states = (resolve_country(group.text, on) for group in headings.others)
    return next(filter(None, states), None)


# ── Groups ─────────────────────────────────────────────────────────────────────────────────────────
def _codes_in(text: str) -> Iterator[str]:
    return (_group_codes()[match[0]] for match in _groups().finditer(text))


def _presided_group(heads: Sequence[str]) -> str | None:
    """Return the group in whose name a letter is written, not one that it is about."""
    for text in heads:
        match = _CAPACITY.search(text)
        if match:
            return next(_codes_in(match["rest"]), None)
    return None


def _group_of(heads: Sequence[str], body: Sequence[str]) -> str | None:
    """Return the group that the heading names as speaking, or for which the speaker says that he speaks."""
    for text in heads:
        for code in _codes_in(text):
            return code
    for text in body:
        for sentence in re.split(r"(?<=[.!?])\s", text):
            spoken = _SPEAKS.search(sentence)
            if (
                spoken
                and _IN_PERSON.search(sentence[: spoken.start()])
                and not _ALIGNED.search(sentence[: spoken.start()])
            ):
                match = _groups().match(spoken["rest"])
                if match:
                    return _group_codes()[match[0]]
    return None


# ── A speech without a head ────────────────────────────────────────────────────────────────────────
def _speaker(body: Sequence[str], on: date | None) -> str | None:
    """Return the State that a speaker calls his own, where one is clearly meant."""
    points: Counter[str] = Counter()
    for text in body:
        for weight, name in _self_references(text):
            state = _longest_state(name, on)
            if state:
                points[state] += weight
        for match in _peoples().finditer(text):
            states = {
                n.iso3
                for n in choose_by_date([n for n in read_country_names() if n.name == match["people"]], on)
            }
            if len(states) == 1:
                points[states.pop()] += 1
    ranking = [*points.most_common(2), ("", 0), ("", 0)]
    clear = ranking[0][1] >= max(_FEWEST, _MARGIN * ranking[1][1])
    return ranking[0][0] if clear else None


def _self_references(text: str) -> Iterator[tuple[int, str]]:
    for weight, pattern in _SELF:
        for match in pattern.finditer(text):
            yield weight, match["name"]


def _longest_state(name: str, on: date | None) -> str | None:
    """Return the State of the longest beginning of the words: 'Pakistan Mr President' is PAK."""
    words = name.split()
    found = (resolve_country(" ".join(words[:n]), on) for n in range(len(words), 0, -1))
    return next(filter(None, found), None)
