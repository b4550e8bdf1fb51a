"""PDF to blocks: opens the file, reads its pages, has scans recognised, and lays all of it out."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
from pypdfium2 import raw

from tasks.errors import RejectedDocument
from tasks.model import Block, Extract, SourcePage, TextLayer
from tasks.reading import ocr
from tasks.reading.pdf_furniture import PageLines, find_furniture
from tasks.reading.pdf_grid import PageLayout, is_cover
from tasks.reading.pdf_layout import page_blocks
from tasks.reading.pdf_lines import Piece, to_pieces
from tasks.reading.pdf_page import HIDDEN, PageContent, read_page

PAGE_LIMIT = 5_000
_SCAN = 0.3  # of the page covered by images: with no more text than a running head and a caption, a scan
_FEW_CHARACTERS = 200
_GARBLED = 0.2  # of the characters without a place in Unicode: the text layer is of no use
# What the Official Document System sends in place of a document that it does not have; the words, not the page.
_PLACEHOLDER = re.compile(
    r"\b(?:document|file|symbol|record)s? (?:that )?(?:you|was|is|were|are|requested|does|do|cannot|could|with)\b.{0,80}?"
    r"\b(?:not|cannot|unable)\b.{0,30}?\b(?:exist|available|found|located)\b",
    re.IGNORECASE | re.DOTALL,
)
_PLACEHOLDER_LENGTH = 600
_EMPTY_TREE = re.compile(rb"/Count\s+0\b")  # pdfium does not open a file without pages
_PAGE_OBJECT = re.compile(rb"/Type\s*/Page\b")


@dataclass(frozen=True, slots=True)
class _ReadPage:
    content: PageContent
    layer: TextLayer
    confidence: float | None = None


def read_pdf(data: bytes) -> Extract:
    """What a PDF says, page by page. Raises `RejectedDocument` for what cannot be read."""
    document = _open(data)
    try:
        with_ocr = ocr.is_installed()
        pages = [_read(document, index, with_ocr=with_ocr) for index in range(len(document))]
    finally:
        document.close()
    _reject_textless(pages, with_ocr=with_ocr)
    blocks = tuple(_laid_out(pages))
    _reject_placeholder(blocks, len(pages))
    return Extract(
        media_type="application/pdf",
        reader="pdf (pdfium, rapidocr)"
        if any(page.confidence is not None for page in pages)
        else "pdf (pdfium)",
        blocks=blocks,
        pages=tuple(_source_page(page) for page in pages),
    )


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise RejectedDocument("encrypted", "The PDF asks for a password.") from error
        if _EMPTY_TREE.search(data) and not _PAGE_OBJECT.search(data):
            raise RejectedDocument("no_pages", "The PDF's page tree is empty.") from error
        raise RejectedDocument("damaged", f"pdfium cannot open the PDF: {error}") from error
    if not len(document):
        raise RejectedDocument("no_pages", "The PDF has no pages.")
    if len(document) > PAGE_LIMIT:
        raise RejectedDocument("too_large", f"The PDF has {len(document)} pages, the limit is {PAGE_LIMIT}.")
    return document


def _read(document: pdfium.PdfDocument, index: int, *, with_ocr: bool) -> _ReadPage:
    try:
        page = document[index]
    except pdfium.PdfiumError as error:
        raise RejectedDocument("damaged", f"pdfium cannot load page {index + 1}: {error}") from error
    try:
        content = read_page(page, index + 1)
        layer = _layer(content)
        if layer == "none" or (layer == "ocr" and with_ocr and _is_poor(content)):
            return _recognised(page, content, layer) if with_ocr else _ReadPage(content, layer)
        return _ReadPage(content, layer)
    finally:
        page.close()


def _recognised(page: pdfium.PdfPage, content: PageContent, layer: TextLayer) -> _ReadPage:
    """The page with what its picture says; what is drawn as text (a running head) stays as it is."""
    found = ocr.recognise(page, content.number)
    if found.confidence is None:
        return _ReadPage(content, "digital" if content.runs else layer)
    drawn = [run for run in content.runs if not run.style & HIDDEN] if not _is_garbled(content) else []
    if not drawn:
        return _ReadPage(found.content, "ocr", found.confidence)
    last = max(run.order for run in drawn) + 1
    fresh = [
        run._replace(order=run.order + last) for run in found.content.runs if not ocr.is_among(run, drawn)
    ]
    return _ReadPage(content._replace(runs=[*drawn, *fresh]), "ocr", found.confidence)


def _is_poor(content: PageContent) -> bool:
    text = _text(content)
    return ocr.is_poor(text) or (content.number == 1 and ocr.lacks_masthead(text))


def _is_garbled(content: PageContent) -> bool:
    return content.bad_character_count > _GARBLED * content.character_count


def _layer(content: PageContent) -> TextLayer:
    """'none' for a scan and for text that is not there in Unicode, 'ocr' for a scan with hidden text."""
    if _is_garbled(content) or (content.character_count < _FEW_CHARACTERS and content.image_share > _SCAN):
        return "none"
    hidden = sum(len(run.text) for run in content.runs if run.style & HIDDEN)
    return "ocr" if hidden * 2 > sum(len(run.text) for run in content.runs) else "digital"


def _text(content: PageContent) -> str:
    return " ".join(run.text for run in content.runs)


def _reject_textless(pages: Sequence[_ReadPage], *, with_ocr: bool) -> None:
    if any(page.content.runs or page.content.turned for page in pages):
        return
    if any(page.layer == "none" for page in pages) and not with_ocr:
        raise RejectedDocument("no_text_layer", ocr.INSTALL_HINT)
    raise RejectedDocument(
        "no_text",
        "The PDF has no text layer, and recognition read none in its pictures: they hold no text, or none in "
        "a script that rapidocr's own model knows (it reads Latin and Chinese, not Cyrillic or Arabic).",
    )


def _reject_placeholder(blocks: Sequence[Block], page_count: int) -> None:
    """The page that says that a document is not available is no document, whatever the file's name."""
    text = " ".join(block.text for block in blocks)
    if page_count == 1 and len(text) < _PLACEHOLDER_LENGTH and _PLACEHOLDER.search(text):
        raise RejectedDocument("placeholder", f"The page says: {' '.join(text.split())[:200]}")


