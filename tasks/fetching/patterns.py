"""Series of document symbols: `A/AC.291/1..40`, `A/RES/79/*`, `A/RES/79/100..*`. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MOST = 10_000  # numbers of one series that are ever asked for
_NUMBERS = re.compile(r"(?P<first>\d+)\.\.(?P<last>\d+|\*)|\*")
_PRINTED = re.compile(r"[A-Z][A-Za-z0-9./()\[\] *+-]*")  # what a symbol or a pattern may be made of


@dataclass(frozen=True, slots=True)
class Series:
    """Symbols `before + number + after` for the numbers from `first` to `last`; None: until a gap."""

    before: str
    after: str
    first: int
    last: int | None

    def __iter__(self) -> Iterator[str]:
        last = self.first + MOST - 1 if self.last is None else self.last
        for number in range(self.first, last + 1):
            yield f"{self.before}{number}{self.after}"

    @property
    def is_open(self) -> bool:
        """Whether nobody knows where it ends."""
        return self.last is None


def parse_pattern(pattern: str) -> Series | str:
    """Return a series, or the symbol itself where the pattern has no numbers to count.

    Raises:
        ValueError: no symbol could look like it, it counts in two places, backwards, or more than `MOST` numbers.

    """
    printed = " ".join(pattern.split())
    found = list(_NUMBERS.finditer(printed))
    if not _PRINTED.fullmatch(printed) or (not found and ".." in printed):
        raise ValueError(f"{pattern!r} is no document symbol: A/RES/74/247, A/AC.291/1..40, A/RES/79/*")
    if not found:
        return printed
    if len(found) > 1 or ".." in printed.replace(found[0][0], "", 1):
        raise ValueError(f"{pattern!r} counts in more than one place; write one pattern for each")
    return _series(pattern, printed[: found[0].start()], found[0], printed[found[0].end() :])


def _series(pattern: str, before: str, numbers: re.Match[str], after: str) -> Series:
    first = int(numbers["first"] or 1)
    last = int(numbers["last"]) if (numbers["last"] or "*") != "*" else None
    if last is not None and not 0 <= last - first < MOST:
        raise ValueError(f"{pattern!r} counts backwards, or more than {MOST:,} numbers")
    return Series(before, after, first, last)
