"""Finds document symbols and resolution numbers in running text, and says which organ adopted each.

Document symbols speak for themselves. A resolution number is read with its citation: a head ("General Assembly
resolutions"), then items that inherit the organ ("53/70 of 4 December 1998, 54/49 of … and …").
"""

import heapq
from collections.abc import Iterator
from operator import attrgetter

from tasks.entities.symbol_citations import read_citations
from tasks.entities.symbol_documents import find_document_mentions
from tasks.entities.symbol_owners import to_limits
from tasks.entities.symbol_tokens import Document, Number, find_bare_numbers, find_tokens
from tasks.entities.symbol_verdicts import Memory, judge
from tasks.model import FinderContext, SymbolMention


def find_symbols(text: str, context: FinderContext) -> Iterator[SymbolMention]:
    """Yield the symbols cited in a document's text, in order, without overlap.

    `text` has one paragraph a line; a single line feed within a citation is read as a broken line. The
    document's own symbol is among them, with `role` 'cited' like the rest: who knows the masthead tells it.
    """
    yield from sorted(_mentions(text, context), key=attrgetter("start_char"))


def _mentions(text: str, context: FinderContext) -> Iterator[SymbolMention]:
    limits = to_limits(context)
    memory: Memory = {}
    tokens = heapq.merge(find_tokens(text), find_bare_numbers(text), key=_start)
    for piece in read_citations(text, tokens):
        if isinstance(piece, Document):
            yield from find_document_mentions(text, piece, memory)
        else:
            yield from judge(text, piece, limits, memory)


def _start(token: Document | tuple[Number, ...]) -> int:
    return token.start if isinstance(token, Document) else token[0].start
