"""Names the rules: a parse is a pure function of a file's bytes and of what this fingerprint covers."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import seeds
import tasks

RULE_FOLDERS = ("reading", "text", "entities", "proceedings")
RULE_FILES = ("model.py", "ingestion/document.py", "ingestion/rows.py")
LIBRARIES = (  # whose releases can change what is read
    "ahocorasick-rs", "charset-normalizer", "lxml", "onnxruntime", "pdfplumber", "py3langid", "pypdfium2", "rapidocr", "spacy", "trafilatura",
)  # fmt: skip
DIGITS = 12


def _rule_files() -> Iterator[Path]:
    """Yield every file that decides what is read, in a fixed order."""
    folder = Path(tasks.__file__).parent
    for name in RULE_FOLDERS:
        yield from sorted((folder / name).rglob("*.py"))
    yield from (folder / name for name in RULE_FILES)
    seed_folder = Path(seeds.__file__).parent
    yield from sorted(seed_folder.glob("*.py"))
    yield from sorted((seed_folder / "reference").glob("*.csv"))


@cache
def rules_fingerprint() -> str:
    """Return 12 hexadecimal digits that change when code, reference data or a reading library changes."""
    digest = hashlib.sha256()
    for file in _rule_files():
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    for library in LIBRARIES:
        digest.update(f"{library}={_version(library)}".encode())
    return digest.hexdigest()[:DIGITS]


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:  # an extra that is not installed
        return "absent"
