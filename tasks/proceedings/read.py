"""What a document's paragraphs do: votes, sponsors, statements, citations, actions."""

from tasks.model import AnnotatedDocument, Proceedings
from tasks.proceedings.actions import find_actions
from tasks.proceedings.citations import find_citations
from tasks.proceedings.flow import to_flow
from tasks.proceedings.items import ItemTrail
from tasks.proceedings.meetings import find_meetings
from tasks.proceedings.sponsors import find_sponsors
from tasks.proceedings.statements import find_statements
from tasks.proceedings.votes import find_votes


def read_proceedings(document: AnnotatedDocument) -> Proceedings:
    """Return what a document's paragraphs do. Reads text and mentions only: no file, clock or connection."""
    flow = to_flow(document)
    meetings = find_meetings(flow)
    trail = ItemTrail(flow)
    return Proceedings(
        votes=find_votes(flow, meetings, trail),
        sponsors=find_sponsors(flow, trail),
        statements=find_statements(flow, meetings),
        citations=tuple(find_citations(flow)),
        actions=tuple(find_actions(flow)),
    )
