"""A document as the readers of proceedings want it: footnotes out of the way, cut sentences whole again.

Every offset counts in the document's text. The flow's text has the same length: footnotes are blanked out,
so that a list which a footnote cuts in two reads on, and what is found in the flow stands at the same place
in the document.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from tasks.model import (
    AnnotatedDocument,
    CountryMention,
    DateMention,
    GroupMention,
    Masthead,
    Mention,
    Paragraph,
    ParagraphKind,
    SessionMention,
    SymbolMention,
)
from tasks.proceedings.hints import Hint, Hints
from tasks.proceedings.speakers import Speaker, match_speaker

MOST_SPEAKER = 600  # characters of a speech's opening line
AnyMention = TypeVar("AnyMention", bound=Mention)

# Paragraphs of a text that is quoted or recommended: what they tell of did not happen at the meeting.
QUOTED_KINDS = frozenset[ParagraphKind](("preambular", "operative"))
_HEAD_KINDS = frozenset[ParagraphKind](("masthead", "title", "heading", "table", "vote_list"))
_UNFINISHED = re.compile(r"(?:[,–—-]|\b(?:the|of|and|by|in|on|at|to|for|with|a|an|draft|resolution))$")
_SENTENCE_END = re.compile(r"[.!?][”\"’)\]]{0,2}\s+(?=[“\"‘(\[*]{0,2}[A-Z0-9])")
# "Mr. Blok", "para. 13", "No. 23", "J. Smith": full stops that end no sentence.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[“\"])(?:Messrs|Mr|Mrs|Ms|Dr|St|Nos?|paras?|chaps?|sects?|arts?|Corr|Add|Rev|vols?|Vols?|pp?|cf|"
    r"Suppl|Sub|Jr|inter|[A-Z]|\d{1,3})\.$"
)


class Placed(Generic[AnyMention]):
    """Mentions in order of place, with those of a range found by bisection."""

    __slots__ = ("_mentions", "_starts")

    def __init__(self, mentions: Sequence[AnyMention]) -> None:
        self._mentions = tuple(sorted(mentions, key=lambda mention: mention.start_char))
        self._starts = tuple(mention.start_char for mention in self._mentions)

    def __iter__(self) -> Iterator[AnyMention]:
        return iter(self._mentions)

    def within(self, start_char: int, end_char: int) -> tuple[AnyMention, ...]:
        """Return the mentions that begin in the range."""
        return self._mentions[bisect_left(self._starts, start_char) : bisect_left(self._starts, end_char)]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or several that a page or column end had cut apart: `flow.text[start_char:end_char]`."""

    position: int
    start_char: int
    end_char: int
    kind: ParagraphKind
    anchor_char: int | None = None  # of a footnote: where its marker stood


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage: `flow.text[start_char:end_char] == text`."""

    start_char: int
    end_char: int
    text: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Flow:
    """A document's text without its footnotes, its passages, and its mentions by place."""

    masthead: Masthead
    text: str
    source: str  # the document's own text, with the footnotes
    passages: tuple[Passage, ...]
    notes: tuple[Passage, ...]
    countries: Placed[CountryMention]
    groups: Placed[GroupMention]
    symbols: Placed[SymbolMention]
    dates: Placed[DateMention]
    sessions: Placed[SessionMention]
    paragraphs: tuple[Paragraph, ...]
    hints: Hints
    _starts: tuple[int, ...]
    _sentences: dict[int, tuple[Sentence, ...]]  # by the passage's first character, once they were asked for
    _speakers: dict[int, Speaker | None]
    _voices: dict[int, Speaker | None]

    def position(self, char: int) -> int:
        """Return the index of the paragraph that holds an offset."""
        return max(0, bisect_right(self._starts, char) - 1)

    def paragraph(self, char: int) -> Paragraph:
        """Return the paragraph that holds an offset."""
        return self.paragraphs[self.position(char)]

    def has(self, hint: Hint, passage: Passage) -> bool:
        """Say whether a passage holds one of the words that a reader looks for."""
        return self.hints.any(hint, passage.start_char, passage.end_char)

    def sentences(self, passage: Passage) -> tuple[Sentence, ...]:
        """Return the sentences of a passage; a footnote's come from the document's own text."""
        if passage.start_char not in self._sentences:
            self._sentences[passage.start_char] = tuple(_sentences(self, passage))
        return self._sentences[passage.start_char]

    def speaker(self, passage: Passage) -> Speaker | None:
        """Return who begins to speak with a passage; None where it opens no speech."""
        if passage.start_char not in self._speakers:
            head = self.text[passage.start_char : min(passage.end_char, passage.start_char + MOST_SPEAKER)]
            self._speakers[passage.start_char] = match_speaker(head)
        return self._speakers[passage.start_char]

    def voice(self, passage: Passage) -> Speaker | None:
        """Return who is speaking in a passage: in a verbatim record whoever spoke up last, else who opens it."""
        if self.masthead.document_type != "verbatim_record":
            return self.speaker(passage)
        if not self._voices:
            current: Speaker | None = None
            for one in self.passages:
                current = self.speaker(one) or current
                self._voices[one.start_char] = current
        return self._voices.get(passage.start_char)

    def states(self, start_char: int, end_char: int) -> tuple[CountryMention, ...]:
        """Return the States named in a range, adjectives and open readings left out."""
        found = self.countries.within(start_char, end_char)
        return tuple(mention for mention in found if mention.form == "name" and mention.iso3)


