"""Runs to pieces: stretches of one line without a wide gap, with markers told from digits.

A piece is a line of a paragraph, a table cell's line, a column's line, or one half of the cover's head.
"""

from collections.abc import Iterable
from typing import NamedTuple

from tasks.model import (
    BOLD_OFF, BOLD_ON, ITALIC_OFF, ITALIC_ON, SUPERSCRIPT_OFF, SUPERSCRIPT_ON,
)  # fmt: skip
from tasks.reading.pdf_page import BOLD, HIDDEN, ITALIC, UNDERLINED, Run

SUPERSCRIPT = 32  # a style bit that only lines know: it takes two runs to tell
_WIDE_GAP = 1.05  # of the font size: a gap over it separates pieces; blanks of justified lines stay under
_SMALL = 0.82  # of the neighbour's size: a run this small may be raised or lowered
_WORD_GAP = 0.16  # of the font size: over it, a gap without a drawn blank is a blank
_SAME_LINE = 0.22  # of the font size: baselines nearer than this are one
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
        return self.base - 0.75 * self.size

    @property
    def plain(self) -> str:
        """The text without marks."""
        return "".join(_spaced(self.runs))


def to_pieces(runs: Iterable[Run]) -> list[Piece]:
    """Pieces in the order in which the page draws them."""
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


def _step(run: Run, last: Run, base: float, size: float) -> int | None:
    """SUPERSCRIPT or 0 if the run goes on with the piece, else None."""
    gap = run.left - last.right
    height = max(run.size, size)
    if not -0.6 * height < gap < _WIDE_GAP * height:
        return None
    raised = base - run.base
    # Cover symbols: a large "A" and a small "/61/PV.107" share a baseline.
    if abs(raised) <= _SAME_LINE * min(run.size, size) or (run.style & HIDDEN and abs(raised) < 0.4 * height):
        is_marker = last.style & SUPERSCRIPT and run.size <= last.size * 1.05 and abs(run.base - last.base) < 1
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


def _plainly_raised(run: Run) -> Run:
    """A marker is a marker, in bold or italics or not."""
    return run._replace(style=SUPERSCRIPT) if run.style & SUPERSCRIPT else run


def marked_text(runs: tuple[Run, ...]) -> str:
    """The runs' text with marks around bold, italic and raised stretches; blanks stay outside where styles end."""
    parts: list[str] = []
    last: Run | None = None
    for run in runs:
        run = _plainly_raised(run)
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
