"""A document's type, from its symbol, its headings and its first words."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import cast

from seeds.reference import read_reference
from tasks.model import DocumentType

Evidence = Mapping[str, Sequence[str]]  # by 'symbol', 'heading', 'author', 'title', 'sponsor', 'body'


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str], DocumentType], ...]:
    rows = sorted(read_reference("document_types"), key=lambda row: int(row["rank"]))
    return tuple(
        (row["where"], _compiled(row["where"], row["pattern"]), cast("DocumentType", row["document_type"]))
        for row in rows
    )


def _compiled(where: str, pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, 0 if where == "symbol" else re.IGNORECASE)


def find_type(evidence: Evidence) -> DocumentType:
    """Return the type of the first rule, by rank, that matches what the document says there; 'other' if none."""
    return next(
        (kind for where, pattern, kind in _rules() if any(map(pattern.search, evidence.get(where, ())))),
        "other",
    )
