"""For whom somebody speaks: "on behalf of the European Union", and what only looks like it."""

import re

from tasks.proceedings.flow import squeeze

_SAID = r"(?:[^.;:]|\.(?=\S))"
_BEHALF = re.compile(rf"\bon\s+(?:the\s+)?behalf\s+(?:also\s+)?of\s+(?P<who>{_SAID}{{3,400}})", re.IGNORECASE)
# "on behalf of my delegation", "of the people of", "of the Secretary-General's …": nobody else is spoken for.
_OWN = re.compile(
    r"^(?:(?:both\s+)?my(?:self)?|our|his|her|its|their|the\s+)?\s*(?:own\b|delegation|Government|government|country|people|nation|Republic\b|Kingdom\s+of\b|"
    r"Permanent\s+Mission|authorities|President|Prime|Minister|Head|sponsors|main\s+sponsors|co-?sponsors|General\s+Assembly|Assembly|Security\s+Council|Council\b(?!\s+of)|"
    r"members\s+of\s+(?:the\s+)?(?:Assembly|Council|Committee|Commission)|Committee|Commission|Secretary|Secretariat|United\s+Nations\b|State\s+of|Federal\b|international\s+community|"
    r"those|all\s+(?:of\s+)?(?:us|the\s+people|mankind|humanity|members)\b|every|women|children|humanity|mankind|victims|Chair|Bureau|entire\b|whole\b|peacekeepers|troops)",
    re.IGNORECASE,
)
_GROUP_WORDS = re.compile(
    r"\b(?:Groups?|Movement|States|countries|Union|Community|Forum|League|Council|members?|Members?|delegations?|Alliance|Association|Conference|Network|"
    r"Organi[sz]ation|Cooperation|Quartet|Friends|Initiative|Zone|Caucus|Commonwealth|Nations|Coalition|Consensus|MERCOSUR|CARICOM|CELAC|ASEAN|GUAM|BRICS|"
    r"[A-Z]{3,})\b|\b[A-Z][\w’'-]+(?:,\s+[A-Z][\w’'-]+)+|\b[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*\s+and\s+(?:the\s+)?[A-Z]"
)
# "the statement delivered by the representative of Uganda on behalf of …" is another's.
_OTHERS = re.compile(
    r"\b(?:statements?|remarks|views?|position|intervention|explanation|made|delivered|speech|submitted|adopted|introduced|read|expressed|presented|"
    r"representative|colleague|Ambassador|delegation\s+of\s+\S+|Minister|spoke|spoken|just\s+said)\b[^.]{0,160}$",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(
    r"\b(?:I|we|my\s+delegation|[A-Z]\w+)\b[^.]{0,120}\b(?:speak|speaking|statement|honou?r|privilege|pleasure|pleased|take\s+the\s+floor|taking\s+the\s+floor|wish|"
    r"would\s+like|deliver|express|convey|have|address|join|congratulate|thank|explain|am|are|making|make)\b[^.]{0,120}$"
    r"|(?:^|[.:]\s+|\n)(?:(?:First|At\s+the\s+outset|Today),?\s+)?(?:Speaking\s+)?(?:also\s+)?$",
    re.DOTALL,
)
_MORE = re.compile(
    r",?\s+(?:\b(?:which|who|whose|I\s|we\s|my\s|our\s|it\s+is|allow|let\s|please|this\s+morning|this\s+afternoon|today|on\s+the\s+occasion|to\s+(?:explain|make|introduce|deliver|express|thank|"
    r"convey|congratulate|speak|address|inform|give|welcome)|in\s+(?:explanation|exercise|connection|my|order|its|their|support)|with\s+regard|regarding|concerning|under\s+agenda|at\s+this|during|before|after|as\s+well\s+as\s+(?:in|on)\s+(?:my|our|its)|"
    r"and\s+(?:in|on)\s+(?:its|my|our|their)|and\s+(?:also\s+)?to\b|let|made|introduced|said|stated|has\s+the\s+honou?r|have\s+the\s+honou?r|welcomed|expressed|explained|who)\b|\(see\b|[“\"—]).*$|,\s+(?=(?:I|we|my|it|let|allow|may|please|the\s+\w+\s+would)\b).*$",
    re.DOTALL,
)
MOST_NAME = 300
MOST_SENTENCES = 4  # of the President, among which the call on the next speaker is the last
_CALL = re.compile(r"\b(?:call|floor|invite|speak|hear)\b")


def represented_in_words(text: str) -> str | None:
    """Return the group or States that a clause names behind "on behalf of"; None where it names nobody else."""
    for match in _BEHALF.finditer(text):
        who = trim_represented(match["who"])
        if who:
            return who
    return None


def trim_represented(words: str) -> str | None:
    """Return the name of a group or the list of States at the head of some words; None where none stands there."""
    who = squeeze(_MORE.sub("", words)).strip(" ,.")
    if who.count(")") > who.count("("):
        who = who.rstrip(")")
    bare = re.sub(r"^(?:the|both)\s+", "", who)
    if not who or _OWN.match(who) or not _GROUP_WORDS.search(who) or len(who) > MOST_NAME:
        return None
    return bare


def represented_by_speaker(announced: str, opening: str, how: str = "") -> str | None:
    """Return for whom a speaker speaks: as the President announced it, or as the opening words say it.

    "aligns itself with", "supports", "the statement delivered by X on behalf of Y" are not it.
    """
    for words in (_last_call(announced), how):
        if words and (who := represented_in_words(words)):
            return who
    for match in _BEHALF.finditer(opening):
        before = opening[max(0, match.start() - 300) : match.start()]
        if _is_own_voice(before) and (who := trim_represented(match["who"])):
            return who
    return None


def _last_call(announced: str) -> str:
    """Return the President's last call on a speaker: "I call on the representative of …, who will speak …"."""
    calls = [
        part for part in re.split(r"(?<=[.!?])\s+", announced.strip())[-MOST_SENTENCES:] if _CALL.search(part)
    ]
    return calls[-1] if calls else ""


def _is_own_voice(before: str) -> bool:
    clause = re.split(r"(?<=[.!?;])\s+", before)[-1]
    if not clause.strip():
        return True
    if re.search(
        r"\b(?:align|associat|support|endors|subscrib|echo|shar(?:e|es|ed)\b|(?:expressed|made|delivered|presented|given|voiced|read)\s+(?:\w+\s+){0,3}?by\b|statement\s+(?:just\s+|to\s+be\s+)?(?:delivered|made)|concur)\w*",
        clause,
    ):
        return False
    own = re.search(r"\b(?:I|We|we|my\s+delegation)\b", clause) or re.match(r"^\s*(?:\w+\s+){0,3}$", clause)
    return own is not None
