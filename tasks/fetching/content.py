"""Tells what bytes are, whatever the server says they are: an error page often comes as a 200. Pure."""

import re
from typing import Literal

Kind = Literal["pdf", "docx", "doc", "rtf", "wpd", "html", "xml", "zip", "text", "other"]
SUFFIXES: dict[Kind, str] = {
    "pdf": ".pdf", "docx": ".docx", "doc": ".doc", "rtf": ".rtf", "wpd": ".wpd", "html": ".html", "xml": ".xml", "zip": ".zip",
    "text": ".txt", "other": ".bin",
}  # fmt: skip
_HEAD = 2048
_PDF_HEAD = 1024  # ISO 32000, annex H: the header may come within the first 1,024 bytes
_PDF_END = 2048
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
    (b"{\\rtf", "rtf"),
    (b"\xffWPC", "wpd"),  # WordPerfect: what the Document System holds of the 1990s
)
_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|script|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)


def tell_kind(data: bytes) -> Kind:
    """Return what the bytes are, by how they begin."""
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if b"%PDF-" in head[:_PDF_HEAD]:
        return "pdf"
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith(b"PK\x03\x04"):
        return "docx" if b"word/" in data or b"[Content_Types].xml" in head else "zip"
    return _tell_text(head)


def _tell_text(head: bytes) -> Kind:
    is_xml = head.lstrip().startswith(b"<?xml")
    if _HTML.match(head) or (is_xml and b"<html" in head.lower()):
        return "html"
    if is_xml:
        return "xml"
    return "other" if b"\0" in head else "text"


def is_cut_off(data: bytes, kind: Kind) -> bool:
    """Tell whether a PDF or a ZIP ends before its end: a server can close a connection as if all were said."""
    if kind == "pdf":
        return b"%%EOF" not in data[-_PDF_END:] and b"startxref" not in data[-_PDF_END:]
    if kind in {"docx", "zip"}:
        return (
            b"PK\x05\x06" not in data[-66_000:]
        )  # end of central directory, before a comment of at most 64 KiB
    return False
