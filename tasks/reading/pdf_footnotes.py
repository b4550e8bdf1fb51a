"""Footnotes at the foot of a page: where they begin, where each begins, and its marker."""

import re
from collections.abc import Iterable, Sequence

from tasks.model import ITALIC_OFF, ITALIC_ON, SUPERSCRIPT_OFF, SUPERSCRIPT_ON
from tasks.reading.pdf_flows import Row
from tasks.reading.pdf_lines import SUPERSCRIPT, Piece, marked_text
from tasks.reading.pdf_page import Rule

_SHORT_RULE = (36.0, 240.0)  # points: what separates footnotes is never as long as a table's rule
_THIN = 3.0  # points
_REACH = 48.0  # points between the separator and the first line under it
_OUTDENT = 60.0  # points: no note reaches further to the left of its separator
_HIGHEST = 0.12  # of the page's height: no footnotes begin above
_LEFT_MARGIN = 0.35  # of the width of what stands below
_CONTINUATION = 0.5  # of the measure: a note that goes on from the page before fills its first line
_UNDERSCORES = re.compile(r"[_—–-]{8,}|[_-](?:\s?[_-]){7,}")
_TYPED_MARKER = re.compile(r"((?:\d{1,3}|[a-z]{1,2})(?=\s?/)|\*{1,5}|[†‡§]{1,3})\s?/?\s*(?=\S)")
_PLAIN_NUMBER = re.compile(r"(\d{1,3})\s+(?=\S)")
_SUPERSCRIPT_HEAD = re.compile(
    rf"\s*{SUPERSCRIPT_ON}\s*([^{SUPERSCRIPT_OFF}]{{1,6}}?)\s*{SUPERSCRIPT_OFF}/?\s*"
)
_MARKS = dict.fromkeys(map(ord, ITALIC_ON + ITALIC_OFF))
_IN_TEXT = re.compile(
    rf"(?P<before>[\w.,;:)\]”\"'’]{ITALIC_OFF}?\s?)(?P<on>{ITALIC_ON}?)(?P<label>\d{{1,3}}|[a-z]{{1,2}})(?P<off>{ITALIC_OFF}?)/"
    r"(?![\w/])"
)
_STARS_IN_TEXT = re.compile(r"(?<=[^\s*])(\s?)(\*{1,4})(?![*\w])")


def split_footnotes(
    pieces: Sequence[Piece], rules: Sequence[Rule], height: float, body_size: float
) -> tuple[list[Piece], list[Piece]]:
    """The page's pieces without and of its footnotes; separators drawn with underscores are dropped."""
    separators = _separators(pieces, rules, height, body_size)
    text: list[Piece] = []
    notes: list[Piece] = []
    for piece in pieces:
        if _UNDERSCORES.fullmatch(piece.plain.strip()):
            continue
        is_note = any(piece.base > top and piece.left < right for top, right in separators)
        (notes if is_note else text).append(piece)
    return text, notes


