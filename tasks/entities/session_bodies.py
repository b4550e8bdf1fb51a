"""Whose session it is: the organ named after it, the one before it that "its" stands for, else the document's own."""

import re
from functools import cache

import ahocorasick_rs

from seeds.reference import read_reference
from tasks.model import FinderContext

LEFT_REACH, RIGHT_REACH = 300, 160  # characters in which a session's organ is looked for
WITHOUT_SESSIONS = frozenset({"S"})  # the Security Council functions continuously (Charter, Article 28)
WITH_SPECIAL_SESSIONS = frozenset({"A", "A/HRC"})
NEXT_SESSIONS = 5  # how far ahead a document speaks of its own body's sessions by their number alone
UNKNOWN = ""  # an organ is named that is not in the reference data

_GAP = r"[ \u00a0]{1,4}"
_ORGAN = re.compile(
    r"\b(?:Assembly|Council|Commission|Committee|Board|Conference|Forum|Sub-?[Cc]ommi(?:ssion|ttee)|Congress"
    r"|Working Group|Authority|Mechanism|Organi[sz]ation|Parties|Body|Group|Tribunal|Court|Union|League|Parliament)\b"
)
_OF = re.compile(rf"{_GAP}(?:\([^()]{{1,40}}\){_GAP})?of{_GAP}(?:the{_GAP})?")
_OF_OTHERS = re.compile(  # "of the open-ended intergovernmental working group": an organ without a name
    rf"{_GAP}of{_GAP}(?:the|its|their){_GAP}(?:[a-z-]+{_GAP}){{0,5}}"
    r"(?:group|(?:sub)?committee|commission|conference|meeting|forum|panel|workshop|bod(?:y|ies)|board|council|network)\b"
)
# What a name may consist of: "Committee on the Peaceful Uses of Outer Space"
_NAME = re.compile(r"(?:(?:[A-Z][\w’'-]*|of|the|on|for|and|to|in|with|against|de|des|la)[ \u00a0]?)+")
# "At its tenth session, the …"; "Notes that, at its tenth session, the …"
_OPENS = re.compile(
    r"(?:(?:\A|[.;:]\s)(?:\d+\.\s)?|\b(?:that|while|where|when),?\s)(?:[Aa]t|[Dd]uring|[Ii]n|[Oo]n)\s"
    r"(?:the\s(?:first|second|third|resumed|main)\spart\sof\s)?(?:its|the)\s\Z"
)
_THEN = re.compile(
    rf"(?:{_GAP})?(?:,[^,;.]{{1,60}})?,{_GAP}(?:[Mm]embers?{_GAP}(?:States{_GAP})?of{_GAP})?the{_GAP}(?=[A-Z])"
)
# "The Working Group, established in accordance with Human Rights Council resolution 5/1, held its fifth session"
_ITS_TEXT = re.compile(r"\s(?:resolution|decision)s?\s")
_SHORT = re.compile(r"\b(?:the|The|this|This|that|said|same)[\s\u00a0]\Z")
_ACRONYM = re.compile(  # "the SBSTA at its …"
    r"(?<![\w/-])(?P<name>[A-Z][A-Z-]{2,}[A-Za-z]*),?\s(?:at|on|during|in|for|from|to|held)\s(?:the\s\w+\spart\sof\s)?its\s\Z"
)
_MAIN_PART = re.compile(r"\bmain\spart\sof\s(?:its|the)\s\Z")  # only the General Assembly's sessions have one
_DEFINITE, _THEIR = re.compile(r"\b[Tt]he\s\Z"), re.compile(r"\b[Tt]heir\s\Z")


def session_owner(body_code: str) -> str:
    """Return the body whose sessions a body sits in: 'A' for its Main Committees, else the body itself."""
    return "A" if body_code.startswith(("A/C.", "A/BUR", "A/SPC")) else body_code


def find_body(text: str, start: int, end: int, session: str, context: FinderContext) -> str | None:
    """Return the code of the body whose session stands at `start` to `end`; None where it cannot be told.

    An organ that is named and not known has a session of the document's own body only where the number says so:
    it is that of the document's session, or one of the next.
    """
    own = session_owner(context.body_code) if context.body_code else None
    if own in WITHOUT_SESSIONS:
        own = None
    left = text[max(0, start - LEFT_REACH) : start].rsplit("\n", 1)[-1]
    right = text[end : end + RIGHT_REACH].split("\n", 1)[0]
    named = _after(right, own)
    if named is None and _OF_OTHERS.match(right):
        return None
    if named is None and _MAIN_PART.search(left):
        return "A"
    if named is None and session.startswith("S-") and _DEFINITE.search(left):
        return own if own in WITH_SPECIAL_SESSIONS else "A"
    if named is None:
        named = _announced(left, right, own)
    if named is None:
        named = _before(left, own)
    if named is None:
        return own if _may_be_own(own, left, session, context) else None
    return named or (own if _is_near(session, context) else None)


def respective_bodies(text: str, start: int, count: int) -> tuple[str, ...]:
    """Return the last `count` bodies named before `start`: "A and B at their 78th and 53rd sessions, respectively"."""
    left = text[max(0, start - LEFT_REACH) : start].rsplit("\n", 1)[-1]
    codes = [code for _, _, code in _known_bodies(left)]
    return tuple(codes[-count:]) if len(codes) >= count else ()


