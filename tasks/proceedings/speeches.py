"""Speeches of verbatim and summary records: who spoke, for whom, on what occasion, from where to where."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from seeds.countries import resolve_country
from seeds.reference import read_reference
from tasks.model import Occasion, Statement
from tasks.proceedings.flow import Flow, Passage, Sentence, squeeze
from tasks.proceedings.meetings import Meetings
from tasks.proceedings.represented import represented_by_speaker, represented_in_words
from tasks.proceedings.speakers import Speaker

# Lines of a record that belong to no speech, and end the one before where that is the President's.
_BETWEEN = re.compile(
    r"^(?:\[|It\s+was\s+so\s+decided|The\s+meeting\s+(?:rose|was)|A\s+(?:recorded\s+|roll-call\s+)?vote\s+was\s+taken|In\s+favour:?|"
    r"Against:?|Abstaining:?|Abstentions:?|There\s+being\s+no\s+objection|The\s+agenda\s+was\s+adopted|At\s+the\s+invitation\s+of|"
    r"The\s+members\s+of\s+the\s+\w+(?:\s+\w+)?\s+observed|(?:The\s+)?[Dd]raft\s+(?:resolution|decision)\b.{0,200}\b(?:was|were)\s+(?:adopted|rejected)|"
    r"Agenda\s+items?\s+\d|(?:Mr|Mrs|Ms|Sir)\.?\s[^:]{3,80}\b(?:took\s+(?:the\s+Chair|a\s+seat)|was\s+escorted|withdrew)|"
    r"The\s+(?:Acting\s+)?President\s+returned)",
    re.DOTALL,
)
_AGENDA_ITEM = re.compile(r"^(?:Agenda\s+)?[Ii]tems?\s+\d")

_PROSE = re.compile(
    r"\b(?:I|we|We|our|my|is|are|was|were|has|have|had|will|would|must|should|can|voted|hope|believe)\b"
)
LONGEST_TITLE_WORDS = 60  # characters below which a heading is not asked for its verb
_VOTED = re.compile(r"\bwas\s+adopted\b|\bvote\s+was\s+taken\b|\bhas\s+been\s+adopted\b|\bwas\s+rejected\b")
_NATIONAL_CAPACITY = re.compile(
    r"\b(?:in\s+my\s+(?:national\s+)?capacity\s+as\s+(?:the\s+)?(?:\w+\s+){0,4}?(?:representative|Minister|Permanent\s+Representative)\s+(?:\w+\s+){0,5}?(?:of|for)|"
    r"speaking\s+as\s+the\s+representative\s+of|statement\s+in\s+my\s+national\s+capacity)\s*",
    re.IGNORECASE,
)
_RESUMES = re.compile(r"\bresume\s+my\s+functions?\s+as\s+President\b", re.IGNORECASE)
_CAPACITY = re.compile(
    r"\bin\s+my\s+capacity\s+as\s+(?P<title>(?:the\s+)?(?:current\s+)?(?:Chair(?:man|person|woman)?|President|Coordinator|Facilitator)\b[^.,;]{0,160})"
)
# The first page's line of the President: Mr. Adom . . . . (Côte d'Ivoire).
_PRESIDENT = re.compile(
    r"^President:?[\s|]+(?P<name>(?:Mr|Mrs|Ms|Miss|Sir|Dame|Dr|Lord)\.?\s[^.…(|\n]{2,50}?)[ .…|]*"
    r"\((?P<of>[^()\n]{3,80}(?:\([^()]*\))?)\)",
    re.MULTILINE,
)
_TITLE_BEFORE = re.compile(
    r"(?:His|Her)\s+(?:Excellency|Majesty|Highness|Royal\s+Highness)\s+(?:(?:Mr|Mrs|Ms|Dr|Sir)\.?\s+)?(?P<name>[^,]{2,60}),\s+(?P<title>[^.;]{3,160}?)(?=,?\s+(?:and|to)\s+(?:to\s+)?(?:give|invite|address|make)|[.;]|$)"
)
MOST_OPENING = 1_500  # characters of a speech within which its speaker says for whom


@dataclass(frozen=True, slots=True)
class _Turn:
    """A speech as its opening line and its extent."""

    speaker: Speaker
    start_char: int
    words_char: int
    end_char: int
    passages: tuple[Passage, ...]
    lines: tuple[Passage, ...]  # between this speech and the next: headings, votes, changes of the chair


def find_speeches(flow: Flow, meetings: Meetings) -> Iterator[Statement]:
    """Yield the speeches of a record, the President's with occasion 'chair'."""
    if flow.masthead.document_type not in ("verbatim_record", "summary_record"):
        return
    state = _Occasions()
    president = _president(flow)
    before = ""
    for turn in _turns(flow):
        text = flow.text[turn.words_char : turn.end_char]
        if turn.speaker.is_chair:
            base = _chair_statement(meetings, turn, president)
            yield from _national(flow, turn, base, president, state.take(""))
            for passage in turn.passages:
                for sentence in flow.sentences(passage):
                    state.hear(sentence)
            before = text
        else:
            yield _statement(flow, meetings, turn, before, state.take(turn.speaker.how))
            state.spoke()
            before = ""
        for line in turn.lines:
            state.see(flow.text[line.start_char : line.end_char])


