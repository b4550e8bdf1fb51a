"""Chooses the reader by what the bytes are, whatever the file is called."""

from tasks.errors import RejectedDocument
from tasks.model import Extract
from tasks.reading.pdf import read_pdf
from tasks.reading.text import read_text

PDF_MAGIC = b"%PDF-"
PDF_HEAD = 1024  # bytes in which readers accept the magic


def read_document(data: bytes, file_name: str) -> Extract:
    """Return the document's pages and blocks. `file_name` only serves messages.

    Raises:
        RejectedDocument: the bytes are no document that Travaux reads.

    """
    if not data:
        raise RejectedDocument("empty", f"{file_name or 'the file'} has no bytes")
    if PDF_MAGIC in data[:PDF_HEAD]:
        return read_pdf(data)
    return read_text(data)
