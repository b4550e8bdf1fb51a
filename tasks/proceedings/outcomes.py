"""Sentences that say how a text fared: adopted, rejected or retained, with or without a vote.

Only what the document itself records counts. Adoptions told of other meetings, calls to adopt, an adopted
agenda or report, and "It was so decided" are none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tasks.model import VoteResult
from tasks.proceedings.flow import QUOTED_KINDS, Flow, Passage, Sentence, squeeze
from tasks.proceedings.ordinals import to_ordinal
from tasks.proceedings.vote_counts import Counts, find_counts

_REJECTED = re.compile(
    r"\b(?:not\s+(?:been\s+)?(?:adopted|retained|carried|approved|accepted)|rejected|defeated|(?:was|were)\s+lost|"
    r"fail(?:ed|s|ing)\s+(?:to|of)|(?:was|were)\s+deleted)\b",
    re.IGNORECASE,
)
_ADOPTED = re.compile(
    r"\b(?:adopted|retained|approved|carried|accepted|maintained|endorsed|agreed|decided)\b", re.IGNORECASE
)
# "failed to obtain the required two-thirds majority", "owing to the negative vote of a permanent member":
# the figures keep their order though the text was not adopted.
_MAJORITY = re.compile(r"majority|permanent\s+member|veto", re.IGNORECASE)
_DRAFT = (
    r"(?:draft\s+(?:resolution|decision|declaration|presidential\s+statement|proposal|convention|protocol|text)s?|"
    r"(?:sub-?)?amendments?|(?:preambular|operative)\s+paragraphs?|(?:motion|proposal)s?|draft\s+as\s+a\s+whole)"
)
_SAID = r"[^;]"  # a clause: the sentence's full stop is not in it, those of symbols are
_ABOUT_TEXT = re.compile(
    rf"\b(?:{_DRAFT}|paragraphs?|articles?|sections?|as\s+a\s+whole|as\s+(?:orally\s+)?(?:revised|amended)|draft|text)\b",
    re.IGNORECASE,
)
_ORGAN = (
    r"(?:Committee|Commission|Council|Assembly|Conference|Board|Congress|Meeting|Parties|Sub-?[Cc]ommittee|"
    r"Sub-?[Cc]ommission|Forum|Authority|Group|Party|it|they)"
)
_ADVERBS = (
    r"(?:(?:then|also|further|subsequently|thereafter|therefore|accordingly|unanimously|thus),?\s+){0,2}"
)
# "the Committee adopted draft resolution …", "draft resolution … was adopted", "which the Committee adopted"
_ACTIVE = re.compile(
    rf"\b{_ORGAN}(?:\s+\([^()]{{0,60}}\))?,?\s+{_ADVERBS}(?P<verb>adopted|rejected|approved|retained)\b"
    r"(?P<object>.{0,300})",
    re.DOTALL,
)
_PASSIVE = re.compile(
    rf"(?P<object>\b{_DRAFT}\b{_SAID}{{0,400}}?)\b(?P<verb>(?:was|were|has\s+been|have\s+been)\s+(?:not\s+)?{_ADVERBS}"
    r"(?:adopted|rejected|approved|retained|carried))\b",
    re.IGNORECASE | re.DOTALL,
)
_OBJECT = re.compile(
    rf"^{_SAID}{{0,60}}?\b{_DRAFT}\b|^,?\s*(?:without\s+(?:a\s+)?vote|by\s+(?:consensus|acclamation))",
    re.IGNORECASE,
)
_NO_OBJECT = re.compile(
    r"^\s*(?:the\s+|its\s+|that\s+|a\s+)?(?:\w+\s+){0,2}(?:agenda|draft\s+report|report|programme|minutes|list|rules)",
    re.IGNORECASE,
)
_WITHOUT_VOTE = re.compile(
    r"\bwithout\s+(?:having\s+)?(?:a|being\s+put\s+to\s+(?:a|the))?\s*vote\b|\bby\s+(?:consensus|acclamation)\b|\bwithout\s+objection\b",
    re.IGNORECASE,
)
_UNANIMOUSLY = re.compile(r"\bunanimous(?:ly)?\b", re.IGNORECASE)
_RELATED = re.compile(
    r"\bhad\s+(?:not\s+)?(?:been\s+)?(?:\w+ly\s+)?(?:adopted|rejected|approved|retained)\b"
    r"|\b(?:to|would|should|could|might|may|will|shall|must|can|if|once|when|before|until|that\s+it\s+be|not\s+yet)\s+"
    r"(?:\w+\s+){0,2}?(?:be\s+)?(?:adopt(?:ed)?|reject(?:ed)?|approved?)\b(?!\s+by\s+a\s+recorded)"
    r"|\b(?:the|an?)\s+(?:newly\s+)?(?:adopted|approved)\s+(?:text|draft|amendment)",
    re.IGNORECASE,
)
# "was adopted without a vote at the fifty-eighth session": told of another meeting.
_ELSEWHERE = re.compile(
    r"\b(?:adopted|rejected|approved)\b[^.;]{0,80}\b(?:at|during|in)\s+(?:its|the|their)\s+(?P<after>[\w-]+(?:\s+[\w-]+)?)\s+"
    r"(?:\w+\s+){0,2}session\b"
    r"|\b[Aa]t\s+(?:its|the)\s+(?P<before>[\w-]+(?:\s+[\w-]+)?)\s+(?:(?:special|emergency|regular|resumed)\s+){0,2}session,"
    r"[^.;]{0,160}\b(?:adopted|rejected|approved)\b"
)
_OWN_ADOPTION = re.compile(r"^\W{0,3}(?:Resolution\s+|Decision\s+)?[Aa]dopted\b")
# A record's line between the speeches: "Draft resolution A/61/L.67 was adopted by 143 votes to 4, …"
_RECORD_LINE = re.compile(
    r"^\W{0,2}(?:\(?[a-z0-9]{1,3}[.)]\s+)?(?:By\s+\d{1,3}\s+votes\s[^.]{0,60}?,\s+)?(?:The\s+)?(?:[\w-]+\s+){0,6}?(?:draft|operative|preambular|paragraph|amendment|motion|"
    r"proposal|section|article|resolution|decision|sub-?amendment|text|words?|phrase|sentence)\b.{0,500}\b(?:was|were)\b"
    r".{0,40}?\b(?:adopted|rejected|retained|approved|carried|lost|defeated|accepted|deleted)\b",
    re.IGNORECASE | re.DOTALL,
)
_VOTES_CAST = re.compile(
    r"\bvotes?\s+(?:were\s+cast\s+)?in\s+favour|result\s+of\s+the\s+vot|received\b.{0,40}\bvotes",
    re.IGNORECASE,
)
_AS_RESOLUTION = re.compile(
    r"\b(?:resolution|decision|text|proposal|motion|amendment|agenda)\b[^.]{0,80}\b(?:has|was|is)\s+(?:therefore\s+|thus\s+|not\s+|been\s+){0,3}adopted\b",
    re.IGNORECASE,
)
_ANNEXING = frozenset(("letter", "note", "statement", "news"))
MOST_RECORD_LINE = 700  # characters of a line between speeches


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a text fared, as a sentence or a part of one says.

    `start_char:object_end` holds what was voted on. `counts` is None where no totals are printed.
    """

    start_char: int
    end_char: int
    verb_char: int
    sentence: Sentence
    counts: Counts | None
    result: VoteResult
    unanimous: bool
    keeps_order: bool  # the first figure is the one in favour, though the text was rejected
    own: bool  # the line of a resolution on its own adoption


