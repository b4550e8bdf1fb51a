"""Reads what an Akoma Ntoso file states about itself: masthead, votes and sponsors.

A record that contradicts its own counts is read as it stands: printed total and listed names are kept apart.
"""

import re
from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element

from seeds.countries import resolve_country
from seeds.reference import read_reference
from tasks.model import (
    DocumentType,
    Markup,
    Masthead,
    Position,
    Sponsor,
    SponsorRole,
    Vote,
    VoteMethod,
    VotePosition,
)

POSITIONS: dict[str, Position] = {"inFavour": "yes", "against": "no", "abstaining": "abstain"}
STATED_TYPES: dict[str, DocumentType] = {
    "resolution": "resolution", "decision": "decision", "report": "report", "letter": "letter", "note": "note",
    "verbatimrecord": "verbatim_record", "summaryrecord": "summary_record", "agenda": "agenda",
}  # fmt: skip
LANGUAGES = {
    "eng": "English",
    "fra": "French",
    "spa": "Spanish",
    "rus": "Russian",
    "ara": "Arabic",
    "zho": "Chinese",
}
SUBMITTED = re.compile(r"(?:submitted|introduced|proposed) (?:in the Committee )?by (?:the )?", re.IGNORECASE)
# Guinea (on behalf of the Group of 77 and China); Romania (in its capacity as Chair of the Committee)
CAPACITY = re.compile(
    r"(?P<name>.+?) \((?:also )?(?:on behalf of (?P<group>.+)|in (?:its|his|her|their) capacity .+)\)",
    re.IGNORECASE,
)
BEHALF = re.compile(r"(?P<name>[^,()]+?),? (?:also )?on behalf of (?P<group>[^()]+)", re.IGNORECASE)
# Commas and 'and' part names, but not inside parentheses: 'Iran (Islamic Republic of), Iraq and Kuwait'.
COMMA = re.compile(r"[,;]\s*(?![^()]*\))")
AND = re.compile(r"\s+and\s+(?![^()]*\))")
REMARK = re.compile(r"\.\s+[-–—].*", re.DOTALL)  # '…and United States. - Removes Czechia from the list'
DRAFT = re.compile(r"[A-Z]+(?:/[\w.-]+)+")
MEETING = re.compile(r"/(?:PV|SR)\.(?P<number>\d+)")
COUNT = re.compile(r"[0-9]{1,4}")  # of States
ITEM = re.compile(r"\d+(?: \([a-z]{1,2}\))?")
PARENTHESIS = re.compile(r"(?<=\d)\((?=[IVXL\d])")  # 'S/RES/2334(2016)'
SET_LETTER = re.compile(r"\s?[A-Z](?:-[A-Z])?\Z")
DOCUMENTS = frozenset(("act", "amendment", "amendmentList", "bill", "debateReport", "doc", "documentCollection",
                       "judgment", "officialGazette", "portion", "statement"))  # fmt: skip


def read_markup(root: Element) -> Markup:
    """Return masthead, votes and sponsors as the file states them; what is missing stays None or empty.

    A collection holds one resolution per letter; each may state a vote and sponsors of its own.
    """
    masthead = _masthead(root)
    votes: dict[Vote, None] = {}
    sponsors: dict[Sponsor, None] = {}
    for document in (e for e in root.iter() if _local(e) in DOCUMENTS):
        meta = next((child for child in document if _local(child) == "meta"), None)
        if meta is None:
            continue
        steps = _steps(meta)
        item = _draft(steps, "draftResolution", "draftDecision", "draft") or _symbol(
            document, masthead.symbol
        )
        item = item or _draft(steps, "recommendedForAdoption")
        votes |= dict.fromkeys(_votes(meta, masthead, item, steps))
        sponsors |= dict.fromkeys(_sponsors(steps, masthead, item))
    return Markup(masthead, tuple(votes), tuple(sponsors))


def _symbol(document: Element, symbol: str | None) -> str | None:
    """Return a document's own symbol; that of one resolution of a set ends in its letter."""
    preface = next((child for child in document if _local(child) == "preface"), None)
    letter = _words(_first(preface, "docNumber")) if preface is not None else None
    if symbol and letter and letter.isalpha() and len(letter) == 1:
        return f"{SET_LETTER.sub('', symbol)} {letter}"
    return symbol


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
    symbol = _own_symbol(root)
    return Masthead(
        symbol=symbol,
        title=_words(_first(root, "docTitle", refersTo="#resolutionTitle")),
        document_type=_document_type(root, symbol or ""),
        body_code=_body_code(symbol or ""),
        session=session.get("value") if session is not None else None,
        agenda_items=tuple(ITEM.findall(items)),
        document_date=_date(adoption.get("date") if adoption is not None else None),
        distribution=status.partition(":")[2].strip() or None if status else None,
        language=LANGUAGES.get(language.get("language", "")) if language is not None else None,
    )


def _own_symbol(root: Element) -> str | None:
    printed = _words(_first(root, "docNumber", refersTo="#symbol"))
    return PARENTHESIS.sub(" (", printed) if printed else None


def _document_type(root: Element, symbol: str) -> DocumentType:
    """Return what the document calls itself ('statement name="resolution"'), else what its symbol says."""
    names = (e.get("name", "") for e in root.iter() if _local(e) in DOCUMENTS)
    name = next((name.casefold() for name in names if name.casefold() in STATED_TYPES), "")
    if name:
        return STATED_TYPES[name]
    return "resolution" if "/RES/" in symbol else "decision" if "/DEC/" in symbol else "other"


