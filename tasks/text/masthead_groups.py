"""The headings between a masthead and the body: which lines belong together, and where the body begins."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from tasks.text.masthead_lines import HeadLine

_SECTION = re.compile(
    r"(?:(?:executive |summary of the )?(?:summary|report)|contents|table of contents|résumé|sommaire|table des matières"
    r"|resumen|índice|abstract|introduction|background|annex(?: [IVX]+)?|letter of transmittal|highlights"
    r"|explanatory memorandum|the meeting (?:was called to order|opened|resumed).*|adoption of the agenda|chapter [ivxlc\d]+(?:\. .*)?|содержание|резюме|введение)[ .:]*",
    re.IGNORECASE,
)
# Such as 'I. Introduction', '1. At its 3rd plenary meeting', '(a) Relevant chapter', '114. Regrettably'
_NUMBERED = re.compile(r"[“\"]?(?:I|\d{1,3}|\(?[a-z]\))\s?[.)]\s+\S.*|\([a-z]\)\s+\S.*")
_ADDRESS = re.compile(
    r"(?:thank you,? )?(?:mr|mrs|ms|madam|dear|sir|your|excellenc|distinguished|honou?rable|ladies|monsieur|madame|señor)"
    r"\w*\b.{0,80}[,:!]",
    re.IGNORECASE,
)
_ENACTING = re.compile(
    r"The (?:[A-Z][\w’-]+,? (?:of |on |and |the |for |to |with )*){1,14}?[A-Z][\w’-]+[,.]|The (?:General Assembly|Security Council)"
)
_FIRST_WORDS = re.compile(
    r"(?:I|We) (?:have|write|am|are|would|should|wish|refer)\b.*|(?:Upon|On) (?:the )?instructions? (?:from|of) .*"
)
_PRESIDING = re.compile(
    r"(?:acting )?(?:president|chair(?:man|person)?|members|présidente?|presidente)s?\s?:.*", re.IGNORECASE
)
_SMALL_WORDS = "of|in|on|the|and|for|to|by|with|which|from|at|its|a|an|under|into|between|concerning"
_UNFINISHED = re.compile(rf"(?:,|\b(?:{_SMALL_WORDS}))$", re.IGNORECASE)
_GOES_ON = re.compile(rf"(?i:{_SMALL_WORDS})\b(?! ?:)|[a-z]")
_SENTENCES = re.compile(r"[a-z)”\"]{2}[.;]\s+[A-Z“]")
_LEADERS = re.compile(r"(?:\.\s?){6,}|…{2,}")
# The notice in a meeting record's head; the record begins below it.
_NOTICE = re.compile(
    r"(?:\S+ \([A-Z]\) )?(?:this record (?:contains|is subject to)|corrections (?:to this record|should be))",
    re.IGNORECASE,
)
_HEADING_WORDS = re.compile(
    r"(?:identical )?(?:letters?|notes? verbales?) dated |statement (?:submitted|by|of|delivered) |(?:resolution )?adopted ",
    re.IGNORECASE,
)
# The head of a meeting's record: 'Held at Headquarters, New York, on Friday, 25 September 1992, at 10 a.m.'
_RECORD = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, .{0,40}\d{4}\b(?:, (?:at )?(?:\d.*|noon.*))?$|^record of the ",
    re.IGNORECASE,
)
_DATED = re.compile(r"day, .{0,40}\d,$")
_PROSE_LENGTH = 70  # characters: no shorter block is a paragraph of running text
_TITLE_LENGTH = 900  # and no longer one a heading
_BOLD_LENGTH = 3_000  # titles of agenda items in bold may be long
_LINE_GAP = 0.6  # font sizes: between the lines of one heading there is no more
_PIECE_LENGTH = 60  # a line that starts in lower case and is longer goes on from a page before


@dataclass(frozen=True, slots=True)
class Group:
    """Consecutive lines that are one heading."""

    lines: tuple[HeadLine, ...]

    @property
    def text(self) -> str:
        """The lines as one text."""
        return join_lines(line.text for line in self.lines)

    @property
    def left(self) -> float | None:
        """The left edge in points of the line that starts furthest to the left."""
        return min((line.left for line in self.lines if line.left is not None), default=None)

    @property
    def size(self) -> float | None:
        """The font size in points of the largest line."""
        return max((line.size for line in self.lines if line.size is not None), default=None)

    @property
    def centred(self) -> bool:
        """Whether the page centres it."""
        return all(line.centred for line in self.lines)


def join_lines(lines: Iterable[str]) -> str:
    """Return lines as running text: 'high-' and 'level' become 'high-level'."""
    text = ""
    for line in lines:
        text += line if not text or re.search(r"\w-$", text) else f" {line}"
    return text


def find_body_start(lines: Sequence[HeadLine], is_heading: Callable[[HeadLine], bool]) -> int:
    """Return the index of the line with which the body begins.

    `is_heading` vouches for lines that look like body and are not: '76/10.', 'Agenda item 5'.
    """
    index = 0
    for _, same in groupby(lines, key=lambda line: line.block):
        block = list(same)
        if block[0].role not in ("furniture", "footnote"):
            for offset, line in enumerate(block):
                if not is_heading(line) and _begins_body(line):
                    return index + offset
            text = join_lines(line.text for line in block)
            is_bold = all(line.bold for line in block) and len(text) < _BOLD_LENGTH
            if not is_bold and not is_heading(block[0]) and _is_prose(text):
                return index
        index += len(block)
    return index


def _begins_body(line: HeadLine) -> bool:
    return line.role == "list_item" or any(
        pattern.fullmatch(line.text)
        for pattern in (_SECTION, _NUMBERED, _ADDRESS, _ENACTING, _FIRST_WORDS, _PRESIDING)
    )


def _is_prose(text: str) -> bool:
    if _HEADING_WORDS.match(text) or is_notice(text) or _RECORD.search(text):
        return False
    if text.endswith(",") and (text.isupper() or _DATED.search(text)):
        return False  # a line of a heading: 'QUESTION OF THE VIOLATION OF HUMAN RIGHTS,', 'Thursday, 23 September 1965,'
    if _LEADERS.search(text) or text.endswith(",") or (text[:1].islower() and len(text) > _PIECE_LENGTH):
        return True
    if len(text) < _PROSE_LENGTH:
        return False
    return (
        text.rstrip('”"’) ').endswith((".", ":", ";"))
        or bool(_SENTENCES.search(text))
        or len(text) > _TITLE_LENGTH
    )


def is_notice(text: str) -> bool:
    """Tell whether a paragraph is the notice on corrections in the head of a meeting's record."""
    return bool(_NOTICE.match(text))


