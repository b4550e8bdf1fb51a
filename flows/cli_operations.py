"""Commands of those who run Travaux: fetch, serve, watch, status, rollback, export."""

import os
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from flows.options import (
    CHECK_FAILED,
    DEFAULT_PATHS,
    DEFAULT_SOURCES,
    DEFAULT_WAREHOUSE,
    PathsArgument,
    SourcesOption,
    VerboseOption,
    WarehouseOption,
)
from tasks.errors import UsageError

TOKEN_VARIABLE = "TRAVAUX_SQL_TOKEN"  # noqa: S105 - a variable's name

operations = typer.Typer()
sources_app = typer.Typer(help="Look at the sources of documents.", no_args_is_help=True)
operations.add_typer(sources_app, name="sources")


@operations.command()
def fetch(  # noqa: PLR0913 - a command's options
    symbols: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SYMBOL",
            help="A/RES/74/247, A/AC.291/1..40, A/RES/79/*. Default: what the sources say.",
        ),
    ] = None,
    *,
    sources: SourcesOption = DEFAULT_SOURCES,
    source: Annotated[
        list[str] | None, typer.Option("--source", help="Only the source of this name.")
    ] = None,
    language: Annotated[
        list[str] | None, typer.Option("--language", "-l", help="en, fr, es, ru, ar, zh.")
    ] = None,
    form: Annotated[
        str | None, typer.Option("--form", help="pdf, or doc for Word. Default: pdf.", show_default=False)
    ] = None,
    inbox: Annotated[
        Path | None,
        typer.Option("--inbox", help="Where what is asked for by symbol goes. Default: the sources' inbox."),
    ] = None,
    warehouse: WarehouseOption = DEFAULT_WAREHOUSE,
    verbose: VerboseOption = False,
) -> None:
    """Fetch documents into the inbox: by symbol, or from all sources of a sources.toml.

    Only what is new or changed is fetched, at the pace that the sources file sets. Exit code 1: something could not
    be fetched.
    """
    from flows import fetching
    from flows.operations_reports import print_fetched

    if symbols and source:
        raise UsageError("name symbols or sources, not both")
    if symbols:
        found = fetching.fetch_symbols(symbols, sources, tuple(language or ("en",)), form or "pdf", inbox)
    elif language or form or inbox:
        raise UsageError("--language, --form and --inbox are for symbols; of sources, their file says it")
    else:
        found = fetching.fetch_sources(sources, tuple(source or ()), warehouse, verbose=verbose)
    if not print_fetched(found, Console(), all_of_them=bool(symbols)):
        raise typer.Exit(CHECK_FAILED)


@sources_app.command("check")
def check_sources(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The sources.", envvar="TRAVAUX_SOURCES")
    ] = DEFAULT_SOURCES,
) -> None:
    """Check a sources.toml without asking any source. Exit code 2: a key or a value in it is wrong."""
    from flows.operations_reports import print_sources
    from tasks.fetching.catalogue import read_catalogue

    print_sources(read_catalogue(file), Console())