@dataclass(frozen=True, slots=True)
class _Announcement:
    """Words of the President that decide the occasion of the next speech, or of all that follow."""

    key: str
    pattern: re.Pattern[str]
    occasion: Occasion
    lasts: bool


@cache
def _announcements() -> tuple[_Announcement, ...]:
    return tuple(
        _Announcement(
            row["key"],
            re.compile(row["pattern"], re.IGNORECASE | re.DOTALL),
            cast("Occasion", row["occasion"]),
            row["lasts"] == "yes",
        )
        for row in read_reference("announcements")
    )


class _Occasions:
    """Which occasion the President's words set for the speeches that follow."""

    def __init__(self) -> None:
        self._lasting: Occasion = "general"
        self._next: Occasion | None = None
        self._voted = False

    def hear(self, sentence: Sentence) -> None:
        """Take an announcement in."""
        heard = next((a for a in _announcements() if a.pattern.search(sentence.text)), None)
        if heard is None:
            self._voted = self._voted or _VOTED.search(sentence.text) is not None
        elif heard.lasts:
            several = heard.key == "explanations"
            self._lasting, self._next = self._explanation() if several else heard.occasion, None
        else:
            self._next = self._explanation() if heard.key == "explanation" else heard.occasion

    def _explanation(self) -> Occasion:
        """Return when an explanation is given that is announced without saying it."""
        if self._lasting.startswith("explanation"):
            return self._lasting
        return "explanation_of_vote_after" if self._voted else "explanation_of_vote_before"

    def see(self, line: str) -> None:
        """Take in a line between two speeches: a new agenda item begins a new debate."""
        if _AGENDA_ITEM.match(line):
            self._lasting, self._next, self._voted = "general", None, False
        elif _VOTED.search(line):
            self._voted = True

    def take(self, how: str) -> Occasion:
        """Return the occasion of the next speech; a summary record says it with the speaker."""
        said = next((a for a in _announcements() if how and a.pattern.search(how)), None)
        return said.occasion if said else self._next or self._lasting

    def spoke(self) -> None:
        """Note that the speech that was announced is over."""
        self._next = None


def _turns(flow: Flow) -> Iterator[_Turn]:
    current: tuple[Speaker, Passage] | None = None
    own: list[Passage] = []
    lines: list[Passage] = []
    for passage in flow.passages:
        text = flow.text[passage.start_char : passage.end_char]
        speaker = flow.speaker(passage) if passage.kind not in ("masthead", "title", "table") else None
        if speaker:
            if current:
                yield _turn(current, own, lines)
            current, own, lines = (speaker, passage), [passage], []
        elif current and _belongs(passage, text, current[0]):
            own.append(passage)
        else:
            lines.append(passage)
    if current:
        yield _turn(current, own, lines)


def _belongs(passage: Passage, text: str, speaker: Speaker) -> bool:
    """Say whether a paragraph goes on with the speech; a change of the chair may stand inside one."""
    if passage.kind in ("title", "masthead", "vote_list", "table") or _BETWEEN.match(text):
        return False
    # A line that has lost its full stop looks like a heading; headings of records have no finite verb.
    if passage.kind == "heading" and not (len(text) > LONGEST_TITLE_WORDS and _PROSE.search(text)):
        return False
    return not (speaker.reported and re.match(r"^\d{1,3}\.\s", text))


def _turn(current: tuple[Speaker, Passage], own: Sequence[Passage], lines: Sequence[Passage]) -> _Turn:
    speaker, passage = current
    return _Turn(
        speaker,
        passage.start_char,
        passage.start_char + speaker.end,
        own[-1].end_char,
        tuple(own),
        tuple(lines),
    )


