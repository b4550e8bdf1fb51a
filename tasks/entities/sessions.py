"""Sessions: their first and last days, and where a text names them."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from seeds.reference import read_reference
from tasks.entities.session_bodies import find_body, respective_bodies, session_owner
from tasks.model import FinderContext, SessionMention

YEAR_DIGITS = 4
HEAD_REACH = 200  # and its number
NEVER_HELD = "none"  # a session that is spoken of for decades and has no number of its own


@cache
def session_window(body_code: str | None, session: str) -> tuple[date, date] | None:
    """Return a session's first and last day, None where they are not known or the session is still open.

    A session that is a year ('2025') lasts that year. Main Committees sit in the General Assembly's sessions.
    """
    if session.isdigit() and len(session) == YEAR_DIGITS:
        return date(int(session), 1, 1), date(int(session), 12, 31)
    owner = session_owner(body_code) if body_code else None
    for row in read_reference("sessions"):
        if (row["body_code"], row["session"]) == (owner, session) and row["closes_on"]:
            return date.fromisoformat(row["opens_on"]), date.fromisoformat(row["closes_on"])
    return None


def session_on(body_code: str, day: date) -> str | None:
    """Return the regular session that a body is in on a day, None between sessions and where none is known."""
    for row in read_reference("sessions"):
        if row["body_code"] != session_owner(body_code) or not row["session"].isdigit():
            continue
        if date.fromisoformat(row["opens_on"]) <= day <= date.fromisoformat(row["closes_on"]):
            return row["session"]
    return None


@cache
def _number_words() -> dict[str, int]:
    return {row["word"]: int(row["number"]) for row in read_reference("number_words")}


_NOUN = re.compile(r"[Ss]essions?\b|SESSIONS?\b")
_RESPECTIVELY = re.compile(r"\s?,?\s?respectively\b")
_YEAR_AFTER = re.compile(r"\s(?:of\s(?:the\s)?)?((?:19|20)\d\d)\b")
# "First regular session": of a year, which is not printed; a board's sessions have no number of their own.
_YEARLY = re.compile(r"(?:first|second)\s+regular\s+\Z", re.IGNORECASE)
_GAP = r"[ \u00a0]{1,4}"  # not a line feed: a paragraph is one line


@cache
def _ordinal() -> str:
    """Return a pattern for an ordinal in words or figures: "seventy-fourth", "74th"."""
    longest_first = sorted(_number_words(), key=len, reverse=True)
    word = "|".join(ordinal.replace("-", r"[-\u2010\u2011]\s?") for ordinal in longest_first)
    return rf"(?<![\w-])(?:(?:{word})(?![\w-])|\d{{1,3}}(?:st|nd|rd|th)\b)"


@cache
def _head_pattern() -> re.Pattern[str]:
    """Return a pattern for what stands right before "session": ordinals or a year, and the kind of session."""
    joint = rf"(?:,{_GAP}(?:(?:and|or){_GAP})?|{_GAP}(?:and|or|to|through){_GAP}|\s?[-–—]\s?)(?:the{_GAP})?"
    kind = rf"(?:(?:resumed|regular|substantive|annual|ordinary|plenary|organizational|main|formal){_GAP}){{0,2}}"
    return re.compile(
        rf"(?:(?P<ordinals>{_ordinal()}(?:{joint}{_ordinal()}){{0,20}})|(?<![\w/-])(?P<year>(?:19|20)\d\d)){_GAP}"
        rf"{kind}(?P<special>(?:emergency{_GAP})?special{_GAP})?\Z",
        re.IGNORECASE,
    )


@cache
def _ordinal_pattern() -> re.Pattern[str]:
    return re.compile(_ordinal(), re.IGNORECASE)


def find_sessions(text: str, context: FinderContext) -> Iterator[SessionMention]:
    """Yield the sessions named in the text, in order: "fifty-first and fifty-second sessions" is two.

    `session` is '74', 'S-32' for a special, 'ES-10' for an emergency special session, '2025' for one that goes
    by its year. `body_code` is that of the organ named beside it, else the document's; None where the organ
    beside it is not in the reference data. "First regular session" alone is none: it counts within a year.
    """
    counted: dict[int, str] = {}  # special sessions that this text counts on their own: number, session
    for noun in _NOUN.finditer(text):
        start = max(0, noun.start() - HEAD_REACH)
        head = _head_pattern().search(text, start, noun.start())
        after = _YEAR_AFTER.match(text, noun.end())
        if after is not None and (head is None or "regular" in head.group().lower()):
            yield _of_a_year(text, (head or noun).start(), after.end(), after[1], context)
        elif head is not None and head["year"]:
            yield _of_a_year(text, head.start(), noun.end(), head["year"], context)
        elif head is not None and _YEARLY.search(head.group()) is None:
            yield from _numbered(text, head, noun, context, counted)


def _of_a_year(text: str, start: int, end: int, year: str, context: FinderContext) -> SessionMention:
    body_code = find_body(text, start, end, year, context)
    return SessionMention(start, end, text[start:end], body_code, year, "year")


def _numbered(
    text: str, head: re.Match[str], noun: re.Match[str], context: FinderContext, counted: dict[int, str]
) -> Iterator[SessionMention]:
    ordinals = list(_ordinal_pattern().finditer(text, *head.span("ordinals")))
    sessions = [_session(text, ordinal, head, noun, counted) for ordinal in ordinals]
    bodies = _bodies(text, head, noun, sessions, context)
    for ordinal, session, body_code in zip(ordinals, sessions, bodies, strict=True):
        if session != NEVER_HELD:
            end = noun.end() if ordinal is ordinals[-1] else ordinal.end()
            method = "list" if len(ordinals) > 1 else "ordinal"
            surface = text[ordinal.start() : end]
            yield SessionMention(ordinal.start(), end, surface, body_code, session, method)


def _session(
    text: str, ordinal: re.Match[str], head: re.Match[str], noun: re.Match[str], counted: dict[int, str]
) -> str:
    """Return how an ordinal's session is written: '74', 'S-32', 'ES-10'."""
    number, special = _read_number(ordinal.group()), (head["special"] or "").lower()
    if not special:
        return str(number)
    if special.startswith("emergency"):
        return f"ES-{number}"
    return _special_session(text, number, noun.end(), counted) or f"S-{number}"


