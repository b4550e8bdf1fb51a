"""A PDF page as runs of equally drawn text and as straight rules, in points from the page's top left corner.

pdfium is asked for whole text objects, not for characters: on UN documents an object holds about 15
characters, so five calls an object cost a fifth of one call a character (measured: 1 ms a page for runs,
2 ms for pdfium's own parsing, against about 100 ms in pdfplumber).
"""

import ctypes
import math
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from tasks.reading.pdf_characters import CLEAN, RIGHT_TO_LEFT, count_bad_characters, is_right_to_left
from tasks.reading.pdf_turn import Turn, to_turn

BOLD, ITALIC, UNDERLINED, HIDDEN, BARCODE = 1, 2, 4, 8, 16
_FORCE_BOLD_FLAG = 1 << 18  # ISO 32000-1, table 123
_ITALIC_FLAG = 1 << 6
_BOLD_WEIGHT = 600
_TURNED = 0.5  # of the sine of the text's angle: over it the run is not horizontal
_UNDERLINE_DEPTH = 0.35  # of the font size: how far under the baseline an underline may lie
_MOST_RULES = 2_000
_THIN = 3.0  # points: what is thinner is a rule
_DEEPEST = 4.5  # points: under the cover's large "A" the head's rule is no underline
_WIDE_ADVANCE = 0.75  # of the font size a character: an object so wide holds blanks that are gaps


class Run(NamedTuple):
    """Text drawn in one go: one baseline, one font, one size."""

    text: str
    left: float
    right: float
    base: float  # of the baseline, from the page's top
    size: float
    style: int  # BOLD | ITALIC | UNDERLINED | HIDDEN | BARCODE
    order: int  # of its first character in the page's stream
    glue: str  # what pdfium sees between the run before and this one: '' | ' ' | '\n'


class Rule(NamedTuple):
    """A straight line or a thin bar; `left == right` for a vertical one."""

    left: float
    top: float
    right: float
    bottom: float


class PageContent(NamedTuple):
    """What one page holds. `turned` runs stand at another angle than most of the page's text."""

    number: int
    width: float
    height: float
    runs: list[Run]
    turned: list[Run]
    rules: list[Rule]
    image_share: float  # of the page's area, 0 to 1
    character_count: int
    bad_character_count: int


_text_object = raw.FPDFText_GetTextObject
_matrix_of = raw.FPDFText_GetMatrix
_box_of = raw.FPDFText_GetLooseCharBox


def read_page(page: pdfium.PdfPage, number: int) -> PageContent:
    """The page's runs and rules. Pure reading: nothing is judged here but which way is up."""
    text_page = page.get_textpage()
    try:
        return _PageReader(page, text_page, number).content()
    finally:
        text_page.close()


class _RawRun(NamedTuple):
    """A text object's span of characters before the page is turned the right way up."""

    start: int
    text: str
    glue: str
    matrix: tuple[float, float]  # cosine and sine of the baseline's direction
    size: float
    style: int
    first: tuple[float, float]  # the start of the baseline
    last: tuple[float, float]  # its end


