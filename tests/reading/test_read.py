import io
import zipfile

import pytest

from seeds.reference import read_reference
from tasks.errors import RejectedDocument
from tasks.reading.content_type import find_content_type
from tasks.reading.read import read_document

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
AKN = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement/></akomaNtoso>'
ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def packed(*names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return buffer.getvalue()


def rejection(data):
    with pytest.raises(RejectedDocument) as rejected:
        read_document(data, "some.txt")
    return rejected.value


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\n\nHTTP/1.1 200\r\n%PDF-1.4 ...", "pdf"),
        (b"A PDF begins with %PDF-1.7, as everybody knows.", "text"),
        (packed("[Content_Types].xml", "word/document.xml"), "word"),
        (b"<html><body>x</body></html>", "html"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html>\n<title>x</title>", "html"),
        (b"<!-- saved from a page -->\n<HTML>", "html"),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0"><html/>', "html"),
        ("\ufeff<html><p>x</p></html>".encode("utf-16"), "html"),
        (b'<link rel="x"/><table><tr><td>x</td></tr></table>\n', "html"),
        (b"<div>\n<p>x</p>\n</div>", "html"),
        (b"<p align=center>Title</p>\n\n# Heading\n\nMarkdown that begins with a tag.", "text"),
        (b"<sup>1</sup> A footnote at the head of a page.", "text"),
        (b"<A/74/247> is no tag", "text"),
        (AKN.encode(), "akoma_ntoso"),
        (f'<?xml version="1.0"?>\n<!-- copy -->{AKN}'.encode(), "akoma_ntoso"),
        (AKN.replace("<", "<an:").replace("<an:/", "</an:").encode(), "akoma_ntoso"),
        (("\ufeff" + AKN).encode("utf-16"), "akoma_ntoso"),
        ("Résolution 74/247".encode(), "text"),
    ],
)
def test_a_document_is_what_its_bytes_say(data, kind):
    assert find_content_type(data) == kind


@pytest.mark.parametrize(
    ("data", "reason", "words"),
    [
        (b"", "empty", "no bytes"),
        (OLE, "unknown_type", "Save it as .docx"),
        (OLE + "WordDocument".encode("utf-16-le"), "unknown_type", ".doc)"),
        (OLE + "Workbook".encode("utf-16-le"), "unknown_type", ".xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted", "password"),
        (packed("[Content_Types].xml", "xl/workbook.xml"), "unknown_type", ".xlsx"),
        (packed("[Content_Types].xml", "ppt/presentation.xml"), "unknown_type", ".pptx"),
        (packed("mimetype", "content.xml"), "unknown_type", ".odt"),
        (packed("a.txt"), "unknown_type", "archive inside"),
        (packed("[Content_Types].xml", "word/document.xml")[:60], "damaged", "cannot be opened"),
        (b'<?xml version="1.0"?><rss version="2.0"/>', "unknown_type", "<rss>"),
        (b'<?xml version="1.0"?>', "unknown_type", "without a root"),
        (ENTITY.encode() + AKN.encode(), "unsafe", "entities"),
        ((ENTITY + AKN).encode("utf-16"), "unsafe", "entities"),
        (f'<?xml version="1.0"?>{ENTITY}<html>&a;</html>'.encode(), "unsafe", "entities"),
        (f'<?xml version="1.0"?>{ENTITY}<x>&a;</x>'.encode(), "unsafe", "entities"),
        (
            b"From: a\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n",
            "unknown_type",
            ".mht",
        ),
    ],
)
def test_what_is_no_document_is_rejected_with_what_to_do(data, reason, words):
    rejected = rejection(data)
    assert rejected.reason == reason
    assert words in rejected.detail


@pytest.mark.parametrize("row", read_reference("file_signatures"), ids=lambda row: row["format"])
def test_every_signature_is_recognised_as_its_own_format(row):
    data = b"\1" * int(row["offset"]) + bytes.fromhex(row["signature"]) + b"\1" * 64
    rejected = rejection(data)
    assert rejected.reason == "unknown_type"
    assert f"format {row['format']}," in rejected.detail
    assert rejected.detail.endswith(row["advice"])
    assert row["advice"].endswith(".")


def test_no_prolog_makes_the_search_for_the_root_slow():
    for head in (
        b"<!--" * 100_000,
        b"<?xml " * 100_000,
        b"<!DOCTYPE [" * 50_000,
        b"<" * 500_000,
        b" " * 500_000 + b"<a",
    ):
        try:
            find_content_type(head)
        except RejectedDocument as error:
            assert error.reason in ("unknown_type", "unsafe")  # noqa: PT017
