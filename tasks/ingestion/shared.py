"""Kept parses on storage that many machines share, by any fsspec address.

A batch is there when its manifest is there: the manifest is sent last, and collected last.
"""

import shutil
from pathlib import Path

import fsspec
from fsspec.core import url_to_fs

from tasks.errors import UsageError
from tasks.ingestion.kept import MANIFEST, KeptBatch


def open_shared(url: str) -> tuple[fsspec.AbstractFileSystem, str]:
    """Return a store and the path in it.

    Raises:
        UsageError: no library for the protocol is installed.

    """
    try:
        store, root = url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise UsageError(f"{url}: {error}. Extras: travaux[s3], [gcs], [azure], [sftp]") from error
    return store, root.rstrip("/")


def send(batch: KeptBatch, url: str, fingerprint: str) -> None:
    """Copy a batch to shared storage. Sending it twice is harmless."""
    store, root = open_shared(url)
    target = f"{root}/{fingerprint}/{batch.folder.name}"
    store.makedirs(target, exist_ok=True)
    for file in sorted(batch.folder.iterdir(), key=lambda f: f.name == MANIFEST):
        store.pipe_file(f"{target}/{file.name}", file.read_bytes())


def collect(url: str, root: Path, fingerprint: str) -> int:
    """Copy the batches that shared storage has and this machine has not; return how many came."""
    store, shared = open_shared(url)
    store.invalidate_cache()
    came = 0
    for manifest in store.glob(f"{shared}/{fingerprint}/*/{MANIFEST}"):
        folder = str(manifest).rpartition("/")[0]
        target = root / fingerprint / folder.rpartition("/")[2]
        if not (target / MANIFEST).is_file():
            _copy(store, folder, target)
            came += 1
    return came


def _copy(store: fsspec.AbstractFileSystem, folder: str, target: Path) -> None:
    """Copy one batch; it appears under its name only when it is whole."""
    unfinished = target.with_name(f".{target.name}.collected")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    for path in store.ls(folder, detail=False):
        (unfinished / str(path).rpartition("/")[2]).write_bytes(store.cat_file(path))
    shutil.rmtree(target, ignore_errors=True)
    unfinished.rename(target)
