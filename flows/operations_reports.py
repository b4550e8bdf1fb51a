"""Prints for people what was fetched, which sources there are, and how things stand."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from flows.status import Disk, Status
from tasks.fetching.catalogue import (
    Catalogue,
    CitedSource,
    FilesSource,
    FolderSource,
    Source,
    SymbolsSource,
    WebSource,
)
from tasks.fetching.inbox import Report

GIGABYTE = 10**9
LONGEST_REASON = 300  # characters
WAITS = {"Late": ", late", "AwaitingConcurrencySlot": ", waits for the one before it"}
BAD = frozenset(("failed", "refused", "too_large", "not_a_document"))


def print_fetched(found: Sequence[Report], console: Console, *, all_of_them: bool) -> bool:
    """Print what was fetched; return whether all went well. `all_of_them`: each thing that is not there is a failure."""
    well = True
    for report in found:
        counts = Counter(f.outcome for f in report.fetched)
        told = ", ".join(f"{count} {outcome.replace('_', ' ')}" for outcome, count in counts.items())
        console.print(f"{report.source}: {told or 'nothing to fetch'}")
        for f in report.fetched:
            if f.outcome in {"new", "changed"} and f.file is not None:
                console.print(f"  {f.key}: {f.file}", soft_wrap=True, markup=False, highlight=False)
            elif f.outcome in BAD or (all_of_them and f.outcome == "missing"):
                well = False
                console.print(f"  {f.key}: {f.outcome}: {f.detail}", soft_wrap=True, markup=False)
        if report.stopped:
            well = False
            console.print(f"  stopped before its end: {report.stopped}", soft_wrap=True, markup=False)
    return well


def print_sources(catalogue: Catalogue, console: Console) -> None:
    """Print the sources of a file that is well."""
    table = Table("source", "kind", "what", title="Sources", title_justify="left")
    for source in catalogue.source:
        table.add_row(source.name, source.kind, escape(_what(source)))
    console.print(table)
    console.print(f"inbox {catalogue.inbox}", soft_wrap=True)


def _what(source: Source) -> str:
    match source:
        case FolderSource():
            there = "" if source.path.exists() else " (not there now)"
            return f"{source.path}{'/' + source.glob if source.glob else ''}{there}"
        case FilesSource():
            return source.url
        case WebSource():
            return ", ".join(source.urls) + (f" → {source.links}" if source.links else "")
        case SymbolsSource():
            return f"{', '.join(source.symbols)} ({', '.join(source.languages)}; {source.form})"
        case CitedSource():
            return f"cited and not held: depth {source.depth}, {source.budget} a run"


def print_status(status: Status, warehouse: Path, console: Console) -> None:
    """Print how things stand."""

    def say(line: str) -> None:
        console.print(line, soft_wrap=True, markup=False, highlight=False)

    say(f"{warehouse}{'' if status.disk.warehouse else ': not published yet'}")
    say(f"written by: {status.holder or 'nobody at the moment'}")
    for path in status.missing:
        say(f"backlog: {path} is not there")
    if status.backlog is not None:
        b = status.backlog
        say(
            f"backlog: {len(b.work)} to parse, {len(b.gone)} gone, {len(b.bad)} not readable, {len(b.unchanged)} as they were"
        )
    say(_disk(status.disk))
    for run in status.last_runs:
        told = f"{_at(run.started_at)} {run.outcome}: {_flat(run.counts)}; seconds: {_flat(run.durations)}"
        say(f"last run: {told}")
    if status.last_scheduled is not None:
        say(f"last scheduled run that completed began {_at(status.last_scheduled)}")
    for line in _server_lines(status):
        say(line)


def _disk(disk: Disk) -> str:
    warning = (
        ": too little for the next run, which copies the warehouse" if disk.free < disk.warehouse else ""
    )
    return (
        f"disk: {_size(disk.warehouse)} warehouse, {_size(disk.previous)} in {disk.previous_files} earlier files, "
        f"{_size(disk.parses)} kept parses, {_size(disk.free)} free{warning}"
    )


def _server_lines(status: Status) -> list[str]:
    """Return what the Prefect server says of this warehouse's runs, or that it says nothing."""
    if status.server is None:
        return ["next runs: no Prefect server is set (PREFECT_API_URL)"]
    if status.runs is None:
        return [f"next runs: the Prefect server at {status.server} does not answer"]
    runs = status.runs
    failed = [f"{r.state.lower()}: {_at(r.at)} {r.name}: {_first_line(r.reason)}" for r in runs.failed]
    going_on = [f"going on: {r.name}, since {_at(r.at)}" for r in runs.going_on]
    planned = [f"next run: {_at(r.at)} {r.name}{WAITS.get(r.state, '')}" for r in runs.planned]
    return [*failed, *going_on, *(planned or ["next runs: none is planned"])]


def _first_line(reason: str) -> str:
    return reason.partition("\n")[0][:LONGEST_REASON]


def _at(time: datetime) -> str:
    return f"{time.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def _flat(text: str) -> str:
    """Return a JSON object as 'name value' pairs, without what is zero."""
    return ", ".join(f"{name} {value}" for name, value in json.loads(text).items() if value)


def _size(count: int) -> str:
    """Return a number of bytes for people."""
    return f"{count / 1e9:.1f} GB" if count >= GIGABYTE else f"{count / 1e6:.1f} MB"
