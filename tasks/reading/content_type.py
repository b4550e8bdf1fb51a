"""Tells what a file is by its bytes: a suffix says only what somebody called it.

Formats that Travaux does not read are rows of `seeds/reference/file_signatures.csv`: where their first bytes stand
(`offset`, `signature` in hexadecimal) and what a person can do with such a file.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from functools import cache
from typing import Literal

from seeds.reference import read_reference
from tasks.errors import RejectedDocument
from tasks.reading.archive import ZIP_MAGIC

ContentType = Literal["pdf", "word", "html", "akoma_ntoso", "text"]

PDF_HEAD = 1024  # bytes in which readers accept the magic
MARKUP_HEAD = 65_536  # bytes in which the root element is looked for, behind a prolog and comments
_PDF_MAGIC = re.compile(rb"(?:\A|[^\x20-\x7e])%PDF-\d\.\d")
_OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_PROLOG = re.compile(
    r"\s*(?:<\?.*?\?>|<!--.*?-->|<!doctype[^\[>]*(?:\[.*?\]\s*)?>)", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(r"\s*<(?:[\w.-]+:)?([a-z][\w.-]*)[\s/>]", re.IGNORECASE)
_HTML_DOCTYPE = re.compile(r"<!doctype\s+html", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\s*<\?xml\s", re.IGNORECASE)
_ENTITY = re.compile(r"<!entity\s", re.IGNORECASE)
_MAIL_PART = re.compile(r"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
_MAIL = re.compile(r"^mime-version:\s*1", re.IGNORECASE | re.MULTILINE)
# Elements with which a page begins that somebody saved without its frame.
_HTML_ROOTS = frozenset(
    ("html", "head", "body", "table", "link", "meta", "title", "base", "style", "script", "div", "p", "h1", "h2", "h3",
     "h4", "h5", "h6", "ul", "ol", "dl", "center", "font", "main", "article", "section", "header", "footer", "nav", "span",
     "blockquote", "pre", "form", "frameset")
)  # fmt: skip
_MAYBE_MARKDOWN = _HTML_ROOTS - {"html", "head", "body", "meta", "link", "base", "title", "frameset"}
# The streams of an OLE file, by which Office's old formats are told apart.
_OLE_STREAMS = (
    ("WordDocument", "a Word document of the old format (.doc)", "Save it as .docx or PDF."),
    ("Workbook", "an Excel workbook of the old format (.xls)", "Save the sheet as PDF or text."),
    ("PowerPoint Document", "a PowerPoint file of the old format (.ppt)", "Save it as PDF."),
    ("__properties_version1.0", "an Outlook message (.msg)", "Save it as text or PDF."),
)
_PACKAGES = (
    ("xl/", "an Excel workbook (.xlsx)", "Save the sheet as PDF or text."),
    ("ppt/", "a PowerPoint file (.pptx)", "Save it as PDF."),
    ("visio/", "a Visio drawing (.vsdx)", "Save it as PDF."),
    ("META-INF/container.xml", "an e-book (.epub)", "Save it as HTML or PDF."),
    ("content.xml", "an OpenDocument file (.odt, .ods, .odp)", "Save it as .docx or PDF."),
    ("Index/", "an Apple iWork file", "Save it as .docx or PDF."),
)


@dataclass(frozen=True, slots=True)
class _Signature:
    name: str
    offset: int
    magic: bytes
    advice: str


def find_content_type(data: bytes) -> ContentType:
    """Return which reader the bytes are for.

    Raises:
        RejectedDocument: `unknown_type` with what to do instead, `encrypted` for a protected Office file, `unsafe`
            for XML that defines entities, `damaged` for a package that cannot be opened.

    """
    if data.startswith(_OLE_MAGIC):
        raise _ole_rejection(data)
    if data.startswith(ZIP_MAGIC):
        return _package_type(data)
    if _PDF_MAGIC.search(data[:PDF_HEAD]):
        return "pdf"
    for signature in _signatures():
        if data.startswith(signature.magic, signature.offset):
            raise _unknown(f"a file of the format {signature.name}", signature.advice)
    return _text_type(data)


@cache
def _signatures() -> tuple[_Signature, ...]:
    """Return the signatures, the longest first: AVIF's begins as MP4's does."""
    rows = (
        _Signature(row["format"], int(row["offset"]), bytes.fromhex(row["signature"]), row["advice"])
        for row in read_reference("file_signatures")
    )
    return tuple(sorted(rows, key=lambda signature: -len(signature.magic)))


def _unknown(what: str, advice: str) -> RejectedDocument:
    return RejectedDocument("unknown_type", f"This is {what}, which Travaux does not read. {advice}")


def _ole_rejection(data: bytes) -> RejectedDocument:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return RejectedDocument(
            "encrypted", "The Office document asks for a password. Save it without one, or as PDF."
        )
    for stream, what, advice in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return _unknown(what, advice)
    return _unknown("an Office file of the old format", "Save it as .docx or PDF.")


def _package_type(data: bytes) -> ContentType:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise RejectedDocument(
            "damaged", f"The file is packed as ZIP and cannot be opened: {error}"
        ) from error
    if any(name.startswith("word/") for name in names):
        return "word"
    for beginning, what, advice in _PACKAGES:
        if any(name.startswith(beginning) for name in names):
            raise _unknown(what, advice)
    raise _unknown("a ZIP archive inside another", "Unpack the inner one.")


def _text_type(data: bytes) -> ContentType:
    # Without its zero bytes UTF-16 shows the same angle brackets as every other encoding.
    head = data[:MARKUP_HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"").decode("latin-1")
    if _MAIL.search(head[:4096]) and _MAIL_PART.search(head):
        raise _unknown(
            "an e-mail or a web archive (.eml, .mht)", "Save the page as HTML, or the document as PDF."
        )
    if not head.lstrip().startswith("<"):
        return "text"
    at = _prolog_end(head)
    if _ENTITY.search(head, 0, at) or (at == 0 and _ENTITY.search(head)):
        raise RejectedDocument("unsafe", "The XML defines entities of its own; no document needs any.")
    root = _ROOT.match(head, at)
    name = root[1].lower() if root else ""
    if name == "akomantoso":
        return "akoma_ntoso"
    if _HTML_DOCTYPE.search(head, 0, at) or (name in _HTML_ROOTS and _is_markup(data, name)):
        return "html"
    if _XML_DECLARATION.match(head):
        advice = "Of XML files, Travaux reads Akoma Ntoso. Save it as HTML, text or PDF."
        raise _unknown(f"XML of the kind <{root[1]}>" if root else "XML without a root element", advice)
    return "text"


def _prolog_end(head: str) -> int:
    """Return where declaration, comments and document type end."""
    at = 0
    while match := _PROLOG.match(head, at):
        at = match.end()
    return at


def _is_markup(data: bytes, root: str) -> bool:
    """Return whether a text that begins with a tag is a page: Markdown may begin with one, but not end so too."""
    return root not in _MAYBE_MARKDOWN or data.rstrip(b" \t\r\n\0").endswith(b">")
