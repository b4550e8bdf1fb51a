"""Statements: as reports tell of them, as records print them, and as documents of their own."""

import re
from collections.abc import Iterator

from tasks.model import Statement
from tasks.proceedings.flow import Flow, squeeze
from tasks.proceedings.meetings import Meetings
from tasks.proceedings.reported_statements import find_reported_statements
from tasks.proceedings.represented import represented_by_speaker
from tasks.proceedings.speeches import find_speeches

MOST_HEAD = 2_000  # characters of a statement within which it says who delivers it, and for whom

_DELIVERED = re.compile(
    r"\b(?:delivered|made|presented|read)\s+by\s+(?:(?:H\.?E\.?|His\s+Excellency|Her\s+Excellency)\s+)?(?:(?:Mr|Mrs|Ms|Miss|Dr|Ambassador|Sir)\.?\s+)?(?P<name>[A-Z][^,.;:\n(]{2,60})(?:,\s*(?P<title>[^\n.;:]{3,120}))?"
)


def find_statements(flow: Flow, meetings: Meetings) -> tuple[Statement, ...]:
    """Return the statements of a document, in order."""
    kind = flow.masthead.document_type
    if kind == "statement":
        return tuple(_own_statement(flow))
    if kind in ("verbatim_record", "summary_record"):
        return tuple(find_speeches(flow, meetings))
    found = [
        s
        for passage in (*flow.passages, *flow.notes)
        for s in find_reported_statements(flow, meetings, passage)
    ]
    return tuple(sorted(found, key=lambda statement: statement.start_char))


def _own_statement(flow: Flow) -> Iterator[Statement]:
    """Yield the one statement that a statement's document is."""
    masthead = flow.masthead
    head = flow.text[:MOST_HEAD]
    match = _DELIVERED.search(head)
    states = flow.states(match.start(), match.end() + 80) if match else ()
    group = next((g for g in flow.groups if g.group_code == masthead.author_group), None)
    iso3 = masthead.author_iso3 or (states[0].iso3 if states else None)
    if not (iso3 or match or group):
        return
    yield Statement(
        position=0,
        speaker=squeeze(match["name"]) if match else None,
        speaker_title=squeeze(match["title"]) if match and match["title"] else None,
        iso3=iso3,
        organization=None if iso3 or match else squeeze(group.surface) if group else None,
        on_behalf_of=squeeze(group.surface) if group else represented_by_speaker("", head),
        occasion="general",
        meeting=None,
        spoken_on=masthead.document_date,
        start_char=0,
        end_char=len(flow.text),
    )
