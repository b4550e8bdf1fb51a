"""Runs to pieces: stretches of one line without a wide gap, with markers told from digits.

A piece is a line of a paragraph, a table cell's line, a column's line, or one half of the cover's head.
"""

import re
from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from tasks.model import (
    BOLD_OFF,
    BOLD_ON,
    ITALIC_OFF,
    ITALIC_ON,
    SUPERSCRIPT_OFF,
    SUPERSCRIPT_ON,
)  # fmt: skip
from tasks.reading.pdf_page import BOLD, HIDDEN, ITALIC, UNDERLINED, Run

SUPERSCRIPT = 32  # a style bit that only lines know: it takes two runs to tell
_WIDE_GAP = 1.25  # of the font size: a gap over it separates pieces; blanks of justified lines stay under
_TYPED_GAP = 1.9  # the same in typescript, which sets two blanks between sentences
_TYPED_ADVANCE = 0.56  # of the font size a character: over it the face is a typewriter's
_MARKER_REACH = 3.5  # of the font size: how far left of its note a marker may stand
_MOST_MARKERS = 200
_SMALL = 0.82  # of the neighbour's size: a run this small may be raised or lowered
_WORD_GAP = 0.16  # of the font size: over it, a gap without a drawn blank is a blank
_SAME_LINE = 0.22  # of the font size: baselines nearer than this are one
_MARKER = re.compile(r"\d{1,3}|[a-z]|\*{1,5}|[†‡§¶]")
_ORDINAL = re.compile(r"st|nd|rd|th|er|re|e|o|a|nos?|os")
_UNIT = re.compile(r".*(?:^|[^A-Za-z])[kcdm]?m", re.DOTALL)
_ITALIC_BITS = ITALIC | UNDERLINED  # typescripts underline what print sets in italics


class Piece(NamedTuple):
    """Runs on one baseline, left to right, without a wide gap between them."""

    runs: tuple[Run, ...]
    left: float
    right: float
    base: float
    size: float  # of most characters
    order: int

    @property
    def top(self) -> float:
        """Roughly the capitals' upper edge."""
        return self.base - 0.75 * self.size

    @property
    def plain(self) -> str:
        """The text without marks."""
        return "".join(_spaced(self.runs))


def to_pieces(runs: Sequence[Run]) -> list[Piece]:
    """Pieces in the order in which the page draws them."""
    is_hidden = sum(len(run.text) for run in runs if run.style & HIDDEN) * 2 > sum(
        len(run.text) for run in runs
    )
    pieces = _in_lines(_steadied(runs) if is_hidden else runs)
    return _with_late_markers(pieces)


def _steadied(runs: Sequence[Run]) -> list[Run]:
    """Runs of a scan's hidden text, whose sizes and baselines wander, on straight lines in one size."""
    size = median(run.size for run in runs)
    steady: list[Run] = []
    for run in runs:
        base = run.base
        if steady and abs(run.base - steady[-1].base) < 0.5 * size and run.left > steady[-1].left:
            base = steady[-1].base
        steady.append(run._replace(base=base, size=size if run.size < 1.7 * size else run.size))
    return steady


def _with_late_markers(pieces: list[Piece]) -> list[Piece]:
    """Pieces with the markers that the page draws after their line put in their place."""
    late = [piece for piece in pieces if len(piece.runs) == 1 and _MARKER.fullmatch(piece.runs[0].text)]
    if len(late) > _MOST_MARKERS:  # letters that are drawn one by one
        return pieces
    for marker in late:
        host = next((piece for piece in pieces if _is_raised_in(marker, piece)), None)
        if host is None:
            continue
        run = marker.runs[0]._replace(style=SUPERSCRIPT, glue="")
        parts = [part for one in host.runs for part in _split_at(one, run)]
        runs = sorted([*parts, run], key=lambda part: part.left)
        pieces = [
            _piece(runs)._replace(order=host.order) if one is host else one
            for one in pieces
            if one is not marker
        ]
    return pieces


def _is_raised_in(marker: Piece, piece: Piece) -> bool:
    return (
        marker.size < _SMALL * piece.size
        and 0.12 * piece.size < piece.base - marker.base < 0.75 * piece.size
        and piece.left - _MARKER_REACH * piece.size < marker.left < piece.right + 0.6 * piece.size
    )


def _split_at(run: Run, marker: Run) -> Iterable[Run]:
    """The run cut at the blank nearest to a marker that stands over it."""
    if not run.left + 1 < marker.left < run.right - 1 or " " not in run.text:
        return (run,)
    share = (marker.left - run.left) / (run.right - run.left)
    blanks = [index for index, character in enumerate(run.text) if character == " "]
    cut = min(blanks, key=lambda index: abs(index / len(run.text) - share))
    middle = marker.left - 0.1
    return (
        run._replace(text=run.text[:cut], right=middle),
        run._replace(text=run.text[cut + 1 :], left=max(marker.right, middle + 0.2), glue=" "),
    )


