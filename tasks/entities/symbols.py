"""Finds document symbols and resolution numbers in running text, and says which organ adopted each.

Document symbols speak for themselves. A resolution number is read with its citation: a head ("General Assembly
resolutions"), then items that inherit the organ ("53/70 of 4 December 1998, 54/49 of … and …").
"""

import heapq
import re
from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter
from typing import Final

from tasks.entities.symbol_citations import read_citations
from tasks.entities.symbol_documents import find_document_mentions
from tasks.entities.symbol_plausibility import to_limits
from tasks.entities.symbol_tokens import Document, Number, find_bare_numbers, find_tokens
from tasks.entities.symbol_verdicts import Reading, judge
from tasks.model import FinderContext, SymbolMention

_INVISIBLE: Final = re.compile("[\u00ad\u200b\u2060\ufeff]")


def find_symbols(text: str, context: FinderContext) -> Iterator[SymbolMention]:
    """Yield the symbols cited in a document's text, in order, without overlap.

    `text` has one paragraph a line; a single line feed within a citation is read as a broken line. The
    document's own symbol is among them, with `role` 'cited' like the rest: who knows the masthead tells it.
    """
    if _INVISIBLE.search(text):
        yield from _find_around_invisible(text, context)
        return
    yield from sorted(_mentions(text, context), key=attrgetter("start_char"))


def _find_around_invisible(text: str, context: FinderContext) -> Iterator[SymbolMention]:
    """Yield what is found without soft hyphens and zero-width characters, with the offsets of the text."""
    offsets = [offset for offset, character in enumerate(text) if not _INVISIBLE.match(character)]
    for mention in find_symbols(_INVISIBLE.sub("", text), context):
        start, end = offsets[mention.start_char], offsets[mention.end_char - 1] + 1
        yield replace(mention, start_char=start, end_char=end, surface=text[start:end])


def _mentions(text: str, context: FinderContext) -> Iterator[SymbolMention]:
    reading = Reading(text, to_limits(context))
    tokens = heapq.merge(find_tokens(text), find_bare_numbers(text), key=_start)
    for piece in read_citations(text, tokens):
        if isinstance(piece, Document):
            yield from find_document_mentions(text, piece, reading.memory)
        else:
            yield from judge(reading, piece)


def _start(token: Document | tuple[Number, ...]) -> int:
    return token.start if isinstance(token, Document) else token[0].start