@operations.command()
def serve(  # noqa: PLR0913
    paths: PathsArgument = None,
    *,
    cron: Annotated[str | None, typer.Option(help='When: "0 6 * * *" is every day at six.')] = None,
    every: Annotated[float | None, typer.Option(min=1, help="Or: every so many seconds.")] = None,
    timezone: Annotated[str | None, typer.Option(help="Of the cron: Europe/Vienna. Default: UTC.")] = None,
    sources: Annotated[
        Path | None, typer.Option("--sources", "-s", metavar="FILE", help="Fetch from these sources first.")
    ] = None,
    report_cron: Annotated[str | None, typer.Option(help="When to report and export.")] = None,
    export: Annotated[Path | None, typer.Option(help="Where reports put their export.")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes that parse.")] = None,
    name: Annotated[str | None, typer.Option(help="Where one server has several schedules.")] = None,
    warehouse: WarehouseOption = DEFAULT_WAREHOUSE,
) -> None:
    """Run on a schedule, with a Prefect server: ingest, or fetch and ingest, and report.

    Runs never overlap. Runs that were missed while nothing was running are caught up by one.
    """
    from flows.serve import Served
    from flows.serve import serve as serve_flows

    if (cron is None) == (every is None):
        raise UsageError("say when: --cron or --every")
    interval = timedelta(seconds=every) if every else None
    chosen = tuple(paths or (() if sources else DEFAULT_PATHS))
    serve_flows(
        Served(warehouse, chosen, sources, cron, interval, report_cron, export, workers, timezone, name)
    )


@operations.command()
def watch(  # noqa: PLR0913
    paths: Annotated[list[Path], typer.Argument(metavar="DIR...", help="Folders.")],
    *,
    quiet: Annotated[float, typer.Option(min=0, help="Seconds without a change before a run begins.")] = 10,
    longest: Annotated[float, typer.Option(min=0, help="Seconds after which it begins all the same.")] = 300,
    poll: Annotated[float, typer.Option(min=0.1, help="Seconds between two looks.")] = 2,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes that parse.")] = None,
    warehouse: WarehouseOption = DEFAULT_WAREHOUSE,
    verbose: VerboseOption = False,
) -> None:
    """Ingest what comes into folders, as it comes: a file that has stopped growing, a burst of files as one run."""
    from flows import reports
    from flows.console import run_ingest
    from flows.signals import EndAsked, ending_in_order
    from flows.watch import watch as watch_folders

    def ingest(chosen: Sequence[Path]) -> None:
        outcome = run_ingest(chosen, warehouse, workers, verbose=verbose)
        reports.print_outcome(outcome, warehouse, Console())

    try:
        with ending_in_order():
            watch_folders(paths, ingest, quiet, longest, poll)
    except EndAsked:
        print("watch: ended; the next start goes on", file=sys.stderr)  # noqa: T201


@operations.command()
def status(paths: PathsArgument = None, *, warehouse: WarehouseOption = DEFAULT_WAREHOUSE) -> None:
    """Tell how things stand: last runs, next runs, backlog, who is writing, disk."""
    from flows.operations_reports import print_status
    from flows.status import read_status

    asked = paths or [path for path in DEFAULT_PATHS if path.exists()]
    print_status(read_status(warehouse, asked), warehouse, Console())


@operations.command()
def rollback(*, warehouse: WarehouseOption = DEFAULT_WAREHOUSE) -> None:
    """Bring back the warehouse that was published before the present one."""
    from warehouse.lock import hold
    from warehouse.publish import rollback as bring_back

    with hold(warehouse):
        withdrawn = bring_back(warehouse)
    Console().print(
        f"{warehouse} is the file published before; what was there is {withdrawn}", soft_wrap=True
    )


@operations.command()
def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder, or an earlier export.")],
    *,
    form: Annotated[str, typer.Option("--format", help="parquet, csv or jsonl.")] = "parquet",
    warehouse: WarehouseOption = DEFAULT_WAREHOUSE,
) -> None:
    """Write every table as a file, with a manifest, and the citations as a graph."""
    from warehouse.export import FORMATS
    from warehouse.export import export as write_export

    chosen = next((known for known in FORMATS if known == form), None)
    if chosen is None:
        raise UsageError(f"--format is one of {', '.join(FORMATS)}")
    Console().print(str(write_export(warehouse, folder, chosen)), soft_wrap=True)


@operations.command("serve-sql")
def serve_sql(
    *,
    host: Annotated[str, typer.Option(help="Where to listen.")] = "localhost",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 9494,
    warehouse: WarehouseOption = DEFAULT_WAREHOUSE,
) -> None:
    """Serve the warehouse to many DuckDB clients, for reading, over the network.

    Clients show the token that the environment has in TRAVAUX_SQL_TOKEN (16 characters or more).
    """
    from warehouse.serve import serve as serve_warehouse

    token = os.environ.get(TOKEN_VARIABLE, "")
    if not token:
        raise UsageError(f"set {TOKEN_VARIABLE} to the token that clients have to show")
    print(f"serving {warehouse} at quack:{host}:{port}; end with Ctrl+C", file=sys.stderr)  # noqa: T201
    try:
        serve_warehouse(warehouse, token, host, port)
    except KeyboardInterrupt:
        return
