"""Finds the files that a run is about, and tells them apart by content.

A file's *token* (size, times of change) says cheaply that nobody touched it; only touched files are read and
hashed. An archive's members are sources of their own, named `ARCHIVE!/MEMBER`.
"""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tasks.errors import RejectedDocument, UsageError
from tasks.reading.archive import is_archive, read_members

MAX_BYTES = 100_000_000  # the longest UN documents are a tenth of it
MEMBER = "!/"  # between an archive's URI and a member's name
IGNORED_SUFFIXES = frozenset((".part", ".tmp", ".crdownload"))  # downloads that are not finished


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that is there, not yet read."""

    uri: str
    path: Path
    size_bytes: int
    modified_at: datetime
    token: str


@dataclass(frozen=True, slots=True)
class Source:
    """One document-to-be: a file or an archive's member, known by its content."""

    uri: str
    file_name: str
    sha256: str
    size_bytes: int
    modified_at: datetime
    token: str


@dataclass(frozen=True, slots=True)
class BadSource:
    """A file that could not even be hashed. `sha256` is '' where its bytes are not known."""

    uri: str
    file_name: str
    reason: str
    detail: str
    token: str = ""
    sha256: str = ""


def find_files(paths: Iterable[Path]) -> Iterator[FoundFile | BadSource]:
    """Yield every file under the given files and folders once, in the order of their names.

    Hidden files, unfinished downloads and links in circles are passed over; a dangling link, a special file and
    a file without permission are `BadSource`s.

    Raises:
        UsageError: a path does not exist.

    """
    seen: set[str] = set()
    for path in paths:
        if not os.path.lexists(path):
            raise UsageError(f"{path} does not exist: give files or folders that do")
        for file in _walk(path.absolute()):
            uri = file.as_uri()
            if uri not in seen:
                seen.add(uri)
                yield _look_at(file, uri)


def _walk(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(folder, name)
            if not name.startswith(".") and file.suffix.lower() not in IGNORED_SUFFIXES:
                yield file


def _look_at(file: Path, uri: str) -> FoundFile | BadSource:
    try:
        status = file.stat()
    except OSError as error:
        what = "is a link to nothing" if file.is_symlink() else f"cannot be looked at: {error.strerror}"
        return BadSource(uri, file.name, "unreadable", f"{file} {what}")
    if not stat.S_ISREG(status.st_mode):
        return BadSource(uri, file.name, "unreadable", f"{file} is not a regular file")
    token = f"{status.st_size}:{status.st_mtime_ns}:{status.st_ctime_ns}"
    if status.st_size > MAX_BYTES:
        detail = f"{status.st_size:,} bytes; the limit is {MAX_BYTES:,}"
        return BadSource(uri, file.name, "too_large", detail, token)
    modified = datetime.fromtimestamp(status.st_mtime, UTC)
    return FoundFile(uri, file, status.st_size, modified, token)


def identify(file: FoundFile) -> Iterator[Source | BadSource]:
    """Read a file and yield what it holds: itself, or the members of an archive, each with its hash."""
    try:
        data = file.path.read_bytes()
    except OSError as error:
        yield BadSource(file.uri, file.path.name, "unreadable", f"{file.path}: {error.strerror}", file.token)
        return
    if not is_archive(data):
        yield _source(file, file.uri, file.path.name, data)
        return
    try:
        for member in read_members(data):
            uri = f"{file.uri}{MEMBER}{member.name}"
            yield _source(file, uri, member.name.rsplit("/", 1)[-1], member.data)
    except RejectedDocument as error:
        digest = hashlib.sha256(data).hexdigest()
        yield BadSource(file.uri, file.path.name, error.reason, error.detail, file.token, digest)


def _source(file: FoundFile, uri: str, name: str, data: bytes) -> Source:
    digest = hashlib.sha256(data).hexdigest()
    return Source(uri, name, digest, len(data), file.modified_at, file.token)


def read_source(uri: str) -> bytes:
    """Return a source's bytes.

    Raises:
        RejectedDocument: the file has gone or cannot be read any more.

    """
    archive, _, member = uri.partition(MEMBER)
    path = Path(unquote(urlsplit(archive).path))
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RejectedDocument("unreadable", f"{path}: {error.strerror}") from error
    if not member:
        return data
    for found in read_members(data):
        if found.name == member:
            return found.data
    raise RejectedDocument("unreadable", f"{path} holds no member {member} any more")
