"""Finds the footnotes of plain text, which has neither superscripts nor rules that one could trust."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tasks.model import SUPERSCRIPT_OFF, SUPERSCRIPT_ON, Block

_OLD_NOTE = re.compile(r"(\d{1,3}|[a-z])/\s+(?=\S)")  # "1/ See A/49/23", to about 1995
_NOTE = re.compile(
    rf"{SUPERSCRIPT_ON}?(\d{{1,3}}|\*{{1,3}}|[a-z])(?:{SUPERSCRIPT_OFF}\s*|\s+)(?=[^\s\d)\].])"
)
_NOTE_WORDS = re.compile(
    r"(?:See|Ibid|Idem|Official Records|Resolution|United Nations,|For the|Adopted|General Assembly|Security Council|"
    r"Available|Document|Report of|[A-Z]{1,5}/[\w.]+/)"
)
_OLD_ANCHOR = re.compile(r"(?<=[^\s/]) (\d{1,3}|[a-z])/(?=[\s.,;)]|$)")
# A raised figure that extraction set into the line: "on the Status of Women. 14", "in 2010,1".
_FIGURE = re.compile(
    r"(?<=[.,;:)\]”\"’]) (?P<apart>\d{1,3})(?=\Z|\s)|(?P<word>\S*[a-z.,;:)\]”\"’])(?P<glued>\d{1,3})(?=\Z|[\s.,;:)])"
)
_NO_ANCHOR = re.compile(
    r".*/|.*\d\.\Z|[$€£]|(?:Add|Rev|Corr|No|Nos|Vol|para|paras|art|sect|chap|p|pp)\.\Z|\w*\d,\d*\Z(?<!\d{4},)"
)


def mark_notes(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with footnotes as such, their markers as labels, and their anchors as superscripts."""
    noted = _run_notes(_ruled_notes([_old_note(block) for block in blocks]))
    return tuple(_anchored(noted))


def _old_note(block: Block) -> Block:
    match = _OLD_NOTE.match(block.text) if block.role == "text" else None
    return replace(block, role="footnote", label=match[1], text=block.text[match.end() :]) if match else block


def _ruled_notes(blocks: list[Block]) -> list[Block]:
    """Return the blocks with those as footnotes that have a marker and stand under a rule, to the page's end."""
    under = 0  # the page whose rule has come
    noted = []
    for block in blocks:
        if block.role == "rule":
            under = block.page_number
        elif block.role == "text" and block.page_number == under and (match := _NOTE.match(block.text)):
            noted.append(_as_note(block, match))
            continue
        noted.append(block)
    return noted


def _as_note(block: Block, match: re.Match[str]) -> Block:
    return replace(block, role="footnote", label=match[1], text=block.text[match.end() :])


def _run_notes(blocks: list[Block]) -> list[Block]:
    """Return the blocks with those as footnotes that end the text or a page, numbered one after the other.

    One alone has to begin as footnotes do ("See", "Ibid.", a symbol).
    """
    noted = list(blocks)
    index = len(noted) - 1
    while index >= 0:
        run = _run_up(noted, index)
        if run:
            for place in run:
                noted[place] = _as_note(noted[place], _match(noted[place]))
        # Go on above the page's end that this one is.
        index = _page_end_above(noted, run[0] if run else index)
    return noted


def _match(block: Block) -> re.Match[str]:
    match = _NOTE.match(block.text)
    assert match is not None
    return match


def _run_up(blocks: Sequence[Block], last: int) -> list[int]:
    """Return the places of footnotes that end at the last text block at or above `last`, from the top."""
    run: list[int] = []
    expected: int | None = None
    for index in range(last, -1, -1):
        block = blocks[index]
        if block.role in ("furniture", "rule") and not run:
            continue
        match = _NOTE.match(block.text) if block.role == "text" else None
        if match is None or not match[1].isdigit() or (expected is not None and int(match[1]) != expected):
            break
        run.append(index)
        expected = int(match[1]) - 1
    run.reverse()
    if len(run) == 1 and not _NOTE_WORDS.match(blocks[run[0]].text[_match(blocks[run[0]]).end() :]):
        return []
    return run


def _page_end_above(blocks: Sequence[Block], index: int) -> int:
    page = blocks[index].page_number
    while index >= 0 and blocks[index].page_number == page:
        index -= 1
    return index


def _anchored(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with the figures in running text that call their footnotes as superscripts.

    Figures are looked for on the footnotes' page, one after the other, and only in wrapped text: lines that
    are paragraphs come from an editor, who would have lost the markers.
    """
    waiting: dict[int, list[str]] = {}
    for block in blocks:
        if block.role == "footnote":
            waiting.setdefault(block.page_number, []).append(block.label)
    anchored = []
    for block in blocks:
        labels = waiting.get(block.page_number)
        if labels is not None and block.role == "text":
            text = _OLD_ANCHOR.sub(_superscript, block.text) if "/" in block.text else block.text
            if "\n" in text and labels:
                text = _with_figures(text, labels)
            anchored.append(replace(block, text=text))
        else:
            anchored.append(block)
    return anchored


def _with_figures(text: str, labels: list[str]) -> str:
    """Return the text with the called footnotes' figures marked; those called are taken off the labels."""

    def mark(match: re.Match[str]) -> str:
        figure = match["apart"] or match["glued"]
        word = match["word"] or ""
        if figure not in labels or (word and _NO_ANCHOR.match(word)):
            return match.group()
        is_next, ends = figure == labels[0], match.string[match.end() : match.end() + 2].strip()[:1]
        if not word and not is_next and ends.islower():
            return match.group()  # "on 12 August, 20 soldiers"
        del labels[: labels.index(figure) + 1]
        return f"{word}{SUPERSCRIPT_ON}{figure}{SUPERSCRIPT_OFF}"

    return _FIGURE.sub(mark, text)


def _superscript(match: re.Match[str]) -> str:
    return f"{SUPERSCRIPT_ON}{match[1]}{SUPERSCRIPT_OFF}"
