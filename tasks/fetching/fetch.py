"""Fetches one source of a catalogue into the inbox."""

from collections.abc import Sequence
from pathlib import Path
from typing import assert_never

from tasks.errors import UsageError
from tasks.fetching import document_system, web
from tasks.fetching.catalogue import (
    Catalogue,
    CitedSource,
    FilesSource,
    FolderSource,
    Limits,
    Source,
    SymbolsSource,
    WebSource,
)
from tasks.fetching.cited import Wanted, fetch_cited
from tasks.fetching.client import Getter, World
from tasks.fetching.inbox import Folder, Report
from tasks.fetching.pace import LONGEST_HOLD, Pace
from tasks.fetching.remote import fetch_files
from tasks.fetching.state import State, open_state
from warehouse.lock import hold

_LOCK_NAME = ".fetching"
_MINUTE = 60.0


def fetch(
    source: Source,
    catalogue: Catalogue,
    wanted: Sequence[Wanted] = (),
    world: World | None = None,
    wait_seconds: float = 0,
) -> Report:
    """Fetch what a source has that is new or changed, into its folder in the inbox.

    Args:
        source: one of the catalogue's, or one that a person asked for.
        catalogue: the inbox, the limits and whom hosts may write to.
        wanted: what is cited and not held, for a source of kind "cited".
        world: time and chance.
        wait_seconds: how long to wait for another process that fetches into this inbox.

    Raises:
        LockedWarehouse: another process fetches into this inbox.
        UsageError: a source cannot be what it says, or the inbox cannot be one.

    """
    if isinstance(source, FolderSource):  # read where it lies
        return Report(source.name)
    _make(catalogue.inbox)
    there = world or World()
    limits = catalogue.limits_of(source)
    now = there.now().timestamp()
    with hold(catalogue.inbox / _LOCK_NAME, wait_seconds), open_state(catalogue.inbox) as state:
        folder = Folder(catalogue.inbox, source.name, state, now, limits.recheck_days)
        if isinstance(source, FilesSource):
            return fetch_files(source, folder, limits, there, now)
        interval = _MINUTE / limits.requests_per_minute
        pace = Pace(interval, state.next_requests(now + LONGEST_HOLD), state.put_next_request)
        getter = _getter(source, limits, catalogue.contact, pace, there)
        try:
            return _fetch_over_http(source, wanted, state, folder, getter)
        finally:
            getter.close()


def _make(inbox: Path) -> None:
    try:
        inbox.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"the inbox {inbox} cannot be made: {error.strerror}") from error


def _getter(
    source: WebSource | SymbolsSource | CitedSource, limits: Limits, contact: str, pace: Pace, world: World
) -> Getter:
    hosts = web.hosts_of(source) if isinstance(source, WebSource) else document_system.hosts_of(source)
    return Getter(limits, hosts, pace, contact=contact, allow_private=source.allow_private, world=world)


def _fetch_over_http(
    source: WebSource | SymbolsSource | CitedSource,
    wanted: Sequence[Wanted],
    state: State,
    folder: Folder,
    getter: Getter,
) -> Report:
    match source:
        case WebSource():
            return web.fetch_web(source, folder, getter)
        case SymbolsSource():
            return document_system.fetch_symbols(source, folder, getter)
        case CitedSource():
            return fetch_cited(source, wanted, state, folder, getter)
    assert_never(source)


def ingest_paths(catalogue: Catalogue) -> list[Path]:
    """Return what to ingest of a catalogue: its folders, and the inbox where anything is fetched into it."""
    paths: list[Path] = []
    for source in catalogue.source:
        if isinstance(source, FolderSource):
            paths += sorted(source.path.glob(source.glob)) if source.glob else [source.path]
    if any(not isinstance(source, FolderSource) for source in catalogue.source):
        catalogue.inbox.mkdir(parents=True, exist_ok=True)
        paths.append(catalogue.inbox)
    return paths
