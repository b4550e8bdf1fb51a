"""One source's folder in the inbox: what arrives appears there whole or not at all."""

import os
from dataclasses import dataclass, field, replace
from pathlib import Path

from tasks.fetching.client import Getter
from tasks.fetching.content import SUFFIXES, Kind
from tasks.fetching.part import PART, sweep
from tasks.fetching.replies import Failed, Got, Known, Missing, NotModified, Refused, Reply
from tasks.fetching.state import HERE, Outcome, Record, State

_DAY = 86_400.0
_OLDEST_PART = 7 * _DAY  # what came of a broken body is kept so long


@dataclass(frozen=True, slots=True)
class Fetched:
    """One thing that was asked for, and what came of it."""

    key: str
    outcome: Outcome
    detail: str = ""
    file: Path | None = None


@dataclass(slots=True)
class Report:
    """What came of one source. `stopped`: why it was left before its end."""

    source: str
    fetched: list[Fetched] = field(default_factory=list)
    stopped: str = ""

    def count(self, *outcomes: Outcome) -> int:
        """Return how many things had one of these outcomes."""
        return sum(f.outcome in outcomes for f in self.fetched)


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing to get: where it is, what to call it, and which kinds of content are none of it."""

    key: str
    url: str
    stem: str  # of its file name; a suffix that tells the content is added where `suffix` is None
    suffix: str | None = None
    wrong_kinds: frozenset[Kind] = frozenset()
    depth: int = 0


class Folder:
    """A source's folder and records."""

    def __init__(self, inbox: Path, source: str, state: State, now: float, recheck_days: float) -> None:
        self.path = inbox / source
        self._source = source
        self._state = state
        self._now = now
        self._recheck = recheck_days * _DAY
        self.path.mkdir(parents=True, exist_ok=True)
        sweep(self.path, now - _OLDEST_PART)

    def known(self, key: str) -> Record | None:
        """Return a thing's record; one whose file somebody has taken away is not held any more."""
        record = self._state.get(self._source, key)
        if record and record.outcome in HERE and not (self.path / record.file_name).is_file():
            return replace(record, outcome="missing", etag="", last_modified="", sha256="", checked_at=0)
        return record

    def is_fresh(self, record: Record) -> bool:
        """Tell whether a thing was asked for so lately that it need not be asked for again."""
        return 0 <= self._now - record.checked_at < self._recheck  # a clock can have been set back

    def part(self, name: str) -> Path:
        """Return where a file may be written until it is whole."""
        target = self.path / f"{name}{PART}"
        target.parent.mkdir(parents=True, exist_ok=True)
        return target

    def keep(self, part: Path, record: Record) -> Fetched:
        """Put a whole file into its place, unless the same bytes lie there, and write its record."""
        before = self.known(record.key)
        target = self.path / record.file_name
        if before and before.sha256 == record.sha256 and before.file_name == record.file_name:
            part.unlink()
            outcome: Outcome = "unchanged"
        else:
            _flush(part)
            part.replace(target)
            outcome = "changed" if before and before.sha256 else "new"
            if before and before.file_name not in {"", record.file_name}:
                (self.path / before.file_name).unlink(missing_ok=True)
        self._state.put(replace(record, outcome=outcome))
        return Fetched(record.key, outcome, file=target)

    def unchanged(self, before: Record) -> Fetched:
        """Note that a held thing was asked for and is as it was."""
        self._state.put(replace(before, outcome="unchanged", checked_at=self._now))
        return Fetched(before.key, "unchanged", file=self.path / before.file_name)

    def held(self, before: Record) -> Fetched:
        """Say that a thing was not asked for, since it is held."""
        return Fetched(before.key, "held", file=self.path / before.file_name)

    def nothing(self, key: str, outcome: Outcome, detail: str, depth: int = 0) -> Fetched:
        """Note that nothing came; what is held already stays held, and is asked for again next time."""
        before = self.known(key)
        if before is None or not before.sha256:
            self._state.put(Record(self._source, key, outcome, self._now, depth=depth))
        return Fetched(key, outcome, detail)

    def record(self, wish: Wish, file_name: str, got: Got) -> Record:
        """Return the record of bytes that came."""
        return Record(
            self._source, wish.key, "new", self._now, file_name, got.etag, got.last_modified, got.sha256,
            wish.depth,
        )  # fmt: skip

    def get(self, getter: Getter, wish: Wish) -> tuple[Fetched, Reply | None]:
        """Get one thing unless it is held and fresh; return what came of it and the host's answer, if it was asked."""
        before = self.known(wish.key)
        if before and before.sha256 and self.is_fresh(before):
            return self.held(before), None
        part = self.part(wish.stem)
        known = Known(before.etag, before.last_modified) if before else None
        reply = getter.get(wish.url, part, known)
        return self._settle(wish, reply, before, part), reply

    def _settle(self, wish: Wish, reply: Reply, before: Record | None, part: Path) -> Fetched:
        if isinstance(reply, Got) and reply.kind not in wish.wrong_kinds:
            suffix = SUFFIXES[reply.kind] if wish.suffix is None else wish.suffix
            return self.keep(part, self.record(wish, f"{wish.stem}{suffix}", reply))
        if isinstance(reply, NotModified) and before is not None:
            return self.unchanged(before)
        if isinstance(reply, Got):
            part.unlink()
        return self.nothing(wish.key, *_why_nothing(reply), wish.depth)


def _why_nothing(reply: Reply) -> tuple[Outcome, str]:
    """Return what an answer that brought no document comes to, and its detail."""
    match reply:
        case Got(kind=kind):
            return "not_a_document", f"{kind} in place of a document"
        case NotModified():
            return "failed", "'not modified', without having been asked"
        case Missing(detail=detail):
            return "missing", detail
        case Refused(detail=detail, too_large=too_large):
            return ("too_large" if too_large else "refused"), detail
        case Failed(detail=detail):
            return "failed", detail


def _flush(path: Path) -> None:
    """Wait until the file is on the disk: after a power cut its name must not stand for half of it."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
