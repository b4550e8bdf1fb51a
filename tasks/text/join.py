"""Joins what page ends tore apart: paragraphs, lists of names, footnotes.

A paragraph that runs over a page end becomes one block with a `PAGE_BREAK` mark; footnotes and furniture that
stood in its middle follow it. Rules are dropped. Furniture stays, since the masthead is read from it too.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from tasks.model import BOLD_ON, ITALIC_OFF, ITALIC_ON, PAGE_BREAK, Block
from tasks.text.clean import join_hyphenated_words
from tasks.text.marks import has_mark, strip_marks
from tasks.text.numbers import starts_item
from tasks.text.openers import find_opener
from tasks.text.speakers import find_speaker
from tasks.text.standing import is_standing

_BODY = frozenset({"text", "list_item"})
_TERMINAL = re.compile(r"[.!?:;…][\"'”’»)\]]*\Z")
_ABBREVIATION = re.compile(
    r"\b(?:paras?|No|Nos|Mr|Mrs|Ms|Messrs|Dr|vols?|chaps?|sects?|arts?|pp?|i\.e|e\.g|cf|St|Corr|Add|Rev|L|C)\.\Z"
)
_OPEN_WORD = re.compile(
    r"(?:\b(?:the|a|an|of|in|on|at|to|for|by|with|from|and|or|that|which|its|their|as|between|under|no))\Z"
)
_SESSION_OR_YEAR = re.compile(r"\((?:[IVX]+|\d{4})\)")  # "resolution 1654 | (XVI) and"
_BROKEN_WORD = re.compile(r"\w-\Z")
# Shorter than this, text without punctuation is more often a title or a date than a torn paragraph.
_SHORT = 60
_SAYING = re.compile(r"[^\W_]")  # "-----", "* * *" and "____" say nothing
_INDENT = 6.0  # points


def join_blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks with torn ones made whole, footnotes after what they interrupted, and no rules."""
    joined: list[Block] = []
    body = note = -1  # where in `joined` the last paragraph and the last footnote stand
    for block in blocks:
        if block.role == "rule" or (block.role != "furniture" and not _SAYING.search(block.text)):
            continue
        if block.role == "footnote" and note >= 0 and _footnote_goes_on(joined[note], block):
            joined[note] = _merged(joined[note], block)
            continue
        if block.role in _BODY and body >= 0 and _goes_on(joined[body], block, interrupted=note > body):
            joined[body] = _merged(joined[body], block)
            continue
        if block.role == "footnote":
            note = len(joined)
        elif block.role != "furniture":
            body = len(joined) if block.role in _BODY or _may_be_torn(block) else -1
            note = -1 if body == len(joined) and note < 0 else note
        joined.append(block)
    return tuple(joined)


def last_page(block: Block) -> int:
    """Return the number of the page on which the block ends."""
    return block.page_number + block.text.count(PAGE_BREAK)


def _merged(first: Block, second: Block) -> Block:
    breaks = PAGE_BREAK * max(0, second.page_number - last_page(first))
    text = join_hyphenated_words(f"{first.text}\n{breaks}{second.text}")
    role = second.role if first.role == "heading" else first.role
    return replace(first, text=text, role=role, links=first.links + second.links, bottom=second.bottom)


def _may_be_torn(block: Block) -> bool:
    """Return whether a heading may be the beginning of a paragraph in bold that runs over the page end."""
    return block.role == "heading" and len(block.text) > _SHORT and starts_item(_plain(block))


def _footnote_goes_on(first: Block, second: Block) -> bool:
    """Return whether a footnote without a marker is the rest of the last one, from the page before."""
    return not second.label and second.page_number > last_page(first) and not _is_finished(_plain(first))


def _plain(block: Block) -> str:
    return strip_marks(block.text).rstrip()


def _is_finished(text: str) -> bool:
    return _TERMINAL.search(text) is not None and _ABBREVIATION.search(text) is None


def _goes_on(first: Block, second: Block, *, interrupted: bool) -> bool:
    """Return whether the second block is the rest of the first, over a page end or in mid-sentence."""
    head = strip_marks(second.text[:200]).lstrip()
    if not head or second.label or starts_item(head) or find_speaker(head):
        return False
    tail = _plain(first)[-200:]
    if not tail or _is_finished(tail):
        return False
    turned = second.page_number - last_page(first)
    if first.role == "heading":
        return turned == 1 and head[0].islower()
    crossed = interrupted or turned > 0
    if _BROKEN_WORD.search(tail) or head[0].islower() or _SESSION_OR_YEAR.match(head):
        return crossed or bool(_BROKEN_WORD.search(tail)) or not _is_title(first, tail)
    if turned > 1 or not (crossed or _OPEN_WORD.search(tail)):
        return False
    return _may_go_on_with_capital(first, second, tail, head)


def _may_go_on_with_capital(first: Block, second: Block, tail: str, head: str) -> bool:
    """Return whether text that begins with a capital goes on: "National and International | Levels"."""
    if _is_indented(second) or _is_title(first, tail) or second.centred or tail.endswith(")"):
        return False
    if is_standing(head):
        return False
    if tail.endswith(","):
        # A preambular paragraph ends in a comma, and so do "Mr. President," and "The General Assembly,".
        return find_opener(head, "preambular") is None and len(tail) > _SHORT
    if first.text.rstrip().endswith(ITALIC_OFF) and has_mark(second.text, ITALIC_ON):
        return True  # a title in italics, torn
    if has_mark(second.text, BOLD_ON) or has_mark(second.text, ITALIC_ON):
        return _OPEN_WORD.search(tail) is not None
    return len(tail) > _SHORT or _OPEN_WORD.search(tail) is not None


def _is_title(block: Block, tail: str) -> bool:
    """Return whether an unpunctuated block stands for itself: centred, all bold, or in capitals."""
    return block.centred or tail.isupper() or (has_mark(block.text, BOLD_ON) and len(tail) < 2 * _SHORT)


def _is_indented(block: Block) -> bool:
    """Return whether the first line stands in from the rest, as a new paragraph's does."""
    return block.left is not None and block.hanging is not None and block.left > block.hanging + _INDENT
