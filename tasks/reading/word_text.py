"""What a Word file's text is made of between XML and blocks: page ends, white space, notes that somebody typed."""

import re
from dataclasses import dataclass

from tasks.model import ITALIC_OFF, ITALIC_ON, MARKS, PAGE_BREAK, SUPERSCRIPT_OFF, SUPERSCRIPT_ON

TWIPS = 20  # in a point
EXPLICIT_BREAK = "\f"  # typed by the author; PAGE_BREAK: where Word last broke the page by itself
STRAY = "".join(sorted(MARKS - {SUPERSCRIPT_ON, SUPERSCRIPT_OFF}))
_PAGE_ENDS = re.compile(f"([{EXPLICIT_BREAK}{PAGE_BREAK}])")
_SPACES = re.compile(r"[^\S\n\u00a0]+")
_LEADING = re.compile(rf"\A([{STRAY}]+)\s+")
_TRAILING = re.compile(rf"\s+([{STRAY}]+)\Z")
# '*' and a tab, raised or not, at the head of a note that somebody typed: under a table, or in a frame at the page's foot.
TYPED_NOTE = re.compile(
    rf"(?P<open>[{SUPERSCRIPT_ON}{ITALIC_ON}]*)(?P<label>[*†‡]{{1,4}}|\d{{1,3}}|[a-z])(?P<close>[{SUPERSCRIPT_OFF}{ITALIC_OFF}]*)(?P<gap>\s*)"
)


@dataclass(slots=True)
class Paginator:
    """Counts pages as breaks come by."""

    page: int = 1
    is_fresh: bool = True  # the page has no words yet

    def turn(self, *, is_explicit: bool) -> bool:
        """Begin a page; what Word noted right behind the author's own break is the same page end."""
        if self.is_fresh and not is_explicit:
            return False
        self.page += 1
        self.is_fresh = True
        return True

    def paginate(self, text: str) -> tuple[int, str]:
        """Return the page on which a text begins, and the text with marks where pages end within."""
        start, out, waiting = self.page, "", 0
        for part in _PAGE_ENDS.split(text):
            if part and part in EXPLICIT_BREAK + PAGE_BREAK:
                waiting += self.turn(is_explicit=part == EXPLICIT_BREAK)
            elif not is_blank(part):
                if not is_blank(out):
                    out += PAGE_BREAK * waiting
                else:
                    start = self.page
                waiting, self.is_fresh = 0, False
                out += part
            else:
                out += part
        return start, out


def without_breaks(text: str) -> str:
    """Return a text of a cell, note or header, in which page ends are not counted."""
    return _PAGE_ENDS.sub("", text)


def count_breaks(text: str) -> int:
    """Return how many page ends are in a text."""
    return len(_PAGE_ENDS.findall(text))


def is_blank(text: str) -> bool:
    """Return whether a marked text says nothing."""
    return not text.strip(STRAY + " \n\t")


def tidy(text: str) -> str:
    """Return a text with single spaces; tabs are spaces, line ends stay. Marks stand on the words, not on spaces."""
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _TRAILING.sub(r"\1", _LEADING.sub(r"\1", "\n".join(lines).strip())).strip()
