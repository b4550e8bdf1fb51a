"""Addresses that nobody may be sent to, content that is not what it says, names that are safe."""

import zipfile
from io import BytesIO

import pytest

from tasks.fetching.addresses import ForbiddenAddress, allowed_addresses, is_public
from tasks.fetching.content import is_cut_off, tell_kind
from tasks.fetching.names import symbol_name, url_name


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "2002:7f00:1::",
    ],
)  # fmt: skip
def test_addresses_of_this_machine_and_of_private_networks_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["157.150.185.49", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_addresses_of_the_internet_are_public(address):
    assert is_public(address)


def test_a_name_that_stands_for_a_private_address_needs_leave():
    with pytest.raises(ForbiddenAddress, match="allow_private"):
        allowed_addresses("localhost", 80, allow_private=False)
    assert allowed_addresses("127.0.0.1", 80, allow_private=True) == ["127.0.0.1"]


def docx():
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.4 ...", "pdf"),
        (b"\r\n\r\n%PDF-1.7", "pdf"),
        (docx(), "docx"),
        (b"PK\x03\x04 other", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", "doc"),
        (b"{\\rtf1", "rtf"),
        (b"\xffWPC\x10\0", "wpd"),
        (b"<!DOCTYPE html><html>", "html"),
        (b"\xef\xbb\xbf\n <HTML><body>", "html"),
        (b"<!-- a --><html lang='en'>", "html"),
        (b"<?xml version='1.0'?><html xmlns='x'>", "html"),
        (b"<?xml version='1.0'?><akomaNtoso>", "xml"),
        (b"The General Assembly", "text"),
        (b"\0\1\2", "other"),
        (b"", "text"),
    ],
)
def test_content_is_told_by_how_it_begins(data, kind):
    assert tell_kind(data) == kind


def test_files_that_end_too_early_are_noticed():
    assert is_cut_off(b"%PDF-1.4 and then", "pdf")
    assert not is_cut_off(b"%PDF-1.4 ...\nstartxref\n1\n%%EOF", "pdf")
    assert is_cut_off(docx()[:-40], "docx")
    assert not is_cut_off(docx(), "docx")
    assert not is_cut_off(b"words", "text")


def test_names_of_symbols_are_readable_and_safe():
    assert symbol_name("A/RES/74/247", "en") == "A_RES_74_247-en"
    assert symbol_name("S/RES/1325 (2000)", "fr") == "S_RES_1325(2000)-fr"
    assert "/" not in symbol_name("../../etc/passwd", "en")


def test_addresses_that_end_alike_have_unlike_names():
    one, other = (url_name(f"https://un.org/{lang}/report.pdf") for lang in ("en", "fr"))
    assert one != other
    assert one.endswith("-report.pdf")
    assert url_name("https://un.org/").endswith("-index")
    assert "/" not in url_name("https://un.org/a/..%2F..%2Fpasswd")
    assert not url_name("https://un.org/.hidden").startswith(".")
