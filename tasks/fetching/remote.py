"""Files of remote stores, by fsspec: s3://, gcs://, az://, sftp://, memory://, file://.

Credentials come from the environment: each store's own variables, or fsspec's `FSSPEC_<PROTOCOL>_<OPTION>`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

import fsspec

from tasks.errors import UsageError
from tasks.fetching.backoff import Retries, next_wait
from tasks.fetching.catalogue import FilesSource, Limits
from tasks.fetching.client import ENOUGH_FAILURES, World
from tasks.fetching.inbox import Fetched, Folder, Report
from tasks.fetching.part import PART
from tasks.fetching.state import Outcome, Record
from tasks.fetching.stores import as_os_errors, open_store

_GLOB = frozenset("*?[")
_CHUNK = 1_048_576
_VERSION_KEYS = (
    "ETag",
    "etag",
    "md5",
    "md5Hash",
    "checksum",
    "LastModified",
    "last_modified",
    "mtime",
    "created",
)


class _TooLarge(OSError):  # noqa: N818 - what the file is
    """A file is larger than allowed."""


_LASTING = (FileNotFoundError, FileExistsError, PermissionError, IsADirectoryError, NotADirectoryError)


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a store: its path there, its name in the source's folder, size, and what tells its version."""

    path: str
    name: str
    size: int | None
    token: str


def fetch_files(source: FilesSource, folder: Folder, limits: Limits, world: World, now: float) -> Report:
    """Fetch the files of a store that are new or changed.

    Raises:
        UsageError: the store's library is not installed, or nothing lies at the address.
        OSError: the store does not answer, or lets nobody in.

    """
    report = Report(source.name)
    store, root = open_store(source, limits)
    with as_os_errors():
        files = list(_list(store, root, source.url))
    fetcher = _Fetcher(source, store, folder, limits, world, now)
    failed_in_a_row = 0
    for file in files:
        fetched = fetcher.fetch(file)
        report.fetched.append(fetched)
        failed_in_a_row = failed_in_a_row + 1 if fetched.outcome == "failed" else 0
        if failed_in_a_row >= ENOUGH_FAILURES:
            report.stopped = fetched.detail
            break
    return report


def _list(store: fsspec.AbstractFileSystem, root: str, url: str) -> Iterator[RemoteFile]:
    """Yield the files under an address, or those that its glob matches, in the order of their names."""
    store.invalidate_cache()
    has_glob = bool(_GLOB & set(root))
    fixed = root[: min((root.index(c) for c in _GLOB if c in root), default=len(root))] if has_glob else root
    base = fixed.rpartition("/")[0] if has_glob else root
    found = store.glob(root, detail=True) if has_glob else store.find(root, detail=True)
    if not found and not has_glob and not store.exists(root):
        raise UsageError(f"nothing lies at {url}")
    for path, info in sorted(found.items()):
        name = _local_name(path, base if path != base else base.rpartition("/")[0])
        if info.get("type") == "file" and name:
            yield RemoteFile(path, name, info.get("size"), _token(info))


def _local_name(path: str, base: str) -> str:
    """Return a path below the source's folder; '' for what ingestion would pass over, or what climbs out of it."""
    relative = PurePosixPath(path.removeprefix(base).lstrip("/"))
    hidden = any(part.startswith(".") for part in relative.parts)
    return "" if hidden or relative.suffix.lower() in {PART, ".tmp"} else str(relative)


def _token(info: dict[str, object]) -> str:
    """Return what tells a file's version without reading it; '' where the store says nothing: then it is read."""
    version = next((str(info[key]) for key in _VERSION_KEYS if info.get(key)), "")
    return f"{info.get('size')}:{version}" if version else ""


class _Fetcher:
    """Fetches files of one store, and connects to it anew when the connection is lost."""

    def __init__(  # noqa: PLR0913, PLR0917 - a source and all that binds it
        self,
        source: FilesSource,
        store: fsspec.AbstractFileSystem,
        folder: Folder,
        limits: Limits,
        world: World,
        now: float,
    ) -> None:
        self._source = source
        self._store: fsspec.AbstractFileSystem | None = store
        self._folder = folder
        self._limits = limits
        self._world = world
        self._now = now

    def fetch(self, file: RemoteFile) -> Fetched:
        """Fetch a file unless it is as it was; try again what a network can do wrong."""
        before = self._folder.known(file.path)
        if before and before.sha256 and file.token and before.etag == file.token:
            return self._folder.unchanged(before)
        policy = Retries(
            self._limits.tries, self._limits.first_wait_seconds, self._limits.longest_wait_seconds
        )
        deadline = self._world.monotonic() + self._limits.total_seconds
        tried = 0
        while True:
            try:
                return self._copy(file, deadline)
            except _TooLarge as error:
                return self._folder.nothing(file.path, "too_large", str(error))
            except OSError as error:
                tried += 1
                lasting = isinstance(error, _LASTING) or self._world.monotonic() > deadline
                wait = None if lasting else next_wait(policy, tried, None, self._world.chance())
                if wait is None:
                    outcome: Outcome = "missing" if isinstance(error, FileNotFoundError) else "failed"
                    return self._folder.nothing(file.path, outcome, f"{type(error).__name__}: {error}")
                self._store = None  # its connection may be gone
                self._world.sleep(wait)

    def _copy(self, file: RemoteFile, deadline: float) -> Fetched:
        """Copy a file into the inbox.

        Raises:
            OSError: it is longer or shorter than the store says, or takes too long.

        """
        self._refuse_beyond(file.size or 0)
        part = self._folder.part(file.name)
        try:
            with as_os_errors():
                if self._store is None:
                    self._store, _ = open_store(self._source, self._limits)
                digest = self._write(self._store, file, part, deadline)
        except OSError:
            part.unlink(missing_ok=True)
            raise
        record = Record(self._source.name, file.path, "new", self._now, file.name, file.token, "", digest)
        return self._folder.keep(part, record)

    def _write(self, store: fsspec.AbstractFileSystem, file: RemoteFile, part: Path, deadline: float) -> str:
        """Write a file's bytes to `part` and return their SHA-256."""
        digest, size = sha256(), 0
        with store.open(file.path, "rb") as source, part.open("wb") as target:
            while chunk := source.read(_CHUNK):
                size += len(chunk)
                self._refuse_beyond(size)
                if self._world.monotonic() > deadline:
                    raise TimeoutError(f"not there after {self._limits.total_seconds:g} seconds")
                digest.update(chunk)
                target.write(chunk)
        if file.size is not None and size != file.size:
            raise OSError(f"{size:,} bytes came of {file.size:,}")
        return digest.hexdigest()

    def _refuse_beyond(self, size: int) -> None:
        if size > self._limits.max_bytes:
            raise _TooLarge(f"{size:,} bytes or more; the limit is {self._limits.max_bytes:,}")