def find_outcomes(flow: Flow) -> Iterator[Outcome]:
    """Yield what the document says on how texts fared, in order."""
    records = flow.masthead.document_type == "verbatim_record"
    for passage in flow.passages:
        if passage.kind in QUOTED_KINDS and not _is_own_line(flow, passage):
            continue
        text = flow.text[passage.start_char : passage.end_char]
        if passage.kind in ("title", "masthead", "table") or not flow.has("outcome", passage):
            continue
        # A line in bold or without a full stop is set like a heading: "… was adopted by 3 votes to 1 (resolution 48/75).*"
        if passage.kind == "heading" and not (_RECORD_LINE.match(text) and any(find_counts(text))):
            continue
        if records:
            voice = flow.voice(passage)
            if voice and not voice.is_chair:  # a delegate may tell of any vote
                continue
            yield from _record_outcomes(flow, passage, text)
        elif not _is_speech(flow, passage):
            for sentence in flow.sentences(passage):
                yield from _sentence_outcomes(flow, sentence)


def _is_own_line(flow: Flow, passage: Passage) -> bool:
    return _OWN_ADOPTION.match(flow.text[passage.start_char : passage.start_char + 40]) is not None


def _is_speech(flow: Flow, passage: Passage) -> bool:
    return passage.kind == "speech" or flow.speaker(passage) is not None


