"""Chooses, of all that is cited and not held, what to fetch next. Pure but for the asking."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tasks.fetching.catalogue import CitedSource
from tasks.fetching.client import Getter
from tasks.fetching.document_system import ABSENT, fetch_each
from tasks.fetching.inbox import Folder, Report
from tasks.fetching.state import Record, State


@dataclass(frozen=True, slots=True)
class Wanted:
    """A symbol that is cited and not held: a row of `report.missing_documents`."""

    symbol: str
    body_code: str | None
    citing_documents: int
    cited_by: tuple[str, ...]  # symbols, or file names where there is none


def depths_of(records: Iterable[Record]) -> dict[str, int]:
    """Return how far from what came otherwise each symbol is that was fetched because it is cited."""
    return {record.key.partition("|")[0]: record.depth for record in records if record.sha256}


def choose(
    wanted: Iterable[Wanted], depths: Mapping[str, int], asked_lately: frozenset[str], source: CitedSource
) -> list[tuple[str, int]]:
    """Return up to `budget` symbols with their depths, the most cited first.

    A symbol's depth is one more than the least of those that cite it; documents that came otherwise have depth 0.
    """
    chosen: list[tuple[str, int]] = []
    for want in sorted(wanted, key=lambda w: (-w.citing_documents, w.symbol)):
        depth = 1 + min((depths.get(citer, 0) for citer in want.cited_by), default=0)
        body_fits = not source.bodies or want.body_code in source.bodies
        if depth <= source.depth and body_fits and want.symbol not in asked_lately:
            chosen.append((want.symbol, depth))
    return chosen[: source.budget]


def fetch_cited(
    source: CitedSource, wanted: Sequence[Wanted], state: State, folder: Folder, getter: Getter
) -> Report:
    """Fetch what is cited, not held, and was not asked for in vain lately."""
    report = Report(source.name)
    records = state.of_source(source.name)
    lately = frozenset(
        r.key.partition("|")[0] for r in records if folder.is_fresh(r) and r.outcome in (*ABSENT, "refused")
    )
    fetch_each(choose(wanted, depths_of(records), lately, source), source, folder, getter, report)
    return report
