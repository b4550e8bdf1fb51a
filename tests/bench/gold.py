"""What is in a benchmark's texts, and how an answer is compared with it: by value, not by place."""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from seeds.reference import read_reference
from tasks.entities.sessions import session_window
from tasks.ingestion.document import parse_document
from tasks.model import FinderContext

KINDS = ("countries", "groups", "symbols", "dates")


@dataclass(frozen=True, slots=True)
class Item:
    """One document of a benchmark: its text as Travaux reads it, and what its annotations say is in it.

    `answers` and `ignored` are keyed by kind. Answers are values ('FRA', 'EU', 'A/74/130', '2019-11-07/2019-11-07'),
    `surfaces` the printed country names with their values; `ignored` surfaces are neither rewarded nor punished.
    """

    name: str
    text: str
    context: FinderContext
    answers: dict[str, Counter[str]]
    surfaces: tuple[tuple[str, str], ...]
    ignored: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Score:
    """Counted over all items of one kind."""

    wanted: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.wanted + other.wanted, self.found + other.found, self.right + other.right)

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0


def read_items(folder: Path, gold: Path) -> list[Item]:
    """Return the documents of `folder` that `gold` (JSON lines, see docs/benchmarks.md) annotates, by `id`."""
    files = {file.stem: file for file in sorted(folder.iterdir())}
    rows = (json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip())
    return [_read_item(files[row["id"]], row) for row in rows]


def score(item: Item, kind: str, found: list[tuple[str, str]]) -> Score:
    """Return how many of the found (surface, value) pairs are answers; each answer counts once."""
    left = item.answers[kind].copy()
    right = wrong = 0
    for surface, value in found:
        if left[value] > 0:
            left[value] -= 1
            right += 1
        elif not any(surface in other or other in surface for other in item.ignored[kind]):
            wrong += 1
    return Score(item.answers[kind].total(), right + wrong, right)


def _read_item(file: Path, row: dict) -> Item:
    parsed = parse_document(file.read_bytes(), file.name)
    return Item(
        name=row["id"],
        text=parsed.structured.text,
        context=_context(row["context"]) if "context" in row else parsed.annotated.context,
        answers={
            "countries": Counter(entry[3] for entry in row["countries"]),
            "groups": Counter(_group_codes().get(entry[3].lower(), entry[3]) for entry in row["groups"]),
            "symbols": Counter("-".join(filter(None, entry[3:5])) for entry in row["symbols"]),
            "dates": Counter(f"{entry[3]}/{entry[4]}" for entry in row["dates"]),
        },
        surfaces=tuple((entry[2], entry[3]) for entry in row["countries"] if entry[4] == "name"),
        ignored={kind: tuple(entry[2] for entry in row["ignore"] if entry[3] == kind) for kind in KINDS},
    )


def _context(row: dict) -> FinderContext:
    session = row.get("session")
    window = session_window(row.get("body"), session) if session else None
    day = date.fromisoformat(row["document_date"]) if row.get("document_date") else None
    return FinderContext(day, row.get("body"), session, *(window or ()))


def _group_codes() -> dict[str, str]:
    names = {row["name"].lower(): row["group_code"] for row in read_reference("group_names")}
    return names | {row["name"].lower(): row["group_code"] for row in read_reference("groups")}
