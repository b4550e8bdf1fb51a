"""Watches folders, and ingests what has come when it has stopped growing."""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tasks.errors import TravauxError, UsageError
from tasks.ingestion.sources import FoundFile, find_files
from warehouse.errors import WarehouseError

LOG = logging.getLogger("travaux")
Snapshot = Mapping[str, str]  # token (size and times) by URI


@dataclass(slots=True)
class Settling:
    """Decides when to ingest, from snapshots of the folders. Pure; times are the caller's, in seconds.

    A run begins when something has changed and nothing has for `quiet` seconds, so that a burst is one run. Where
    changes never end, it begins after `longest` seconds, with those files only that have been quiet.
    """

    quiet: float
    longest: float
    ingested: dict[str, str] = field(default_factory=dict)
    _seen: dict[str, tuple[str, float]] = field(default_factory=dict)  # token, and since when it is that
    _waiting_since: float | None = None

    def look(self, snapshot: Snapshot, now: float) -> list[str] | None:
        """Return None: nothing to do yet; []: ingest all; else the URIs to ingest, while others still grow."""
        for uri, token in snapshot.items():
            if self._seen.get(uri, ("", 0.0))[0] != token:
                self._seen[uri] = (token, now)
        changed = [uri for uri, token in snapshot.items() if self.ingested.get(uri) != token]
        gone = self.ingested.keys() - snapshot.keys()
        if not changed and not gone:
            self._waiting_since = None
            return None
        if self._waiting_since is None:
            self._waiting_since = now
        settled = [uri for uri in changed if now - self._seen[uri][1] >= self.quiet]
        if len(settled) == len(changed) and now - self._waiting_since >= self.quiet:
            return []
        return settled if settled and now - self._waiting_since >= self.longest else None

    def done(self, snapshot: Snapshot, taken: Sequence[str]) -> None:
        """Note what was ingested: all of the snapshot, or what was taken of it."""
        if taken:
            self.ingested |= {uri: snapshot[uri] for uri in taken}
        else:
            self.ingested = dict(snapshot)
        self._seen = {uri: seen for uri, seen in self._seen.items() if uri in snapshot}
        self._waiting_since = None


def take_snapshot(paths: Sequence[Path]) -> dict[str, str]:
    """Return the tokens of all files under the paths; what cannot be looked at has none."""
    return {file.uri: file.token for file in find_files(paths) if isinstance(file, FoundFile)}


def watch(  # noqa: PLR0913, PLR0917 - what a watch is told
    paths: Sequence[Path],
    ingest: Callable[[Sequence[Path]], object],
    quiet: float,
    longest: float,
    poll: float,
    goes_on: Callable[[], bool] = lambda: True,
) -> None:
    """Ingest once, and again whenever something has come, changed or gone, while `goes_on()`.

    A run that fails is told in the log; the watch goes on, and tries again when something changes. A folder that is
    taken away, as by an unmounted disk, is waited for.

    Raises:
        UsageError: a folder is not there at the start.

    """
    settling = Settling(quiet, longest)
    take_snapshot(paths)
    waiting = False
    while goes_on():
        try:
            snapshot = take_snapshot(paths)
        except UsageError as error:
            if not waiting:
                LOG.warning("watch: %s; waiting until it is back", error)
            waiting = True
            time.sleep(poll)
            continue
        if waiting:
            LOG.info("watch: back")
            waiting = False
        taken = settling.look(snapshot, time.monotonic())
        if taken is not None:
            try:
                ingest([_path(uri) for uri in taken] or list(paths))
            except (TravauxError, WarehouseError, OSError) as error:
                LOG.error("watch: %s", error)  # noqa: TRY400 - the sentence says it all
            settling.done(snapshot, taken)
        time.sleep(poll)


def _path(uri: str) -> Path:
    return Path(unquote(urlsplit(uri).path))
