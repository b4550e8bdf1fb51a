"""The sentence around a date: where it ends, and whether it tells of the past or of plans."""

import re

from tasks.entities.date_context import words
from tasks.entities.date_shapes import Expression

SENTENCE_REACH = 600  # characters: how far back a sentence's own year is looked for
AHEAD_WEIGHT = 3.0  # a day ahead counts as three days past: documents tell of the past
PLANNED_WEIGHT = 0.3  # where the sentence speaks of plans
TOLD_WEIGHT = 60.0  # where its verb is in the past tense
UNTIL_WEIGHT = 0.5  # "the mandate was extended until 30 June"
EVEN_WEIGHT = 1.0  # "a protest planned for 8 February was banned"

_END = re.compile(
    r"(?<!\bNo)(?<!\bNos)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bpara)(?<!\bparas)(?<!\bvol)(?<!\bchap)"
    r"(?<!\bsect)(?<![ .][A-Z])[.!?][”\"’)\]]{0,3}\d{0,3}\s+(?=[“\"(\[]?[A-Z0-9])"
)
_PAST = re.compile(r"\b(?:was|were|had|met|held|took|began|gave|made|sent|saw|said|told|left|\w{3,}ed)\b")
_UNTIL = re.compile(r"\b(?:until|till|through|by|before|expires on|expire on)\s\Z")
_FUTURE = re.compile(rf"\b{words('future')}\b")

_PLANNED = re.compile(rf"\b(?:would|{words('future')})\b")


def are_in_one_sentence(text: str, start: int, end: int) -> bool:
    """Return whether no sentence and no paragraph ends between the two offsets."""
    if end - start > SENTENCE_REACH or "\n" in text[start:end]:
        return False
    return _END.search(text, start, end) is None


def is_planned(text: str, start: int) -> bool:
    """Return whether the sentence before `start` speaks of plans: "would hold a hearing on 9 September"."""
    left = _END.split(text[max(0, start - 200) : start].rsplit("\n", 1)[-1])[-1]
    return _PLANNED.search(left) is not None or _UNTIL.search(left) is not None


def ahead_weight(text: str, expression: Expression) -> float:
    """Return what a day ahead of the document's date costs beside a day before it, by the sentence's words."""
    left = _END.split(text[max(0, expression.start - 200) : expression.start].rsplit("\n", 1)[-1])[-1]
    right = _END.split(text[expression.end : expression.end + 160].split("\n", 1)[0])[0]
    if _UNTIL.search(left):
        return UNTIL_WEIGHT
    is_told = _PAST.search(right) is not None or _PAST.search(left) is not None
    if _FUTURE.search(left):
        return EVEN_WEIGHT if is_told else PLANNED_WEIGHT
    return TOLD_WEIGHT if is_told else AHEAD_WEIGHT
