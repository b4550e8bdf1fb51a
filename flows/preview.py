"""Says what a run would do, without Prefect and without writing anything."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from tasks.ingestion.fingerprint import rules_fingerprint
from tasks.ingestion.plan import Choice, Plan
from tasks.ingestion.survey import survey, to_known
from warehouse.bookkeeping import known_files
from warehouse.connect import open_reader


def preview(  # noqa: PLR0913 - what a person may ask for
    paths: Sequence[Path],
    warehouse: Path,
    *,
    full: bool = False,
    retry_rejected: bool = False,
    only: Sequence[str] = (),
    since: datetime | None = None,
) -> Plan:
    """Return the plan of a run that would start now."""
    known = {}
    if warehouse.exists():
        with open_reader(warehouse) as connection:
            known = to_known(known_files(connection))
    return survey(paths, known, Choice(rules_fingerprint(), full, retry_rejected, tuple(only), since))
