"""Cleans marked text: a tuple of small steps, each `str -> str`, each doing nothing the second time.

Marks survive every step. Line feeds inside a block survive too, since the masthead is read from lines;
`join_lines` turns them into spaces when the structure is made.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache, partial

from seeds.reference import read_reference
from tasks.model import MARKS, SUPERSCRIPT_OFF, SUPERSCRIPT_ON, Block
from tasks.text.marks import MARK, MARK_CLASS

Step = Callable[[str], str]

_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LIGATURES = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_HYPHENS = re.compile("[\u2010\u2011]")
# U+200C and U+200D are letters' joiners in Persian and Hindi and stay.
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffc\x00-\x08\x0b-\x1f\x7f]"
)
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_BULLETS = dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf0fc\uf0be\uf02d", "•")


def normalise_unicode(text: str) -> str:
    """Return canonical composition (NFC); compatibility forms such as "½" stay as printed."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def expand_ligatures(text: str) -> str:
    """Return the letters that a ligature of type stands for."""
    return text if text.isascii() else _LIGATURE.sub(lambda match: _LIGATURES[match.group()], text)


def replace_private_characters(text: str) -> str:
    """Return bullets for the symbol fonts' private codes, and nothing for the rest; our marks stay."""
    if text.isascii():
        return text
    return _PRIVATE.sub(lambda m: m.group() if m.group() in MARKS else _BULLETS.get(m.group(), ""), text)


# UTF-8 once read as Mac Roman or Windows-1252: "Council‚Äôs", "CÃ´te d'Ivoire". Leads of two bytes reach
# U+0080 to U+017F, of three bytes U+2010 to U+20AC; what decodes to anything else is left as it stands.
def _mangled(encoding: str) -> re.Pattern[str]:
    tails = re.escape(bytes(range(0x80, 0xC0)).decode(encoding, "ignore"))
    twos, three = b"\xc2\xc3\xc4\xc5".decode(encoding), b"\xe2".decode(encoding)
    return re.compile(f"[{twos}][{tails}]|{three}[{tails}]{{2}}")


_MANGLED = tuple((encoding, _mangled(encoding)) for encoding in ("mac_roman", "cp1252"))


def repair_mojibake(text: str) -> str:
    """Return the characters that UTF-8 bytes stood for before somebody read them as another encoding."""
    before = ""
    while before != text and not text.isascii():
        # Read wrongly twice, "ÃƒÂ´" needs two repairs; each makes the text shorter.
        before = text
        for encoding, pattern in _MANGLED:
            text = pattern.sub(partial(_repaired, encoding), text)
    return text


def _repaired(encoding: str, match: re.Match[str]) -> str:
    mangled = match.group()
    try:
        repaired = mangled.encode(encoding).decode("utf-8")
    except UnicodeError:
        return mangled
    return repaired if "\u00a0" <= repaired <= "\u017f" or "\u2010" <= repaired <= "\u20ac" else mangled


# A soft hyphen at a line's end is where a word was broken; elsewhere it is nothing.
_SOFT_BREAK = re.compile(f"\u00ad({MARK_CLASS}*)\\s*\n\\s*")


def remove_invisible_characters(text: str) -> str:
    """Return the text without soft hyphens, zero-width and control characters; line feeds stay."""
    if "\u00ad" in text:
        text = _SOFT_BREAK.sub(r"\1", text)
    return _INVISIBLE.sub("", text)


def normalise_spaces(text: str) -> str:
    """Return ordinary spaces for every other blank, and the ASCII hyphen for its look-alikes."""
    text = _SPACES.sub(" ", text)
    return text if text.isascii() else _HYPHENS.sub("-", text)


_LINE_HYPHEN = re.compile(f"(?<=(\\w))-({MARK_CLASS}*) *\n({MARK_CLASS}*) *(?=(\\w))")
_LEFT = re.compile(r"[^\W\d_]+\Z")
_RIGHT = re.compile(r"[^\W_]+")


def join_hyphenated_words(text: str, words: frozenset[str] = frozenset()) -> str:
    r"""Return the text with words that a line end broke made whole; real hyphens stay.

    "Secretary-\nGeneral", "Timor-\nLeste" and "1998-\n1999" keep theirs, since the second half has a capital
    or a digit; "self-\ndetermination" keeps it by its first half, or because `words`, those of the rest of
    the document, hold both halves and not the whole.
    """
    if "-" not in text or "\n" not in text:
        return text
    return _LINE_HYPHEN.sub(partial(_hyphen, words), text)


def _hyphen(words: frozenset[str], match: re.Match[str]) -> str:
    text, marks = match.string, match.group(2) + match.group(3)
    left = _LEFT.search(text, max(0, match.start() - 40), match.start())
    right = _RIGHT.match(text, match.end())
    if left is None or right is None or not right.group()[0].islower():
        return "-" + marks
    first, second = left.group().casefold(), right.group().casefold()
    if second in ("and", "or", "to"):  # "land-\nor sea-based"
        return "- " + marks
    if f"{first}-{second}" in words:
        return "-" + marks
    if first + second in words:
        return marks
    if first in _hyphenated_first() or (first in words and second in words):
        return "-" + marks
    return marks


