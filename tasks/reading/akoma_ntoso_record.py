"""Reads what an Akoma Ntoso file states about itself: masthead, votes and sponsors.

A record that contradicts its own counts is read as it stands: printed total and listed names are kept apart.
"""

import re
from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element

from seeds.countries import resolve_country
from seeds.reference import read_reference
from tasks.model import Markup, Masthead, Position, Sponsor, SponsorRole, Vote, VotePosition, VoteResult

POSITIONS: dict[str, Position] = {"inFavour": "yes", "against": "no", "abstaining": "abstain"}
RECORDED, WITHOUT_VOTE, REJECTED = "RecordedVote", "WithoutVote", "rejected"
LANGUAGES = {
    "eng": "English",
    "fra": "French",
    "spa": "Spanish",
    "rus": "Russian",
    "ara": "Arabic",
    "zho": "Chinese",
}
SUBMITTED = re.compile(r"(?:submitted|introduced) (?:in the Committee )?by (?:the )?", re.IGNORECASE)
BEHALF = re.compile(r"\(on behalf of (?P<group>.+)\)\s*$", re.IGNORECASE)
# Commas and a last 'and' part names, but not inside parentheses: 'Iran (Islamic Republic of), Iraq and Kuwait'.
COMMA = re.compile(r",\s*(?![^()]*\))")
LAST_AND = re.compile(r"\s+and\s+(?![^()]*\))")
DRAFT = re.compile(r"[A-Z]+(?:/[\w.-]+)+")
MEETING = re.compile(r"/PV\.(?P<number>\d+)")
ITEM = re.compile(r"\d+(?: \([a-z]\))?")


def read_markup(root: Element) -> Markup:
    """Return masthead, votes and sponsors as the file states them; what is missing stays None or empty."""
    masthead = _masthead(root)
    steps = _steps(root)
    draft = _draft(steps) or masthead.symbol
    return Markup(
        masthead, tuple(_votes(root, masthead, draft, steps)), tuple(_sponsors(steps, masthead, draft))
    )


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _all(root: Element, name: str) -> list[Element]:
    return [element for element in root.iter() if _local(element) == name]


def _words(element: Element | None) -> str | None:
    return (" ".join("".join(element.itertext()).split()) or None) if element is not None else None


def _first(root: Element, name: str, /, **attributes: str) -> Element | None:
    return next(
        (e for e in _all(root, name) if all(e.get(key) == value for key, value in attributes.items())), None
    )


def _date(text: str | None) -> date | None:
    """Return a marked-up date; the mark-up writes the year 1 where none is known."""
    try:
        found = date.fromisoformat(text or "")
    except ValueError:
        return None
    return found if found.year > 1 else None


def _masthead(root: Element) -> Masthead:
    session = _first(root, "session")
    adoption = _first(root, "FRBRdate", name="adoption")
    language = _first(root, "FRBRlanguage")
    status = _words(_first(root, "docStatus"))
    items = _words(_first(root, "inline", name="agenda item")) or ""
    kind = next((e.get("name", "") for e in root.iter() if _local(e) in {"statement", "doc"}), "")
    return Masthead(
        symbol=_words(_first(root, "docNumber", refersTo="#symbol")),
        title=_words(_first(root, "docTitle", refersTo="#resolutionTitle")),
        document_type="decision" if kind == "decision" else "resolution",
        body_code="A",
        session=session.get("value") if session is not None else None,
        agenda_items=tuple(ITEM.findall(items)),
        document_date=_date(adoption.get("date") if adoption is not None else None),
        distribution=status.partition(":")[2].strip() or None if status else None,
        language=LANGUAGES.get(language.get("language", "")) if language is not None else None,
    )


def _steps(root: Element) -> dict[str, Element]:
    """Return the workflow's steps by outcome."""
    return {step.get("outcome", ""): step for step in _all(root, "step")}


def _draft(steps: dict[str, Element]) -> str | None:
    """Return the symbol of the text voted on: the plenary draft, or the committee's report."""
    for outcome in ("draftResolution", "recommendedForAdoption"):
        step = steps.get(outcome)
        found = DRAFT.match(step.get("as", "")) if step is not None else None
        if found:
            return found[0]
    return None


def _votes(root: Element, masthead: Masthead, draft: str | None, steps: dict[str, Element]) -> Iterator[Vote]:
    adopted = steps.get("adopted")
    meeting = MEETING.search(adopted.get("as", "")) if adopted is not None else None
    for voting in _all(root, "voting"):
        outcome = voting.get("outcome", "")
        counts = {
            POSITIONS[c.get("refersTo", "")]: c
            for c in _all(voting, "count")
            if c.get("refersTo") in POSITIONS
        }
        result: VoteResult = "rejected" if REJECTED in outcome else "adopted"
        recorded = outcome.endswith(RECORDED)
        yield Vote(
            position=0,
            item_symbol=draft,
            motion=None,
            method="recorded" if recorded else "without_vote",
            result=result,
            body_code=masthead.body_code,
            meeting=meeting["number"] if meeting else None,
            voted_on=_date(adopted.get("date")) if adopted is not None else masthead.document_date,
            yes_count=_count(counts.get("yes")) if recorded else None,
            no_count=_count(counts.get("no")) if recorded else None,
            abstain_count=_count(counts.get("abstain")) if recorded else None,
            positions=tuple(_positions(counts, masthead.document_date)) if recorded else (),
        )


def _count(count: Element | None) -> int:
    """Return a printed total; a position that nobody took is not marked up."""
    value = count.get("value", "") if count is not None else ""
    return int(value) if value.isdecimal() else 0


def _positions(counts: dict[Position, Element], on: date | None) -> Iterator[VotePosition]:
    for position, count in counts.items():
        for voter in _all(count, "organization"):
            name = _words(voter)
            if name:
                yield VotePosition(resolve_country(name, on), name, position)


def _sponsors(steps: dict[str, Element], masthead: Masthead, draft: str | None) -> Iterator[Sponsor]:
    roles: tuple[tuple[str, SponsorRole], ...] = (
        ("draftResolution", "main"),
        ("draftResolutionAdditionalSponsors", "additional"),
    )
    for wave, (outcome, role) in enumerate(roles, start=1):
        step = steps.get(outcome)
        for name, iso3, group in _names(
            step.get("by", "") if step is not None else "", masthead.document_date
        ):
            yield Sponsor(0, draft, iso3, group, name, role, wave)


def _names(by: str, on: date | None) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield who submits a draft: name as marked up, the State's code, the group's code."""
    by = by.strip()
    if not by:
        return
    behalf = BEHALF.search(by)
    listed = by[: behalf.start()].strip() if behalf else by
    submitted = SUBMITTED.match(listed)
    if submitted:
        yield listed[submitted.end() :], None, None
    else:
        for name in _split(listed):
            yield name, resolve_country(name, on), None
    if behalf:
        yield behalf["group"], None, _group_in(behalf["group"])


def _split(names: str) -> list[str]:
    """Part a list of names; 'Antigua and Barbuda' is one, because it is a State's name as a whole."""
    parts: list[str] = []
    for part in COMMA.split(names):
        if resolve_country(part, None):
            parts.append(part)
        else:
            parts += LAST_AND.split(part)
    return [" ".join(part.split()) for part in parts if part.strip()]


def _group_in(text: str) -> str | None:
    """Return the code of the longest group name in a text."""
    lowered = text.casefold()
    found = [row for row in read_reference("group_names") if row["name"].casefold() in lowered]
    return max(found, key=lambda row: len(row["name"]))["group_code"] if found else None
