"""Which body acts in a sentence: "the Fourth Committee adopted", "the Council", or the document's own body."""

import re
from functools import cache

from seeds.reference import read_reference
from tasks.proceedings.flow import Flow, squeeze

_ACTS = re.compile(
    r"(?:\s+\([^()]{0,60}\))?,?\s+(?:(?:then|also|further|subsequently|thereafter|unanimously),?\s+){0,2}"
    r"(?:adopted|rejected|approved|retained|voted|decided|proceeded|took)\b"
)
_DRAFT_PREFIX = re.compile(
    r"^(?P<prefix>[A-Z]+(?:/(?!\d|L\.|RES/|DEC/|[SE]{1,2}-\d|WP\.|CRP\.)[A-Za-z.]+\d*)*)/"
)


def acting_body(text: str, item_symbol: str | None, flow: Flow) -> str | None:
    """Return the code of the body that acts in a sentence.

    A record is of one body. Elsewhere the body is the one that the sentence names in full, else that of the
    draft (A/AC.109/2025/L.7 is voted on in A/AC.109), else the document's.
    """
    masthead = flow.masthead
    if masthead.document_type in ("verbatim_record", "summary_record"):
        return masthead.body_code
    for named in _named_bodies().finditer(squeeze(text)):
        # "recommended to the General Assembly" does not make the Assembly the body that acts.
        if _ACTS.match(named.string, named.end()):
            return _body_codes()[named.group()]
    if item_symbol and "/L." in item_symbol and (match := _DRAFT_PREFIX.match(item_symbol)):
        return match["prefix"]
    return _reporting_body(flow)


def _reporting_body(flow: Flow) -> str | None:
    """Return the body of a report: "Report of the Third Committee" is of A/C.3, though its symbol is the Assembly's."""
    if flow.masthead.document_type == "committee_report":
        for paragraph in flow.paragraphs:
            if paragraph.kind not in ("masthead", "title"):
                break
            named = (
                _named_bodies().search(squeeze(paragraph.text)) if "Report of the" in paragraph.text else None
            )
            if named:
                return _body_codes()[named.group()]
    return flow.masthead.body_code


@cache
def _body_codes() -> dict[str, str]:
    return {row["name"]: row["body_code"] for row in read_reference("body_names")}


@cache
def _named_bodies() -> re.Pattern[str]:
    names = sorted(_body_codes(), key=lambda name: (-len(name), name))
    return re.compile(r"\b(?:" + "|".join(re.escape(name) for name in names) + r")\b")
