"""Kept parses: a batch's rows as a set of Parquet files, under the fingerprint of the rules that made them.

A run that was killed goes on where it stood, and a warehouse can be rebuilt without reading a document again.
A batch appears under its name only when it is whole.
"""

import json
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from tasks.errors import RejectionReason
from tasks.ingestion.rows import TABLES
from tasks.model import Row
from warehouse.build import arrow_schema

MANIFEST = "manifest.json"
RUN_COLUMNS = frozenset(
    (
        "file_name",
        "source_uri",
        "first_seen_at",
        "loaded_at",
        "run_id",
        "is_current",
        "supersedes_document_id",
    )
)
LASTING_REASONS = frozenset(  # what the bytes alone decide; anything else may go better next time
    ("empty", "binary", "unknown_type", "unknown_encoding", "encrypted", "damaged", "no_pages", "no_text",
     "placeholder", "unsafe", "too_large")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rejection:
    """One content that could not be read."""

    sha256: str
    stage: str
    reason: RejectionReason
    detail: str


@dataclass(frozen=True, slots=True)
class KeptBatch:
    """One batch on disk: which contents it parsed and which it rejected."""

    folder: Path
    parsed: tuple[str, ...]  # SHA-256s
    rejected: tuple[Rejection, ...]


def batch_name(contents: Iterable[str]) -> str:
    """Return a batch's name: a hash of its contents' SHA-256s, whatever their order."""
    return sha256("\n".join(sorted(contents)).encode()).hexdigest()[:16]


def _schema(table: str) -> pa.Schema:
    """Return a table's schema without the columns that only a run can fill."""
    schema = arrow_schema(table)
    return pa.schema([f for f in schema if table != "core.documents" or f.name not in RUN_COLUMNS])


def write_batch(
    root: Path,
    fingerprint: str,
    rows: dict[str, list[Row]],
    parsed: Sequence[str],
    rejected: Sequence[Rejection],
) -> KeptBatch:
    """Write a batch's Parquet set and return where it is. Writing the same batch twice is harmless."""
    name = batch_name((*parsed, *(r.sha256 for r in rejected)))
    target = root / fingerprint / name
    if (target / MANIFEST).is_file():
        return read_batch(target)
    unfinished = root / fingerprint / f".{name}.{uuid4().hex[:8]}"
    unfinished.mkdir(parents=True)
    for table in TABLES:
        pq.write_table(
            pa.Table.from_pylist(rows.get(table, []), _schema(table)), unfinished / f"{table}.parquet"
        )
    lasting = [r for r in rejected if r.reason in LASTING_REASONS]
    manifest = {"parsed": list(parsed), "rejected": [asdict(r) for r in lasting]}
    (unfinished / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    try:
        os.replace(unfinished, target)  # noqa: PTH105 - Path.replace says the same, less loudly
    except OSError:  # another worker was faster; its set is the same
        shutil.rmtree(unfinished)
    return KeptBatch(target, tuple(parsed), tuple(rejected))


def read_batch(folder: Path) -> KeptBatch:
    """Return what a batch on disk holds, by its manifest."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    rejected = tuple(Rejection(**entry) for entry in manifest["rejected"])
    return KeptBatch(folder, tuple(manifest["parsed"]), rejected)


def find_batches(root: Path, fingerprint: str) -> list[KeptBatch]:
    """Return all whole batches that these rules made, and remove unfinished ones that a killed run left."""
    folder = root / fingerprint
    if not folder.is_dir():
        return []
    for unfinished in folder.glob(".*"):
        shutil.rmtree(unfinished, ignore_errors=True)
    return [read_batch(batch) for batch in sorted(folder.iterdir()) if (batch / MANIFEST).is_file()]


def forget_other_rules(root: Path, fingerprint: str, keep: int) -> None:
    """Remove parses of older rules, but for the `keep` newest sets."""
    if not root.is_dir():
        return
    others = [f for f in root.iterdir() if f.is_dir() and f.name != fingerprint]
    for folder in sorted(others, key=lambda f: f.stat().st_mtime, reverse=True)[keep:]:
        shutil.rmtree(folder, ignore_errors=True)