def _separators(
    pieces: Sequence[Piece], rules: Sequence[Rule], height: float, body_size: float
) -> list[tuple[float, float]]:
    """Height of each separator and the right end of its column: the lowest one in every column."""
    found: dict[float, tuple[float, float]] = {}
    drawn = [(rule.top, rule.left, rule.right) for rule in _joined(rules) if _is_separator(rule, pieces)]
    typed = [
        (piece.base, piece.left, piece.right)
        for piece in pieces
        if _UNDERSCORES.fullmatch(piece.plain.strip()) and piece.right - piece.left < _SHORT_RULE[1]
    ]
    for top, left, right in sorted(drawn + typed):
        if top < _HIGHEST * height:
            continue
        column = _column_right(pieces, top, left, right)
        below = sorted(
            (p for p in pieces if p.base > top + 2 and p.right > left and p.left < column),
            key=lambda p: p.base,
        )
        if (
            below
            and min(p.left for p in below) > left - _OUTDENT
            and below[0].base - top < _REACH
            and _are_notes(below, body_size, left)
        ):
            found[round(column / 50)] = (top, column)
    return list(found.values())


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Horizontal rules, those that touch end to end as one."""
    joined: list[Rule] = []
    for rule in sorted((r for r in rules if r.bottom - r.top < _THIN), key=lambda r: (round(r.top), r.left)):
        last = joined[-1] if joined else None
        if last and abs(last.top - rule.top) < 1 and rule.left - last.right < _THIN:
            joined[-1] = last._replace(right=max(last.right, rule.right))
        else:
            joined.append(rule)
    return joined


def _is_separator(rule: Rule, pieces: Sequence[Piece]) -> bool:
    """Whether a rule is short and stands free: an underline has its words right above it."""
    if not _SHORT_RULE[0] < rule.right - rule.left < _SHORT_RULE[1]:
        return False
    return not any(
        -1 < rule.top - piece.base < 0.4 * piece.size and piece.left < rule.right and rule.left < piece.right
        for piece in pieces
    )


def _column_right(pieces: Sequence[Piece], top: float, left: float, right: float) -> float:
    """The right end of the column that the separator stands in."""
    above = [p.right for p in pieces if top - 120 < p.base < top and p.left < right and left - 60 < p.left]
    return max([right + 20, *above])


def _are_notes(below: Sequence[Piece], body_size: float, left: float) -> bool:
    """Whether what stands under a separator is footnotes: small print to the page's end, or a marker first.

    A short rule over two columns of a table has the table and more text under it.
    """
    first = below[0]
    if first.size < body_size - 0.4:
        is_marked = bool(first.runs[0].style & SUPERSCRIPT) or bool(_TYPED_MARKER.match(first.plain))
        widest = max(p.right for p in below)
        # A note that goes on has no marker: then only a separator at the left margin can be trusted.
        is_plain_text = left < _LEFT_MARGIN * widest and first.right - first.left > _CONTINUATION * (
            widest - first.left
        )
        return (is_marked or is_plain_text) and all(piece.size < body_size - 0.4 for piece in below)
    return bool(first.runs[0].style & SUPERSCRIPT) or bool(_TYPED_MARKER.match(first.plain))


def starts_note(row: Row, last_label: str) -> bool:
    """Whether a footnote begins with this row."""
    first = row.pieces[0].runs[0]
    if first.style & SUPERSCRIPT:
        return True
    plain = " ".join(piece.plain for piece in row.pieces)
    if _TYPED_MARKER.match(plain):
        return True
    number = _PLAIN_NUMBER.match(plain)
    if number is None:
        return False
    return not last_label or (last_label.isdigit() and int(number[1]) == int(last_label) + 1)


def take_label(text: str) -> tuple[str, str]:
    """The marker at the head of a footnote's marked text, and the text without it."""
    raised = _SUPERSCRIPT_HEAD.match(text)
    if raised:
        return raised[1].strip().rstrip("/"), text[raised.end() :].lstrip()
    bare = text.lstrip()
    head = bare[:12].translate(_MARKS)
    typed = _TYPED_MARKER.match(head) or _PLAIN_NUMBER.match(head)
    if not typed:
        return "", text
    return typed[1], _without_head(bare, typed.end()).lstrip()


def _without_head(text: str, count: int) -> str:
    """The text without its first `count` characters, marks not counted; what a mark opened and closed goes too."""
    index = 0
    while count and index < len(text):
        if text[index] not in (ITALIC_ON, ITALIC_OFF):
            count -= 1
        index += 1
    rest = text[index:]
    is_open = text[:index].count(ITALIC_ON) > text[:index].count(ITALIC_OFF)
    return (
        rest.lstrip(ITALIC_OFF) if not is_open or rest.startswith(ITALIC_OFF) else ITALIC_ON + rest.lstrip()
    )


def raise_typed_markers(text: str, labels: frozenset[str]) -> str:
    """The text with its typed markers ('1/', 'a/', '*') raised where the page has such a footnote.

    Typescripts and the prints of the 1990s set them on the line: "under their administration. 1/".
    """
    if not labels:
        return text

    def raised(match: re.Match[str]) -> str:
        if match["label"] not in labels:
            return match[0]
        return f"{match['before'].rstrip()}{SUPERSCRIPT_ON}{match['label']}{SUPERSCRIPT_OFF}"

    def starred(match: re.Match[str]) -> str:
        return f"{SUPERSCRIPT_ON}{match[2]}{SUPERSCRIPT_OFF}" if match[2] in labels else match[0]

    if "/" in text:
        text = _IN_TEXT.sub(raised, text)
    return _STARS_IN_TEXT.sub(starred, text) if "*" in text and SUPERSCRIPT_ON + "*" not in text else text


def note_rows_text(rows: Sequence[Row]) -> str:
    """The marked text of a footnote's lines."""
    return "\n".join(" ".join(marked_text(piece.runs) for piece in row.pieces) for row in rows)
