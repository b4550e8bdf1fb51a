"""Statements as reports tell of them: "the representatives of Peru and Chad made statements"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tasks.model import CountryMention, GroupMention, Occasion, Statement
from tasks.proceedings.flow import QUOTED_KINDS, Flow, Passage, Sentence, squeeze
from tasks.proceedings.meetings import Meeting, Meetings
from tasks.proceedings.represented import trim_represented
from tasks.proceedings.statement_wording import (
    EXPLAINS,
    MOST_TITLE,
    OFFICER,
    REPLY,
    WHO,
    closing,
    elliptic_span,
    names_span,
)

_LEADS = re.compile(rf"\b(?:the\s+)?{WHO}\s+(?:of|for|from)\b|\bon\s+behalf\s+of\b", re.IGNORECASE)
_BEHALF = re.compile(
    r"\b(?:also\s+)?(?:speaking\s+)?(?:on\s+its\s+own\s+behalf\s+and\s+)?on\s+(?:the\s+)?behalf\s+(?:also\s+)?of\b",
    re.IGNORECASE,
)
_CHAIRS = frozenset(
    (
        "chair",
        "chairman",
        "chairperson",
        "chairwoman",
        "president",
        "acting chair",
        "acting president",
        "vice-chair",
    )
)
_BEFORE = re.compile(
    r"\b(?:before|prior\s+to)\s+the\s+(?:vot|adoption|action|decision|taking)|\bbefore\s+(?:action|adoption|the\s+draft\s+\w+\s+was)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\b(?:after|following|subsequent\s+to)\s+(?:the\s+)?(?:\w+\s+)?(?:vot|adoption|action|decision)",
    re.IGNORECASE,
)
_INTRODUCES = re.compile(r"\bintroductory\s+statement|\bintroduced\b", re.IGNORECASE)
_ITS_OWN_CLAUSE = re.compile(
    r";\s+|,\s+and\s+(?=(?:after|before|following|the\s+representatives?|a\s+statement|statements)\b)"
)


@dataclass(frozen=True, slots=True)
class _Setting:
    """Where and when a sentence tells of statements, and on what occasion."""

    occasion: Occasion
    meeting: Meeting


def find_reported_statements(flow: Flow, meetings: Meetings, passage: Passage) -> Iterator[Statement]:
    """Yield the statements that a paragraph or a footnote of a report tells of."""
    if passage.kind in QUOTED_KINDS or passage.kind in ("masthead", "title", "heading", "table", "vote_list"):
        return
    if not flow.has("statement", passage):
        return
    earlier: Occasion = "general"
    for sentence in flow.sentences(passage):
        if not flow.hints.any("statement", sentence.start_char, sentence.end_char):
            continue
        place = passage.anchor_char
        meeting = (
            meetings.of(sentence.start_char, sentence.end_char)
            if place is None
            else meetings.of(place, place)
        )
        for start, clause in _clauses(sentence.text):
            occasion = _occasion(clause, earlier)
            reader = _ClauseReader(flow, sentence, start, clause, _Setting(occasion, meeting))
            found = list(reader.read())
            yield from found
            if found:
                earlier = occasion


def _clauses(text: str) -> Iterator[tuple[int, str]]:
    """Yield the clauses that tell of statements apart: "before the adoption …; after the adoption …"."""
    start = 0
    for match in _ITS_OWN_CLAUSE.finditer(text):
        yield start, text[start : match.start()]
        start = match.end()
    yield start, text[start:]


def _occasion(clause: str, earlier: Occasion) -> Occasion:
    """Return the occasion that a clause states; "also made a statement" is on that of the sentence before."""
    if REPLY.search(clause):
        return "right_of_reply"
    if EXPLAINS.search(clause):
        return "explanation_of_vote_before" if _BEFORE.search(clause) else "explanation_of_vote_after"
    if elliptic_span(clause) and earlier.startswith("explanation"):
        return "explanation_of_vote_before" if _BEFORE.search(clause) else "explanation_of_vote_after"
    timed: tuple[tuple[re.Pattern[str], Occasion], ...] = (
        (_BEFORE, "before_vote"),
        (_AFTER, "after_vote"),
        (_INTRODUCES, "introduction"),
    )
    stated = next((occasion for pattern, occasion in timed if pattern.search(clause)), None)
    if (
        stated is None
        and re.search(r"\balso\b", clause)
        and earlier not in ("general", "introduction", "chair")
    ):
        return "before_vote" if earlier in ("before_vote", "explanation_of_vote_before") else "after_vote"
    return stated or "general"


class _ClauseReader:
    """Reads who made statements, as one clause tells."""

    def __init__(self, flow: Flow, sentence: Sentence, start: int, clause: str, setting: _Setting) -> None:
        self._flow = flow
        self._sentence = sentence
        self._base = sentence.start_char + start
        self._clause = clause
        self._setting = setting

    def read(self) -> Iterator[Statement]:
        """Yield a statement for everyone who is said to have made one."""
        span = names_span(self._clause)
        if span is None:
            return
        start, end = span
        behalf = list(self._behalf_spans(start, end)) or list(self._behalf_behind(end))
        inside = [(s, e) for s, e, _ in behalf]
        states = [
            m
            for m in self._flow.states(self._base + start, self._base + end)
            if self._speaks(m, start, inside)
        ]
        officers = [*self._officers(start, end, inside, states)]
        groups = [
            g
            for g in self._flow.groups.within(self._base + start, self._base + end)
            if self._speaks(g, start, inside)
        ]
        rows = [(m.start_char, self._by_state(m, behalf, officers)) for m in states]
        rows += [(o[0], self._by_officer(*o)) for o in officers if not o[3]]
        if not officers:
            rows += [(g.start_char, self._by_group(g)) for g in groups]
        if not rows and (organization := self._lone_organization(start, end)):
            rows.append((self._base + start, self._row(organization=organization)))
        for _, row in sorted(rows, key=lambda item: item[0]):
            yield row

    def _behalf_behind(self, verb: int) -> Iterator[tuple[int, int, str | None]]:
        """Yield for whom a draft is introduced where that stands last: "introduced draft resolution …, also on behalf of …"."""
        if _INTRODUCES.match(self._clause, verb):
            yield from self._behalf_spans(verb, len(self._clause))

    def _behalf_spans(self, start: int, end: int) -> Iterator[tuple[int, int, str | None]]:
        """Yield where the names of those spoken for stand, and who they are."""
        text = self._clause
        for match in _BEHALF.finditer(text, start, end):
            opening = text.rfind("(", start, match.start())
            if opening >= 0 and text.find(")", opening, match.start()) < 0:
                stop = closing(text, opening, end)
            else:
                rest = text[match.end() : end]
                several = re.search(
                    r"\b(?:representatives|observers|delegations)\b",
                    text[max(0, start - MOST_LEAD) : match.start()],
                )
                comma = re.search(r",\s+(?:and\s+)?", rest)
                stop = match.end() + comma.start() if several and comma else end
            who = text[match.end() : stop]
            named = self._flow.states(self._base + match.end(), self._base + stop)
            yield (
                self._base + match.start(),
                self._base + stop,
                trim_represented(who) or (squeeze(who).strip(" ,") if named else None),
            )

    def _speaks(
        self, mention: CountryMention | GroupMention, start: int, inside: list[tuple[int, int]]
    ) -> bool:
        """Say whether a name stands for a speaker.

        Those spoken for do not, nor a person's country in brackets, nor the place of an institution: "the
        National Autonomous University of Mexico".
        """
        if any(first <= mention.start_char < last for first, last in inside):
            return False
        source = self._flow.source
        after = source[mention.end_char : mention.end_char + 1]
        if source[mention.start_char - 1 : mention.start_char] == "(" and after == ")":
            return False
        before = source[max(self._base + start, mention.start_char - MOST_TITLE) : mention.start_char]
        if _PART_OF_NAME.match(source, mention.end_char):
            return False
        return _BEGINS_ITEM.search(before) is not None or _OFFICER_OF.search(before) is not None

    def _by_state(
        self,
        mention: CountryMention,
        behalf: list[tuple[int, int, str | None]],
        officers: list[tuple[int, str, str | None, bool]],
    ) -> Statement:
        following = [
            who
            for start, _, who in behalf
            if mention.end_char <= start and not self._flow.states(mention.end_char, start)
        ]
        titles = [
            title
            for start, title, _, is_state in officers
            if is_state and 0 <= mention.start_char - start < MOST_TITLE
        ]
        return self._row(
            iso3=mention.iso3,
            on_behalf_of=following[0] if following else None,
            speaker_title=titles[-1] if titles else None,
        )

    def _by_group(self, group: GroupMention) -> Statement:
        return self._row(organization=squeeze(group.surface))

    def _by_officer(self, _: int, title: str, of: str | None, is_state: bool) -> Statement:  # noqa: FBT001
        del is_state
        chairs = title.casefold() in _CHAIRS and (
            of is None or re.search(r"Committee|Commission|Council|Board", of)
        )
        plain = title.casefold().rstrip("s") == "representative"
        return self._row(
            speaker_title=None if plain else title, organization=of, occasion="chair" if chairs else None
        )

    def _officers(
        self, start: int, end: int, inside: list[tuple[int, int]], states: list[CountryMention]
    ) -> Iterator[tuple[int, str, str | None, bool]]:
        """Yield the office-holders of a range: place, title, organization, and whether it is a State's."""
        for match in OFFICER.finditer(self._clause, start, end):
            at = self._base + match.start()
            if any(s <= at < e for s, e in inside):
                continue
            last = self._base + match.end()
            is_state = any(at <= m.start_char < last for m in states) or self._is_of_next(last, states)
            of = re.sub(r"^the\s+", "", squeeze(match["of"])).rstrip(" .") if match["of"] else None
            yield at, squeeze(match["title"]), of, is_state

    def _is_of_next(self, end_char: int, states: list[CountryMention]) -> bool:
        """Say whether the office is the next State's: "the Minister for Foreign Affairs, Trade and Worship of Peru"."""
        following = next((m for m in states if m.start_char >= end_char), None)
        if following is None:
            return False
        between = self._flow.source[end_char : following.start_char]
        return (
            re.fullmatch(
                r"(?:,?\s+(?:and\s+)?[A-Z][\w-]*(?:\s+[A-Z][\w-]*)*){0,5}\s+of\s+(?:the\s+)?", between
            )
            is not None
        )

    def _lone_organization(self, start: int, end: int) -> str | None:
        words = squeeze(self._clause[start:end])
        lead = _LEADS.match(words)
        name = re.sub(r"^the\s+", "", words[lead.end() :].strip(" .,")) if lead else ""
        return name if 2 < len(name) < MOST_TITLE and "," not in name and " and " not in name else None  # noqa: PLR2004

    def _row(
        self,
        *,
        iso3: str | None = None,
        organization: str | None = None,
        on_behalf_of: str | None = None,
        speaker_title: str | None = None,
        occasion: Occasion | None = None,
    ) -> Statement:
        return Statement(
            position=self._flow.position(self._base),
            speaker=None,
            speaker_title=speaker_title,
            iso3=iso3,
            organization=organization,
            on_behalf_of=on_behalf_of,
            occasion=occasion or self._setting.occasion,
            meeting=self._setting.meeting.number,
            spoken_on=self._setting.meeting.held_on,
            start_char=self._base,
            end_char=self._base + len(self._clause.rstrip()),
        )


# What may stand before a State that speaks: the list's beginning, a comma, "the representative of", "the Government of".
_BEGINS_ITEM = re.compile(
    rf"(?:^|[,;(:]|(?:,|\band)\s+of|\band|\bby|\b{WHO}\s+(?:of|for|from)|\b(?:Government|Mission|State)\s+of|\bobserver\s+State\s+of)\s*(?:the\s+)?$"
)
_OFFICER_OF = re.compile(
    r"\b(?:Minister|President|Secretary|Secretary-General|Ambassador|Commissioner|Representative|Adviser|Envoy|Chief|Head|Governor|Premier)\b"
    r"(?:[\s-]+(?:for|of|to|on|in|at)\b[^;()]{0,160}?)?\s+of\s+(?:the\s+)?$"
)
_PART_OF_NAME = re.compile(r"\s+[A-Z][\w’'-]+|[’']s\b")
MOST_LEAD = 40  # characters of "the representatives of" before the names
