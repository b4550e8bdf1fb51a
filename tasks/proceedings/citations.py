"""With which words a text cites a symbol: it recalls it, takes note of it, acts pursuant to it."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

import ahocorasick_rs

from seeds.reference import read_reference
from tasks.model import Citation
from tasks.proceedings.flow import Flow
from tasks.proceedings.hints import lower

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
        self._found = list(_find_citing_words(text))
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


def _find_citing_words(text: str) -> Iterator[tuple[int, str]]:
    """Yield where citing words end, and the verb that they stand for."""
    automaton, verbs = _citing_words()
    for index, start, end in automaton.find_matches_as_indexes(lower(text)):
        alone = not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()
        if alone:
            yield end, verbs[index]


@cache
def _citing_words() -> tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...]]:
    """Return a searcher for the phrases of `citation_verbs.csv`, and the verb of each."""
    rows = read_reference("citation_verbs")
    searcher = ahocorasick_rs.AhoCorasick(
        [row["phrase"] for row in rows], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
    )
    return searcher, tuple(row["verb"] for row in rows)
