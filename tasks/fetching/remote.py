"""Files of remote stores, by fsspec: s3://, gcs://, az://, sftp://, memory://, file://.

Credentials come from the environment: each store's own variables, or fsspec's `FSSPEC_<PROTOCOL>_<OPTION>`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import fsspec
from fsspec.core import url_to_fs

from tasks.errors import UsageError
from tasks.fetching.addresses import ForbiddenAddress, allowed_addresses
from tasks.fetching.backoff import Retries, next_wait
from tasks.fetching.catalogue import FilesSource, Limits
from tasks.fetching.client import World
from tasks.fetching.inbox import Fetched, Folder, Report
from tasks.fetching.part import PART
from tasks.fetching.state import Outcome, Record

_GLOB = frozenset("*?[")
_CHUNK = 1_048_576
_SSH_PORT = 22
_NAMED_HOSTS = frozenset(("sftp", "ssh", "ftp", "smb", "webhdfs"))  # protocols whose addresses name a host
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
_LASTING = (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError)


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

    """
    report = Report(source.name)
    store, root = _open(source)
    for file in _list(store, root, source.url):
        report.fetched.append(_fetch(store, file, source, folder, limits, world, now))
    return report


def _open(source: FilesSource) -> tuple[fsspec.AbstractFileSystem, str]:
    parts = urlsplit(source.url)
    if parts.scheme in _NAMED_HOSTS:
        try:
            allowed_addresses(
                parts.hostname or "", parts.port or _SSH_PORT, allow_private=source.allow_private
            )
        except ForbiddenAddress as error:
            raise UsageError(f"source {source.name}: {error}") from error
    try:
        store, root = url_to_fs(source.url)
    except (ImportError, ValueError) as error:
        raise UsageError(
            f"source {source.name}: {error}. Extras: travaux[s3], [gcs], [azure], [sftp]"
        ) from error
    return store, root


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


def _fetch(  # noqa: PLR0913, PLR0917 - one file and all that binds it
    store: fsspec.AbstractFileSystem,
    file: RemoteFile,
    source: FilesSource,
    folder: Folder,
    limits: Limits,
    world: World,
    now: float,
) -> Fetched:
    before = folder.known(file.path)
    if before and before.sha256 and file.token and before.etag == file.token:
        return folder.unchanged(before)
    if file.size is not None and file.size > limits.max_bytes:
        return folder.nothing(
            file.path, "too_large", f"{file.size:,} bytes; the limit is {limits.max_bytes:,}"
        )
    part = folder.part(file.name)

    def copy() -> Fetched:
        digest = _copy(store, file, part, limits, world)
        record = Record(source.name, file.path, "new", now, file.name, file.token, "", digest)
        return folder.keep(part, record)

    return _patiently(copy, file, folder, limits, world, part)


def _patiently(  # noqa: PLR0913, PLR0917
    copy: Callable[[], Fetched], file: RemoteFile, folder: Folder, limits: Limits, world: World, part: Path
) -> Fetched:
    """Copy, and try again what a network can do wrong."""
    policy = Retries(limits.tries, limits.first_wait_seconds, limits.longest_wait_seconds)
    tried = 0
    while True:
        try:
            return copy()
        except OSError as error:
            part.unlink(missing_ok=True)
            tried += 1
            lasting = isinstance(error, _LASTING)
            wait = None if lasting else next_wait(policy, tried, None, world.chance())
            if wait is None:
                outcome: Outcome = "missing" if isinstance(error, FileNotFoundError) else "failed"
                return folder.nothing(file.path, outcome, f"{type(error).__name__}: {error}")
            world.sleep(wait)


def _copy(
    store: fsspec.AbstractFileSystem, file: RemoteFile, part: Path, limits: Limits, world: World
) -> str:
    """Write a file's bytes to `part` and return their SHA-256.

    Raises:
        OSError: it is longer or shorter than the store says, or takes too long.

    """
    deadline = world.monotonic() + limits.total_seconds
    digest, size = sha256(), 0
    with store.open(file.path, "rb") as source, part.open("wb") as target:
        while chunk := source.read(_CHUNK):
            size += len(chunk)
            if size > limits.max_bytes or world.monotonic() > deadline:
                raise TimeoutError(f"over {limits.max_bytes:,} bytes or {limits.total_seconds:g} seconds")
            digest.update(chunk)
            target.write(chunk)
    if file.size is not None and size != file.size:
        raise OSError(f"{size:,} bytes came of {file.size:,}")
    return digest.hexdigest()
