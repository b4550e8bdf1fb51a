"""Sessions: their first and last days, and where a text names them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

import ahocorasick_rs

from seeds.reference import read_reference
from tasks.model import FinderContext, SessionMention

YEAR_DIGITS = 4
LEFT_REACH, RIGHT_REACH = 300, 160  # characters in which a session's organ is looked for
HEAD_REACH = 200  # and its number
NEVER_HELD = "none"  # a session that is spoken of for decades and has no number of its own
WITHOUT_SESSIONS = frozenset({"S"})  # the Security Council functions continuously (Charter, Article 28)
NEXT_SESSIONS = 5  # how far ahead a document speaks of its own body's sessions by their number alone


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


def session_owner(body_code: str) -> str:
    """Return the body whose sessions a body sits in: 'A' for its Main Committees, else the body itself."""
    return "A" if body_code.startswith(("A/C.", "A/BUR", "A/SPC")) else body_code


@cache
def _number_words() -> dict[str, int]:
    return {row["word"]: int(row["number"]) for row in read_reference("number_words")}


_NOUN = re.compile(r"[Ss]essions?\b|SESSIONS?\b")
_RESPECTIVELY = re.compile(r"\s?,?\s?respectively\b")
_YEAR_AFTER = re.compile(r"\s(?:of\s(?:the\s)?)?((?:19|20)\d\d)\b")
# "First regular session": of a year, which is not printed; a board's sessions have no number of their own.
_YEARLY = re.compile(r"(?:first|second)\s+regular\s+\Z", re.IGNORECASE)
_GAP = r"[\s\u00a0]{1,4}"


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
            yield _mention(text, ((head or noun).start(), after.end()), after[1], "year", context)
        elif head is not None and head["year"]:
            yield _mention(text, (head.start(), noun.end()), head["year"], "year", context)
        elif head is not None and _YEARLY.search(head.group()) is None:
            yield from _numbered(text, head, noun, context, counted)


def _numbered(
    text: str, head: re.Match[str], noun: re.Match[str], context: FinderContext, counted: dict[int, str]
) -> Iterator[SessionMention]:
    ordinals = list(_ordinal_pattern().finditer(text, *head.span("ordinals")))
    special = (head["special"] or "").lower()
    prefix = "ES-" if special.startswith("emergency") else "S-" if special else ""
    bodies = _respective_bodies(text, head.start(), noun.end(), len(ordinals))
    for place, ordinal in enumerate(ordinals):
        number = _read_number(ordinal.group())
        session = f"{prefix}{number}"
        if prefix == "S-":
            session = _special_session(text, number, noun.end(), counted) or session
        if session == NEVER_HELD:
            continue
        end = noun.end() if ordinal is ordinals[-1] else ordinal.end()
        method = "list" if len(ordinals) > 1 else "ordinal"
        mention = _mention(text, (ordinal.start(), end), session, method, context)
        if prefix == "ES-" or bodies:
            mention = replace(mention, body_code=bodies[place] if bodies else "A")
        yield mention


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


def _respective_bodies(text: str, start: int, end: int, count: int) -> tuple[str | None, ...]:
    """Return one body for each number of "A and B at their 78th and 53rd sessions, respectively"; else ()."""
    if count < 2 or _RESPECTIVELY.match(text, end) is None:  # noqa: PLR2004 - one number has one body
        return ()
    left = text[max(0, start - LEFT_REACH) : start].rsplit("\n", 1)[-1]
    automaton, names = _body_names()
    codes = [session_owner(names[number][1]) for number, _, _ in automaton.find_matches_as_indexes(left)]
    return tuple(codes[-count:]) if len(codes) >= count else ()


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


def _mention(
    text: str, span: tuple[int, int], session: str, method: str, context: FinderContext
) -> SessionMention:
    start, end = span
    noun_end = end if method != "list" else _NOUN.search(text, start).end()  # type: ignore[union-attr]
    body_code = _find_body(text, start, noun_end, session, context)
    return SessionMention(start, end, text[start:end], body_code, session, method)


_ORGAN = re.compile(
    r"\b(?:Assembly|Council|Commission|Committee|Board|Conference|Forum|Sub-?[Cc]ommi(?:ssion|ttee)|Congress"
    r"|Working Group|Authority|Mechanism|Organi[sz]ation|Parties|Body|Group|Tribunal|Court|Union|League|Parliament)\b"
)
_OF = re.compile(rf"{_GAP}(?:\([^()]{{1,40}}\){_GAP})?of{_GAP}(?:the{_GAP})?(?=[A-Z])")
# "The Working Group, established in accordance with Human Rights Council resolution 5/1, held its fifth session"
_ITS_TEXT = re.compile(r"\s(?:resolution|decision)s?\s")
_OF_OTHERS = re.compile(  # "of the open-ended intergovernmental working group": an organ without a name
    rf"{_GAP}of{_GAP}(?:the|an?){_GAP}(?:[a-z-]+{_GAP}){{0,5}}(?:group|committee|commission|conference|meeting|forum|panel|workshop)\b"
)
_OPENS = re.compile(
    r"(?:\A|[.;:]\s)(?:\d+\.\s)?(?:At|During|In|On)\s(?:the\s(?:first|second|third|resumed|main)\spart\sof\s)?(?:its|the)\s\Z"
)  # "At its tenth session, the …"
_THEN = re.compile(rf"(?:{_GAP})?(?:,[^,;.]{{1,60}})?,{_GAP}the{_GAP}(?=[A-Z])")
_SHORT = re.compile(r"\b(?:the|The|this|This|that|said|same)[\s\u00a0]\Z")


@cache
def _body_names() -> tuple[ahocorasick_rs.AhoCorasick, tuple[tuple[str, str], ...]]:
    names = tuple((row["name"], row["body_code"]) for row in read_reference("body_names"))
    return ahocorasick_rs.AhoCorasick(
        [name for name, _ in names], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
    ), names


def _find_body(text: str, start: int, end: int, session: str, context: FinderContext) -> str | None:
    """Return the body whose session it is: named after "of the", else before, else the document's."""
    own = session_owner(context.body_code) if context.body_code else None
    if own in WITHOUT_SESSIONS:
        own = None
    left = text[max(0, start - LEFT_REACH) : start].rsplit("\n", 1)[-1]
    right = text[end : end + RIGHT_REACH].split("\n", 1)[0]
    organs = [organ for organ in _ORGAN.finditer(left) if _ITS_TEXT.match(left, organ.end()) is None]
    named = _OF.match(right) or (_THEN.match(right) if _OPENS.search(left) else None)
    if named is not None:
        body_code = _resolve(right, _ORGAN.search(right, named.end()), own, start=named.end())
    elif organs:
        body_code = _resolve(left, organs[-1], own)
    elif _OF_OTHERS.match(right):
        return None
    else:
        return own
    return body_code or (own if _is_near(session, context) else None)


