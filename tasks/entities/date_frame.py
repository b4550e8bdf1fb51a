"""A document's own time: its date or its session, from the context or from its own head."""

import re
from dataclasses import dataclass
from datetime import date

from tasks.entities.date_shapes import PartialDate, day_of
from tasks.entities.date_tokens import MONTHS
from tasks.entities.sessions import session_window
from tasks.model import FinderContext

HEAD = 3000  # characters of a document that its masthead is looked for in


@dataclass(frozen=True, slots=True)
class Frame:
    """What a document says about its own time: its date, or the first and last day of its session.

    `source` names where the date is from: 'document_date', or where it is an estimate 'session' or 'text'.
    """

    document_date: date | None = None
    opens: date | None = None
    closes: date | None = None
    source: str = "document_date"

    @property
    def straddles_years(self) -> bool:
        """Return whether the session has two years to choose from."""
        return self.opens is not None and self.closes is not None and self.opens.year < self.closes.year


_DATE = rf"(\d{{1,2}})[\s\u00a0]({'|'.join(MONTHS)})[\s\u00a0](\d{{4}})"
_OWN_DATE = re.compile(
    rf"^(?:Distr\.?:?\s*\w+\s+|\w+day,\s+)?{_DATE}(?:,\s.*|\s*\*?)$|^Resolution \d+(?: \(\d{{4}}\))?\s+of {_DATE}"
    rf"|\badopted by the (?:General Assembly|Security Council)[^.\n]*\n?[^.\n]*\bon {_DATE}",
    re.MULTILINE | re.IGNORECASE,
)
_OWN_YEAR = re.compile(r"^\W{0,9}[A-Z]+(?:/[A-Z][\w.-]*)*/((?:19|20)\d\d)/", re.MULTILINE)
_OWN_SESSION = re.compile(r"^\W{0,9}A/(?:C\.\d/|RES/|DEC/|BUR/)?(\d\d)/", re.MULTILINE)


def read_frame(text: str, context: FinderContext) -> Frame:
    """Return the document's own time: from the context, else as its masthead or running header prints it."""
    if context.document_date is not None:
        return Frame(context.document_date)
    match = _OWN_DATE.search(text[:HEAD])
    if match:
        day, month, year = (group for group in match.groups() if group)
        return Frame(day_of(int(year), PartialDate(None, MONTHS.index(month.lower()) + 1, int(day))))
    window = _own_window(text[:HEAD], context)
    return Frame(None, *window) if window else Frame()


def _own_window(head: str, context: FinderContext) -> tuple[date, date] | None:
    if context.session_opens and context.session_closes:
        return context.session_opens, context.session_closes
    if context.body_code and context.session:
        window = session_window(context.body_code, context.session)
        if window:
            return window
    if match := _OWN_YEAR.search(head):
        return session_window("E", match[1])
    if match := _OWN_SESSION.search(head):
        return session_window("A", match[1])
    return None
