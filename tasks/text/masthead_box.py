"""The box at the right of a masthead: distribution, date, language, original language."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache

from seeds.reference import read_reference
from tasks.text.masthead_dates import first_day, read_date_line
from tasks.text.masthead_lines import HeadLine, one_of, words_of

_DISTR = re.compile(r"(?:distr(?:ibution)?|dist|рассылка)\b\.?\s*:?\s*(?P<rest>.*)", re.IGNORECASE)
_KIND = re.compile(rf"(?P<kind>{one_of('distribution')})(?!\w)\.?\s*(?P<rest>.*)", re.IGNORECASE)
# Before 1960 the word stood alone: 'UNRESTRICTED', 'RESTRICTED'
_ALONE = ("unrestricted", "restricted", "limited", "confidential")
_ORIGINAL = re.compile(
    rf"(?:language of |original )?(?:{one_of('original')})s?\s?[:?;.]\s*(?P<rest>.*)", re.IGNORECASE
)
_ONLY = re.compile(
    rf"(?P<list>.+?)\s+(?:{one_of('only')})\.?(?:\s|$)|только на (?P<russian>\w+)", re.IGNORECASE
)
_SEPARATOR = re.compile(r"\s*(?:/|,|;|&|\band\b|\bet\b|\by\b|\s)\s*", re.IGNORECASE)
_REACH = 8  # lines below the label that may go on with it
_COLUMN = 40  # points: further to the left begins another column


@cache
def _language_words() -> dict[str, str]:
    return {row["word"].lower(): row["name"] for row in read_reference("languages")}


def read_languages(text: str, *, forgive: bool = False) -> tuple[str, ...]:
    """Return the English names of the languages that make up the whole text ('Arabic/English'), else nothing.

    `forgive` accepts what bad OCR makes of one ('EIiGLTSH').
    """
    names = []
    for word in filter(None, _SEPARATOR.split(text.strip(" .,:;*/"))):
        name = _language_words().get(word.lower())
        if not name and forgive:
            close = get_close_matches(word.lower(), _language_words(), n=1, cutoff=0.65)
            name = _language_words()[close[0]] if close else None
        if not name:
            return ()
        names.append(name)
    return tuple(dict.fromkeys(names))


def find_distribution(lines: Sequence[HeadLine]) -> tuple[str, tuple[HeadLine, ...]] | None:
    """Return the distribution in English and its lines: 'Distr.: Limited', 'Distr.' / 'LIMITED', 'UNRESTRICTED'."""
    for index, line in enumerate(lines):
        label = _DISTR.fullmatch(line.text)
        if not label:
            continue
        for near in (label["rest"], *(other.text for other in lines[index + 1 : index + 4])):
            kind = _KIND.match(near)
            if kind:
                used = tuple(x for x in lines[index : index + 4] if x is line or x.text == near)
                return words_of("distribution")[kind["kind"].lower()], used
    for line in lines:
        close = get_close_matches(line.text.lower(), _ALONE, n=1, cutoff=0.85) if line.text.isupper() else []
        if close:
            return words_of("distribution")[close[0]], (line,)
    return None


def find_original(lines: Sequence[HeadLine]) -> tuple[str | None, tuple[HeadLine, ...]]:
    """Return the original languages, joined by '/', and the lines that say so.

    'Original: Arabic/English/French/' / 'Russian/Spanish' goes on on the next line; 'English only' counts too.
    """
    for index, line in enumerate(lines):
        label = _ORIGINAL.fullmatch(line.text) or _smudged_original(line.text)
        if label:
            return _original_after(label, lines[index : index + _REACH])
    for line in lines:
        only = _ONLY.match(line.text)
        if only:
            inflected = only["russian"]  # 'Только на русском'
            languages = read_languages(only["list"] or inflected, forgive=bool(inflected))
            if languages:
                return "/".join(languages), (line,)
    return None, ()


def _smudged_original(text: str) -> re.Match[str] | None:
    label = re.match(r"(?P<label>[\w']{7,9})\s?[:?;]\s?(?P<rest>\w+)\.?$", text)
    return label if label and get_close_matches(label["label"].lower(), ["original"], cutoff=0.7) else None


def _original_after(
    label: re.Match[str], lines: Sequence[HeadLine]
) -> tuple[str | None, tuple[HeadLine, ...]]:
    used = [lines[0]]
    text = label["rest"]
    names = read_languages(text, forgive=True)
    for line in lines[1:]:
        if _is_left_of(line, lines[0]):
            continue  # the organ's name in French, at the same height
        more = read_languages(line.text.strip(" ?"), forgive=line.text.isupper() and " " not in line.text)
        open_end = text.rstrip().endswith(("/", ","))
        if not more or (names and not open_end and not line.text.isupper()) or line.page != lines[0].page:
            break
        names, text = tuple(dict.fromkeys((*names, *more))), line.text
        used.append(line)
    return ("/".join(names) or None), tuple(used)


def _is_left_of(line: HeadLine, other: HeadLine) -> bool:
    return line.left is not None and other.left is not None and line.left < other.left - _COLUMN


def find_language_line(lines: Sequence[HeadLine]) -> tuple[str, HeadLine] | None:
    """Return the language of this version, where the box prints it ('ENGLISH' above 'ORIGINAL: FRENCH')."""
    for index, line in enumerate(lines):
        names = read_languages(line.text) if line.page == 1 else ()
        if names and any(_is_box(other.text) for other in lines[max(0, index - 4) : index + 4]):
            return "/".join(names), line
    return None


def _is_box(text: str) -> bool:
    return bool(_DISTR.fullmatch(text) or _ORIGINAL.fullmatch(text))


def find_box_date(lines: Sequence[HeadLine]) -> tuple[date, HeadLine] | None:
    """Return the date of the box: a line of its own, or the end of 'Distr.: General 17 July 2025'."""
    return next(_box_dates(lines), None)


def _box_dates(lines: Sequence[HeadLine]) -> Iterator[tuple[date, HeadLine]]:
    for line in lines:
        if line.role == "footnote":
            continue
        label = _DISTR.fullmatch(line.text)
        kind = _KIND.match(label["rest"]) if label else _KIND.match(line.text)
        day = first_day(kind["rest"]) if kind else read_date_line(line.text)
        if day:
            yield day, line
