"""How reports tell of statements: the wordings, and where the names of those who spoke stand in them."""

import re

from tasks.proceedings.clauses import Told, first_told

MOST_TITLE = 200  # characters of an office's name, or of what a sentence says of a statement

WHO = r"(?:[Rr]epresentatives?|[Oo]bservers?|[Dd]elegations?|[Pp]ermanent\s+(?:[Oo]bservers?|[Rr]epresentatives?)|[Mm]embers|[Pp]articipants)"
_NOUN = r"(?:[Ss]tatements?|[Ee]xplanations?\s+of\s+(?:vote|position)s?|[Rr]emarks|[Pp]resentations?)"
# "a statement in explanation of vote was made by the representatives of …"
_PASSIVE = re.compile(
    rf"\b{_NOUN}\b[^;]{{0,400}}?\b(?:(?:was|were)\s+(?:also\s+|then\s+)?(?:made|delivered|given|heard)\b[^;]{{0,300}}?|made|delivered)\s+(?:by|from)\s+"
)
# "the Committee heard statements by …", "heard an introductory statement by the Director of …"
_HEARD = re.compile(rf"\bheard\s+(?:[\w-]+\s+){{0,5}}?{_NOUN}\b[^;]{{0,400}}?\b(?:made\s+by|by|from)\s+")
# "the representatives of Nicaragua, … and Indonesia made statements"
_ACTIVE = re.compile(
    rf"(?:\b(?:also|each|then|subsequently)\s+)?\b(?:made|delivered|gave)\s+(?:[\w-]+\s+){{0,4}}?{_NOUN}\b"
)
# "the representatives of … spoke in explanation of vote", "explained their vote", "spoke in exercise of the right of reply"
_SPOKE = re.compile(
    r"(?:\b(?:also|then)\s+)?\b(?:spoke|explained\s+(?:their|his|her|its)\s+(?:votes?|positions?)|took\s+the\s+floor|exercised)\b"
)
# "the representative of Cuba, speaking in explanation of vote before the voting, said that"
_SPEAKING = re.compile(r"\bspeaking\s+in\s+(?:explanation|exercise|right)\b")
# Such as "the following delegations made statements: Chad and Mali".
_FOLLOWING = re.compile(
    r"\bfollowing\s+(?:countries|delegations|(?:Member\s+)?States|representatives|observers|speakers)\b[^:;]{0,120}?"
    rf"\b{_NOUN}\b[^:;]{{0,120}}:\s*"
)
# "…, and after the vote by the representatives of Peru and Fiji": the statements were named before.
_ELLIPTIC = re.compile(
    rf"^\s*(?:after|before|following|prior\s+to)\s+(?:the\s+)?\w+(?:\s+of\s+the\s+[\w ]{{3,40}})?,?\s+by\s+(?=(?:the\s+)?{WHO}\b)",
    re.IGNORECASE,
)
# "…; and the representatives of Peru and Fiji after the vote": so were these.
_ELLIPTIC_LAST = re.compile(
    rf"^\s*(?:and\s+)?(?=(?:by\s+)?(?:the\s+)?{WHO}\s+(?:of|for|from)\b)(?P<names>[^;:]{{3,1500}}?),?\s+"
    r"(?:after|before|following|prior\s+to)\s+(?:the\s+)?(?:vote|voting|adoption)\W*$",
    re.IGNORECASE,
)
_VERB = re.compile(r"\b(?:made|spoke|gave|delivered|heard|introduced|explained|was|were|took)\b")
_INTRODUCED = re.compile(r"(?:\b(?:also|then)\s+)?\bintroduced\b")
# "associated itself with the statement made by …" tells of another's statement again.
_ECHOES = re.compile(
    r"\b(?:align(?:ed|s)?|associate[ds]?)\s+(?:itself|themselves|ourselves|himself|herself|myself)\b"
)
OFFICER = re.compile(
    r"\b(?P<title>(?:(?:Acting|Deputy|Vice|Assistant|Under|Special|Executive|Associate|Senior|Co|Permanent|High|Honorary)[\s-]+)*"
    r"(?:Chair(?:man|person|woman|s)?|President|Rapporteur|Director(?:-General)?|Secretary(?:-General)?|Chef\s+de\s+Cabinet|Administrator|Controller|Chief|Head|"
    r"Commissioner|Representative|Adviser|Counsel|Coordinator|Envoy|Minister|Officer|Prosecutor|Registrar)s?)\b"
    r"(?:\s+(?:of|for|in\s+charge\s+of|on|to)\s+(?P<of>(?:the\s+)?[A-Z][^,;()]{2,200}?))?(?=\s*(?:,|;|\(|\band\s+(?:the|by)\b|$)|\s+(?:also|in|gave|[a-z]+ed|made)\b)"
)
_MORE = re.compile(
    r",?\s+(?:in\s+which\b|during\s+which|on\s+the\s+item|to\s+the\s+effect|regarding\b|with\s+regard|in\s+connection|in\s+explanation|in\s+exercise|concerning\b|"
    r"(?-i:\(?see)\b|as\s+well\s+as\s+the\s+text|and\s+the\s+(?:Special\s+)?Committee\s+(?:then\s+)?(?:adopted|decided)|and\s+decided|following\s+which|after\s+which|before\s+the\s+(?:vote|adoption)|after\s+the\s+(?:vote|adoption)|under\s+(?:the\s+)?(?:item|agenda)).*$",
    re.DOTALL | re.IGNORECASE,
)
EXPLAINS = re.compile(
    r"\bexplanations?\s+of\s+(?:(?:their|its|his|her)\s+)?(?:vot|position)|\bexplained\s+(?:their|his|her|its)\s+(?:vot|position)",
    re.IGNORECASE,
)
REPLY = re.compile(r"\bright\s+of\s+reply\b", re.IGNORECASE)
_BOUNDARY = re.compile(
    r"\b(?:following|after)\s+which\b|\bintroduced\b|\badopted\b|\bheard\b|\bdrew\s+(?:the\s+)?attention\b|\bgranted\b",
    re.IGNORECASE,
)


