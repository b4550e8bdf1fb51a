r"""Markdown inside a line: emphasis, links, superscripts and escapes become marks. One pass, linear.

A small reader of our own, since what converters make of UN documents is no clean Markdown: `**Madam Chair,**`
beside `\*\*\*\*\*`, `10 \$`, bare asterisks of footnotes, HTML tags.
"""

import html
import re
from dataclasses import dataclass, field

from tasks.model import (
    BOLD_OFF,
    BOLD_ON,
    ITALIC_OFF,
    ITALIC_ON,
    LINK_OFF,
    LINK_ON,
    SUPERSCRIPT_OFF,
    SUPERSCRIPT_ON,
)

_TOKEN = re.compile(
    r"""
      \\(?P<escaped>[!-/:-@\[-`{-~])
    | (?P<delimiter>\*+|_+)
    | <sup>\s*(?P<superscript>[^<>\n]{0,40}?)\s*</sup>
    | \[\^(?P<reference>\w{1,10})\]
    | !\[[^\]\n]{0,300}\]\([^()\n]{0,2000}\)
    | \[(?P<linked>[^\[\]\n]{1,1000})\]\((?P<target>[^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,2000})?)\)
    | <br\s*/?>(?P<break>)
    | <(?P<closing>/?)(?P<tag>b|strong|i|em|u|span|font|sub|p|div|center|a)\b[^<>\n]{0,500}>
    | (?P<entity>&(?:\#\d{1,7}|\#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});)
    | `(?P<code>[^`\n]{1,300})`
    """,
    re.VERBOSE,
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|re|e|o|a|TM)\Z", re.IGNORECASE)
_UNIT = re.compile(r"(?:\b[kcm]?m|\bCO|\d)\Z")
_STYLES = {"bold": (BOLD_ON, BOLD_OFF), "italic": (ITALIC_ON, ITALIC_OFF)}
_TAGS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic"}


def mark_up(text: str) -> tuple[str, tuple[str, ...]]:
    """Return marked text for a paragraph of Markdown, and the targets of its links in order."""
    if not _TOKEN.search(text):
        return text, ()
    writer = _Writer(text)
    position = 0
    for match in _TOKEN.finditer(text):
        writer.parts.append(text[position : match.start()])
        writer.write(match)
        position = match.end()
    writer.parts.append(text[position:])
    return writer.finish(), tuple(writer.links)


@dataclass
class _Writer:
    """What has been written so far, and which emphasis is open: the place of its delimiter and its look."""

    text: str
    parts: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    open: dict[str, tuple[int, str]] = field(default_factory=dict)

    def write(self, match: re.Match[str]) -> None:
        group = match.lastgroup
        if group == "escaped":
            self.parts.append(match["escaped"])
        elif group == "delimiter":
            self._delimiter(match)
        elif group == "superscript":
            self.parts.append(self._superscript(match["superscript"]))
        elif group == "reference":
            self.parts.append(f"{SUPERSCRIPT_ON}{match['reference']}{SUPERSCRIPT_OFF}")
        elif group == "target":
            self._link(match["linked"], match["target"])
        elif group == "break":
            self.parts.append("\n")
        elif group == "tag":
            self._tag(match["tag"], closing=bool(match["closing"]))
        elif group == "entity":
            self.parts.append(html.unescape(match["entity"]))
        elif group == "code":
            self.parts.append(match["code"])

    def finish(self) -> str:
        for place, literal in self.open.values():
            self.parts[place] = literal  # never closed: the character itself
        return "".join(self.parts)

    def _superscript(self, value: str) -> str:
        value = value.strip("*_ ")
        before = "".join(self.parts[-3:])
        if _ORDINAL.match(value) or _UNIT.search(before):
            return value
        return f"{SUPERSCRIPT_ON}{value}{SUPERSCRIPT_OFF}" if value else ""

    def _link(self, linked: str, target: str) -> None:
        marked, inner = mark_up(linked)
        self.links.append(target)
        self.links.extend(inner)
        self.parts.append(f"{LINK_ON}{marked}{LINK_OFF}")

    def _tag(self, tag: str, *, closing: bool) -> None:
        style = _TAGS.get(tag)
        if style:
            self.parts.append(_STYLES[style][closing])

    def _delimiter(self, match: re.Match[str]) -> None:
        run = match.group()
        before, after = self.text[match.start() - 1 : match.start()], self.text[match.end() : match.end() + 1]
        can_open, can_close = bool(after.strip()), bool(before.strip())
        if run[0] == "_":  # "snake_case" is a word
            can_open, can_close = can_open and not before.isalnum(), can_close and not after.isalnum()
        if len(run) > 3 or not (can_open or can_close):  # noqa: PLR2004 - "***" is bold and italic at once
            self.parts.append(run)
            return
        styles = {1: ("italic",), 2: ("bold",), 3: ("bold", "italic")}[len(run)]
        closes = can_close and all(style in self.open for style in styles)
        for style in reversed(styles) if closes else styles:
            self._turn(style, run[0] * (1 if style == "italic" else 2), closes=closes, opens=can_open)

    def _turn(self, style: str, literal: str, *, closes: bool, opens: bool) -> None:
        on, off = _STYLES[style]
        if closes:
            del self.open[style]
            self.parts.append(off)
        elif opens and style not in self.open:
            self.open[style] = (len(self.parts), literal)
            self.parts.append(on)
        else:
            self.parts.append(literal)
