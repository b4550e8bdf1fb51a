"""What the structure is built from: blocks as plain text with what their looks say."""

import re
from dataclasses import dataclass

from tasks.model import Block, BlockRole, Mark, Masthead
from tasks.text.clean import join_lines
from tasks.text.marks import split_marks
from tasks.text.numbers import Number, find_number

_LETTER = re.compile(r"[^\W\d_]")
_FOOTNOTE_MARKER = re.compile(r"(\d{1,3}|\*{1,4}|†|‡|[a-z]{1,2})[/)]?\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Unit:
    """One block that says something: its one line of text, its number and its looks."""

    text: str
    role: BlockRole
    page_number: int
    marks: tuple[Mark, ...] = ()
    page_breaks: tuple[int, ...] = ()
    number: Number | None = None
    label: str = ""
    level: int = 0
    is_masthead: bool = False
    is_title: bool = False
    centred: bool = False
    left: float | None = None
    font_size: float | None = None

    @property
    def body(self) -> str:
        """The text behind the number."""
        return self.text[self.number.end :] if self.number else self.text

    @property
    def is_bold(self) -> bool:
        """Whether nearly all of the text behind the number is bold."""
        return self._is_styled("bold")

    @property
    def is_italic(self) -> bool:
        """Whether nearly all of the text behind the number is in italics."""
        return self._is_styled("italic")

    def _is_styled(self, style: str) -> bool:
        length = sum(mark.end_char - mark.start_char for mark in self.marks if mark.style == style)
        return length > 0 and length >= 0.9 * len(self.body)

    @property
    def italic_head(self) -> str:
        """The italics at the head of the text, behind the number: an opener in print."""
        start = self.number.end if self.number else 0
        for mark in self.marks:
            if mark.style == "italic" and start - 1 <= mark.start_char <= start + 1:
                return self.text[mark.start_char : mark.end_char].strip(" ,;:")
        return ""


def to_units(blocks: tuple[Block, ...], masthead: Masthead) -> list[Unit]:
    """Return the blocks that belong to the document's text, furniture and rules left out."""
    units = []
    for index, block in enumerate(blocks):
        if block.role in ("furniture", "rule"):
            continue
        unit = _to_unit(block, index, masthead)
        if unit.text:
            units.append(unit)
    return units


def _to_unit(block: Block, index: int, masthead: Masthead) -> Unit:
    marked = split_marks(join_lines(block.text), block.links)
    text, marks, label = marked.text, marked.marks, block.label
    if block.role == "footnote":
        label, cut = _footnote_label(text, marks, label)
        if marks and marks[0].style == "superscript" and marks[0].start_char <= cut:
            marks = marks[1:]  # the marker itself, which is no anchor
        text, marks = text[cut:], _shifted(marks, cut)
        return Unit(text, "footnote", block.page_number, marks, _minus(marked.page_breaks, cut), label=label)
    number = find_number(text)
    if number is None and label:
        # A number that a word processor adds is printed, and so belongs to the text.
        text, marks = f"{label} {text}", _shifted(marks, -len(label) - 1)
        marked_breaks = _minus(marked.page_breaks, -len(label) - 1)
        number = find_number(text)
    else:
        marked_breaks = marked.page_breaks
    return Unit(
        text, block.role, block.page_number, marks, marked_breaks, number, label, block.level,
        index in masthead.block_indexes, index in masthead.title_indexes, block.centred, block.left, block.font_size,
    )  # fmt: skip


def _footnote_label(text: str, marks: tuple[Mark, ...], label: str) -> tuple[str, int]:
    """Return a footnote's marker and how many characters of the text it takes up."""
    if label:
        return label, 0
    if marks and marks[0].style == "superscript" and marks[0].start_char <= 1:
        return marks[0].value, len(text) - len(text.lstrip())
    match = _FOOTNOTE_MARKER.match(text)
    return (match.group(1), match.end()) if match else ("", 0)


def _shifted(marks: tuple[Mark, ...], cut: int) -> tuple[Mark, ...]:
    moved = (
        Mark(max(0, mark.start_char - cut), mark.end_char - cut, mark.style, mark.value)
        for mark in marks
        if mark.end_char - cut >= 0
    )
    return tuple(moved)


def _minus(offsets: tuple[int, ...], cut: int) -> tuple[int, ...]:
    return tuple(max(0, offset - cut) for offset in offsets)


def has_letters(text: str) -> bool:
    """Return whether the text holds a letter at all."""
    return _LETTER.search(text) is not None