def _is_near(session: str, context: FinderContext) -> bool:
    """Return whether a session is the document's own or one of the next: then it is the same body's."""
    if context.session is None or not (context.session.isdigit() and session.isdigit()):
        return session == context.session
    return 0 <= int(session) - int(context.session) <= NEXT_SESSIONS


def _resolve(
    window: str, organ: re.Match[str] | None, own: str | None, start: int | None = None
) -> str | None:
    """Return the code of the body that `organ` ends or is: by its full name, else by "the Commission".

    `start` is where a name begins that has its article before it.
    """
    if organ is None:
        return None
    automaton, names = _body_names()
    codes: list[str] = []
    for number, name_start, name_end in automaton.find_matches_as_indexes(window):
        if name_start <= organ.start() < name_end:
            return session_owner(names[number][1])
        if organ.group() in names[number][0] and name_end <= organ.start():
            codes.append(names[number][1])
    if organ.start() != start and _SHORT.search(window, 0, organ.start()) is None:
        return None
    if codes:
        return session_owner(codes[-1])
    if own is not None and organ.group() in _name_of(own):
        return own
    return "A" if organ.group() == "Assembly" else None


@cache
def _name_of(body_code: str) -> str:
    return next((row["name"] for row in read_reference("bodies") if row["body_code"] == body_code), "")
