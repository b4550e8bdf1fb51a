"""With which words a text cites a symbol: it recalls it, takes note of it, acts pursuant to it."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from seeds.reference import read_reference
from tasks.model import Citation
from tasks.proceedings.flow import Flow

MOST_LOOK_BACK = 2_500  # characters between a verb and the last symbol of its list
_CLAUSE_END = re.compile(r"(?<!\b[A-Z])[.!?;]\s+(?=[A-Z“\"(0-9])|;\s")


def find_citations(flow: Flow) -> Iterator[Citation]:
    """Yield the context of every citation, in order; `verb` is None where no known words introduce it."""
    for paragraph in flow.paragraphs:
        symbols = [
            m
            for m in flow.symbols.within(paragraph.start_char, paragraph.end_char)
            if m.symbol and m.role == "cited"
        ]
        if not symbols:
            continue
        words = _Words(paragraph.text)
        anchor = paragraph.anchor_char if paragraph.kind == "footnote" else None
        for mention in symbols:
            verb = words.before(mention.start_char - paragraph.start_char)
            if verb is None and anchor is not None:
                verb = _at_anchor(flow, anchor)
            yield Citation(paragraph.position, mention.start_char, verb)


class _Words:
    """The citing words of a paragraph by place."""

    def __init__(self, text: str) -> None:
        pattern, verbs = _citing_words()
        self._found = [
            (match.end(), verbs[" ".join(match.group().split()).casefold()])
            for match in pattern.finditer(text)
        ]
        self._ends = [end for end, _ in self._found]
        self._breaks = [match.end() for match in _CLAUSE_END.finditer(text)]

    def before(self, char: int) -> str | None:
        """Return the last citing words before a place in the same clause."""
        index = bisect_right(self._ends, char)
        if index == 0:
            return None
        end, verb = self._found[index - 1]
        broken = bisect_right(self._breaks, char)
        clause_start = self._breaks[broken - 1] if broken else 0
        return verb if end >= clause_start and char - end <= MOST_LOOK_BACK else None


def _at_anchor(flow: Flow, anchor: int) -> str | None:
    """Return the words that introduce what a footnote cites: those before its marker."""
    paragraph = flow.paragraph(anchor)
    return _Words(paragraph.text).before(anchor - paragraph.start_char)


@cache
def _citing_words() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern of `citation_verbs.csv` and the verb for each of its phrases."""
    verbs = {row["phrase"].casefold(): row["verb"] for row in read_reference("citation_verbs")}
    phrases = sorted(verbs, key=len, reverse=True)
    words = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE), verbs
