"""Reads ZIP archives of documents, within limits: a small file must not unpack to a large one."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from tasks.errors import RejectedDocument

ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
# A member that makes a packed file one document: of Office Open XML, of OpenDocument and EPUB.
DOCUMENT_MEMBERS = frozenset(("[Content_Types].xml", "mimetype"))
MAX_MEMBERS = 10_000
MAX_MEMBER_BYTES = 100_000_000
MAX_TOTAL_BYTES = 1_000_000_000
MAX_RATIO = 200  # text packs 10 to 1, at most 20; deflate's bombs 1,000 to 1
SMALL = 1_000_000  # bytes below which no ratio is suspicious
ENCRYPTED = 0x1  # bit of a member's flags
IGNORED = frozenset(("__MACOSX", ".DS_Store", "Thumbs.db"))  # what systems add to archives


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive."""

    name: str
    data: bytes


def is_archive(data: bytes) -> bool:
    """Tell whether the bytes are a ZIP archive of files, and not a Word or other Office file."""
    if not data.startswith(ZIP_MAGIC):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return DOCUMENT_MEMBERS.isdisjoint(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return True  # `read_members` says what is wrong with it


def read_members(data: bytes) -> Iterator[Member]:
    """Yield the archive's files in order; folders and what operating systems add are passed over.

    Raises:
        RejectedDocument: the archive is damaged, encrypted, over a limit, or not safe to unpack.

    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            _check(infos)
            for info in infos:
                if not IGNORED & set(PurePosixPath(info.filename).parts):
                    yield Member(info.filename, _read(archive, info))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise RejectedDocument("damaged", f"the archive cannot be read: {error}") from error


def _check(infos: list[zipfile.ZipInfo]) -> None:
    """Reject the archive by its table of contents."""
    if len(infos) > MAX_MEMBERS:
        raise RejectedDocument(
            "too_large", f"{len(infos):,} files in one archive; the limit is {MAX_MEMBERS:,}"
        )
    total = sum(info.file_size for info in infos)
    if total > MAX_TOTAL_BYTES:
        raise RejectedDocument("unsafe", f"unpacks to {total:,} bytes; the limit is {MAX_TOTAL_BYTES:,}")
    for info in infos:
        path = PurePosixPath(info.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts:
            raise RejectedDocument("unsafe", f"a member's name leads out of the archive: {info.filename}")
        if info.flag_bits & ENCRYPTED:
            raise RejectedDocument("encrypted", f"{info.filename} in the archive needs a password")
        if info.file_size > max(SMALL, MAX_RATIO * info.compress_size):
            raise RejectedDocument(
                "unsafe", f"{info.filename} unpacks {info.file_size:,} bytes from {info.compress_size:,}"
            )


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Return a member's bytes; what the table of contents says of its size is not believed."""
    if info.file_size > MAX_MEMBER_BYTES:
        raise RejectedDocument("too_large", f"{info.filename}: {info.file_size:,} bytes")
    with archive.open(info) as file:
        data = file.read(info.file_size + 1)
    if len(data) > info.file_size:
        raise RejectedDocument("unsafe", f"{info.filename} is larger than the archive says")
    return data