def names_span(clause: str) -> tuple[int, int] | None:
    """Return where the names of those stand who made statements."""
    if _ECHOES.search(clause):
        return None
    for pattern in (_HEARD, _PASSIVE):
        if told := first_told(pattern, clause):
            more = _MORE.search(told.rest)
            return told.verb_end, told.verb_end + (more.start() if more else len(told.rest))
    if told := first_told(_FOLLOWING, clause):
        return told.verb_end, told.end
    if elliptic := elliptic_span(clause):
        return elliptic
    for pattern in (_ACTIVE, _SPOKE, _SPEAKING, _INTRODUCED):
        told = first_told(pattern, clause)
        if told and _is_statement(pattern, told):
            return told.start + _names_begin(told.subject), told.verb_start
    return None


def elliptic_span(clause: str) -> tuple[int, int] | None:
    """Return where the names stand in a clause that leaves out its verb: "and after the vote by the representatives of"."""
    if match := _ELLIPTIC.match(clause):
        return match.end(), len(clause)
    match = _ELLIPTIC_LAST.match(clause)
    return match.span("names") if match and not _VERB.search(clause) else None


def _is_statement(pattern: re.Pattern[str], told: Told) -> bool:
    if pattern is _SPEAKING:
        return re.search(rf"\b{WHO}\s+(?:of|for|from)\b", told.subject) is not None
    if pattern is _SPOKE:
        verb = told.text[told.verb_start : told.verb_end]
        about = told.text[told.verb_start : min(told.end, told.verb_end + MOST_TITLE)]
        return bool(EXPLAINS.search(about) or REPLY.search(about) or "floor" in verb)
    if pattern is _INTRODUCED:
        by_someone = re.search(rf"\b{WHO}\s+(?:of|for|from)\b", told.subject)
        return bool(
            by_someone and re.search(r"\bdraft\b|\breport\b|\bamendments?\b|/L\.", told.rest[:MOST_TITLE])
        )
    return True


def _names_begin(names: str) -> int:
    """Return where the subject begins: behind "Before the vote, " and what the sentence tells first."""
    boundary = max((m.end() for m in _BOUNDARY.finditer(names)), default=0)
    for begin in (boundary, 0):
        lead = re.compile(rf"\b(?:the\s+)?{WHO}\s+(?:of|for|from)\b", re.IGNORECASE).search(names, begin)
        if lead:
            return lead.start()
        if officer := OFFICER.search(names, begin):
            return officer.start()
    return 0


def closing(text: str, opening: int, end: int) -> int:
    """Return where the parenthesis closes that opens at an index; `end` where it does not."""
    depth = 0
    for index in range(opening, end):
        depth += {"(": 1, ")": -1}.get(text[index], 0)
        if depth == 0:
            return index
    return end
