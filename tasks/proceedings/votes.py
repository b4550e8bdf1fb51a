"""Votes: outcomes and roll calls put together, each with its item, meeting, day and later statements."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from tasks.model import Vote, VoteMethod, VotePosition, VoteResult
from tasks.proceedings.ballots import Ballot, pair_ballots
from tasks.proceedings.bodies import acting_body
from tasks.proceedings.flow import Flow, squeeze
from tasks.proceedings.intentions import find_intentions
from tasks.proceedings.items import DRAFT_LABEL, Item, ItemTrail, items_within
from tasks.proceedings.later_statements import with_intentions
from tasks.proceedings.list_names import read_names
from tasks.proceedings.meetings import Meetings
from tasks.proceedings.outcomes import Outcome, find_outcomes
from tasks.proceedings.vote_counts import Counts
from tasks.proceedings.vote_lists import RollCall, find_roll_calls

_PARAGRAPH = re.compile(
    r"\b(?:the\s+)?(?P<motion>(?:(?:[\w-]+\s+){0,2}(?:pre)?ambular\s+paragraphs?|operative\s+paragraphs?|paragraphs?|"
    r"sub-?paragraphs?|articles?|sections?)(?:\s+(?:\d+|[IVXL]+|\([a-z]+\)|and|to|,|bis|ter))*)",
    re.IGNORECASE,
)
_MOTION = re.compile(
    r"\b(?P<motion>(?:procedural\s+|no-action\s+)?motion\b[^.;,]{0,90}?|proposal\s+[^.;,]{0,90}?|"
    r"(?:oral\s+|proposed\s+|draft\s+)*(?:sub-?)?amendments?\b[^.;,(]{0,60}?)"
    r"(?=[.;,(]|\s+(?:by|was|were|contained|in\s+document|to\s+(?:the\s+)?draft|[A-Z]+/\S+)\b|$)",
    re.IGNORECASE,
)
# "the words “in particular” in the fifth preambular paragraph"
_WORDS = re.compile(
    r"\b(?P<motion>(?:the\s+)?(?:words?|phrases?|sentences?|terms?|expressions?)\s+[“\"‘'][^”\"\n]{1,300}[”\"’'])",
    re.IGNORECASE,
)
_WHERE = re.compile(r"\b(?:in|under|of|see|from|by|pursuant\s+to|with)\s+(?:the\s+|its\s+)?$", re.IGNORECASE)
_WHOLE = re.compile(r"\bas\s+a\s+whole\b", re.IGNORECASE)
_AMENDMENT_BEHIND = re.compile(
    r"(?:\s*\([^()\n]*\))?,\s+(?:the|an)\s+(?:\w+\s+){0,2}?(?:sub-?)?amendments?\b"
)
# "I put to the vote the proposal made by …" is about no text, "the draft resolution contained in …" is.
_PUT_TO_VOTE = re.compile(
    r"\b(?:put|vote\s+(?:now\s+)?on|decision\s+on)\s+(?:to\s+(?:the|a)\s+vote\s+)?"
    r"(?:the\s+(?P<motion>(?:provisional\s+agenda|(?:\w+\s+)?(?:proposal|request|motion)\b)[^.,;\n]{0,90})|(?:the|that|it|this|draft)\b)"
)
_PARENTHESES = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
_AS_RESOLUTION = re.compile(
    r"\b(?:as|becoming|became)\s+(?:General\s+Assembly\s+|Council\s+)?(?:resolution|decision)s?\s+$"
)


def find_votes(flow: Flow, meetings: Meetings, trail: ItemTrail) -> tuple[Vote, ...]:
    """Return the votes of a document, in order, later statements attached."""
    on = flow.masthead.document_date
    outcomes = list(find_outcomes(flow))
    ballots = list(pair_ballots(flow.text, outcomes, list(find_roll_calls(flow, on))))
    reader = _BallotReader(flow, meetings, trail, outcomes)
    votes = [(vote, ballot) for ballot in ballots for vote in reader.read(ballot)]
    intentions = list(find_intentions(flow, on)) if votes else []
    return tuple(vote for vote, _ in with_intentions(_once(votes), intentions))


class _BallotReader:
    """Reads votes off ballots: what was voted on, where, when, with what result."""

    def __init__(self, flow: Flow, meetings: Meetings, trail: ItemTrail, outcomes: Sequence[Outcome]) -> None:
        self._flow = flow
        self._meetings = meetings
        self._trail = trail
        self._outcomes = outcomes
        self._ends = sorted(outcome.end_char for outcome in outcomes)
        # A vote on a part leaves the draft on the table: the next part's may be announced without it.
        self._whole_ends = sorted(
            outcome.end_char
            for outcome in outcomes
            if not _motion(flow.text[outcome.start_char : outcome.end_char])
        )

    def read(self, ballot: Ballot) -> Iterator[Vote]:
        """Yield the vote of a ballot; several where drafts are adopted together."""
        outcome, roll_call = ballot.outcome, ballot.roll_call
        stated = outcome.start_char if outcome else ballot.start_char
        end = outcome.end_char if outcome else ballot.start_char
        meeting = self._meetings.of(stated, end)
        yes, no, abstain = _totals(outcome, roll_call)
        first = outcome.verb_char if outcome else stated
        for item_symbol in self._items(ballot):
            yield Vote(
                position=self._flow.position(first),
                item_symbol=item_symbol,
                motion=self._procedural(ballot) or _motion(self._clause(ballot)),
                method=_method(ballot),
                result=_result(ballot),
                body_code=acting_body(self._clause(ballot), item_symbol, self._flow),
                meeting=meeting.number,
                voted_on=meeting.held_on or self._own_day(outcome),
                yes_count=yes,
                no_count=no,
                abstain_count=abstain,
                positions=roll_call.positions() if roll_call else self._named_beside(outcome),
            )

    def _own_day(self, outcome: Outcome | None) -> date | None:
        """Return a resolution's own date, where its line of adoption gives the meeting alone."""
        return self._flow.masthead.document_date if outcome and outcome.own else None

    def _named_beside(self, outcome: Outcome | None) -> tuple[VotePosition, ...]:
        """Return the States that stand beside the totals: "by 14 votes to none, with 1 abstention (Cuba)"."""
        beside = outcome.counts.beside if outcome and outcome.counts else ()
        on = self._flow.masthead.document_date
        return tuple(
            VotePosition(iso3, name, position)
            for position, names in beside
            for iso3, name in read_names(names, on)
            if iso3
        )

    def _clause(self, ballot: Ballot) -> str:
        """Return the words that say what was voted on."""
        if ballot.outcome:
            return self._flow.text[ballot.outcome.start_char : ballot.outcome.end_char]
        return ""

    def _items(self, ballot: Ballot) -> Sequence[str | None]:
        outcome = ballot.outcome
        if self._procedural(ballot):
            return [None]
        if outcome is None:
            pending = self._pending(ballot.start_char)
            return [pending.symbol if pending else None]
        if outcome.own:
            return [self._flow.masthead.symbol]
        inside = items_within(self._flow, outcome.start_char, outcome.sentence.end_char)
        own = _own_items(inside, outcome, self._flow.text)
        if own:
            return own
        became = [*self._became(outcome)]
        label = DRAFT_LABEL.search(self._clause(ballot))
        if label and became:
            return became
        taken_up = self._pending(outcome.start_char, self._clause(ballot))
        announced = label or self._announced_label(ballot)
        if announced and (label or taken_up is None or taken_up.end_char < announced.start()):
            named = self._later_name(outcome, announced["label"]) or self._holder(ballot, taken_up)
        else:
            named = taken_up.symbol if taken_up else None
        return [named] if named else became[:1] or [self._report(inside, outcome)]

    def _procedural(self, ballot: Ballot) -> str | None:
        """Return what the President put to the vote where that is no text: "the provisional agenda", "the proposal"."""
        if self._flow.masthead.document_type != "verbatim_record" or self._flow.masthead.body_code != "S":
            return None
        index = bisect_right(self._ends, ballot.start_char)
        earlier = self._ends[index - 1] if index else 0
        asked = list(_PUT_TO_VOTE.finditer(self._flow.text, earlier, ballot.start_char))
        return squeeze(asked[-1]["motion"]) if asked and asked[-1]["motion"] else None

    def _pending(self, char: int, clause: str = "") -> Item | None:
        """Return the item that "the draft resolution", "the amendment" stands for."""
        if re.search(r"\bamendments?\b", clause) and not re.search(r"\boral(?:ly)?\b", clause):
            amendment = self._trail.last("amendment", char)
            if amendment:
                return amendment
        return self._trail.last("draft", char)

    def _announced_label(self, ballot: Ballot) -> re.Match[str] | None:
        """Return the "draft resolution I" that was announced since the last outcome on a whole text."""
        index = bisect_right(self._whole_ends, ballot.start_char)
        earlier = self._whole_ends[index - 1] if index else 0
        labels = list(DRAFT_LABEL.finditer(self._flow.text, earlier, ballot.start_char))
        return labels[-1] if labels else None

    def _holder(self, ballot: Ballot, taken_up: Item | None) -> str | None:
        """Return the paper that a labelled draft is announced from: "draft resolution I, recommended in A/48/615"."""
        announced = self._announced_label(ballot)
        behind = announced and taken_up and announced.end() <= taken_up.start_char < ballot.start_char
        return taken_up.symbol if taken_up and behind else None

    def _report(self, inside: Sequence[Item], outcome: Outcome) -> str | None:
        reports = [item.symbol for item in inside if item.kind == "report"]
        if reports:
            return reports[0]
        last = self._trail.last("report", outcome.start_char)
        return last.symbol if last else None

    def _became(self, outcome: Outcome) -> Iterator[str]:
        """Yield the resolutions or decisions that the text became: "(resolution 61/295)", "as resolution 2448 (2018)"."""
        text = self._flow.text
        end = min(len(text), outcome.end_char + 120)
        closed = text.find("\n", outcome.end_char, end)
        for mention in self._flow.symbols.within(outcome.verb_char, end if closed < 0 else closed):
            before = text[max(0, mention.start_char - 60) : mention.start_char]
            in_brackets = before.rfind("(") > before.rfind(")") and re.search(
                r"\b(?:resolution|decision)s?\b", before
            )
            listed = re.search(r"\b(?:resolutions|decisions)\s[^()]*$", before) and before.rfind(
                "("
            ) > before.rfind(")")
            if mention.symbol and (in_brackets or listed or _AS_RESOLUTION.search(before)):
                yield mention.symbol

    def _later_name(self, outcome: Outcome, label: str) -> str | None:
        """Return what a labelled draft became, as the vote on the whole of it says further on."""
        for later in self._outcomes:
            if later.start_char < outcome.start_char:
                continue
            same = DRAFT_LABEL.search(self._flow.text, later.start_char, later.end_char)
            if same and same["label"] == label and (became := next(self._became(later), None)):
                return became
        return None


