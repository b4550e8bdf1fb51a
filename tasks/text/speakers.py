"""Finds who speaks at the head of a paragraph of a verbatim or summary record."""

import re
from dataclasses import dataclass

_CHAIR = (
    r"(?:The|Le|La|El|THE)\s+(?:(?:Acting|Temporary|Provisional|Deputy|Vice|Co|Honorary)[\s-])*"
    r"(?:President|Pr[eé]sidente?|Presidente|Chair(?:man|woman|person|lady)?|Secretary(?:-General)?|Rapporteur|"
    r"Moderator|Presiding Officer|High Commissioner|Director(?:-General)?|Co-Chairs?|"
    r"PRESIDENT|CHAIR(?:MAN|WOMAN|PERSON)?|SECRETARY-GENERAL)(?:\s+of the [A-Z]\w+)?"
)
_HONORIFIC = (
    r"Messrs|Mr|Mrs|Ms|Miss|MR|MRS|MS|MISS|M|Mme|Mlle|Sr|Sra|Dr|Sir|Dame|Lord|Lady|Baroness|Sheikha?|Sheik|"
    r"Archbishop|Monsignor|Msgr|Prince|Princess|Datuk|Dato|Tan Sri|Ambassador"
)
# These are words of other meanings too: only with a country or a note behind the name.
_RANK = (
    r"General|Lieutenant General|Major General|Admiral|Vice Admiral|Colonel|Judge|Justice|President|Vice-President|"
    r"Prime Minister|King|Queen|Crown Prince|Emir|Count|Father|Sister|Bishop|Cardinal|Professor|Tun|U|"
    r"His \w+|Her \w+"
)
_NAME = r"(?:[A-Z]\.[\s-]?)*[^\W\d_][^:;()\[\].!?]*?(?:\s[A-Z]\.[^:;()\[\].!?]*?)*"
_NOTE = r"(?:\s*[(\[][^()\[\]:]{1,160}[)\]])"
_SPEAKER = re.compile(
    rf"(?:(?P<chair>{_CHAIR}|(?:{_HONORIFIC})\.?\s{_NAME})(?P<notes>{_NOTE}{{0,4}})"
    rf"|(?P<rank>(?:{_RANK})\s{_NAME})(?P<note>{_NOTE}{{1,4}}))\s*:\s*"
)
_LIMIT = 300  # characters within which the colon must come
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as printed, what stands in parentheses behind the name, and where the speech begins."""

    name: str
    notes: str
    end: int


def find_speaker(text: str) -> Speaker | None:
    """Return who begins to speak at the head of plain text: "Mr. Buffa (Paraguay) (spoke in Spanish): It is"."""
    colon = text.find(":", 0, _LIMIT)
    if colon < 0:
        return None
    match = _SPEAKER.match(text[: colon + 2])
    if match is None:
        return None
    name, notes = match["chair"] or match["rank"], match["notes"] or match["note"] or ""
    if len(name) > _LONGEST_NAME:
        return None
    return Speaker(" ".join(name.split()), " ".join(notes.split()), match.end())