class _PageReader:
    """Holds the ctypes buffers that every call to pdfium writes to."""

    def __init__(self, page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, number: int) -> None:
        self._page = page
        self._text_page = text_page.raw
        self._number = number
        self._count = max(raw.FPDFText_CountChars(self._text_page), 0)
        self._text = _page_text(text_page, self._count)
        self._matrix = raw.FS_MATRIX()
        self._box = raw.FS_RECTF()
        self._size = ctypes.c_float()
        self._fonts: dict[int, int] = {}

    def content(self) -> PageContent:
        runs = list(self._line_runs() if is_right_to_left(self._text) else self._raw_runs())
        quarters = _main_direction(runs)
        turn = to_turn(self._page.get_bbox(), quarters)
        upright = [run for run in runs if _direction(run) == quarters]
        rules, image_share = self._drawings(turn)
        underlines: dict[int, list[Rule]] = {}  # by their height, since charts have thousands of rules
        for rule in rules:
            underlines.setdefault(int(rule.top), []).append(rule)
        return PageContent(
            number=self._number,
            width=turn.width,
            height=turn.height,
            runs=[piece for run in upright for piece in self._placed(run, turn, underlines)],
            turned=[_turned(run, turn) for run in runs if _direction(run) != quarters],
            rules=rules,
            image_share=image_share,
            character_count=self._count,
            bad_character_count=count_bad_characters(self._text),
        )

    def _object_at(self, index: int) -> int:
        found = _text_object(self._text_page, index)
        return ctypes.addressof(found.contents) if found else 0

    def _raw_runs(self) -> Iterator[_RawRun]:
        start, glue = 0, ""
        for line in self._text.splitlines(keepends=True):
            inked = len(line.rstrip("\r\n"))
            for begin, end, owner in self._objects(start, start + inked):
                text = self._text[begin:end]
                if owner and text.strip():
                    yield self._raw_run(begin, text, glue)
                    glue = " " if text[-1].isspace() else ""
                else:
                    glue = "\n" if "\n" in text or glue == "\n" else " "
            glue = "\n" if inked < len(line) else glue
            start += len(line)

    def _line_runs(self) -> Iterator[_RawRun]:
        """One run a line, as pdfium reads it: it turns right-to-left scripts round, whose objects lie in disorder."""
        start = 0
        for line in self._text.splitlines(keepends=True):
            owned = [index for index in range(start, start + len(line)) if self._object_at(index)]
            start += len(line)
            inked = [index for index in owned if not self._text[index].isspace()]
            if not inked:
                continue
            whole = self._raw_run(inked[0], line.strip(), "\n")
            edges = [self._corner(index, 1, 0, at_end=end) for index in inked for end in (False, True)]
            yield whole._replace(first=(min(edges), whole.first[1]), last=(max(edges), whole.first[1]))

    def _objects(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Spans of characters of one text object: (start, end, its address or 0 for what pdfium added)."""
        begin, owner = start, self._object_at(start) if start < end else 0
        while begin < end:
            stop = self._stop(begin, end, owner)
            yield begin, stop, owner
            begin = stop
            if begin < end:
                owner = self._object_at(begin)

    def _stop(self, begin: int, end: int, owner: int) -> int:
        """Where the object of character `begin` ends: by doubling steps, then halving them.

        The characters of one object stand together; what pdfium adds inside them (blanks) has no object.
        """
        if not owner:
            while begin < end and not self._object_at(begin):
                begin += 1
            return begin
        if self._object_at(end - 1) == owner:  # most lines are one object
            return end
        step, known = 8, begin
        while known + step < end and self._object_at(known + step) == owner:
            known += step
            step *= 2
        low, high = known, min(known + step, end)
        while high - low > 1:
            middle = (low + high) // 2
            if self._object_at(middle) == owner:
                low = middle
            else:
                high = middle
        return low + 1

    def _raw_run(self, begin: int, text: str, glue: str) -> _RawRun:
        first = begin + len(text) - len(text.lstrip())
        last = begin + len(text.rstrip()) - 1
        found = _text_object(self._text_page, first)
        _matrix_of(self._text_page, first, self._matrix)
        matrix = self._matrix
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        length = math.hypot(matrix.a, matrix.b) or 1.0
        cosine, sine = matrix.a / length, matrix.b / length
        raw.FPDFTextObj_GetFontSize(found, self._size)
        origin = self._corner(first, cosine, sine, at_end=False)
        if abs(cosine) > abs(sine):
            start, end = (origin, matrix.f), (self._corner(last, cosine, sine, at_end=True), matrix.f)
        else:
            start, end = (matrix.e, origin), (matrix.e, self._corner(last, cosine, sine, at_end=True))
        return _RawRun(
            first, text.strip(), glue if first == begin else glue or " ", (cosine, sine), abs(self._size.value) * scale,
            self._style(found), start, end,
        )  # fmt: skip

    def _corner(self, index: int, cosine: float, sine: float, *, at_end: bool) -> float:
        """The character's edge along the line of writing where it begins or ends."""
        _box_of(self._text_page, index, self._box)
        if abs(cosine) > abs(sine):
            return float(self._box.right if (cosine > 0) == at_end else self._box.left)
        return float(self._box.top if (sine > 0) == at_end else self._box.bottom)

    def _style(self, found: object) -> int:
        font = raw.FPDFTextObj_GetFont(found)
        address = ctypes.addressof(font.contents) if font else 0
        if address not in self._fonts:
            self._fonts[address] = _font_style(font) if font else 0
        style = self._fonts[address]
        mode = raw.FPDFTextObj_GetTextRenderMode(found)
        if mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
            return style | HIDDEN
        # Printer drivers that lack a bold face stroke the outline of the plain one.
        return style | BOLD if mode == raw.FPDF_TEXTRENDERMODE_FILL_STROKE else style

    def _placed(self, run: _RawRun, turn: Turn, underlines: dict[int, list[Rule]]) -> Iterator[Run]:
        left, base = turn.apply(*run.first)
        right, _ = turn.apply(*run.last)
        whole = Run(run.text.translate(CLEAN), left, right, base, run.size, run.style, run.start, run.glue)
        if run.text.isspace() or RIGHT_TO_LEFT.search(run.text):
            yield whole
            return
        if " " in run.text and right - left > _WIDE_ADVANCE * run.size * len(run.text):
            yield from self._torn(run, whole, turn)
            return
        depth = min(_UNDERLINE_DEPTH * run.size, _DEEPEST)
        lines = [
            rule
            for height in range(int(base), int(base + depth) + 1)
            for rule in underlines.get(height, ())
            if 0 < rule.top - base < depth and rule.left < right and rule.right > left
        ]
        if lines:
            yield from self._underlined(run, whole, turn, lines)
        else:
            yield whole

    def _characters(self, run: _RawRun, turn: Turn) -> list[tuple[str, float, float]]:
        """Each character of a run with its left and right edge."""
        cosine, sine = run.matrix
        placed = []
        for offset, character in enumerate(run.text):
            edges = [self._corner(run.start + offset, cosine, sine, at_end=end) for end in (False, True)]
            points = [
                turn.apply(edge, 0) if abs(cosine) > abs(sine) else turn.apply(0, edge) for edge in edges
            ]
            placed.append((character, points[0][0], points[1][0]))
        return placed

    def _torn(self, run: _RawRun, whole: Run, turn: Turn) -> Iterator[Run]:
        """The run cut where its blanks are wide: cells of a table that were drawn in one go."""
        characters = self._characters(run, turn)
        begin = 0
        glue = whole.glue
        for index in range(1, len(characters)):
            if characters[index][0] == " " or characters[index - 1][0] != " ":
                continue
            before = len(run.text[:index].rstrip()) - 1
            if characters[index][1] - characters[before][2] > whole.size:
                yield _cut(whole, characters[begin : before + 1], begin, glue)
                begin, glue = index, " "
        yield _cut(whole, characters[begin:], begin, glue)

    def _underlined(self, run: _RawRun, whole: Run, turn: Turn, lines: list[Rule]) -> Iterator[Run]:
        """The run cut where an underline begins or ends: italics of the typewriter and of the 1990s."""
        characters = self._characters(run, turn)
        flags = [
            any(line.left <= (left + right) / 2 <= line.right for line in lines)
            for _, left, right in characters
        ]
        begin, glue = 0, whole.glue
        for index in range(1, len(characters) + 1):
            if index < len(characters) and (flags[index] == flags[begin] or characters[index][0] == " "):
                continue
            part = _cut(whole, characters[begin:index], begin, glue)
            glue = " " if characters[index - 1][0] == " " else ""
            yield part._replace(style=part.style | UNDERLINED) if flags[begin] else part
            begin = index

    def _drawings(self, turn: Turn) -> tuple[list[Rule], float]:
        """The page's thin paths as rules, and the share of the page that images cover."""
        rules: list[Rule] = []
        covered = 0.0
        page = self._page.raw
        bounds = [ctypes.c_float() for _ in range(4)]
        for index in range(raw.FPDFPage_CountObjects(page)):
            found = raw.FPDFPage_GetObject(page, index)
            kind = raw.FPDFPageObj_GetType(found)
            if kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
                continue
            if not raw.FPDFPageObj_GetBounds(found, *bounds):
                continue
            left, bottom, right, top = (bound.value for bound in bounds)
            if kind == raw.FPDF_PAGEOBJ_IMAGE:
                covered += (right - left) * (top - bottom)
            elif min(right - left, top - bottom) < _THIN < max(right - left, top - bottom):
                (x0, y0), (x1, y1) = turn.apply(left, bottom), turn.apply(right, top)
                rules.append(Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
        if len(rules) > _MOST_RULES:  # a chart or a map: no rule of it frames text
            rules = []
        return rules, min(covered / (turn.width * turn.height or 1), 1.0)


def _page_text(text_page: pdfium.PdfTextPage, count: int) -> str:
    """The page's characters, one code point an index of pdfium's."""
    text: str = text_page.get_text_range(0, count) if count else ""
    if len(text) == count:
        return text
    return "".join(chr(raw.FPDFText_GetUnicode(text_page.raw, index) or 0x20) for index in range(count))


def _font_style(font: object) -> int:
    buffer = ctypes.create_string_buffer(128)
    raw.FPDFFont_GetBaseFontName(font, buffer, 128)
    name = buffer.value.decode("latin-1").lower()
    flags = raw.FPDFFont_GetFlags(font)
    if "barcode" in name or "c39" in name or "3of9" in name or "code39" in name:
        return BARCODE
    bold = (
        "bold" in name
        or "black" in name
        or flags & _FORCE_BOLD_FLAG
        or raw.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
    )
    italic = "italic" in name or "oblique" in name or flags & _ITALIC_FLAG
    return (BOLD if bold else 0) | (ITALIC if italic else 0)


def _direction(run: _RawRun) -> int:
    """The direction of writing in quarter turns counter-clockwise."""
    cosine, sine = run.matrix
    if abs(sine) < _TURNED:
        return 0 if cosine > 0 else 2
    return 1 if sine > 0 else 3


def _main_direction(runs: list[_RawRun]) -> int:
    """The direction in which most characters run."""
    counts = [0, 0, 0, 0]
    for run in runs:
        counts[_direction(run)] += len(run.text)
    return max(range(4), key=lambda quarter: counts[quarter])


def _turned(run: _RawRun, turn: Turn) -> Run:
    """A run at another angle, placed by where it begins; its extent says nothing about lines."""
    left, base = turn.apply(*run.first)
    return Run(run.text.translate(CLEAN), left, left + run.size, base, run.size, run.style, run.start, "\n")


def _cut(whole: Run, characters: list[tuple[str, float, float]], offset: int, glue: str) -> Run:
    text = "".join(character for character, _, _ in characters)
    return whole._replace(
        text=text.strip().translate(CLEAN),
        left=characters[0][1],
        right=characters[len(text.rstrip()) - 1][2],
        order=whole.order + offset,
        glue=glue,
    )