def _record_outcomes(flow: Flow, passage: Passage, text: str) -> Iterator[Outcome]:
    """Yield what a verbatim record says between the speeches, and what the President announces."""
    if len(text) <= MOST_RECORD_LINE and not flow.speaker(passage) and _RECORD_LINE.match(text):
        for sentence in flow.sentences(passage):
            if _RECORD_LINE.match(sentence.text):
                yield from _counted(sentence) or [_plain(sentence, _ADOPTED.search(sentence.text))]
        return
    yield from _announced(flow, passage)


def _announced(flow: Flow, passage: Passage) -> Iterator[Outcome]:
    """Yield the results that a President announces: "There were 15 votes in favour. The draft has been adopted"."""
    found: Outcome | None = None
    said = list(flow.sentences(passage))
    for sentence in said:
        if sentence is said[-1] and len(said) > 1 and _is_line_behind(sentence.text):
            behind = _counted(sentence)
            verdict = _plain(sentence, _ADOPTED.search(sentence.text))
            if found and found.result == "unknown" and not behind:
                found = _decided(found, verdict)
            else:
                yield from behind or [verdict]
            break
        counted = _counted(sentence) if _VOTES_CAST.search(sentence.text) else []
        if counted:
            if found:
                yield found
            found = counted[-1]
        elif _AS_RESOLUTION.search(sentence.text) and not _RELATED.search(sentence.text):
            verdict = _plain(sentence, _ADOPTED.search(sentence.text))
            if found and found.result == "unknown":
                yield _decided(found, verdict)
                found = None
            elif re.search(r"\bas\s+resolution\b", sentence.text):
                yield verdict
    if found:
        yield found


def _decided(counted: Outcome, verdict: Outcome) -> Outcome:
    """Return totals with the verdict that the next sentence gives on them."""
    return replace(
        counted,
        result=verdict.result,
        end_char=verdict.end_char,
        unanimous=verdict.unanimous,
        keeps_order=True,
    )


def _is_line_behind(text: str) -> bool:
    """Say whether a record's line has been joined to the President's words before it."""
    return (
        len(text) <= MOST_RECORD_LINE
        and _RECORD_LINE.match(text) is not None
        and not re.search(r"\bCommittee\b|\bhas\s+been\b", text)
        and not _RELATED.search(text)
    )


def _sentence_outcomes(flow: Flow, sentence: Sentence) -> Iterator[Outcome]:
    text = sentence.text
    if not flow.hints.any("outcome", sentence.start_char, sentence.end_char) or _is_elsewhere(flow, text):
        return
    # A letter may annex what others adopted: "Adopted unanimously at the meeting of Heads of State".
    own = flow.masthead.document_type not in _ANNEXING and _OWN_ADOPTION.match(text) is not None
    counted = _counted(sentence)
    if counted:
        told = not own and not _ABOUT_TEXT.search(text) and flow.masthead.document_type != "news"
        if not told and not re.search(r"\bhad\s+been\s+(?:adopted|rejected)\b", text):
            yield from (replace(outcome, own=own) for outcome in counted)
        return
    if _RELATED.search(text):
        return
    if own and (_WITHOUT_VOTE.search(text) or _UNANIMOUSLY.search(text)):
        yield replace(_plain(sentence, _ADOPTED.search(text)), own=True)
        return
    yield from _uncounted(sentence)


