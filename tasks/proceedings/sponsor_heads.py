"""Sponsors above the title of a limited document: "Australia, … and Uruguay: draft resolution"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from tasks.model import Sponsor, SponsorRole
from tasks.proceedings.flow import QUOTED_KINDS, Flow, Passage, squeeze
from tasks.proceedings.list_names import read_names
from tasks.proceedings.sponsor_waves import OFFICE, Announcement

_HEAD_LINE = re.compile(
    r"^(?P<names>[^:]{2,6000}?)\s*:\s*(?P<marks>[*†,\s\d]*)\s*(?:revised\s+|joint\s+|draft\s+)*(?:draft\s+)?"
    r"(?:resolution|decision|amendments?|proposal|working\s+paper|sub-?amendments?)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEAD_OFFICE = re.compile(
    r"\bDraft\s+(?:resolution|decision|proposal|declaration)s?\s+(?:submitted|proposed|prepared)\s+by\s+(?P<names>.+)",
    re.DOTALL,
)
_HEAD_ADDED = re.compile(
    r"\b(?:Add|Insert)\s+(?:the\s+following\s+(?:countries|States|delegations|sponsors)|to\s+the\s+list\s+of\s+sponsors)[^:]{0,160}:?\s*(?P<names>.+)",
    re.DOTALL,
)
# The names stand below: "Add the following countries to the list of sponsors of the draft resolution:"
_ADDED_BELOW = re.compile(
    r"\b(?:Add|Insert)\s+(?:the\s+following|to\s+the\s+list)\b.*sponsors\b[^:]*:?\s*$|\b(?:Add|Insert)\s+the\s+following\s+sponsors:?\s*$",
    re.DOTALL,
)
_NOTE = re.compile(r"[\W\d]{0,5}On\s+behalf\s+of\b")
MOST_HEAD_CHARACTERS = 4_000  # of a limited document, within which the sponsors stand
_LIMITED = re.compile(r"/(?:L|C\.\d+/L)\.\d")


def find_head_sponsors(flow: Flow) -> Iterator[Announcement]:
    """Yield the sponsors above the title of a limited document: "Australia, … and Uruguay: draft resolution"."""
    symbol = flow.masthead.symbol
    if not symbol or not (_LIMITED.search(symbol) or "draft" in flow.masthead.document_type):
        return
    for index, paragraph in enumerate(flow.paragraphs):
        if paragraph.start_char > MOST_HEAD_CHARACTERS or paragraph.kind in QUOTED_KINDS:
            return
        if paragraph.kind == "footnote":
            continue
        end = paragraph.end_char
        if _ADDED_BELOW.search(paragraph.text) and index + 1 < len(flow.paragraphs):
            end = flow.paragraphs[index + 1].end_char
        rows = _head_rows(flow, Passage(paragraph.position, paragraph.start_char, end, paragraph.kind))
        if rows:
            yield Announcement(paragraph.start_char, (*rows, *_noted_groups(flow, symbol)))
            return


def _head_rows(flow: Flow, passage: Passage) -> tuple[Sponsor, ...]:
    text = flow.text[passage.start_char : passage.end_char]
    for pattern in (_HEAD_OFFICE, _HEAD_LINE, _HEAD_ADDED):
        match = pattern.search(text)
        if not match:
            continue
        names = match["names"]
        office = OFFICE.match(names)
        if office:
            return (_head_sponsor(flow, passage, squeeze(office["office"]), None),)
        role: SponsorRole = "additional" if pattern is _HEAD_ADDED else "main"
        found = [(iso3, name) for iso3, name in read_names(names, flow.masthead.document_date) if iso3]
        groups = flow.groups.within(
            passage.start_char + match.start("names"), passage.start_char + match.end("names")
        )
        rows = [replace(_head_sponsor(flow, passage, name, iso3), role=role) for iso3, name in found]
        rows += [
            replace(
                _head_sponsor(flow, passage, squeeze(g.surface), None), group_code=g.group_code, role=role
            )
            for g in groups
        ]
        if rows:
            return tuple(rows)
    return ()


def _head_sponsor(flow: Flow, passage: Passage, name: str, iso3: str | None) -> Sponsor:
    return Sponsor(passage.position, flow.masthead.symbol, iso3, None, name, "main", 1)


def _noted_groups(flow: Flow, symbol: str) -> Iterator[Sponsor]:
    """Yield the groups that a footnote to the head names: "On behalf of the States that are members of …"."""
    # Plain text has no footnotes: the note is a paragraph that its marker opens.
    for note in sorted((*flow.notes, *flow.passages), key=lambda passage: passage.start_char):
        if note.start_char > 2 * MOST_HEAD_CHARACTERS:
            return
        if not _NOTE.match(flow.source, note.start_char, note.end_char):
            continue
        for group in flow.groups.within(note.start_char, note.end_char):
            yield Sponsor(note.position, symbol, None, group.group_code, squeeze(group.surface), "main", 1)
