"""What delegations said later: "had intended to vote in favour", "had it been present, it would have voted".

A later statement never changes a vote; it stands in a bracketed note, a footnote or a paragraph behind it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tasks.model import IntendedBasis, Position
from tasks.proceedings.flow import Flow, Passage, Sentence
from tasks.proceedings.items import items_within
from tasks.proceedings.list_names import read_names

_NOTE = re.compile(
    r"[\[(*†]|\d{1,2}/?\s|Subsequently\b|(?:The|Had)\s+(?:delegation|representative|they\s+been)"
)
_VOTE = re.compile(
    r"\b(?:intend(?:ed|s)|intending|intention(?:\s+had\s+been)?|would\s+have|wished|wanted|meant|should\s+have\s+been)\b"
    r"(?P<what>[^.;]{0,120}?\b(?:in\s+favour|for\s+(?:it|the)|against|abstain\w*|abstention|"
    r"(?:to\s+)?participat\w*))",
    re.DOTALL,
)
_PRESENT = re.compile(
    r"\b(?:had|were|been)\b[^.;]{0,60}\bpresent\b|\bwould\s+have\s+(?:voted|abstained)", re.DOTALL
)
_WHO = re.compile(
    r"\b(?:delegations?|representatives?|observers?|Permanent\s+(?:Missions?|Representatives?)|(?:that|those))\s+(?:of|for|from)\s+",
)
_WHO_ENDS = re.compile(
    r"\s+(?:(?:also|subsequently|later|thereafter|then)\s+)?(?:informed|advised|indicated|stated|announced|notified|"
    r"requested|had|have|would|said|declared|wished|explained|made|expressed|to\s+the\s+United)\b"
    r"|,?\s+(?:had|have)\s+(?:it|they|their|its|he|she|his|her)\b|\s+that\b"
)


@dataclass(frozen=True, slots=True)
class Intention:
    """What one State said it had meant to do. `symbols` names the texts, where the statement does."""

    start_char: int
    iso3: str | None
    name_as_printed: str
    position: Position
    basis: IntendedBasis
    symbols: frozenset[str]
    anchor_char: int | None  # where the footnote's marker stands that holds the statement


def find_intentions(flow: Flow, on: date | None) -> Iterator[Intention]:
    """Yield what delegations said later on how they had meant to vote, State by State."""
    for passage in (*flow.passages, *flow.notes):
        if not flow.has("intention", passage):
            continue
        if not _is_spoken(flow, passage):
            for sentence in flow.sentences(passage):
                yield from _in_sentence(flow, passage, sentence, on)


def _is_spoken(flow: Flow, passage: Passage) -> bool:
    """Say whether these are a delegate's words in a record, not the note that the Secretariat put under a vote."""
    if passage.kind == "footnote" or _NOTE.match(flow.text, passage.start_char):
        return False
    if passage.kind == "speech":
        return True
    voice = flow.voice(passage) if flow.masthead.document_type == "verbatim_record" else None
    return voice is not None and not voice.is_chair


def _in_sentence(flow: Flow, passage: Passage, sentence: Sentence, on: date | None) -> Iterator[Intention]:
    who = list(_WHO.finditer(sentence.text))
    symbols = frozenset(
        item.symbol
        for item in items_within(flow, sentence.start_char, sentence.end_char)
        if item.kind in ("draft", "amendment", "resolution")
    )
    waiting: list[tuple[str | None, str]] = []
    for index, match in enumerate(who):
        end = who[index + 1].start() if index + 1 < len(who) else len(sentence.text)
        part = sentence.text[match.end() : end]
        names_end = _WHO_ENDS.search(part)
        waiting += _names(part[: names_end.start()] if names_end else part, on)
        meant = _meant(part)
        # "the delegations of A and B informed …, and that of C, that …": the verb may come with the next.
        if meant is None and index + 1 < len(who):
            continue
        for iso3, name in waiting:
            if meant:
                yield Intention(sentence.start_char, iso3, name, *meant, symbols, passage.anchor_char)
        waiting = []


def _names(text: str, on: date | None) -> list[tuple[str | None, str]]:
    return [(iso3, name) for iso3, name in read_names(text.rstrip(" ,"), on) if iso3]


def _meant(part: str) -> tuple[Position, IntendedBasis] | None:
    match = _VOTE.search(part)
    if not match:
        return None
    words = match["what"]
    basis: IntendedBasis = "had_been_present" if _PRESENT.search(part) else "had_intended"
    if re.search(r"abst", words):
        return "abstain", basis
    if "participat" in words:
        return ("absent", basis) if re.search(r"\bnot\b", part) else None
    return ("no" if "against" in words else "yes"), basis
