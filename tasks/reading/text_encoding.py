"""Bytes to text: UTF-8 first, then what can be detected; binary junk and unknown encodings are rejected."""

import codecs
import re

from charset_normalizer import from_bytes

from tasks.errors import RejectedDocument
from tasks.model import MARKS

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What the six official languages were written in before UTF-8.
_CANDIDATES = [
    "cp1252", "cp1250", "cp1251", "cp1256", "cp1254", "koi8_r", "iso8859_5", "iso8859_6", "cp866", "cp850",
    "mac_roman", "gb18030", "big5", "utf_16_le", "utf_16_be",
]  # fmt: skip
_WESTERN = frozenset(
    "àâäáãçéèêëîïíìôöóòõùûüúñÿœæßåøÀÂÄÁÃÇÉÈÊËÎÏÍÔÖÓÕÙÛÜÚÑŒÆÅØ‘’“”–—…«»°§©®•€£½¼¾±·²³ºª¡¿\u00a0\u00ad"
)
_MOST_ACCENTS = 0.15  # of all characters; Russian read as cp1252 has nine in ten
_SAMPLE = 65_536  # bytes
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.005  # of all characters: more is no text
_MOST_BROKEN = 0.01  # of all non-ASCII characters: up to this, UTF-8 that was damaged on the way
_OUR_MARKS = dict.fromkeys(map(ord, MARKS))
_BREAKS = re.compile("\r\n?|[\x0b\x85\u2028\u2029]")


def decode(data: bytes) -> tuple[str, str]:
    """Return the text, its lines ended by line feeds, and the encoding that it was in.

    Raises RejectedDocument: `empty`, `binary`, `unknown_encoding`.
    """
    if not data.strip(b" \t\r\n\f\0"):
        raise RejectedDocument("empty", f"{len(data)} bytes, nothing but white space")
    text, encoding = _decode(data)
    controls = len(_CONTROLS.findall(text[:_SAMPLE]))
    if controls > _MOST_CONTROLS * min(len(text), _SAMPLE):
        raise RejectedDocument("binary", f"{controls} control characters in the first {_SAMPLE} characters")
    text = _BREAKS.sub("\n", text).removeprefix("\ufeff")
    if not text.isascii():
        text = text.translate(_OUR_MARKS) if any(mark in text for mark in MARKS) else text
    if not text.strip():
        raise RejectedDocument("empty", "nothing but white space")
    return text, encoding


def _decode(data: bytes) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding), encoding.removesuffix("-sig")
    if data.find(b"\0", 0, _SAMPLE) >= 0:
        encoding = _utf16(data[:_SAMPLE])
        return _strict(data, encoding), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    sample = _sample(data)
    text = data.decode("utf-8", "replace")
    broken, sound = text.count("\ufffd"), sum(1 for character in text[: 4 * _SAMPLE] if character > "\x7f")
    if broken <= _MOST_BROKEN * sound:
        return text, f"utf-8, {broken} broken characters replaced"
    if _is_western(sample):
        return _strict(data, "cp1252"), "cp1252"
    best = from_bytes(sample, cp_isolation=_CANDIDATES).best()
    if best is None:
        raise RejectedDocument("unknown_encoding", "neither UTF-8 nor an encoding that could be told")
    return _strict(data, best.encoding), best.encoding


def _is_western(sample: bytes) -> bool:
    """Return whether Windows-1252 gives letters and signs that Western European texts use, and not too many.

    Statistics cannot tell cp1252 from its sisters on a short text with three accents in it.
    """
    try:
        special = [character for character in sample.decode("cp1252") if character > "\x7f"]
    except UnicodeDecodeError:
        return False
    return all(character in _WESTERN for character in special) and len(special) < _MOST_ACCENTS * len(sample)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise RejectedDocument(
            "unknown_encoding", f"{encoding}: {error.reason} at byte {error.start}"
        ) from error


def _sample(data: bytes) -> bytes:
    """Return the bytes around the first that is not ASCII: the beginning alone may tell nothing."""
    first = next((match.start() for match in re.finditer(rb"[\x80-\xff]", data)), 0)
    start = max(0, first - _SAMPLE // 4) & ~1
    return data[start : start + _SAMPLE]


def _utf16(sample: bytes) -> str:
    """Return which UTF-16 it is that puts zero bytes in every other place, as Latin text in it has them."""
    half = max(1, len(sample) // 2)
    if sample[1::2].count(0) > half // 2:
        return "utf-16-le"
    if sample[::2].count(0) > half // 2:
        return "utf-16-be"
    raise RejectedDocument("binary", "zero bytes in what should be text")