def _own_items(inside: Sequence[Item], outcome: Outcome, text: str) -> list[str]:
    """Return the symbols of the amendment, draft or drafts that a sentence is about."""
    # "rejected, by a recorded vote of 47 to 88, the amendment contained in …": the amendment stands behind.
    turned = bool(_AMENDMENT_BEHIND.match(text, outcome.end_char))
    ends = outcome.sentence.end_char if turned else outcome.end_char
    amendments = [item for item in inside if item.kind == "amendment" and item.end_char <= ends]
    if amendments:
        return [amendments[0].symbol]
    drafts = [item for item in inside if item.kind == "draft"]
    if not drafts:
        return []
    nearest = min(drafts, key=lambda item: abs(item.start_char - outcome.verb_char))
    together = re.search(
        r"\bdraft\s+(?:resolution|decision)s\s+$",
        text[max(0, drafts[0].start_char - 40) : drafts[0].start_char],
    )
    return [item.symbol for item in drafts] if together and not outcome.counts else [nearest.symbol]


def _method(ballot: Ballot) -> VoteMethod:
    if ballot.roll_call:
        return "recorded"
    outcome = ballot.outcome
    return "counted" if outcome and (outcome.counts or outcome.unanimous) else "without_vote"


def _totals(outcome: Outcome | None, roll_call: RollCall | None) -> tuple[int | None, int | None, int | None]:
    """Return yes, no and abstentions as printed, each on its side.

    "Rejected by 55 to 48" is 48 yes: the larger figure is the side that won, unless the words or the lists
    say otherwise.
    """
    counts = outcome.counts if outcome else None
    if outcome is None or counts is None:
        return None, None, None
    yes, no = counts.first, counts.second
    if _is_turned(outcome, counts, (roll_call.count("yes"), roll_call.count("no")) if roll_call else None):
        yes, no = no, yes
    return yes, no, counts.abstain


