"""What operative paragraphs do: "Requests the Secretary-General to report … at its seventy-fifth session"."""

import re
from collections.abc import Iterator
from functools import cache

from seeds.reference import read_reference
from tasks.model import Action, Paragraph
from tasks.proceedings.flow import Flow, squeeze

MOST_ADDRESSEE = 160  # characters; a longer one is no addressee but the whole clause
_NUMBER = re.compile(r"^\W*(?:\d{1,3}(?:\s*(?:bis|ter|quater))?[.)]?\s+)?[\[(]*")
_REPORTS = re.compile(r"\b(?:report|submit|present|inform|update|provide|brief)\b", re.IGNORECASE)
_ADDRESSEE_ENDS = re.compile(
    r",|;|:|\s+(?:to\s+(?!the\s+(?:Convention|Protocol|Covenant|Agreement|Treaty|Statute|United\s+Nations)\b)|that\b|for\b|on\b(?!\s+the\s+\w+\s+of\b)|"
    r"with\s+(?:the\s+)?(?:task|responsib|a\b)|against\b|of\s+(?:their|its|his|her)\b|not\s+to\b|in\s+(?:order|its|this|accordance|particular)\b|within\b|pursuant\b|"
    r"should\b|(?:adopt|consider|withdraw|cease|continue|comply|take|ensure|approve|decide|refrain|allow|release|stop|end)s?\b)"
)
_THAT = re.compile(r"^\s*(?:to\s+)?(?:that\s+)?(?:the\s+)?", re.IGNORECASE)

# "Encourages further efforts by the United Nations to": a deed is encouraged, nobody is addressed.
_NOBODY = re.compile(
    r"(?:[\w-]+\s+){0,3}?(?:efforts?|participation|use|implementation|measures?|support|cooperation|dialogue|exchanges?|contributions?|"
    r"establishment|actions?|steps|initiatives?|work|activities|adoption|ratification|strengthening|promotion)\b"
)


def find_actions(flow: Flow) -> Iterator[Action]:
    """Yield what each operative paragraph does, in order."""
    for paragraph in flow.paragraphs:
        if paragraph.kind == "operative" and (found := _verb(paragraph)):
            verb, end = found
            yield Action(
                position=paragraph.position,
                verb=verb,
                addressee=_addressee(paragraph.text[end:]) if verb in _addressing_verbs() else None,
                report_due_session=_report_due(flow, paragraph)
                if verb in _addressing_verbs() | {"decides"}
                else None,
            )


def _verb(paragraph: Paragraph) -> tuple[str, int] | None:
    """Return the verb of the opener without its adverbs, and where it ends in the paragraph."""
    start = _NUMBER.match(paragraph.text)
    begin = start.end() if start else 0
    opener_end = begin + max(len(paragraph.opener or ""), 60)
    match = _openers().search(paragraph.text, begin, min(len(paragraph.text), opener_end))
    return (squeeze(match["verb"]).casefold(), match.end()) if match else None


def _addressee(rest: str) -> str | None:
    """Return to whom the verb is addressed: the words up to "to", without the article."""
    begin = _THAT.match(rest)
    words = rest[begin.end() :] if begin else rest
    end = _ADDRESSEE_ENDS.search(words)
    name = squeeze(words[: end.start()] if end else words[:MOST_ADDRESSEE]).strip(" .,")
    name = re.sub(r"^(?:once\s+again|again|also|further)\s+", "", name)
    if _NOBODY.match(name):
        return None
    return name if name and len(name) <= MOST_ADDRESSEE and end else None


def _report_due(flow: Flow, paragraph: Paragraph) -> str | None:
    """Return the session to which a report is asked for; None where none is."""
    asked = _REPORTS.search(paragraph.text)
    if not asked:
        return None
    start = paragraph.start_char + asked.end()
    for mention in flow.sessions.within(start, paragraph.end_char):
        before = flow.text[max(start, mention.start_char - 40) : mention.start_char]
        if re.search(r"\b(?:at|to|for|during|before|by)\s+(?:its|the|their)\s+(?:next\s+)?$", before):
            return mention.session
    return None


@cache
def _openers() -> re.Pattern[str]:
    """Return the pattern of an operative opener's verb: "Also requests", "Strongly condemns"."""
    words = sorted(
        (row["opener"] for row in read_reference("openers") if row["kind"] == "operative"),
        key=len,
        reverse=True,
    )
    verbs = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"(?<!\w)(?P<verb>{verbs})(?!\w)", re.IGNORECASE)


@cache
def _addressing_verbs() -> frozenset[str]:
    return frozenset(row["verb"] for row in read_reference("addressing_verbs"))
