import io
import zipfile

import pytest

from tasks.errors import RejectedDocument
from tasks.reading import archive
from tasks.reading.archive import is_archive, read_members


def packed(members, **options):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, **options) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return buffer.getvalue()


def reason(data):
    with pytest.raises(RejectedDocument) as rejected:
        list(read_members(data))
    return rejected.value.reason


def test_a_word_file_is_no_archive_although_it_is_packed_like_one():
    assert is_archive(packed({"a.txt": "x"}))
    assert not is_archive(packed({"[Content_Types].xml": "", "word/document.xml": ""}))
    assert not is_archive(packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}))
    assert not is_archive(b"%PDF-1.7")


def test_members_come_in_order():
    assert [(m.name, m.data) for m in read_members(packed({"b": "2", "a": "1"}))] == [
        ("b", b"2"),
        ("a", b"1"),
    ]


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "a/../../b.txt", "..\\a.txt"])
def test_a_name_that_leads_out_is_unsafe(name):
    assert reason(packed({name: "x"})) == "unsafe"


def test_a_decompression_bomb_is_unsafe_before_it_is_unpacked():
    assert reason(packed({"bomb.txt": b"\0" * 50_000_000})) == "unsafe"


def test_too_many_members_are_too_large(monkeypatch):
    monkeypatch.setattr(archive, "MAX_MEMBERS", 2)
    assert reason(packed({"a": "", "b": "", "c": ""})) == "too_large"


def test_an_encrypted_member_needs_a_password():
    data = bytearray(packed({"a.txt": "x"}))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + at] |= 1
    assert reason(bytes(data)) == "encrypted"


def test_a_truncated_archive_is_damaged():
    assert reason(packed({"a.txt": "x" * 999})[:80]) == "damaged"


def test_a_member_with_a_wrong_checksum_is_damaged():
    data = bytearray(packed({"a.txt": "hello " * 50}))
    data[data.index(b"PK\x01\x02") + 16] ^= 0xFF
    data[14] ^= 0xFF
    assert reason(bytes(data)) == "damaged"
