"""Prints for people what was fetched, which sources there are, and how things stand."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from flows.status import Status
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
    console.print(f"[bold]{escape(str(warehouse))}[/bold]", soft_wrap=True)
    console.print(f"written by: {status.holder or 'nobody at the moment'}")
    if status.backlog is not None:
        b = status.backlog
        console.print(
            f"backlog: {len(b.work)} to parse, {len(b.gone)} gone, {len(b.bad)} not readable, {len(b.unchanged)} as they were"
        )
    disk = status.disk
    console.print(
        f"disk: {_size(disk.warehouse)} warehouse, {_size(disk.previous)} in {disk.previous_files} earlier files, "
        f"{_size(disk.parses)} kept parses, {_size(disk.free)} free"
    )
    for run in status.last_runs:
        at = f"{run.started_at:%Y-%m-%d %H:%M:%S} UTC"
        console.print(
            f"last run: {at} {run.outcome}: {_flat(run.counts)}; seconds: {_flat(run.durations)}",
            soft_wrap=True,
        )
    if status.last_scheduled is not None:
        console.print(f"last scheduled run that completed began {status.last_scheduled:%Y-%m-%d %H:%M:%S %Z}")
    if status.next_runs is None:
        console.print("next runs: no Prefect server answers (PREFECT_API_URL)")
        return
    for planned in status.next_runs:
        console.print(f"next run: {planned.due:%Y-%m-%d %H:%M:%S %Z} {planned.state.lower()} {planned.name}")
    if not status.next_runs:
        console.print("next runs: none is planned")


def _flat(text: str) -> str:
    """Return a JSON object as 'name value' pairs, without what is zero."""
    return ", ".join(f"{name} {value}" for name, value in json.loads(text).items() if value)


def _size(count: int) -> str:
    """Return a number of bytes for people."""
    return f"{count / 1e9:.1f} GB" if count >= GIGABYTE else f"{count / 1e6:.1f} MB"