def to_flow(document: AnnotatedDocument) -> Flow:
    """Return the flow of an annotated document."""
    paragraphs = tuple(annotated.paragraph for annotated in document.paragraphs)
    every = document.paragraphs
    return Flow(
        masthead=document.masthead,
        text=_without_notes(document.text, paragraphs),
        source=document.text,
        passages=tuple(_passages([p for p in paragraphs if p.kind != "footnote"])),
        notes=tuple(_passage(p) for p in paragraphs if p.kind == "footnote"),
        countries=Placed([mention for a in every for mention in a.countries]),
        groups=Placed([mention for a in every for mention in a.groups]),
        symbols=Placed([mention for a in every for mention in a.symbols]),
        dates=Placed([mention for a in every for mention in a.dates]),
        sessions=Placed([mention for a in every for mention in a.sessions]),
        paragraphs=paragraphs,
        hints=Hints(document.text),
        _starts=tuple(p.start_char for p in paragraphs),
        _sentences={},
        _speakers={},
        _voices={},
    )


def _sentences(flow: Flow, passage: Passage) -> Iterator[Sentence]:
    source = flow.source if passage.kind == "footnote" else flow.text
    text = source[passage.start_char : passage.end_char]
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if _ABBREVIATION.search(text[max(start, match.start() - 8) : match.start() + 1]):
            continue
        yield _sentence(text, start, match.end(), passage)
        start = match.end()
    if start < len(text):
        yield _sentence(text, start, len(text), passage)


def squeeze(text: str) -> str:
    """Return the text with every run of white space as one space, and none at its ends."""
    return " ".join(text.split())


def _sentence(text: str, start: int, end: int, passage: Passage) -> Sentence:
    return Sentence(passage.start_char + start, passage.start_char + end, text[start:end], passage)


def _without_notes(text: str, paragraphs: Sequence[Paragraph]) -> str:
    parts, last = [], 0
    for paragraph in paragraphs:
        if paragraph.kind == "footnote":
            parts += [text[last : paragraph.start_char], " " * (paragraph.end_char - paragraph.start_char)]
            last = paragraph.end_char
    return "".join([*parts, text[last:]])


def _passage(paragraph: Paragraph) -> Passage:
    return Passage(
        paragraph.position, paragraph.start_char, paragraph.end_char, paragraph.kind, paragraph.anchor_char
    )


def _passages(paragraphs: Sequence[Paragraph]) -> Iterator[Passage]:
    open_passage: Passage | None = None
    previous: Paragraph | None = None
    for paragraph in paragraphs:
        if open_passage and previous and _goes_on(previous, paragraph):
            open_passage = Passage(
                open_passage.position, open_passage.start_char, paragraph.end_char, open_passage.kind
            )
        else:
            if open_passage:
                yield open_passage
            open_passage = _passage(paragraph)
        previous = paragraph
    if open_passage:
        yield open_passage


def _goes_on(previous: Paragraph, following: Paragraph) -> bool:
    """Say whether a page end cut a sentence in two here."""
    kinds = {previous.kind, following.kind}
    if kinds & (_HEAD_KINDS | QUOTED_KINDS) or following.number is not None or not following.text:
        return False
    if "list_item" in kinds and previous.kind != following.kind:
        return False
    tail = previous.text.rstrip()
    return following.text[0].islower() or bool(_UNFINISHED.search(tail[-12:]))