def group_lines(lines: Sequence[HeadLine], starts_anew: Callable[[str], bool]) -> Iterator[Group]:
    """Yield the headings that the lines make up; a line for which `starts_anew` holds begins one of its own."""
    current: list[HeadLine] = []
    for line in lines:
        if current and (_parts(current[-1], line, starts_anew) or not goes_on(current[-1], line)):
            yield Group(tuple(current))
            current = []
        current.append(line)
    if current:
        yield Group(tuple(current))


def _parts(above: HeadLine, line: HeadLine, starts_anew: Callable[[str], bool]) -> bool:
    """Tell whether a line begins a heading, and is not one that broke: '… for the biennium and' / 'report of the Board'."""
    return starts_anew(line.text) and not line.text[:1].islower() and not is_unfinished(above.text)


def is_unfinished(text: str) -> bool:
    """Tell whether a line ends with a word that no heading ends with: 'the Government of'."""
    return bool(_UNFINISHED.search(text))


def goes_on(above: HeadLine, below: HeadLine) -> bool:
    """Tell whether the second line continues the heading of the first."""
    if above.block == below.block:
        return True
    if above.top is None and below.top is None:
        return is_unfinished(above.text) or bool(_GOES_ON.match(below.text))
    if (
        above.page != below.page
        or above.bottom is None
        or below.top is None
        or not (above.size and below.size)
    ):
        return False
    same_style = abs(above.size - below.size) < 1 and above.bold == below.bold
    return same_style and -1 < below.top - above.bottom <= _LINE_GAP * below.size
