"""Characters as pdfium gives them, and what they stand for."""

import re

from tasks.model import MARKS

RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_MOSTLY = 0.5


def _private_use() -> dict[int, str | None]:
    """Private-use code points to what they stand for; fonts with a symbol encoding use U+F000 + code.

    Bullets of the Symbol and Wingdings fonts; the rest of the upper half is pictures and goes.
    """
    table: dict[int, str | None] = dict.fromkeys(range(0xE000, 0xF900))
    table.update({0xF000 + code: chr(code) for code in range(0x20, 0x7F)})
    table.update(dict.fromkeys((0xF0B7, 0xF0A7, 0xF0A8, 0xF0D8, 0xF076, 0xF0FC, 0xF06E, 0xF0B0), "•"))
    table.update({0xF02D: "-", 0xF0BE: "-", 0xF0D0: "-"})
    return table


CLEAN: dict[int, str | None] = {
    **dict.fromkeys(code for code in range(0x20) if code not in (0x02, 0x09, 0x0A, 0x0D)),
    **{ord(mark): None for mark in MARKS},
    **_private_use(),
    0x02: "-",  # pdfium's signs for a hyphen at a line's end
    0xFFFE: "-",
    0xFFFF: None,
    0xFEFF: None,
    0x0D: None,
    0x0A: " ",
    0x09: " ",
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
}  # fmt: skip


def is_right_to_left(text: str) -> bool:
    """Whether most of the page's letters are Hebrew, Arabic or another script of that block."""
    if not RIGHT_TO_LEFT.search(text):
        return False
    return len(RIGHT_TO_LEFT.findall(text)) > _MOSTLY * sum(map(str.isalpha, text))


def count_bad_characters(text: str) -> int:
    """How many characters say that the font's map to Unicode is missing."""
    return sum(text.count(mark) for mark in ("\ufffd", "\x00", "\x01", "\x03", "\x04", "\x05", "\x06"))
