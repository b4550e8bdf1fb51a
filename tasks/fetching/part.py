"""A file on its way: what of it came, and how to ask for the rest after a break or a kill.

The rest is asked for with `Range` and `If-Range` (RFC 9110, sections 13.1.5 and 14), and only of the very address
that sent the beginning. Beside a part lies a note that says what it is a part of. The note is written before the
first byte, so that at whatever moment a run is killed, the two belong together or one of them is not there.
"""

import json
import re
from dataclasses import asdict, dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import httpx

from tasks.fetching.replies import Lasting, Passing, Refused, StartOver

PART = ".part"  # ingestion passes such files over
_RANGE = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18})")
_CLOCKS_DIFFER = timedelta(minutes=1)  # a date is a strong validator if the answer's Date is well after it


@dataclass(frozen=True, slots=True)
class Version:
    """What an answer said of the whole whose bytes it brought."""

    url: str
    etag: str = ""
    last_modified: str = ""
    validator: str = ""  # for If-Range; without one the rest cannot be asked for
    total: int | None = None  # bytes


class Part:
    """A file on its way, within a limit of size."""

    def __init__(self, file: Path, max_bytes: int) -> None:
        self.file = file
        self._max_bytes = max_bytes
        self._note = _note_of(file)
        self.version = _read_note(self._note) or Version("")

    @property
    def size(self) -> int:
        """Bytes that came."""
        return self.file.stat().st_size if self.file.exists() else 0

    @property
    def can_go_on(self) -> bool:
        """Whether the rest could be asked for."""
        return bool(self.version.validator and self.size and self.size != self.version.total)

    def headers(self, url: str) -> dict[str, str]:
        """Return what asks an address for the rest; nothing where all has to be asked for."""
        if not self.can_go_on or url != self.version.url:
            return {}
        return {"Range": f"bytes={self.size}-", "If-Range": self.version.validator}

    def receive(self, response: httpx.Response) -> None:
        """Write a body: in the place of what came before, or (206) behind it.

        Raises:
            Lasting: it is too large.
            Passing: it is not all there; what came stays.
            StartOver: it is not the rest of what came before.

        """
        is_rest = response.status_code == httpx.codes.PARTIAL_CONTENT
        start, end = self._go_on(response) if is_rest else (0, self._begin(response))
        self._refuse_beyond(self.version.total or 0)
        size = self._write(response, start)
        if end is not None and size > end:
            raise StartOver
        if self.version.total is not None and size < self.version.total:
            raise Passing(f"{size:,} bytes came of {self.version.total:,}")

    def drop(self) -> None:
        """Forget what came."""
        self.file.unlink(missing_ok=True)
        self.settle()

    def settle(self) -> None:
        """Take the note away: the file is whole, or gone."""
        self._note.unlink(missing_ok=True)

    def _begin(self, response: httpx.Response) -> int | None:
        """Note what a whole body is of, and return its length if that is stated."""
        self.drop()
        self.version = _version_of(response)
        if self.version.validator:
            self._note.write_text(json.dumps(asdict(self.version)), encoding="utf-8")
        return self.version.total

    def _go_on(self, response: httpx.Response) -> tuple[int, int | None]:
        """Return where a partial body begins and ends, if it is the rest of what came before."""
        found = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
        if found is None or "Content-Encoding" in response.headers:
            raise StartOver
        first, last, total = map(int, found.groups())
        fits = first == self.size and first <= last < total and self.version.total in {None, total}
        same_tag = response.headers.get("ETag", "") == self.version.etag
        modified = self.version.last_modified
        if not (fits and same_tag and response.headers.get("Last-Modified", modified) == modified):
            raise StartOver
        self._refuse_beyond(total)
        return first, last + 1

    def _write(self, response: httpx.Response, size: int) -> int:
        """Write behind the first `size` bytes and return how many there are then."""
        with self.file.open("ab") as file:
            for chunk in response.iter_bytes():
                size += len(chunk)
                self._refuse_beyond(size)
                file.write(chunk)
                file.flush()  # what a killed run wrote is not lost with its buffer
        return size

    def _refuse_beyond(self, size: int) -> None:
        if size > self._max_bytes:
            detail = f"{size:,} bytes or more; the limit is {self._max_bytes:,}"
            raise Lasting(Refused(detail, too_large=True))


def sweep(folder: Path, oldest: float) -> None:
    """Take away what killed runs left and nobody can go on with: parts without note, or from before `oldest`."""
    for file in folder.rglob(f"*{PART}"):
        is_note = file.name.startswith(".")
        other = file.with_name(file.name[1:]) if is_note else _note_of(file)
        if not other.exists() or file.stat().st_mtime < oldest:
            file.unlink()


def _note_of(file: Path) -> Path:
    return file.with_name(f".{file.name}")


def _read_note(note: Path) -> Version | None:
    """Return what a part is a part of; None where nobody wrote it down whole."""
    try:
        return Version(**json.loads(note.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def _version_of(response: httpx.Response) -> Version:
    headers = response.headers
    etag, modified = headers.get("ETag", ""), headers.get("Last-Modified", "")
    if "Content-Encoding" in headers:  # its lengths and ranges count other bytes than those that are written
        return Version(str(response.url), etag, modified)
    stated = headers.get("Content-Length", "")
    total = int(stated) if stated.isdecimal() else None
    validator = (etag if etag.startswith('"') else "") if etag else _strong_date(headers)
    if headers.get("Accept-Ranges", "").lower() == "none":
        validator = ""
    return Version(str(response.url), etag, modified, validator, total)


def _strong_date(headers: httpx.Headers) -> str:
    """Return Last-Modified if no two versions can bear it (RFC 9110, section 8.8.2.2)."""
    modified = headers.get("Last-Modified", "")
    try:
        age = parsedate_to_datetime(headers.get("Date", "")) - parsedate_to_datetime(modified)
    except (ValueError, TypeError):
        return ""
    return modified if age >= _CLOCKS_DIFFER else ""