@cache
def _hyphenated_first() -> frozenset[str]:
    r"""Return the first halves after which an English hyphen is real: "self-\ndetermination", "six-\npoint"."""
    return frozenset(row["first"] for row in read_reference("hyphenated_first"))


_LEADERS = re.compile(r"(?: \.){4,}(?: ?\.)*| ?\.{5,}(?: ?\.)*")


def shorten_leaders(text: str) -> str:
    """Return " … " for a row of dots that leads the eye to a page number or a name."""
    return _LEADERS.sub(" …", text) if "...." in text or ". . ." in text else text


_RUN = re.compile(f" (?:{MARK_CLASS}| )* ")
_EDGES = re.compile(f"(?:^|(?<=\n))(?:{MARK_CLASS}| )+| (?:{MARK_CLASS}| )*(?=\n|$)")
_EMPTY_LINES = re.compile("\n[ \n]*\n")


def collapse_spaces(text: str) -> str:
    """Return single spaces, none at the ends of lines, and no empty lines. Marks between blanks stay."""
    marked = MARK.search(text) is not None
    if marked or "  " in text:
        text = _RUN.sub(lambda match: " " + match.group().replace(" ", ""), text)
    if marked or " \n" in text or "\n " in text or text[:1] == " " or text[-1:] == " ":
        text = _EDGES.sub(lambda match: match.group().replace(" ", ""), text)
    return _EMPTY_LINES.sub("\n", text).strip("\n") if "\n" in text else text


_LOOSE_SUPERSCRIPT = re.compile(
    f" (?={SUPERSCRIPT_ON}[^{SUPERSCRIPT_OFF}\n]{{0,20}}{SUPERSCRIPT_OFF}(?:[\\s.,;:)]|$))"
)


def attach_superscripts(text: str) -> str:
    """Return the text with footnote markers right behind what they annotate: "49/624. 1/" leaves no blank."""
    return _LOOSE_SUPERSCRIPT.sub("", text) if SUPERSCRIPT_ON in text else text


STEPS: tuple[Step, ...] = (
    normalise_unicode,
    repair_mojibake,
    expand_ligatures,
    replace_private_characters,
    normalise_spaces,
    remove_invisible_characters,
    join_hyphenated_words,
    shorten_leaders,
    collapse_spaces,
    attach_superscripts,
)

_SYMBOL_SLASH = re.compile(f"(?<=[A-Z0-9)]/)({MARK_CLASS}*)\n(?={MARK_CLASS}*[A-Z0-9])")
_TIGHT_DASH = re.compile(f"(?<=\\w[–-])({MARK_CLASS}*)\n(?={MARK_CLASS}*\\w)")


def join_lines(text: str) -> str:
    r"""Return the text on one line. A symbol broken at its slash and a range broken at its dash get no blank.

    "A/C.3/74/\nL.11" is one symbol; the marker of "colonial Powers. 1/\nThe" is not part of one, and is set
    apart by the blank before it.
    """
    if "\n" not in text:
        return text
    text = _SYMBOL_SLASH.sub(_slash, text)
    return _TIGHT_DASH.sub(r"\1", text).replace("\n", " ")


_MARKER = re.compile(r"(?:^|\s)(?:\d{1,3}|[a-z])/\Z")


def _slash(match: re.Match[str]) -> str:
    is_marker = _MARKER.search(match.string, max(0, match.start() - 6), match.start())
    return match.group() if is_marker else match.group(1)


def clean_text(text: str, words: frozenset[str] = frozenset()) -> str:
    """Return marked text after all steps. `words` as in `join_hyphenated_words`."""
    has_removed = False
    for step in STEPS:
        before = text
        text = join_hyphenated_words(text, words) if step is join_hyphenated_words else step(text)
        has_removed = has_removed or (step in _REMOVING and text != before)
    # What stood on both sides of a removed character may be one now: a letter and its accent.
    return clean_text(text, words) if has_removed else text


_REMOVING = (replace_private_characters, remove_invisible_characters)
_WORD = re.compile(r"\w+(?:-\w+)*")
_BROKEN_LINE = re.compile(f"-{MARK_CLASS}* *\n *")


def clean_blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks with clean text, in order; those left without text are dropped, rules stay."""
    blocks = tuple(blocks)
    words = _known_words(blocks)
    cleaned = (_with_text(block, clean_text(block.text, words)) for block in blocks)
    return tuple(block for block in cleaned if block.role == "rule" or block.text.strip())


def _with_text(block: Block, text: str) -> Block:
    return block if text == block.text else replace(block, text=text)


def _known_words(blocks: tuple[Block, ...]) -> frozenset[str]:
    """Return the document's words, if it breaks any at a line's end; else nothing, and quickly."""
    if not any(_BROKEN_LINE.search(block.text) for block in blocks):
        return frozenset()
    # A broken word's halves are no words of their own: "domi-\nnation" becomes one that never occurs.
    text = "\n".join(_BROKEN_LINE.sub("0", block.text) for block in blocks).casefold()
    words = set(_WORD.findall(text))
    halves = {half for word in words if "-" in word for half in word.split("-")}
    return frozenset(words | halves)