def _after(right: str, own: str | None) -> str | None:
    """Return the organ of "session of the …": None where there is none."""
    of = _OF.match(right)
    if of is None:
        return None
    known = _known_at(right, of.end(), own)
    if known is not None or not right[of.end() : of.end() + 1].isupper():
        return known
    return _named_at(right, of.end(), own) or UNKNOWN


def _announced(left: str, right: str, own: str | None) -> str | None:
    """Return the organ of "At its … session, the Committee …", which comes after."""
    then = _THEN.match(right) if _OPENS.search(left) else None
    if then is None:
        return None
    known = _known_at(right, then.end(), own)
    return known if known is not None else _named_at(right, then.end(), own)


def _named_at(window: str, start: int, own: str | None) -> str | None:
    """Return the organ whose name begins at `start`: UNKNOWN, or None where no organ is named there."""
    name = _NAME.match(window, start)
    organ = _ORGAN.search(window, start, name.end()) if name else None
    return None if organ is None else _resolve(window, organ, own, start)


def _before(left: str, own: str | None) -> str | None:
    """Return the organ before, that "its" stands for."""
    acronym = _ACRONYM.search(left)
    if acronym is not None:
        name = acronym["name"]
        if own is not None and name in own.split("/"):
            return own
        return _codes_by_name().get(name) or _conferences(own).get(name) or UNKNOWN
    organs = [organ for organ in _ORGAN.finditer(left) if _ITS_TEXT.match(left, organ.end()) is None]
    return _resolve(left, organs[-1], own) if organs else None


def _resolve(window: str, organ: re.Match[str], own: str | None, start: int | None = None) -> str:
    """Return the code of the body that `organ` ends or is: by its full name, else by "the Commission".

    `start` is where a name begins that has its article before it.
    """
    codes: list[str] = []
    for name_start, name_end, code in _known_bodies(window):
        if name_start <= organ.start() < name_end:
            return code
        if organ.group() in window[name_start:name_end] and name_end <= organ.start():
            codes.append(code)
    for name, code in _conferences(own).items():
        if window.endswith(name, 0, organ.end()):
            return code
    if organ.start() != start and _SHORT.search(window, 0, organ.start()) is None:
        return UNKNOWN
    if codes:
        return codes[-1]
    if own is not None and organ.group() in _name_of(own):
        return own
    return "A" if organ.group() == "Assembly" else UNKNOWN


def _known_at(window: str, start: int, own: str | None) -> str | None:
    """Return the body whose full name begins at `start`; in a treaty's own papers also "Conference of the Parties"."""
    for name_start, _, code in _known_bodies(window[start:]):
        if name_start == 0:
            return code
        break
    for name, code in _conferences(own).items():
        if window.startswith(name, start) and not window.startswith(" serving", start + len(name)):
            return code
    return None


def _known_bodies(window: str) -> list[tuple[int, int, str]]:
    """Return where bodies are named by their full names, and whose sessions they sit in."""
    automaton, names = _body_names()
    found = automaton.find_matches_as_indexes(window)
    return [
        (start, end, session_owner(names[number][1]))
        for number, start, end in found
        if not window[end : end + 1].isalnum() and not window[start - 1 : start].isalnum()
    ]


@cache
def _body_names() -> tuple[ahocorasick_rs.AhoCorasick, tuple[tuple[str, str], ...]]:
    names = tuple(_codes_by_name().items())
    return ahocorasick_rs.AhoCorasick(
        [name for name, _ in names], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
    ), names


@cache
def _codes_by_name() -> dict[str, str]:
    return {row["name"]: row["body_code"] for row in read_reference("body_names")}


@cache
def _conferences(own: str | None) -> dict[str, str]:
    """Return what a treaty's papers call its conference: "Conference of the Parties", "COP"."""
    family = f"{own.partition('/')[0]}/" if own else ""
    full = {row["name"]: row["body_code"] for row in read_reference("bodies")}
    short = {
        name.partition(" to the ")[0]: code
        for name, code in full.items()
        if name.startswith("Conference of the ")
        and " serving " not in name
        and family
        and code.startswith(family)
    }
    return short | {
        "".join(word[0] for word in name.split() if word != "the").upper(): c for name, c in short.items()
    }


@cache
def _name_of(body_code: str) -> str:
    return next((row["name"] for row in read_reference("bodies") if row["body_code"] == body_code), "")


def _may_be_own(own: str | None, left: str, session: str, context: FinderContext) -> bool:
    """Tell whether a session without an organ may be the document's own body's.

    Not where that body's sessions go by years and this by a number, or the reverse; and only where it is near, or
    the document says "its", or a title stands without an article ("Ibid., Seventieth Session, Supplement No. 53").
    """
    if own is None or context.session is None or _is_near(session, context):
        return True
    is_year, is_own_year = (re.fullmatch(r"(?:19|20)\d\d", s) is not None for s in (session, context.session))
    if is_own_year and "/" in own:  # the year is the Economic and Social Council's, to which the body reports
        return True
    return is_year == is_own_year and not _DEFINITE.search(left) and not _THEIR.search(left)


def _is_near(session: str, context: FinderContext) -> bool:
    """Return whether a session is the document's own or one of the next: then it is the same body's."""
    if context.session is None or not (context.session.isdigit() and session.isdigit()):
        return session == context.session
    return 0 <= int(session) - int(context.session) <= NEXT_SESSIONS
