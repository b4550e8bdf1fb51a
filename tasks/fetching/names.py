"""File names for what is fetched: readable, unlike for unlike sources, safe on every file system. Pure."""

import re
from hashlib import sha256
from urllib.parse import unquote, urlsplit

_LONGEST = 120  # characters of a name; file systems take 255 bytes
_DIGITS = 8
_SAFE = re.compile(r"[^A-Za-z0-9.()\[\]+-]+")
LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")  # the six official ones, by the codes of the Document System


def symbol_name(symbol: str, language: str) -> str:
    """Return the name without suffix of a document in a language: 'A_RES_74_247-en'."""
    return f"{_SAFE.sub('_', symbol.replace(' ', ''))}-{language}"


def url_name(url: str) -> str:
    """Return a name for an address: its last part, with its suffix, and a hash of the whole address before it.

    Two addresses that end alike ('…/en/report.pdf', '…/fr/report.pdf') must not overwrite one another.
    """
    last = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2]
    safe = _SAFE.sub("_", last).strip("._") or "index"
    return f"{sha256(url.encode()).hexdigest()[:_DIGITS]}-{safe[-_LONGEST:]}"
