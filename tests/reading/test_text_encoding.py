"""Encodings: UTF-8 first, then what can be detected; junk and emptiness are rejected with their reason."""

import random

import pytest

from tasks.errors import RejectedDocument
from tasks.model import MARKS
from tasks.reading.text_encoding import decode

FRENCH = "L’Assemblée générale a décidé de créer une commission spéciale chargée d’étudier la question. " * 4
RUSSIAN = "Генеральная Ассамблея постановляет продолжить рассмотрение вопроса о положении в стране. " * 4
CHINESE = "大会决定将题为“打击为犯罪目的使用信息和通信技术行为”的项目列入第七十四届会议议程。" * 6


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "utf-8"), (FRENCH, "cp1252"), (FRENCH, "utf-16"), (FRENCH, "utf-8-sig"), (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"), (CHINESE, "gb18030"), (FRENCH, "utf-16-le"),
    ],
)  # fmt: skip
def test_text_comes_back_whatever_it_was_written_in(text, encoding):
    assert decode(text.encode(encoding))[0].strip() == text.strip()


def test_the_encoding_is_named():
    assert decode(b"plain")[1] == "utf-8"
    assert decode(FRENCH.encode("cp1252"))[1] == "cp1252"


def test_a_few_broken_bytes_leave_utf_8_what_it_is():
    data = (FRENCH * 10).encode().replace("créer".encode(), b"cr\xe9er", 1)
    text, encoding = decode(data)
    assert encoding == "utf-8, 1 broken characters replaced"
    assert text.count("\ufffd") == 1


@pytest.mark.parametrize("data", [b"", b" \r\n\t\f", b"\0\0\0", "\ufeff \n".encode()])
def test_nothing_is_rejected_as_empty(data):
    with pytest.raises(RejectedDocument) as rejected:
        decode(data)
    assert rejected.value.reason == "empty"


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 40,
        random.Random(1).randbytes(5000),
        b"\x7fELF\x02\x01\x01\0\0\0\0" * 50,
        b"text with \x01\x02\x03\x04 controls " * 50,
    ],
)
def test_junk_is_rejected(data):
    with pytest.raises(RejectedDocument) as rejected:
        decode(data)
    assert rejected.value.reason in ("binary", "unknown_encoding")


def test_line_ends_of_all_systems_become_line_feeds_and_our_marks_are_dropped():
    assert decode(b"a\r\nb\rc\x0bd")[0] == "a\nb\nc\nd"
    assert decode(f"a{''.join(sorted(MARKS))}b".encode())[0] == "ab"
