"""Tells hard-wrapped lines from lines that are paragraphs, by measuring them, and puts paragraphs together.

Text taken out of a PDF is wrapped at the page's width and often has no empty line between paragraphs; text
from an editor has one line a paragraph. Both occur in one file. So widths are measured where they are used.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from seeds.reference import read_reference
from tasks.model import SUPERSCRIPT_OFF, SUPERSCRIPT_ON

_WINDOW = 12  # lines on either side that tell the width of a column
_FULL = 0.8  # of the width: a line this long, with the next word, is full
_SHORT = 0.62  # of the width: a line below ends a heading, even without a full stop
_RAGGED = 0.2  # of the width: lines of a column end this near to it
_NARROWEST = 26  # characters: names one below the other are no column
_WIDEST = 140  # characters: wider "columns" are paragraphs on one line
_HEADING_LINES = 4
_BRACKET_LINES = 5
_WRAPPED_SHARE = 0.45  # of the lines, not the last of their chunk, that are full where text is wrapped

_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*(?:\s?\d{1,3}/?)?\Z")
_NUMBERED = re.compile(r"\s*\[?(?P<number>\d{1,3})(?:\s?(?:bis|ter|quater))?\.(?:\s+[“\"‘(\[]?[A-Z*]|\t)")
_ITEM = re.compile(r"\s*(?:\(?(?:[a-z]{1,2}|[ivx]{1,5}|\d{1,2})\)\s+\S|[•·▪■●○◦‣]\s*\S|[–—-]\s+\S)")
_LETTERED = re.compile(r"[a-z]{1,5}[)/]")
_ITEM_MAY_FOLLOW = re.compile(r"(?:[.;:,]|\b(?:and|or))[\"”’]?(?:\s?\d{1,3}/?)?\Z")
_SECTION = re.compile(
    r"\s*(?:[IVX]{1,6}|[A-Z])\.\s+[A-Z]|\s*(?:Annex|ANNEX|Appendix|Chapter|CHAPTER|PART)\b(?:\s+[IVX\d]+)?\s*\Z"
)
_SPEAKER = re.compile(
    r"\s*(?:The (?:Acting |Temporary )?(?:Vice-)?(?:President|PRESIDENT|Chair\w*|CHAIR\w*|Secretary-General)|"
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Monsignor|Archbishop)\.?\s[A-Z])[^.:;?!]{0,80}?"
    r"(?:\s?\([^()]{2,80}\)){0,3}(?::\s|\s\((?:spoke|interpretation)\b|:\Z)"
)
_OLD_NOTE = re.compile(r"\s*(?:\d{1,3}|[a-z])/\s+\S")
_LEADERS = re.compile(r"(?:\s\.){4}|\.{5}")
_OPEN_WORD = re.compile(
    r"\b(?:the|a|an|of|in|on|at|to|for|by|with|from|and|or|that|which|its|their|as|between|under)\Z"
)
_ABBREVIATED = re.compile(r"\b(?:No|para|paras|Mr|Mrs|Ms|Dr|art|vol|chap|sect|pp?)\.\Z")


def split_paragraphs(chunk: Sequence[str], widths: Sequence[int]) -> Iterator[list[str]]:
    """Yield the paragraphs of a chunk, each as its lines. `widths[i]` is 0 where line i is not wrapped."""
    paragraph: list[str] = []
    last_number = 0
    for index, line in enumerate(chunk):
        match = _NUMBERED.match(line)
        number = int(match["number"]) if match else 0
        is_next = number > 0 and number == last_number + 1
        if paragraph and (is_next or _begins(line, paragraph, widths[index - 1])):
            yield from _without_heading(paragraph) if is_next and widths[index - 1] else [paragraph]
            paragraph = []
        last_number = number or last_number
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _without_heading(paragraph: list[str]) -> list[list[str]]:
    """Return a paragraph, and apart from it the heading of the next one, where it ends in one.

    Below a last line that happened to be full, a heading shows only by its missing full stop.
    """
    if _ends_sentence(paragraph[-1].rstrip()):
        return [paragraph]
    for cut in range(len(paragraph) - 1, max(0, len(paragraph) - 1 - _HEADING_LINES), -1):
        if _ends_sentence(paragraph[cut - 1].rstrip()) and not paragraph[cut].lstrip()[:1].islower():
            return [paragraph[:cut], paragraph[cut:]]
    return [paragraph]


def _ends_sentence(line: str) -> bool:
    return _SENTENCE_END.search(line) is not None and _ABBREVIATED.search(line) is None


_RAISED = re.compile(r"(?<=[^\W\d_])\d{1,2}\Z|(?<=[.,;:)\]”’\"])\d{1,2}\Z")
_LONE_MARKER = re.compile(r"\s*(\d{1,3}|\*{1,3})\s*\Z")


def rejoin_raised(lines: Sequence[str]) -> list[str]:
    """Return the lines with those made one that a superscript parted: "in 2010,1" and " the report", "1" and " See".

    Text extraction ends a line behind a raised figure and begins the rest with a blank. In running text the
    figure becomes a superscript.
    """
    joined: list[str] = []
    for line in lines:
        if joined and line[:1] == " " and line.strip():
            last = joined[-1].rstrip()
            raised = _RAISED.search(last)
            if _LONE_MARKER.match(last):
                joined[-1] = f"{SUPERSCRIPT_ON}{last.strip()}{SUPERSCRIPT_OFF}{line}"
                continue
            if raised and (line.lstrip()[:1].islower() or line.lstrip()[:1] in "(,"):
                joined[-1] = (
                    f"{last[: raised.start()]}{SUPERSCRIPT_ON}{raised.group()}{SUPERSCRIPT_OFF}{line}"
                )
                continue
        joined.append(line)
    return joined


def measure_widths(chunks: Sequence[Sequence[str]]) -> list[list[int]]:
    """Return for every line the width of the column it is wrapped in, in characters; 0: it is not wrapped.

    The width is that below which three in five of the lines around stay; single lines between empty ones say
    nothing of it, unless there is nothing else.
    """
    lengths = [len(line.rstrip()) for chunk in chunks for line in chunk]
    may_wrap = [position < len(chunk) - 1 for chunk in chunks for position in range(len(chunk))]
    widths = [0] * len(lengths)
    step = _WINDOW // 2
    for start in range(0, len(lengths), step):
        low, high = max(0, start - _WINDOW), min(len(lengths), start + step + _WINDOW)
        inner = [lengths[i] for i in range(low, high) if may_wrap[i]]
        width = _width(inner)
        for index in range(start, min(start + step, len(lengths))):
            widths[index] = width
    return _dealt(widths, chunks)


def _width(lengths: list[int]) -> int:
    """Return the width that most lines keep to; 0 where they keep to none, or it is a paragraph's length."""
    if not lengths:
        return 0
    width = sorted(lengths)[len(lengths) * 3 // 5]
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    full = sum(1 for length in lengths if abs(length - width) <= _RAGGED * width)
    return width if full >= _WRAPPED_SHARE * len(lengths) else 0


def _dealt(values: list[int], chunks: Sequence[Sequence[str]]) -> list[list[int]]:
    dealt, start = [], 0
    for chunk in chunks:
        dealt.append(values[start : start + len(chunk)])
        start += len(chunk)
    return dealt


def _begins(line: str, paragraph: Sequence[str], width: int) -> bool:
    """Return whether a line begins a new paragraph after those of the last one."""
    last = paragraph[-1].rstrip()
    if _LEADERS.search(line) or _LEADERS.search(last):
        return True
    head = line.lstrip()
    ends = _ends_sentence(last)
    goes_on = head[:1].islower() and not _LETTERED.match(head)
    if not width:
        return _OPEN_WORD.search(last) is None and (ends or not goes_on)
    if goes_on:
        return False
    fill = (len(last) + 1 + len(head.split(" ", 1)[0])) / width
    if _is_marked_start(line, last, ends=ends, is_full=fill >= _FULL):
        return True
    if line[:1].isspace() and not paragraph[-1][:1].isspace():  # an indented first line
        return ends or not _RAISED.search(last)
    is_open = _OPEN_WORD.search(last) is not None or _has_open_bracket(paragraph)
    return not is_open and fill < (_FULL if ends else _SHORT)


def _has_open_bracket(paragraph: Sequence[str]) -> bool:
    """Return whether a bracket is open at the end: "with 4 abstentions (France,"."""
    tail = "".join(paragraph[-_BRACKET_LINES:])
    return tail.rfind("(") > tail.rfind(")")


def _is_marked_start(line: str, last: str, *, ends: bool, is_full: bool) -> bool:
    """Return whether a line shows by a number, a label or a speaker's name that a paragraph begins."""
    standing = _standing_lines()
    if standing["start"].match(line) or standing["line"].match(last) or _OLD_NOTE.match(line):
        return True
    if line.startswith(SUPERSCRIPT_ON):
        return True
    if _NUMBERED.match(line) or _SECTION.match(line):
        return ends or not is_full or _is_heading(last)
    if _ITEM.match(line):
        return _ITEM_MAY_FOLLOW.search(last) is not None or not is_full
    # "The President: There were 15 votes" below a list of names that has no full stop.
    return _SPEAKER.match(line) is not None and _OPEN_WORD.search(last) is None


@cache
def _standing_lines() -> dict[str, re.Pattern[str]]:
    """Return what matches the standing phrases of records: their `start`, and a whole `line` of them."""
    rows = read_reference("standing_lines")
    whole = "|".join(re.escape(row["beginning"]) for row in rows if row["extent"] != "start")
    start = "|".join(re.escape(row["beginning"]) for row in rows)
    return {
        "start": re.compile(rf"\s*(?:{start})"),
        "line": re.compile(rf"\s*(?:{whole})[^.]{{0,30}}(?:[ap]\.m)?[.)]?\Z"),
    }


def _is_heading(line: str) -> bool:
    return line.isupper() or _SECTION.match(line) is not None
