"""Takes the private-use marks out of marked text: plain text, styled ranges, page ends.

Readers carry style inside the text (see `tasks.model`), so that cleaning stays `str -> str`. Here the marks
become ranges again, once, after all cleaning.
"""

import re
from dataclasses import dataclass

from tasks.model import (
    BOLD_OFF,
    BOLD_ON,
    ITALIC_OFF,
    ITALIC_ON,
    LINK_OFF,
    LINK_ON,
    MARKS,
    PAGE_BREAK,
    SUPERSCRIPT_OFF,
    SUPERSCRIPT_ON,
    Mark,
    MarkStyle,
)

MARK_CLASS = f"[{''.join(sorted(MARKS))}]"
MARK = re.compile(MARK_CLASS)
_OPENING: dict[str, MarkStyle] = {BOLD_ON: "bold", ITALIC_ON: "italic", LINK_ON: "link"}
_CLOSING: dict[str, MarkStyle] = {BOLD_OFF: "bold", ITALIC_OFF: "italic", LINK_OFF: "link"}
_SUPERSCRIPT = re.compile(f"{SUPERSCRIPT_ON}[^{SUPERSCRIPT_OFF}]*{SUPERSCRIPT_OFF}?")


@dataclass(frozen=True, slots=True)
class MarkedText:
    """Plain text with what its marks said; offsets count in `text`.

    `page_breaks` are the offsets at which a page ends inside the text, one for every page.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    page_breaks: tuple[int, ...] = ()


def strip_marks(text: str) -> str:
    """Return the text without marks and without superscript markers."""
    if not MARK.search(text):
        return text
    return MARK.sub("", _SUPERSCRIPT.sub("", text))


def has_mark(text: str, mark: str) -> bool:
    """Return whether the marked text begins, spaces and other marks aside, inside the style that `mark` opens."""
    for character in text:
        if character == mark:
            return True
        if character not in MARKS and not character.isspace():
            return False
    return False


def split_marks(text: str, links: tuple[str, ...] = ()) -> MarkedText:
    """Return plain text, marks in order of their start, and page ends. `links` are those of the block."""
    if not MARK.search(text):
        return MarkedText(text)
    splitter = _Splitter(links)
    position = 0
    for match in MARK.finditer(text):
        splitter.add(text[position : match.start()])
        splitter.turn(match.group())
        position = match.end()
    splitter.add(text[position:])
    return splitter.finish()


class _Splitter:
    """Collects plain text and closes ranges as their marks come by. Unbalanced marks are forgiven."""

    def __init__(self, links: tuple[str, ...]) -> None:
        self._links = iter(links)
        self._parts: list[str] = []
        self._length = 0
        self._open: dict[MarkStyle, tuple[int, str]] = {}
        self._superscript: list[str] | None = None
        self._marks: list[Mark] = []
        self._page_breaks: list[int] = []

    def add(self, part: str) -> None:
        if not part:
            return
        if self._superscript is not None:
            self._superscript.append(part)
            return
        self._parts.append(part)
        self._length += len(part)

    def turn(self, mark: str) -> None:
        if mark in _OPENING:
            style = _OPENING[mark]
            value = next(self._links, "") if style == "link" else ""
            self._open.setdefault(style, (self._length, value))
        elif mark in _CLOSING:
            self._close(_CLOSING[mark])
        elif mark == SUPERSCRIPT_ON:
            self._superscript = []
        elif mark == SUPERSCRIPT_OFF:
            self._close_superscript()
        else:
            assert mark == PAGE_BREAK
            self._page_breaks.append(self._length)

    def finish(self) -> MarkedText:
        self._close_superscript()
        for style in list(self._open):
            self._close(style)
        marks = sorted(self._marks, key=lambda mark: (mark.start_char, mark.end_char))
        return MarkedText("".join(self._parts), tuple(marks), tuple(self._page_breaks))

    def _close(self, style: MarkStyle) -> None:
        if style not in self._open:
            return
        start, value = self._open.pop(style)
        if start < self._length:
            self._marks.append(Mark(start, self._length, style, value))

    def _close_superscript(self) -> None:
        if self._superscript is None:
            return
        value = "".join(self._superscript)
        self._superscript = None
        # "2,3" behind one word are two markers.
        for marker in re.split(r"[,;\s]+", value):
            if marker:
                self._marks.append(Mark(self._length, self._length, "superscript", marker))
