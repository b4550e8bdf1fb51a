"""Tells from the words around a name whether it is one: persons, languages, money, rivers.

The words are rows of `seeds/reference/name_traps.csv` with a `~` where the name stands, and of
`languages.csv`. All offsets here are those of the folded text.
"""

import re
from dataclasses import dataclass
from functools import cache

from seeds.reference import read_reference
from tasks.entities.name_scan import Folded, Hit, automata, fold_text

_REACH = 48  # characters looked at on either side: three words
_PUNCTUATION = ".,;:!?)]}\"'*"
_OPENING = "([{\"'*"
# 'in French', 'interpretation from Russian', 'Original: Chinese'; before a noun the same words are adjectives.
_BEFORE_LANGUAGE = frozenset(
    (
        "in", "into", "from", "of", "to", "original:", "original", "language:", "languages:", "spoke", "speak", "speaks", "spoken", "speaking", "fluent",
    )
)  # fmt: skip
# What goes on after a language's name where no noun does.
_NO_NOUN = frozenset(
    (
        "a", "also", "an", "and", "are", "as", "at", "because", "before", "but", "by", "can", "could", "during", "for", "from", "had", "has", "have", "he", "i", "if", "in", "into", "is", "it", "may", "must", "not", "on", "only", "or", "she", "should", "since", "so", "text", "than", "that", "the", "then", "they", "this", "though", "through", "to", "under", "until", "was", "we", "were", "when", "which", "while", "who", "will", "with", "without", "would",
    )
)  # fmt: skip
_TITLE_AND_GIVEN_NAMES = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Mme)\b\.? (?:[A-Z][\w.'’-]* ){1,3}$")
_JOINT = r"(?:, and |, or |, | and | or |/| & |; )"
_MASTHEAD_WORDS = frozenset(("original:", "language:", "languages:"))
_LANGUAGE_SIGNS = ("english", "arabic", "/")  # in a list of adjectives they say that it is one of languages
_WORD = re.compile(r"[a-z]+")
_WEB_SIGNS = frozenset("/._@=&%?#")
_WEB = ("://", "www.", "@")
_NEARBY = 12  # characters on either side that show whether a line is all in capitals
_NEXT_WORD = re.compile(r" ([a-z]+)")


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Words before and after a name that make it something else, for names and for adjectives."""

    before_name: frozenset[str]
    after_name: frozenset[str]
    before_people: frozenset[str]
    after_people: frozenset[str]
    after_language: frozenset[str]
    person_names: frozenset[str]


def is_something_else(folded: Folded, text: str, hit: Hit, *, is_people: bool) -> bool:
    """Return whether the name at `hit` is part of a person's name, a language, money or a river.

    `is_people`: it is an adjective or a people.
    """
    phrases = _phrases()
    before, after = _words_before(folded.lower, hit.start), _words_after(folded.lower, hit.end)
    if is_people:
        if not phrases.before_people.isdisjoint(before) or not phrases.after_people.isdisjoint(after):
            return True
    elif not phrases.before_name.isdisjoint(before) or not phrases.after_name.isdisjoint(after):
        return True
    key = folded.lower[hit.start : hit.end]
    if is_people and key in _languages() and not phrases.after_language.isdisjoint(after):
        return True
    if is_people and key in _languages() and _is_language(folded.lower, text, hit):
        return True
    return key in phrases.person_names and _follows_given_names(text, hit)


def is_all_capitals(text: str, hit: Hit) -> bool:
    """Whether the words around are in capitals, so that an abbreviation may be a common word."""
    around = (
        text[max(0, hit.start_char - _NEARBY) : hit.start_char] + text[hit.end_char : hit.end_char + _NEARBY]
    )
    return around.isupper()


def is_in_web_address(text: str, hit: Hit) -> bool:
    """Whether the name stands inside a link or a mail address."""
    before = text[hit.start_char - 1 : hit.start_char] if hit.start_char else ""
    after = text[hit.end_char : hit.end_char + 1]
    if before not in _WEB_SIGNS and (
        after not in _WEB_SIGNS or text[hit.end_char + 1 : hit.end_char + 2].isspace()
    ):
        return False
    token = _token(text, hit.start_char, hit.end_char)
    return any(sign in token for sign in _WEB)


def _token(text: str, start: int, end: int) -> str:
    """Return the characters around that no blank separates, at most 200 on either side."""
    before = text[max(0, start - 200) : start].split()
    after = text[end : end + 200].split()
    left = before[-1] if before and start and not text[start - 1].isspace() else ""
    right = after[0] if after and not text[end].isspace() else ""
    return left + text[start:end] + right


def _words_before(lower: str, start: int) -> list[str]:
    """Return the last word before a name, the last two and the last three."""
    words = lower[max(0, start - _REACH) : start].rsplit("\n", 1)[-1]
    if words.endswith("-"):
        return [words.rsplit(" ", 1)[-1].lstrip(_OPENING)]
    if not words.endswith(" "):
        return []
    last = words[:-1].rsplit(" ", 3)[-3:]
    return [" ".join(last[-count:]).lstrip(_OPENING) for count in range(1, len(last) + 1)]


def _words_after(lower: str, end: int) -> list[str]:
    """Return what is glued to a name's end, or the next word, the next two and the next three."""
    words = lower[end : end + _REACH].split("\n", 1)[0]
    if words.startswith("$"):
        return ["$"]
    if words.startswith("-"):
        return [words.split(" ", 1)[0].rstrip(_PUNCTUATION)]
    glued, blank, rest = words.partition(" ")
    if glued not in {"", ","} or not blank:
        return []
    first = rest.split(" ", 3)[:3]
    start = f"{glued} ".lstrip()
    return [start + " ".join(first[:count]).rstrip(_PUNCTUATION) for count in range(1, len(first) + 1)]


def _follows_given_names(text: str, hit: Hit) -> bool:
    """Whether a title and given names stand before it on the same line: in a table they are another cell's."""
    return bool(_TITLE_AND_GIVEN_NAMES.search(text, max(0, hit.start_char - _REACH), hit.start_char))


def _is_language(lower: str, text: str, hit: Hit) -> bool:
    """Whether an adjective that is also a language stands for the language."""
    left, right = _language_run(lower, hit.start, hit.end)
    run = lower[left:right]
    before = _words_before(lower, left)
    if _stands_alone(text, hit) or any(sign in run for sign in _LANGUAGE_SIGNS):
        return True
    if before and before[0] in _MASTHEAD_WORDS:
        return True
    follows = _NEXT_WORD.match(lower, right)
    if follows and follows.group(1) not in _NO_NOUN:
        return False
    return (bool(before) and before[0] in _BEFORE_LANGUAGE) or not _no_peoples().isdisjoint(
        _WORD.findall(run)
    )


def _language_run(lower: str, start: int, end: int) -> tuple[int, int]:
    """Return where the list of languages around one begins and ends: 'Arabic, Chinese and French'."""
    before, after = _language_patterns()
    right = after.match(lower, end, end + 2 * _REACH)
    left = before.search(lower, max(0, start - 2 * _REACH), start)
    return (left.start() if left else start), (right.end() if right else end)


def _stands_alone(text: str, hit: Hit) -> bool:
    """Whether nothing else stands on the line, as in a masthead."""
    before, after = hit.start_char - 1, hit.end_char
    return (before < 0 or text[before] == "\n") and (after == len(text) or text[after] == "\n")


@cache
def _languages() -> frozenset[str]:
    return frozenset(row["name"].lower() for row in read_reference("languages"))


@cache
def _no_peoples() -> frozenset[str]:
    """Return the languages that are no State's adjective, such as Hindi."""
    names, _ = automata()
    return _languages().difference(names.patterns)


@cache
def _language_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    name = rf"\b(?:{'|'.join(sorted(_languages()))})\b"
    return re.compile(rf"(?:{name}{_JOINT})+$"), re.compile(rf"(?:{_JOINT}{name})+")


@cache
def _phrases() -> _Phrases:
    rows = read_reference("name_traps")
    slots = [
        (row["kind"], row["applies_to"], *row["phrase"].split("~")) for row in rows if "~" in row["phrase"]
    ]

    def words(side: int, forms: set[str], *, language: bool = False) -> frozenset[str]:
        return frozenset(
            fold_text(slot[side].strip()).lower
            for slot in slots
            if slot[side] and slot[1] in forms and (slot[0] == "language_word") == language
        )

    return _Phrases(
        before_name=words(2, {"", "name"}),
        after_name=words(3, {"", "name"}),
        before_people=words(2, {"", "demonym"}),
        after_people=words(3, {"", "demonym"}),
        after_language=words(3, {"demonym"}, language=True),
        person_names=frozenset(row["phrase"].lower() for row in rows if row["kind"] == "person_name"),
    )
