"""Makes the rows of `ops` from a run's plan and its kept batches. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tasks.ingestion.document import DOCUMENT_ID_DIGITS
from tasks.ingestion.kept import LASTING_REASONS, KeptBatch, Rejection
from tasks.ingestion.plan import Plan
from tasks.ingestion.run import CheckResult, Run
from tasks.ingestion.sources import BadSource, Source
from tasks.model import Row


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a run writes to `ops` and which documents it loads and takes out."""

    load: tuple[str, ...]  # document ids
    remove: tuple[str, ...]  # document ids whose rows are replaced, or that can be read no longer
    files: tuple[Row, ...]
    rejections: tuple[Row, ...]
    stamps: tuple[Row, ...]


def document_id(content: str) -> str:
    """Return a document's id from its content's SHA-256."""
    return content[:DOCUMENT_ID_DIGITS]


def make_ledger(run: Run, plan: Plan, batches: Sequence[KeptBatch]) -> Ledger:
    """Return a run's rows. A file whose content has no result (its worker was lost) is left for the next run."""
    parsed = {content for batch in batches for content in batch.parsed}
    rejected = {r.sha256: r for batch in batches for r in batch.rejected}
    work = [w.source for w in plan.work]
    loaded = [s for s in work if s.sha256 in parsed]
    failed = [(s, rejected[s.sha256]) for s in work if s.sha256 in rejected and s.sha256 not in parsed]
    linked_failed = [(s, rejected[s.sha256]) for s in plan.linked if s.sha256 in rejected]
    linked = [s for s in plan.linked if s.sha256 not in rejected]
    files = [
        *(_file(run, s, "loaded") for s in loaded),
        *(_file(run, s, "duplicate") for s in linked),
        *(_file(run, s, "rejected") for s, _ in (*failed, *linked_failed)),
        *(_bad_file(run, s) for s in plan.bad),
    ]
    lasting = [s.sha256 for s, rejection in failed if rejection.reason in LASTING_REASONS]
    return Ledger(
        load=tuple(document_id(s.sha256) for s in loaded),
        remove=tuple(document_id(content) for content in (*(s.sha256 for s in loaded), *lasting)),
        files=tuple(_newest(files)),
        rejections=(
            *(_rejection(run, s, r) for s, r in (*failed, *linked_failed)),
            *(_bad_rejection(run, s) for s in plan.bad),
        ),
        stamps=tuple(_stamp(run, s) for s in loaded),
    )


def _newest(files: Iterable[Row]) -> Iterable[Row]:
    """Keep one row per place and content: a plan can meet a place twice when paths overlap."""
    return {(row["file_uri"], row["sha256"]): row for row in files}.values()


def _file(run: Run, source: Source, fate: str) -> Row:
    return {
        "file_uri": source.uri,
        "sha256": source.sha256,
        "file_name": source.file_name,
        "document_id": None if fate == "rejected" else document_id(source.sha256),
        "size_bytes": source.size_bytes,
        "modified_at": source.modified_at,
        "version_token": source.token,
        "fate": fate,
        "fingerprint": run.fingerprint,
        "first_seen_at": run.started_at,
        "last_seen_at": run.started_at,
        "run_id": run.run_id,
    }


def _bad_file(run: Run, source: BadSource) -> Row:
    return {
        "file_uri": source.uri,
        "sha256": source.sha256,
        "file_name": source.file_name,
        "version_token": source.token,
        "fate": "rejected",
        "fingerprint": run.fingerprint,
        "first_seen_at": run.started_at,
        "last_seen_at": run.started_at,
        "run_id": run.run_id,
    }


def _rejection(run: Run, source: Source, rejection: Rejection) -> Row:
    return {
        "file_uri": source.uri,
        "sha256": source.sha256,
        "stage": rejection.stage,
        "reason": rejection.reason,
        "detail": rejection.detail,
        "run_id": run.run_id,
        "rejected_at": run.started_at,
    }


def _bad_rejection(run: Run, source: BadSource) -> Row:
    return {
        "file_uri": source.uri,
        "sha256": source.sha256 or None,
        "stage": "discover",
        "reason": source.reason,
        "detail": source.detail,
        "run_id": run.run_id,
        "rejected_at": run.started_at,
    }


def _stamp(run: Run, source: Source) -> Row:
    return {
        "document_id": document_id(source.sha256),
        "file_name": source.file_name,
        "source_uri": source.uri,
        "loaded_at": run.started_at,
        "run_id": run.run_id,
    }


def check_rows(run: Run, checks: Iterable[CheckResult]) -> list[Row]:
    """Return the rows of `ops.checks`."""
    return [
        {
            "run_id": run.run_id,
            "check_name": check.check_name,
            "table_name": check.table_name,
            "column_name": check.column_name,
            "kind": check.kind,
            "severity": check.severity,
            "passed": check.passed,
            "failing_rows": check.failing_rows,
            "checked_rows": check.checked_rows,
            "detail": check.detail,
            "checked_at": run.started_at,
        }
        for check in checks
    ]
