"""Text recognition of scanned pages with rapidocr (the extra `travaux[ocr]`), whose models come in its wheel."""

import importlib.util
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from statistics import fmean, median
from typing import Any, NamedTuple

import numpy as np
import pypdfium2 as pdfium

from tasks.reading.pdf_page import HIDDEN, PageContent, Run

INSTALL_HINT = "The PDF is a scan without text; pip install 'travaux[ocr]' to have it recognised."
_LONG_SIDE = 2800  # pixels; rapidocr scales them down to 2000, which reads better than pages drawn at 2000
_PARAMETERS = {
    "Global.log_level": "error",
    "Global.use_cls": False,  # it turns good lines over; whole pages are turned here
    # Lines are found on a smaller picture and read one by one: 0.4 GB instead of 0.9, and the same text.
    "Det.limit_type": "max",
    "Det.limit_side_len": 960,
    "Rec.rec_batch_num": 1,
}
_LETTER_WIDTH = 0.5  # of a line's height
_LEAST_READ = 0.25  # of the letters that a line has room for
_UNSURE = 0.75  # a page under this confidence may stand on its head
_TURNED_SHARE = 0.6  # of the boxes: so many upright ones say that the page lies on its side
_UPRIGHT = 1.5  # a box that much higher than wide
_TEXT_HEIGHT = 0.72  # of a box's height: the font size
_BASELINE = 0.8  # of a box's height from its top
_GUTTER = 14.0  # points: the least white between two columns
_COLUMN_LINES = 5
_LETTER_WORD = re.compile(r"[^\W\d_]{3,}")
# No word of any language written in Latin letters: "oRIGTNAL", "proce€d", "j6b", and "wtth" for "with".
_ODD_WORD = re.compile(
    r"[a-zà-ÿ]+[A-Z]+[A-Z]|\b[a-zà-ÿ][A-Z]{2,}|[a-zA-Z][^\s\w.,;:'’‘\"“”()\[\]/&@«»*+=<>%#|\\–—-][a-zA-Z]|[a-z]\d[a-z]|\b[bcdfghjklmnpqrstvwxz]{4,}\b"
)
_ODD_SHARE = 0.02  # of the words: hidden text that is good has under 0.01, poor text over 0.03 (measured)
_FEW_WORDS = 20
# What the first page of a document prints: 'E/CN.4/110', not 'E/CNA/UO'; '29 September 1971', not '~9 September 1971'.
_SYMBOL = re.compile(r"(?<!\w)[A-Z]{1,5}/(?:[\w.()-]{1,20}/){0,6}[\w.()-]{0,20}\d")
_DATE = re.compile(r"(?<![~\w])\d{1,2}(?:er|º|°)? (?:de )?[^\W\d_]{3,10} (?:de )?(?:19|20)\d\d(?!\w)")


class Box(NamedTuple):
    """One recognised line: its corners in points from the page's top left, its text, and how sure it is."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    score: float  # 0 to 1


class Recognised(NamedTuple):
    """A page as recognised, and the mean confidence over its characters, 0 to 1 (None: nothing found)."""

    content: PageContent
    confidence: float | None


def is_installed() -> bool:
    """Whether the extra is there."""
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


def is_poor(text: str) -> bool:
    """Whether a scan's hidden text is too poor to be used where recognition is at hand."""
    words = len(_LETTER_WORD.findall(text))
    return words >= _FEW_WORDS and len(_ODD_WORD.findall(text)) > _ODD_SHARE * words


def lacks_masthead(text: str) -> bool:
    """Whether a first page's hidden text has no symbol or no date that can be read: its head is worth recognising."""
    return not (_SYMBOL.search(text) and _DATE.search(text))


def recognise(page: pdfium.PdfPage, number: int) -> Recognised:
    """The page's text from its picture. About 5 s a page on two cores."""
    width, height = page.get_size()
    scale = _LONG_SIDE / max(width, height, 1.0)
    picture = page.render(scale=scale, rev_byteorder=False).to_numpy()[:, :, :3]
    boxes = _boxes(picture, scale)
    for quarters in _turns_to_try(boxes):
        turned = _boxes(np.ascontiguousarray(np.rot90(picture, quarters)), scale)
        if _confidence(turned) > _confidence(boxes):
            boxes = turned
            width, height = page.get_size() if quarters == 2 else page.get_size()[::-1]  # noqa: PLR2004
    if not _is_read(boxes):
        boxes = []
    runs = to_runs(reading_order(boxes))
    count = sum(len(run.text) for run in runs)
    content = PageContent(number, width, height, runs, [], [], 1.0, count, 0)
    return Recognised(content, round(_confidence(boxes), 4) if boxes else None)


@lru_cache(maxsize=1)
def _engine() -> Any:  # noqa: ANN401 - rapidocr has no types
    from rapidocr import RapidOCR  # two seconds, and an extra

    return RapidOCR(params=_PARAMETERS)


