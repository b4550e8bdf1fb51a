"""What was fetched, and when: a small SQLite file in the inbox, hidden from ingestion."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Literal, get_args

from tasks.errors import UsageError

FILE_NAME = ".fetched.sqlite"
Outcome = Literal[
    "new",             # came for the first time
    "changed",         # other bytes than before
    "unchanged",       # asked for; the source says, or the bytes say, that it is as it was
    "held",            # not asked for: held, and asked for lately
    "missing",         # the source has no such document
    "not_a_document",  # a page of HTML came in its place
    "past_end",        # neither, of the numbers that ended an open series
    "too_large",
    "refused",         # leads to a host or an address that is not allowed
    "failed",          # no answer, or an error, after all tries
]  # fmt: skip
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
HERE: frozenset[Outcome] = frozenset(
    ("new", "changed", "unchanged", "held")
)  # the document lies in the inbox


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that was asked for. Times are seconds since 1970; `depth` counts citations from what came otherwise."""

    source: str
    key: str  # symbol and language, or address
    outcome: Outcome
    checked_at: float
    file_name: str = ""  # relative to the source's folder
    etag: str = ""
    last_modified: str = ""
    sha256: str = ""
    depth: int = 0


_COLUMNS = ", ".join(f.name for f in fields(Record))
_MARKS = ", ".join("?" for _ in fields(Record))


class State:
    """Records by source and key."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, source: str, key: str) -> Record | None:
        """Return what is known of a thing."""
        query = f"select {_COLUMNS} from fetched where source = ? and key = ?"  # noqa: S608 - our own columns
        row = self._connection.execute(query, (source, key)).fetchone()
        return Record(*row) if row else None

    def put(self, record: Record) -> None:
        """Write a record at once: a killed run asks again for one document at most."""
        with self._connection:
            self._connection.execute(
                f"insert or replace into fetched ({_COLUMNS}) values ({_MARKS})",  # noqa: S608
                astuple(record),
            )

    def of_source(self, source: str) -> list[Record]:
        """Return all records of a source."""
        query = f"select {_COLUMNS} from fetched where source = ? order by key"  # noqa: S608
        return [Record(*row) for row in self._connection.execute(query, (source,))]

    def next_requests(self, latest: float) -> dict[str, float]:
        """Return when each host may be asked again; what is after `latest` a wrong clock wrote."""
        query = "select host, at from next_requests where at <= ?"
        return dict(self._connection.execute(query, (latest,)))

    def put_next_request(self, host: str, at: float) -> None:
        """Write when a host may be asked again."""
        with self._connection:
            self._connection.execute(
                "insert or replace into next_requests (host, at) values (?, ?)", (host, at)
            )


@contextmanager
def open_state(inbox: Path) -> Iterator[State]:
    """Open an inbox's records while the block runs; the inbox is made where it is not there.

    Raises:
        UsageError: the records are damaged.
        OSError: they cannot be read or written.

    """
    inbox.mkdir(parents=True, exist_ok=True)
    file = inbox / FILE_NAME
    try:
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("pragma journal_mode = wal")
            connection.execute(
                "create table if not exists fetched (source text, key text, outcome text, checked_at real, "
                "file_name text, etag text, last_modified text, sha256 text, depth integer, primary key (source, key))"
            )
            connection.execute("create table if not exists next_requests (host text primary key, at real)")
            yield State(connection)
    except sqlite3.OperationalError as error:  # the disk is full, or lets nobody write
        raise OSError(f"{file}: {error}") from error
    except sqlite3.DatabaseError as error:
        raise UsageError(
            f"{file}: {error}. Without this file, what is held is asked for once more and nothing is lost"
        ) from error
