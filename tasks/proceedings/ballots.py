"""Outcomes and roll calls put together: in reports the sentence stands before its lists, in records behind."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tasks.proceedings.outcomes import Outcome
from tasks.proceedings.vote_lists import RollCall

MOST_BETWEEN = 2_500  # characters between a roll call and the sentence with its totals

_TAKEN = re.compile(r"vote\s+was\s+(?:then\s+)?taken", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ballot:
    """An outcome, a roll call, or both where they belong together."""

    outcome: Outcome | None
    roll_call: RollCall | None

    @property
    def start_char(self) -> int:
        """Where the first part begins."""
        return min(part.start_char for part in (self.outcome, self.roll_call) if part)

    @property
    def end_char(self) -> int:
        """Where the last part ends."""
        return max(part.end_char for part in (self.outcome, self.roll_call) if part)


def pair_ballots(text: str, outcomes: Sequence[Outcome], roll_calls: Sequence[RollCall]) -> Iterator[Ballot]:
    """Yield outcomes and roll calls as ballots: in reports the sentence stands before its lists, in records behind."""
    ballots: list[Ballot] = []
    free = list(outcomes)
    for index, roll_call in enumerate(roll_calls):
        floor = roll_calls[index - 1].end_char if index else 0
        ceiling = roll_calls[index + 1].start_char if index + 1 < len(roll_calls) else len(text)
        before = [o for o in free if floor - 1 <= o.verb_char and o.end_char <= roll_call.start_char + 1]
        behind = [o for o in free if roll_call.end_char - 1 <= o.verb_char and o.end_char <= ceiling]
        chosen = _choose(text, roll_call, before[-1] if before else None, behind[0] if behind else None)
        if chosen:
            free.remove(chosen)
        ballots.append(Ballot(chosen, roll_call))
    ballots += [Ballot(outcome, None) for outcome in free]
    yield from sorted(ballots, key=lambda ballot: ballot.start_char)


def _choose(text: str, roll_call: RollCall, before: Outcome | None, behind: Outcome | None) -> Outcome | None:
    if before and (
        roll_call.start_char - before.end_char > MOST_BETWEEN
        or _TAKEN.search(text, before.end_char, roll_call.start_char)
    ):
        before = None
    if behind and behind.verb_char - roll_call.end_char > MOST_BETWEEN:
        behind = None
    if before and behind and before.counts and behind.counts:
        agree = [o for o in (before, behind) if _agrees(o, roll_call)]
        return agree[0] if agree else before
    if before and before.counts:
        return before
    return behind if behind and behind.counts else before or behind


def _agrees(outcome: Outcome, roll_call: RollCall) -> bool:
    counts = outcome.counts
    listed = sorted((roll_call.count("yes"), roll_call.count("no")))
    return counts is not None and sorted((counts.first, counts.second)) == listed
