"""The totals of a vote as a sentence prints them: "by a recorded vote of 88 to 58, with 34 abstentions"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_WORDS = (
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_VALUES = {word: value for value, word in enumerate(_WORDS)} | {"no": 0, "nil": 0, "zero": 0, "nobody": 0}
_NUMBER = r"(?:\d{1,3}|" + "|".join(sorted(_VALUES, key=len, reverse=True)) + r")\b(?![/.]\d)"
_ABSTENTIONS = (
    rf"(?:,|;)?\s*(?:and\s+)?(?:with\s+)?(?P<abstain>{_NUMBER})\s+"
    r"(?:(?:countries|members?|delegations?|States)\s+)?(?:abstentions?|abstaining|abstained)"
    r"(?:\s*\((?P<abstain_names>[^()]{0,400}(?:\([^()]{0,80}\)[^()]{0,400}){0,20})\))?"
)
_NAMES = r"(?:\s*\([^()]{0,400}(?:\([^()]{0,80}\)[^()]{0,400}){0,20}\))?"
_AGAINST_NAMES = _NAMES.replace(r"\(", r"\((?P<against_names>", 1).replace(r"\))?", r")\))?")
_SORT = r"(?:(?:recorded|roll-?call|non-recorded|unrecorded|separate|single|show-of-hands|second)\s+){0,2}"
# "by a recorded vote of 88 to 58, with 34 abstentions", "by 143 votes to 4, with 11 abstentions",
# "by 9 votes to 1 (Ukrainian Soviet Socialist Republic), with 1 abstention (Pakistan)".
_TO = re.compile(
    rf"\b(?:by|of|with)\s+(?:(?:a|an|the)\s+)?{_SORT}(?:votes?\s+(?:of\s+)?)?(?P<first>{_NUMBER})"
    rf"(?:\s+votes?)?(?:\s+(?:in\s+favour|for))?{_NAMES}\s+to\s+(?P<second>{_NUMBER})"
    rf"(?:\s+votes?)?(?:\s+against)?{_AGAINST_NAMES}(?:{_ABSTENTIONS})?",
    re.IGNORECASE,
)
# "13 votes in favour, none against and two abstentions", "3 in favour, with 130 against and 10 abstaining".
_FAVOUR = re.compile(
    rf"\b(?P<first>{_NUMBER})\s+(?:(?:votes?|members|delegations|States)\s+(?:were\s+|cast\s+|voted\s+)?"
    rf"(?:in\s+favour|for)|in\s+favour)\b{_NAMES}(?:(?:,|;)?\s*(?:and\s+|with\s+|to\s+)?(?P<second>{_NUMBER})\s+"
    rf"(?:(?:votes?|members|delegations|States)\s+)?(?:voted\s+)?against{_NAMES})?(?:{_ABSTENTIONS})?",
    re.IGNORECASE,
)
# "by 14 votes, with 1 abstention": nobody against.
_ONLY = re.compile(
    rf"\bby\s+(?:a\s+{_SORT}vote\s+of\s+)?(?P<first>{_NUMBER})(?:\s+votes)?{_NAMES}(?:{_ABSTENTIONS})",
    re.IGNORECASE,
)


_Named = Literal["no", "abstain"]
_NAMED: tuple[tuple[_Named, str], ...] = (("no", "against_names"), ("abstain", "abstain_names"))


@dataclass(frozen=True, slots=True)
class Counts:
    """Totals in the order of print; `sided` says that the words tell which side is which.

    `beside` holds the names that stand in parentheses behind a figure, by position.
    """

    start: int
    end: int
    first: int
    second: int
    abstain: int
    sided: bool
    beside: tuple[tuple[_Named, str], ...] = ()


def find_counts(text: str) -> Iterator[Counts]:
    """Yield the totals that a sentence prints, in order; abstentions that it does not mention are 0."""
    end = 0
    found = sorted(
        (match for pattern in (_TO, _FAVOUR, _ONLY) for match in pattern.finditer(text)),
        key=lambda match: (match.start(), -match.end()),
    )
    for match in found:
        if match.start() >= end:
            yield _to_counts(match)
            end = match.end()


def _to_counts(match: re.Match[str]) -> Counts:
    groups = match.groupdict()
    words = match.group().casefold()
    return Counts(
        match.start(),
        match.end(),
        _value(groups["first"]),
        _value(groups.get("second")),
        _value(groups.get("abstain")),
        sided="favour" in words or "against" in words or groups.get("second") is None,
        beside=tuple((position, names) for position, group in _NAMED if (names := groups.get(group))),
    )


def _value(number: str | None) -> int:
    if number is None:
        return 0
    return int(number) if number.isdigit() else _VALUES[number.casefold()]