def _bodies(
    text: str, head: re.Match[str], noun: re.Match[str], sessions: Sequence[str], context: FinderContext
) -> Sequence[str | None]:
    """Return a body for each session of a list: one for all, unless it says "respectively"."""
    if len(sessions) > 1 and _RESPECTIVELY.match(text, noun.end()):
        bodies = respective_bodies(text, head.start(), len(sessions))
        if bodies:
            return bodies
    if sessions[-1].startswith("ES-"):  # the General Assembly alone has them
        return ["A"] * len(sessions)
    return [find_body(text, head.start(), noun.end(), sessions[-1], context)] * len(sessions)


def _special_session(text: str, number: int, end: int, counted: dict[int, str]) -> str | None:
    """Return the session that goes by another count: the first "devoted to disarmament" was the tenth.

    A text that has named one with its subject means the same by the number alone.
    """
    right = text[end : end + HEAD_REACH].lstrip()
    right = right.removeprefix("of the General Assembly").lstrip()
    for row in read_reference("special_sessions"):
        if int(row["ordinal"]) == number and right.startswith(row["words"]):
            counted[number] = row["session"]
    return counted.get(number)


def _read_number(ordinal: str) -> int:
    digits = re.match(r"\d+", ordinal)
    if digits:
        return int(digits.group())
    word = re.sub(r"\s", "", ordinal.lower().replace("\u2010", "-").replace("\u2011", "-"))
    return (
        _number_words()[word]
        if word in _number_words()
        else _number_words()[" ".join(ordinal.lower().split())]
    )