def _boxes(picture: "np.ndarray[Any, Any]", scale: float) -> list[Box]:
    found = _engine()(picture)
    if found.boxes is None:
        return []
    return [
        Box(
            left=float(corners[:, 0].min()) / scale,
            top=float(corners[:, 1].min()) / scale,
            right=float(corners[:, 0].max()) / scale,
            bottom=float(corners[:, 1].max()) / scale,
            text=" ".join(text.split()),
            score=float(score),
        )
        for corners, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
        if text.strip()
    ]


def _is_read(boxes: Sequence[Box]) -> bool:
    """Whether the lines hold as many letters as their length says: of Cyrillic the model reads the commas."""
    room = sum((box.right - box.left) / max(box.bottom - box.top, 1.0) for box in boxes) / _LETTER_WIDTH
    return sum(map(str.isalnum, "".join(box.text for box in boxes))) > _LEAST_READ * room


def _turns_to_try(boxes: Sequence[Box]) -> tuple[int, ...]:
    """Quarter turns that may set the page upright: those of a page on its side, or on its head."""
    upright = sum(_UPRIGHT * (box.right - box.left) < box.bottom - box.top for box in boxes)
    if boxes and upright > _TURNED_SHARE * len(boxes):
        return (1, 3)
    return (2,) if boxes and _confidence(boxes) < _UNSURE else ()


def _confidence(boxes: Sequence[Box]) -> float:
    """The mean of the lines' scores, weighted by their length."""
    length = sum(len(box.text) for box in boxes)
    return sum(box.score * len(box.text) for box in boxes) / length if length else 0.0


def to_runs(boxes: Sequence[Box]) -> list[Run]:
    """Lines as runs; sizes of single lines wander, so that all but headings get the page's."""
    if not boxes:
        return []
    usual = median(box.bottom - box.top for box in boxes)
    runs: list[Run] = []
    for order, box in enumerate(boxes):
        height = box.bottom - box.top
        size = (usual if height < 1.5 * usual else height) * _TEXT_HEIGHT
        base = box.top + _BASELINE * height
        if runs and abs(runs[-1].base - base) < 0.5 * size and box.left > runs[-1].left:
            base = runs[-1].base
        runs.append(Run(box.text, box.left, box.right, base, size, HIDDEN, order, "\n"))
    return runs


def is_among(run: Run, drawn: Sequence[Run]) -> bool:
    """Whether a recognised line is one that the page also draws as text."""
    return any(
        abs(one.base - run.base) < 0.6 * max(one.size, run.size)
        and one.left < run.right
        and run.left < one.right
        for one in drawn
    )


def reading_order(boxes: Sequence[Box]) -> list[Box]:
    """Boxes line by line from the top, columns one after the other (a cut along white, and again in each part)."""
    if len(boxes) < 2:  # noqa: PLR2004 - nothing to order
        return list(boxes)
    gutter = _gutter(boxes)
    if gutter is not None:
        left = [box for box in boxes if box.right <= gutter]
        right = [box for box in boxes if box.left >= gutter]
        return [*reading_order(left), *reading_order(right)]
    parts = _bands(boxes)
    if len(parts) > 1:
        return [box for part in parts for box in reading_order(part)]
    return _in_lines(boxes)


def _gutter(boxes: Sequence[Box]) -> float | None:
    """Where white runs from top to bottom between two columns of several lines, if it does."""
    spans = sorted((box.left, box.right) for box in boxes)
    reach = spans[0][1]
    for left, right in spans[1:]:
        if left - reach > _GUTTER:
            middle = (left + reach) / 2
            sides = [box.right <= middle for box in boxes]
            if min(sum(sides), len(sides) - sum(sides)) >= _COLUMN_LINES:
                return middle
        reach = max(reach, right)
    return None


def _bands(boxes: Sequence[Box]) -> list[list[Box]]:
    """Boxes cut where a band of white crosses the whole width and is wider than between lines."""
    ordered = sorted(boxes, key=lambda box: box.top)
    usual = fmean(box.bottom - box.top for box in boxes)
    bands = [[ordered[0]]]
    reach = ordered[0].bottom
    for box in ordered[1:]:
        if box.top - reach > 0.9 * usual:
            bands.append([])
        bands[-1].append(box)
        reach = max(reach, box.bottom)
    return bands


def _in_lines(boxes: Sequence[Box]) -> list[Box]:
    """Boxes in lines from the top, each line from the left."""
    ordered = sorted(boxes, key=lambda box: (box.top + box.bottom) / 2)
    lines = [[ordered[0]]]
    for last, box in pairwise(ordered):
        overlap = min(last.bottom, box.bottom) - max(last.top, box.top)
        is_beside = box.right <= last.left + 2 or box.left >= last.right - 2
        if is_beside and overlap > 0.5 * min(last.bottom - last.top, box.bottom - box.top):
            lines[-1].append(box)
        else:
            lines.append([box])
    return [box for line in lines for box in sorted(line, key=lambda box: box.left)]
