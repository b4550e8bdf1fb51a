"""Finds the words that open preambular and operative paragraphs: "Noting with deep concern", "Also requests".

The words are rows of `seeds/reference/openers.csv`; this module knows only how they are put together:

    opener      = [intensifier] … base [addition] … ["its" [degree] … sentiment]
    addition    = "also" | "further" | … | "with" [degree] … sentiment

In print the opener is in italics; plain text does not show where it ends, so the grammar has to.
"""

import re
from functools import cache
from typing import Literal

from seeds.reference import read_reference

OpenerKind = Literal["preambular", "operative"]


def find_opener(text: str, kind: OpenerKind) -> str | None:
    """Return the opening words at the head of plain text, spelled as they stand there, or None."""
    match = _pattern(kind).match(text)
    if match is None:
        return None
    opener = match.group("opener")
    return opener if opener[0].isupper() else None


@cache
def _pattern(kind: OpenerKind) -> re.Pattern[str]:
    base, intensifier, degree = _words(kind), _words("intensifier"), _words("degree")
    feeling = rf"(?:(?:{degree})\s+)*(?:{_words('sentiment')})"
    feelings = rf"{feeling}(?:\s+and\s+{feeling})?"
    plain = "|".join(w for w in _words("addition").split("|") if w != "with")
    addition = rf"(?:\s+(?:{plain}|with\s+{feelings}))"
    return re.compile(
        rf"(?P<opener>(?:(?:{intensifier}),?\s+)*(?:{base})(?:\s+and\s+(?:{base}))?"
        rf"(?:{addition}|\s+(?:its\s+)?{feelings})*)(?![\w-])",
        re.IGNORECASE,
    )


def _words(kind: str) -> str:
    """Return an alternation of a kind's rows, the longest first, in which any blank may stand for a blank."""
    words = sorted((row["opener"] for row in read_reference("openers") if row["kind"] == kind), key=len)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in reversed(words))
