"""PDF to blocks: first cut, paragraphs by vertical gaps in the order in which the page draws them."""

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from tasks.errors import RejectedDocument
from tasks.model import MARKS, Block, Extract, SourcePage

PAGE_LIMIT = 5_000
_WITHOUT_MARKS = {ord(mark): None for mark in MARKS}


def read_pdf(data: bytes) -> Extract:
    """What a PDF says, page by page. Raises `RejectedDocument` for what cannot be read."""
    document = _open(data)
    try:
        blocks: list[Block] = []
        pages: list[SourcePage] = []
        for index in range(len(document)):
            page = document[index]
            width, height = page.get_size()
            pages.append(SourcePage(index + 1, width, height))
            blocks.extend(_page_blocks(page, index + 1, height))
            page.close()
    finally:
        document.close()
    if not any(block.text.strip() for block in blocks):
        raise RejectedDocument(
            "no_text_layer", "The PDF holds images only; install travaux[ocr] to have it recognised."
        )
    return Extract("application/pdf", "pdf (pdfium)", tuple(blocks), tuple(pages))


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


def _page_blocks(page: pdfium.PdfPage, number: int, height: float) -> list[Block]:
    text_page = page.get_textpage()
    lines: list[tuple[float, float, float, float, str]] = []
    for index in range(text_page.count_rects()):
        left, bottom, right, top = text_page.get_rect(index)
        piece = text_page.get_text_bounded(left, bottom, right, top).replace("\r\n", " ")
        piece = piece.translate(_WITHOUT_MARKS).replace("\ufffe", "-")
        if lines and abs(lines[-1][3] - bottom) < 3:
            a, b, c, d, before = lines[-1]
            glue = "" if before.endswith(" ") or left - c < 1 else " "
            lines[-1] = (min(a, left), max(b, top), max(c, right), min(d, bottom), before + glue + piece)
        else:
            lines.append((left, top, right, bottom, piece))
    text_page.close()
    blocks: list[list[tuple[float, float, float, float, str]]] = []
    for line in lines:
        previous = blocks[-1][-1] if blocks else None
        if previous is None or not -2 < previous[3] - line[1] < 4 or line[0] - previous[0] > 15:
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return [
        Block(
            page_number=number,
            text="\n".join(line[4].strip() for line in block),
            left=block[0][0],
            hanging=min(line[0] for line in block),
            top=height - block[0][1],
            right=max(line[2] for line in block),
            bottom=height - block[-1][3],
        )
        for block in blocks
    ]
