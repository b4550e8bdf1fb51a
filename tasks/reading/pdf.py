"""PDF to blocks: opens the file, reads its pages, and lays them out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from tasks.errors import RejectedDocument
from tasks.model import Block, Extract, SourcePage
from tasks.reading.pdf_furniture import PageLines, find_furniture
from tasks.reading.pdf_layout import PageLayout, page_blocks
from tasks.reading.pdf_lines import Piece, to_pieces
from tasks.reading.pdf_page import PageContent, read_page

PAGE_LIMIT = 5_000


def read_pdf(data: bytes) -> Extract:
    """What a PDF says, page by page. Raises `RejectedDocument` for what cannot be read."""
    document = _open(data)
    try:
        contents = [_content(document, index) for index in range(len(document))]
    finally:
        document.close()
    if not any(content.runs for content in contents):
        raise RejectedDocument(
            "no_text_layer", "The PDF holds images only; install travaux[ocr] to have it recognised."
        )
    lines = [
        PageLines(content.width, content.height, to_pieces(content.runs), content.rules, content.turned) for content in contents
    ]
    blocks = _laid_out(lines)
    pages = tuple(SourcePage(content.number, content.width, content.height) for content in contents)
    return Extract("application/pdf", "pdf (pdfium)", tuple(blocks), pages)


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise RejectedDocument("encrypted", "The PDF asks for a password.") from error
        raise RejectedDocument("damaged", f"pdfium cannot open the PDF: {error}") from error
    if not len(document):
        raise RejectedDocument("no_pages", "The PDF has no pages.")
    if len(document) > PAGE_LIMIT:
        raise RejectedDocument("too_large", f"The PDF has {len(document)} pages, the limit is {PAGE_LIMIT}.")
    return document


def _content(document: pdfium.PdfDocument, index: int) -> PageContent:
    page = document[index]
    try:
        return read_page(page, index + 1)
    finally:
        page.close()


def _laid_out(lines: Sequence[PageLines]) -> list[Block]:
    body_size = _body_size([piece for page in lines for piece in page.pieces])
    furniture = find_furniture(lines)
    blocks = [
        block
        for number, (page, orders) in enumerate(zip(lines, furniture, strict=True), start=1)
        for block in page_blocks(PageLayout(number, page, orders, body_size))
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
        replace(block, level=sizes.index(round(block.font_size or 0)) + 1) if block.role == "heading" else block
        for block in blocks
    ]