def _statement(flow: Flow, meetings: Meetings, turn: _Turn, before: str, occasion: Occasion) -> Statement:
    on = flow.masthead.document_date
    speaker = turn.speaker
    iso3 = resolve_country(speaker.of, on) if speaker.of else None
    opening = flow.text[turn.words_char : min(turn.end_char, turn.words_char + MOST_OPENING)]
    behalf = represented_by_speaker(before, opening, speaker.how)
    title = _title(speaker, before, opening)
    if not iso3 and not speaker.of:
        iso3 = _announced_state(flow, turn, before)
    meeting = meetings.of(turn.start_char, turn.start_char)
    return Statement(
        position=turn.passages[0].position,
        speaker=speaker.name,
        speaker_title=title,
        iso3=iso3,
        organization=None if iso3 else speaker.of,
        on_behalf_of=behalf,
        occasion=occasion,
        meeting=meeting.number,
        spoken_on=meeting.held_on,
        start_char=turn.start_char,
        end_char=turn.end_char,
        language_spoken=speaker.language,
    )


def _announced_state(flow: Flow, turn: _Turn, before: str) -> str | None:
    """Return the State of "President Santos:", which the President's words before it name."""
    if not before:
        return None
    states = flow.states(max(0, turn.start_char - len(before) - 400), turn.start_char)
    return states[-1].iso3 if states else None


def _title(speaker: Speaker, before: str, opening: str) -> str | None:
    if speaker.name is None:
        return speaker.title
    found = [
        m
        for m in _TITLE_BEFORE.finditer(squeeze(before))
        if m["name"].split()[-1] in (speaker.name or "").split()
    ]
    if found:
        return found[-1]["title"]
    if match := _CAPACITY.search(squeeze(opening)):
        return re.sub(r"^(?:the\s+)?(?:current\s+)?", "", match["title"])
    titles = ("President", "King", "Queen", "Prime Minister", "Chancellor", "Crown Prince", "Emir")
    return speaker.title if speaker.title in titles else None


def _chair_statement(meetings: Meetings, turn: _Turn, president: tuple[str | None, str | None]) -> Statement:
    meeting = meetings.of(turn.start_char, turn.start_char)
    return Statement(
        position=turn.passages[0].position,
        speaker=president[0] if turn.speaker.title.casefold() == "the president" else None,
        speaker_title=re.sub(r"^The\s+", "", turn.speaker.title),
        iso3=None,
        organization=None,
        on_behalf_of=None,
        occasion="chair",
        meeting=meeting.number,
        spoken_on=meeting.held_on,
        start_char=turn.start_char,
        end_char=turn.end_char,
        language_spoken=turn.speaker.language,
    )


def _national(
    flow: Flow, turn: _Turn, base: Statement, president: tuple[str | None, str | None], occasion: Occasion
) -> Iterator[Statement]:
    """Yield the President's words, and apart from them what the President says as a representative."""
    places = range(len(turn.passages))
    words = [flow.text[p.start_char : p.end_char] for p in turn.passages]
    opening = next((i for i in places if _NATIONAL_CAPACITY.search(words[i])), None)
    if opening is None:
        yield base
        return
    resumes = next((i for i in places if i > opening and _RESUMES.search(words[i])), len(words))
    own = turn.passages[opening:resumes]
    if opening:
        yield replace(base, end_char=turn.passages[opening - 1].end_char)
    yield replace(
        base,
        position=own[0].position,
        iso3=_capacity_state(flow, own[0]) or president[1],
        on_behalf_of=represented_in_words(words[opening]),
        occasion=occasion,
        start_char=own[0].start_char,
        end_char=own[-1].end_char,
    )
    if resumes < len(words):
        rest = turn.passages[resumes]
        yield replace(base, position=rest.position, start_char=rest.start_char)


def _capacity_state(flow: Flow, opening: Passage) -> str | None:
    """Return the State that the President names: "in my capacity as the representative of Côte d'Ivoire"."""
    match = _NATIONAL_CAPACITY.search(flow.text, opening.start_char, opening.end_char)
    states = flow.states(match.end(), opening.end_char) if match else ()
    return states[0].iso3 if states else None


def _president(flow: Flow) -> tuple[str | None, str | None]:
    """Return name and State of the President, from the first page of a record."""
    match = _PRESIDENT.search(flow.text, 0, min(len(flow.text), 6_000))
    if not match:
        return None, None
    name = re.sub(r"^(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+", "", squeeze(match["name"]))
    return name, resolve_country(squeeze(match["of"]).strip("() "), flow.masthead.document_date)