def _in_lines(runs: Iterable[Run]) -> list[Piece]:
    pieces: list[Piece] = []
    current: list[Run] = []
    base = size = 0.0
    for run in runs:
        if current:
            step = _step(run, current[-1], base, size)
            if step is not None:
                current.append(run._replace(style=run.style | step))
                if step == 0 and _is_raised_start(current, run):
                    current[:-1] = [part._replace(style=part.style | SUPERSCRIPT) for part in current[:-1]]
                    base, size = run.base, run.size
                elif step == 0 and run.size > size:
                    base, size = run.base, run.size
                continue
            pieces.append(_piece(current))
        current = [run]
        base, size = run.base, run.size
    if current:
        pieces.append(_piece(current))
    return pieces


def _step(run: Run, last: Run, base: float, size: float) -> int | None:  # noqa: PLR0911 - one return a rule
    """SUPERSCRIPT or 0 if the run goes on with the piece, else None."""
    gap = run.left - last.right
    height = max(run.size, size)
    wide = _TYPED_GAP if last.right - last.left > _TYPED_ADVANCE * last.size * len(last.text) else _WIDE_GAP
    if not -0.6 * height < gap < wide * height:
        return None
    raised = base - run.base
    # Cover symbols: a large "A" and a small "/61/PV.107" share a baseline.
    if abs(raised) <= _SAME_LINE * min(run.size, size) or (run.style & HIDDEN and abs(raised) < 0.4 * height):
        is_marker = (
            last.style & SUPERSCRIPT and run.size <= last.size * 1.05 and abs(run.base - last.base) < 1
        )
        return SUPERSCRIPT if is_marker and run.size < _SMALL * size else 0
    if run.size < _SMALL * size:
        if 0 < raised < 0.75 * size:
            return SUPERSCRIPT
        return 0 if -0.45 * size < raised <= 0 else None
    # A marker that begins a line is met before the line's own baseline.
    if size < _SMALL * run.size and -0.75 * run.size < raised < 0 and gap < 0.8 * height:
        return 0
    if last.style & SUPERSCRIPT and abs(raised) <= _SAME_LINE * size:
        return 0
    return None


def _is_raised_start(current: list[Run], run: Run) -> bool:
    """All before the run are small and above its baseline: a footnote's marker at its head."""
    return all(
        part.size < _SMALL * run.size and 0.12 * run.size < run.base - part.base for part in current[:-1]
    )


def _piece(runs: list[Run]) -> Piece:
    if len(runs) == 1:
        run = runs[0]
        return Piece((run,), run.left, run.right, run.base, run.size, run.order)
    full = [run for run in runs if not run.style & SUPERSCRIPT] or runs
    main = max(full, key=lambda run: len(run.text))
    return Piece(
        runs=tuple(runs),
        left=min(run.left for run in runs),
        right=max(run.right for run in runs),
        base=main.base,
        size=main.size,
        order=runs[0].order,
    )


def join_pieces(pieces: Iterable[Piece]) -> Piece:
    """Pieces of one line as one, left to right."""
    return _piece([run for piece in sorted(pieces, key=lambda piece: piece.left) for run in piece.runs])


def _spaced(runs: tuple[Run, ...]) -> Iterable[str]:
    """Texts of the runs with the blanks between them."""
    last: Run | None = None
    for run in runs:
        if last is not None and _is_blank_between(last, run):
            yield " "
        yield run.text
        last = run


def _is_blank_between(last: Run, run: Run) -> bool:
    gap = run.left - last.right
    size = max(last.size, run.size)
    if run.style & SUPERSCRIPT and not last.style & SUPERSCRIPT:
        return gap > 0.35 * size
    if run.glue == " ":
        return gap > 0.04 * size
    if run.glue == "\n":
        return gap > _WORD_GAP * size or gap < -size
    return gap > 0.3 * size


_SWITCHES = (
    (BOLD, BOLD_ON, BOLD_OFF),
    (_ITALIC_BITS, ITALIC_ON, ITALIC_OFF),
    (SUPERSCRIPT, SUPERSCRIPT_ON, SUPERSCRIPT_OFF),
)


def _plainly_raised(run: Run, last: Run | None) -> Run:
    """A marker without bold and italics; what is raised but no marker ("5th", "km2") as part of its word."""
    if not run.style & SUPERSCRIPT:
        return run
    if last and (
        (_ORDINAL.fullmatch(run.text) and last.text[-1:].isdigit())
        or (run.text in ("2", "3") and _UNIT.fullmatch(last.text[-8:]))
    ):
        return run._replace(style=last.style & ~SUPERSCRIPT)
    return run._replace(style=SUPERSCRIPT)


def marked_text(runs: tuple[Run, ...]) -> str:
    """The runs' text with marks around bold, italic and raised stretches; blanks stay outside where styles end."""
    parts: list[str] = []
    last: Run | None = None
    for drawn in runs:
        run = _plainly_raised(drawn, last)
        before = last.style if last else 0
        blank = " " if last is not None and _is_blank_between(last, run) else ""
        parts.extend(off for bits, _, off in reversed(_SWITCHES) if before & bits and not run.style & bits)
        parts.append(blank)
        parts.extend(on for bits, on, _ in _SWITCHES if run.style & bits and not before & bits)
        parts.append(run.text)
        last = run
    if last:
        parts.extend(off for bits, _, off in reversed(_SWITCHES) if last.style & bits)
    return "".join(parts)
