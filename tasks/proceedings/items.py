"""What a sentence is about: the draft, amendment or report that its symbols stand for."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tasks.model import SymbolMention
from tasks.proceedings.flow import QUOTED_KINDS, Flow, Passage

ItemKind = Literal["draft", "amendment", "report", "resolution", "other"]

MOST_LOOK_BACK = 400  # characters between a noun and the symbol that it introduces

# The noun that stands nearest before a symbol tells what the symbol is.
_NOUN = re.compile(
    r"\b(?P<amendment>(?:sub-?)?amendments?)\b"
    r"|\b(?P<draft>(?:draft|revised|original|joint)\s+(?:\w+\s+){0,2}?(?:resolutions?|decisions?|proposals?|texts?|declarations?)"
    r"|draft|proposals?|motions?)\b"
    r"|\b(?P<report>(?:draft\s+)?reports?|chapters?|Supplement)\b"
    r"|\b(?P<holder>documents?|contained|set\s+out|issued|circulated)\b"
    r"|\b(?P<other>letters?|notes?|statements?|records?|working\s+papers?|addend(?:um|a)|corrigend(?:um|a)|"
    r"agenda|programme\s+budget\s+implications)\b"
    r"|\b(?P<resolution>resolutions?|decisions?)\b",
    re.IGNORECASE,
)
# "document S/2018/1016, which contains the text of a draft resolution"
_CONTAINS = re.compile(
    r"[^.\n]{0,12}\b(?:which\s+|that\s+)?contain(?:s|ed|ing)\s+(?:the\s+)?(?:texts?\s+of\s+)?(?:an?\s+|the\s+)?"
    r"(?:(?P<amendment>amendments?)|(?P<draft>(?:revised\s+|joint\s+)?draft)|\w+)",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(r"\n|(?<![A-Z])[.!?]\s+(?=[A-Z])")
_LIMITED = re.compile(r"/(?:[A-Z]{2,4}/)?L\.\s?\d")
# "A/L.630 and Add.1 and 2": the addenda bring more sponsors, not more texts.
_PART_OF_LAST = re.compile(r"/(?:Add|Corr)\.\d+")
_RECORD = re.compile(r"/(?:SR|PV)\.\d")
# "draft resolution II", "draft decision A": a draft inside a report, without a symbol of its own.
DRAFT_LABEL = re.compile(
    r"\b[Dd]raft\s+(?:resolution|decision)s?\s+(?P<label>[IVXL]+(?:\s+[A-Z])?|[A-Z])(?![\w/]|\.\w)"
)
_AGENDA_LINE = re.compile(
    r"(?:Draft\s+(?:resolution|decision)s?|Reports?\s+of\s+the\s+[^.]{3,80}|Amendments?)\s*\("
)
_AGENDA_ITEM = re.compile(r"^(?:Agenda\s+)?[Ii]tems?\s+\d", re.MULTILINE)
_FORMER = re.compile(
    r"\b(?:sponsors|revision|version)\s+(?:of\s+(?:the\s+)?(?:original\s+)?draft\s+(?:resolution|decision)|listed\s+in(?:\s+document)?)\s*\(?$"
    r"|\b(?:replac|supersed)\w+\s+(?:the\s+)?(?:draft\s+(?:resolution|decision)\s+)?\(?$"
)


@dataclass(frozen=True, slots=True)
class Item:
    """A symbol in the text, and what it stands for."""

    symbol: str
    kind: ItemKind
    start_char: int
    end_char: int


def items_within(flow: Flow, start_char: int, end_char: int) -> tuple[Item, ...]:
    """Return what the symbols of a range stand for, in order."""
    return tuple(_items(flow, flow.symbols.within(start_char, end_char), flow.text))


def _items(flow: Flow, mentions: tuple[SymbolMention, ...], text: str) -> Iterator[Item]:
    last = ""
    for mention in mentions:
        if mention.symbol and mention.role == "cited":
            kind = item_kind(text, mention)
            if kind == "other" and mention.symbol == flow.masthead.symbol:
                continue
            if last and _PART_OF_LAST.fullmatch(mention.symbol.removeprefix(last)):
                continue
            last = mention.symbol
            yield Item(mention.symbol, kind, mention.start_char, mention.end_char)


def item_kind(text: str, mention: SymbolMention) -> ItemKind:
    """Return what a symbol stands for, by the noun before it."""
    if mention.symbol and _RECORD.search(mention.symbol):
        return "other"
    window = text[max(0, mention.start_char - MOST_LOOK_BACK) : mention.start_char]
    sentence_start = max((match.end() for match in _SENTENCE_START.finditer(window)), default=0)
    holds = _CONTAINS.match(text, mention.end_char)
    for noun in reversed(list(_NOUN.finditer(window, sentence_start))):
        if noun.lastgroup != "holder":
            return _kind(noun, mention, len(window) - noun.end())
        if holds:
            break
    if holds:
        return "amendment" if holds["amendment"] else "draft" if holds["draft"] else "other"
    return "draft" if mention.symbol and _LIMITED.search(mention.symbol) else "other"


def _kind(noun: re.Match[str], mention: SymbolMention, distance: int) -> ItemKind:
    kind = noun.lastgroup
    # A/C.3/74/L.11 is a draft whatever stands far before it, unless a statement or report is said to be in it.
    limited = mention.symbol is not None and _LIMITED.search(mention.symbol) is not None
    if kind == "amendment":
        return "amendment"
    if kind == "draft" and (limited or distance < MOST_LOOK_BACK):
        return "draft"
    if limited and (kind == "resolution" or distance > 60):  # noqa: PLR2004 - about ten words
        return "draft"
    if kind == "report":
        return "report"
    return "resolution" if kind == "resolution" else "other"


class ItemTrail:
    """The drafts, amendments and reports that a document takes up, in order: what "the draft resolution" means."""

    __slots__ = ("_breaks", "_by_kind")

    def __init__(self, flow: Flow) -> None:
        self._by_kind: dict[ItemKind, list[Item]] = {"draft": [], "amendment": [], "report": []}
        for item in _trail(flow):
            self._by_kind.setdefault(item.kind, []).append(item)
        self._breaks = [match.start() for match in _AGENDA_ITEM.finditer(flow.text)]

    def last(self, kind: ItemKind, before_char: int) -> Item | None:
        """Return the last draft, amendment or report taken up before a place, under the same agenda item."""
        items = self._by_kind.get(kind, [])
        index = bisect_left(items, before_char, key=lambda item: item.start_char)
        if index == 0:
            return None
        # Another agenda item has been taken up since.
        breaks = bisect_left(self._breaks, before_char)
        item = items[index - 1]
        return None if breaks and self._breaks[breaks - 1] > item.end_char else item


def _trail(flow: Flow) -> Iterator[Item]:
    chaired = flow.masthead.document_type == "verbatim_record"
    for passage in flow.passages:
        if chaired:
            voice = flow.voice(passage)
            if voice and not voice.is_chair and not _is_agenda(flow, passage):
                continue
        if passage.kind not in QUOTED_KINDS:
            yield from _taken_up(flow, passage)


def _is_agenda(flow: Flow, passage: Passage) -> bool:
    """Say whether a line of a record is the agenda's, not the last speaker's: "Draft resolution (A/79/L.8)"."""
    if passage.kind in ("heading", "title"):
        return True
    return _AGENDA_LINE.match(flow.text, passage.start_char, passage.end_char) is not None


def _taken_up(flow: Flow, passage: Passage) -> Iterator[Item]:
    for item in items_within(flow, passage.start_char, passage.end_char):
        # In "a revised draft resolution (….Rev.1), submitted by the sponsors of draft resolution …" the second is past.
        if not _FORMER.search(flow.text[max(0, item.start_char - 80) : item.start_char]):
            yield item
