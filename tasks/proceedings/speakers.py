"""The line with which a record opens a speech: "Mr. Delattre (France) (spoke in French): …"."""

import re
from dataclasses import dataclass

# Titles are followed by a name; what stands in parentheses behind it is the State or the office.
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mme|M|Dr|Sir|Dame|Lord|Lady|Baroness|Baron|Count(?:ess)?|Prince(?:ss)?|Sheikh(?:a)?|Shaikh|King|"
    r"Queen|Archbishop|Monsignor|Cardinal|Father|Judge|Justice|General|Lieutenant[ -]General|Major[ -]General|"
    r"Brigadier[ -]General|Admiral|Ambassador|President|Pr[ie]me\s+Minister|Chancellor|Captain|Colonel|Crown\s+Prince|"
    r"Emir|Sultan|Pope|Dato|Datuk|Tun|Nana|Ratu|Chief|Professor|Haj|U|Daw)"
)
_LANGUAGES = r"(?:spoke|speaking|interpretation|translat\w+|delivered|continued)\b[^()\n]{0,160}"
_CHAIR = re.compile(
    r"^(?P<office>The\s+(?:Acting\s+|Temporary\s+|Provisional\s+|Vice-|Deputy\s+)?"
    r"(?:President|PRESIDENT|Chair(?:man|person|woman)?|CHAIR(?:MAN|PERSON|WOMAN)?|Co-Chair(?:man|person|woman)?)"
    r"(?:\s+(?:ad\s+interim))?)\s*(?P<brackets>(?:\([^()\n]{1,160}\)\s*)*):\s*",
)
_OFFICE = re.compile(
    r"^(?P<office>The\s+(?:(?:Deputy|Under|Assistant|Acting)[\s-]+)?(?:Secretary(?:-General)?|SECRETARY(?:-GENERAL)?|Rapporteur|"
    r"High\s+Commissioner|Prosecutor|Executive\s+Director|Director-General)(?:\s+of\s+the\s+(?:Committee|Council))?)"
    r"\s*(?P<brackets>(?:\([^()\n]{1,160}\)\s*)*):\s*"
)
_NAME = r"[^():;\n]{1,70}?"
_SPEAKER = re.compile(
    rf"^(?:\d{{1,3}}\.\s+)?(?P<title>{_TITLE})(?P<dot>\.|(?=\s))\s*(?P<name>{_NAME})\s*:?\s*"
    r"(?P<brackets>(?:\((?:[^()\n]|\([^()\n]{1,60}\)|\n(?=[^\n]{1,100}\))){1,220}\)\s*)*)(?P<colon>:)\s*",
)
# Summary records: "25. Mr. Smith (Norway), speaking in explanation of vote, said that"
_REPORTED = re.compile(
    rf"^(?:\d{{1,3}}\.\s+)?(?P<title>{_TITLE})\.?\s+(?P<name>{_NAME})\s*"
    r"(?P<brackets>\((?:[^()\n]|\([^()\n]{1,60}\)){1,160}\))"
    r"(?P<how>,?\s+(?:speaking|introducing|replying|responding|referring|also)\b[^:\n]{0,300}?)?,?\s+"
    r"(?:said|asked|recalled|noted|stressed|expressed|welcomed|thanked|introduc|explained|stated|drew|pointed|reiterated|"
    r"commended|observed|wished|proposed|suggested|requested|announced|made)\w*\b"
)
_BRACKET = re.compile(r"\(((?:[^()]|\([^()]*\))*)\)")
_LANGUAGE = re.compile(
    r"^(?:spoke|speaking|interpretation|translation|translated|original|English\s+(?:text|interpretation|translation)|delivered|"
    r"continued|interpreted)\b(?:[^()\n]*?\b(?:in|from)\s+(?P<language>[A-Z]\w+))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who begins to speak: `of` is what stands in parentheses, a State or an office; None where nothing does.

    `end` is where the opening line ends and the words begin, an index into the text that was matched.
    """

    title: str
    name: str | None
    of: str | None
    language: str | None
    is_chair: bool
    reported: bool  # told in the third person, in a summary record
    how: str
    end: int


def match_speaker(text: str) -> Speaker | None:
    """Return who begins to speak with this paragraph; None where it opens no speech."""
    head = text[:600]
    if match := _CHAIR.match(head):
        of, language = _read_brackets(match["brackets"])
        return Speaker(_flat(match["office"]), None, of, language, True, False, "", match.end())
    if match := _OFFICE.match(head):
        of, language = _read_brackets(match["brackets"])
        return Speaker(_flat(match["office"]), None, of, language, False, False, "", match.end())
    if match := _SPEAKER.match(head):
        of, language = _read_brackets(match["brackets"])
        if of is None and not match["dot"] and not language:
            return _head_of_state(match)
        return Speaker(
            _flat(match["title"]), _flat(match["name"]), of, language, False, False, "", match.end()
        )
    if match := _REPORTED.match(head):
        of, _ = _read_brackets(match["brackets"])
        return Speaker(
            _flat(match["title"]),
            _flat(match["name"]),
            of,
            None,
            False,
            True,
            match["how"] or "",
            match.end(),
        )
    return None


def _head_of_state(match: re.Match[str]) -> Speaker | None:
    """Return "President Santos Calderón:" as a speaker; "General observations:" is none."""
    name = _flat(match["name"])
    if match["title"] not in (
        "President",
        "King",
        "Queen",
        "Sir",
        "Crown Prince",
        "Prince",
        "Chancellor",
        "Emir",
    ):
        return None
    if not name[:1].isupper() or len(name.split()) > 5:  # noqa: PLR2004 - names are short
        return None
    return Speaker(_flat(match["title"]), name, None, None, False, False, "", match.end())


def _read_brackets(brackets: str) -> tuple[str | None, str | None]:
    """Return State or office, and the language spoken, from "(France) (spoke in French)"."""
    of, language = None, None
    for match in _BRACKET.finditer(brackets):
        content = _flat(match[1])
        spoken = _LANGUAGE.match(content)
        if spoken:
            language = spoken["language"] or language
        elif of is None:
            of = content
    return of, language


def _flat(text: str) -> str:
    return " ".join(text.split())
