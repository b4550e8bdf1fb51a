"""The language of a text, told from a sample of it."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Protocol, cast

from seeds.reference import read_reference

SAMPLE_CHARACTERS = 3_000  # 5 ms
_PIECE = 400  # characters of one piece that is judged alone
_FEWEST_LETTERS = 20
_SECOND_SHARE = 0.35  # from here on a second language is half of the document: 'English/French'
_SHORT = 120  # letters
_SURE, _LIKELY = 0.6, 0.3  # probabilities from which a short and a longer piece are believed
_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # each says as much as four letters


class _Identifier(Protocol):
    def set_languages(self, langs: list[str]) -> None: ...

    def classify(self, text: str) -> tuple[str, float]: ...


@cache
def _names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in read_reference("languages")}


@cache
def _identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # reads its model: 0.5 s

    identifier = cast("_Identifier", LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True))
    identifier.set_languages(list(_names()))
    return identifier


def detect_language(text: str) -> str | None:
    """Return the language's English name, two languages that share a text joined by '/', None if too short to tell.

    Looks at the first 3,000 characters; names, symbols and figures alone say nothing.
    """
    letters: Counter[str] = Counter()
    for piece in _pieces(text[:SAMPLE_CHARACTERS]):
        count = sum(map(str.isalpha, piece)) + 3 * len(_IDEOGRAPHS.findall(piece))
        if count < _FEWEST_LETTERS:
            continue
        code, sure = _identifier().classify(piece)
        if sure >= (_SURE if count < _SHORT else _LIKELY):
            letters[_names()[code]] += count
    if not letters:
        return None
    (first, _), *others = letters.most_common(2)
    second = next((name for name, n in others if n >= _SECOND_SHARE * letters.total()), None)
    if second is None:
        return first
    return "/".join(name for name in letters if name in (first, second))  # in the order of the text


def _pieces(text: str) -> Iterator[str]:
    """Yield neighbouring lines in pieces of some 400 characters: a page may change its language between them."""
    piece = ""
    for line in text.split("\n"):
        if len(piece) + len(line) > _PIECE and piece:
            yield piece
            piece = ""
        piece += line + "\n"
    yield piece