def _uncounted(sentence: Sentence) -> Iterator[Outcome]:
    text = sentence.text
    for match in _ACTIVE.finditer(text):
        if _NO_OBJECT.match(match["object"]):
            continue
        relative = re.search(r"\bwhich\b[^.;,]{0,80}$", text[: match.start("verb")]) is not None
        if relative or _OBJECT.match(match["object"]):
            yield _plain(sentence, match, at="verb")
            return
    for match in _PASSIVE.finditer(text):
        yield _plain(sentence, match, at="verb")
        return
    # "draft resolution A/AC.109/2025/L.5, which was adopted by the Committee without a vote" is passive;
    # "The text was adopted by consensus" names no draft.
    it = re.search(r"\b(?:text|draft|it)\s+was\s+adopted\b", text)
    if it and _WITHOUT_VOTE.search(text):
        yield _plain(sentence, it)


def _counted(sentence: Sentence) -> list[Outcome]:
    """Return an outcome for every set of totals in a sentence."""
    text, found, start = sentence.text, [], 0
    keeps_order = _MAJORITY.search(text) is not None
    for counts in find_counts(text):
        clause = text[start : counts.end]
        before = _last(clause[: counts.start - start])
        after = text[counts.end : counts.end + 200]
        verdict = before or _first(after)
        words = verdict[0] if verdict else ""
        found.append(
            Outcome(
                sentence.start_char + start,
                sentence.start_char + counts.end,
                sentence.start_char + (start + verdict[1] if before and verdict else counts.start),
                sentence,
                counts,
                _result(words),
                unanimous=False,
                keeps_order=keeps_order,
                own=False,
            )
        )
        start = counts.end
    return found if any(o.result != "unknown" for o in found) or _VOTES_CAST.search(text) else []


def _plain(sentence: Sentence, match: re.Match[str] | None, at: str | int = 0) -> Outcome:
    verb = match.start(at) if match else 0
    rejected = _REJECTED.search(sentence.text) is not None
    return Outcome(
        sentence.start_char,
        sentence.end_char,
        sentence.start_char + verb,
        sentence,
        None,
        "rejected" if rejected else "adopted",
        unanimous=_UNANIMOUSLY.search(sentence.text) is not None,
        keeps_order=False,
        own=False,
    )


def _last(clause: str) -> tuple[str, int] | None:
    found = [*_REJECTED.finditer(clause), *_ADOPTED.finditer(clause)]
    best = max(found, key=lambda match: (match.end(), -match.start()), default=None)
    return (best.group(), best.start()) if best else None


def _first(text: str) -> tuple[str, int] | None:
    found = [match for pattern in (_REJECTED, _ADOPTED) if (match := pattern.search(text))]
    best = min(found, key=lambda match: match.start(), default=None)
    return (best.group(), best.start()) if best else None


def _result(words: str) -> VoteResult:
    if not words:
        return "unknown"
    return "rejected" if _REJECTED.search(words) else "adopted"


def _is_elsewhere(flow: Flow, text: str) -> bool:
    """Say whether the sentence tells of a session that is not the document's."""
    match = _ELSEWHERE.search(text)
    if not match:
        return False
    own = squeeze(flow.masthead.session or "")
    named = squeeze(match["after"] or match["before"])
    return named.casefold() not in {"present", "current", "same", own.casefold(), *_session_words(own)}


def _session_words(session: str) -> tuple[str, ...]:
    return (to_ordinal(int(session)),) if session.isdigit() and 0 < int(session) < 100 else ()  # noqa: PLR2004