def _source_page(page: _ReadPage) -> SourcePage:
    content = page.content
    return SourcePage(content.number, content.width, content.height, page.layer, page.confidence)


def _laid_out(pages: Sequence[_ReadPage]) -> list[Block]:
    lines = [
        PageLines(
            page.content.width,
            page.content.height,
            to_pieces(page.content.runs),
            page.content.rules,
            page.content.turned,
        )
        for page in pages
    ]
    body_size = _body_size([piece for page in lines for piece in page.pieces])
    furniture = find_furniture(lines)
    blocks = [
        block
        for number, (page, orders) in enumerate(zip(lines, furniture, strict=True), start=1)
        for block in page_blocks(PageLayout(number, page, orders, body_size, is_cover(number, page)))
    ]
    return _with_levels(blocks)


def _body_size(pieces: Sequence[Piece]) -> float:
    """The size that most of the document is set in, in points."""
    counts: Counter[float] = Counter()
    for piece in pieces:
        counts[round(piece.size, 1)] += round(piece.right - piece.left)
    return counts.most_common(1)[0][0] if counts else 10.0


def _with_levels(blocks: Sequence[Block]) -> list[Block]:
    """Headings ranked by their size: 1 the largest."""
    sizes = sorted({round(b.font_size or 0) for b in blocks if b.role == "heading"}, reverse=True)
    return [
        replace(block, level=sizes.index(round(block.font_size or 0)) + 1)
        if block.role == "heading"
        else block
        for block in blocks
    ]