def _body_code(symbol: str) -> str | None:
    """Return the organ with the longest prefix of the symbol: that of A/HRC/RES/50/13 is A/HRC."""
    prefixes = (row["body_code"] for row in read_reference("bodies") if row["symbol_prefix"])
    return max((code for code in prefixes if f"{symbol}/".startswith(f"{code}/")), key=len, default=None)


def _steps(root: Element) -> dict[str, Element]:
    """Return the workflow's steps by outcome."""
    return {step.get("outcome", ""): step for step in _all(root, "step")}


def _draft(steps: dict[str, Element], *outcomes: str) -> str | None:
    """Return the symbol that stands with the first of the steps that has one."""
    for outcome in outcomes:
        step = steps.get(outcome)
        found = DRAFT.match(step.get("as", "").strip()) if step is not None else None
        if found:
            return found[0]
    return None


def _votes(meta: Element, masthead: Masthead, item: str | None, steps: dict[str, Element]) -> Iterator[Vote]:
    adopted = steps.get("adopted")
    meeting = MEETING.search(adopted.get("as", "")) if adopted is not None else None
    for voting in _all(meta, "voting"):
        outcome = voting.get("outcome", "").casefold()
        counts = {
            POSITIONS[c.get("refersTo", "").lstrip("#")]: c for c in _all(voting, "count") if _is_total(c)
        }
        method = _method(outcome, counts)
        yield Vote(
            position=0,
            item_symbol=item,
            motion=None,
            method=method,
            result="rejected" if "reject" in outcome else "adopted",
            body_code=masthead.body_code,
            meeting=meeting["number"] if meeting else None,
            voted_on=(_date(adopted.get("date")) if adopted is not None else None) or masthead.document_date,
            yes_count=None if method == "without_vote" else _count(counts.get("yes")),
            no_count=None if method == "without_vote" else _count(counts.get("no")),
            abstain_count=None if method == "without_vote" else _count(counts.get("abstain")),
            positions=tuple(_positions(counts, masthead.document_date)),
        )


def _is_total(count: Element) -> bool:
    return count.get("refersTo", "").lstrip("#") in POSITIONS


def _method(outcome: str, counts: dict[Position, Element]) -> VoteMethod:
    """Return how it was decided: by names, by figures alone, or without a vote."""
    if "withoutvote" in outcome:
        return "without_vote"
    if "recorded" in outcome or any(_all(count, "organization") for count in counts.values()):
        return "recorded"
    return "counted" if any(_count(count) for count in counts.values()) else "without_vote"


def _count(count: Element | None) -> int:
    """Return a printed total; a position that nobody took is not marked up."""
    value = count.get("value", "") if count is not None else ""
    return int(value) if COUNT.fullmatch(value) else 0


def _positions(counts: dict[Position, Element], on: date | None) -> Iterator[VotePosition]:
    for position, count in counts.items():
        for voter in _all(count, "organization"):
            name = _words(voter)
            if name:
                yield VotePosition(resolve_country(name, on), name, position)


def _sponsors(steps: dict[str, Element], masthead: Masthead, item: str | None) -> Iterator[Sponsor]:
    for outcome, step in steps.items():
        wave = 2 if "AdditionalSponsors" in outcome else 1
        role: SponsorRole = "additional" if wave == 2 else "main"  # noqa: PLR2004 - the second announcement
        if outcome.startswith("draft"):
            for name, iso3, group in _names(step.get("by", ""), masthead.document_date):
                yield Sponsor(0, item, iso3, group, name, role, wave)


def _names(by: str, on: date | None) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield who submits a draft: name as marked up, the State's code, the group's code.

    Words in which there is no State ("the Chair of the Committee following informal consultations") are one name.
    """
    by = REMARK.sub("", " ".join(by.split()))
    submitted = SUBMITTED.match(by)
    listed = by[submitted.end() :] if submitted else by
    behalf = BEHALF.fullmatch(listed)
    if behalf and resolve_country(behalf["name"], on):
        yield from _for_group(behalf, on)
        return
    names = _split(listed, on)
    capacities = [CAPACITY.fullmatch(name) for name in names]
    if listed and not any(capacities) and not any(resolve_country(name, on) for name in names):
        yield listed, None, _group_in(listed)
        return
    for name, capacity in zip(names, capacities, strict=True):
        if capacity:
            yield from _for_group(capacity, on)
        else:
            yield name, resolve_country(name, on), None


def _for_group(match: re.Match[str], on: date | None) -> Iterator[tuple[str, str | None, str | None]]:
    yield match["name"], resolve_country(match["name"], on), None
    if match["group"]:
        yield match["group"], None, _group_in(match["group"])


def _split(names: str, on: date | None) -> list[str]:
    """Part a list of names; 'Antigua and Barbuda' is one, because it is a State's name as a whole."""
    parts: list[str] = []
    for part in COMMA.split(names):
        words = AND.split(part.removeprefix("and "))
        while words:
            longest = next(
                (n for n in range(len(words), 0, -1) if resolve_country(" and ".join(words[:n]), on)), 1
            )
            parts.append(" and ".join(words[:longest]))
            words = words[longest:]
    return [part.strip() for part in parts if part.strip()]


def _group_in(text: str) -> str | None:
    """Return the code of the longest group name in a text."""
    found = [row for row in read_reference("group_names") if _holds(text, row["name"])]
    return max(found, key=lambda row: len(row["name"]))["group_code"] if found else None


def _holds(text: str, name: str) -> bool:
    """Return whether a text holds a name as whole words; an abbreviation only in capitals: 'AU', not 'Bureau'."""
    flags = 0 if name.isupper() else re.IGNORECASE
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, flags) is not None
