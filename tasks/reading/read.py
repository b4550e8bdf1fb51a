"""Chooses the reader by what the bytes are, whatever the file is called."""

from typing import assert_never

from tasks.errors import RejectedDocument
from tasks.model import Extract
from tasks.reading.akoma_ntoso import read_akoma_ntoso
from tasks.reading.content_type import find_content_type
from tasks.reading.html import read_html
from tasks.reading.pdf import read_pdf
from tasks.reading.text import read_text
from tasks.reading.word import read_word


def read_document(data: bytes, file_name: str) -> Extract:
    """Return the document's pages and blocks. `file_name` only serves messages.

    Raises:
        RejectedDocument: the bytes are no document that Travaux reads.

    """
    if not data:
        raise RejectedDocument("empty", f"{file_name or 'the file'} has no bytes")
    match find_content_type(data):
        case "pdf":
            return read_pdf(data)
        case "akoma_ntoso":
            return read_akoma_ntoso(data)
        case "word":
            return read_word(data)
        case "html":
            return read_html(data)
        case "text":
            return read_text(data)
        case other:
            assert_never(other)