def _is_turned(outcome: Outcome, counts: Counts, listed: tuple[int, int] | None) -> bool:
    """Say whether the first figure printed is that of the votes against."""
    if listed in ((counts.first, counts.second), (counts.second, counts.first)):
        return listed != (counts.first, counts.second)
    return (
        not counts.sided
        and not outcome.keeps_order
        and outcome.result == "rejected"
        and counts.first > counts.second
    )


def _result(ballot: Ballot) -> VoteResult:
    return ballot.outcome.result if ballot.outcome else "unknown"


def _motion(clause: str) -> str | None:
    """Return what was put to the vote where it is not a whole text: 'operative paragraph 2'."""
    if _WHOLE.search(clause):
        return None
    words = _PARENTHESES.sub(" ", clause)
    for pattern in (_WORDS, _MOTION, _PARAGRAPH):
        for match in pattern.finditer(words):
            # "the draft resolution contained in paragraph 11 of chapter IV" is a whole text.
            if not _WHERE.search(words[: match.start()]):
                return squeeze(match["motion"]).rstrip(" ,")
    return None


def _once(votes: Sequence[tuple[Vote, Ballot]]) -> list[tuple[Vote, Ballot]]:
    """Leave out what a document tells again: the same text adopted again, without names."""
    kept: list[tuple[Vote, Ballot]] = []
    listed = {
        (vote.item_symbol, vote.yes_count, vote.no_count, vote.abstain_count)
        for vote, _ in votes
        if vote.positions
    }
    told: set[tuple[object, ...]] = set()
    for vote, ballot in votes:
        totals = (vote.item_symbol, vote.yes_count, vote.no_count, vote.abstain_count)
        key = (*totals, vote.motion, vote.method)
        if not vote.positions and (totals in listed or (vote.item_symbol and key in told)):
            continue
        told.add(key)
        kept.append((vote, ballot))
    return kept
