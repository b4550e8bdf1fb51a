"""Tells what a paragraph is by the name of its style: the styles of the United Nations' templates and of Word.

They are rows of `seeds/reference/paragraph_styles.csv`, their names in lower case and without signs: '_ H_2/3' is 'h23'.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from seeds.reference import read_reference
from tasks.model import BlockRole

_LONE_NUMBER = re.compile(r"(?:[IVX]+|[A-Z]|\d{1,2})\.?\Z")
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a style says of its paragraph; `level` 1 is the highest heading or the outermost list."""

    role: BlockRole
    level: int


def find_style(*names: str) -> ParagraphStyle | None:
    """Return what the first known of the names says, None where none is known."""
    styles = _styles()
    return next((styles[key] for name in names if (key := _SIGNS.sub("", name).casefold()) in styles), None)


@cache
def _styles() -> dict[str, ParagraphStyle]:
    return {
        row["style"]: ParagraphStyle(cast("BlockRole", row["role"]), int(row["level"]))
        for row in read_reference("paragraph_styles")
    }


def is_lone_number(text: str) -> bool:
    """Return whether a heading is nothing but a number, whose title follows in the next paragraph."""
    return _LONE_NUMBER.match(text) is not None
