"""The `travaux` command."""

import sys
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Annotated

import typer
from rich.console import Console

from flows import reports
from flows.cli_operations import operations
from flows.options import (
    CHECK_FAILED,
    DEFAULT_PATHS,
    DEFAULT_WAREHOUSE,
    USAGE,
    PathsArgument,
    VerboseOption,
    WarehouseOption,
)
from flows.progress import watched
from flows.signals import EndAsked
from tasks.errors import CriticalCheckFailed, NothingReadable, ServiceLost, SourcesFailed, UsageError
from warehouse.errors import WarehouseError

app = typer.Typer(
    name="travaux",
    help="Reads United Nations documents and lands what they say in a DuckDB warehouse.",
    epilog='Start with: travaux ingest, then: travaux sql "from report.votes"',
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(operations)


def _print_version(asked: bool) -> None:  # noqa: FBT001 - typer's protocol
    if asked:
        typer.echo(f"travaux {version('travaux')}")
        raise typer.Exit


@app.callback()
def travaux(
    *,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop."),
    ] = False,
) -> None:
    """Reads United Nations documents and lands what they say in a DuckDB warehouse."""


@app.command()
def ingest(  # noqa: PLR0913 - a command's options
    paths: PathsArgument = None,
    *,
    warehouse: WarehouseOption = DEFAULT_WAREHOUSE,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes that parse. Default: one per core.")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Parse everything again, whatever is loaded.")] = False,
    retry_rejected: Annotated[
        bool, typer.Option("--retry-rejected", help="Try files again that were rejected before.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")
    ] = False,
    only: Annotated[
        list[str] | None, typer.Option(metavar="PATTERN", help="Only files whose name or path fits: '*.pdf'.")
    ] = None,
    since: Annotated[
        datetime | None, typer.Option(help="Only files changed on or after this day or time (UTC).")
    ] = None,
    chunk: Annotated[int | None, typer.Option(min=1, help="Publish after every so many documents.")] = None,
    dask: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Parse on Dask: tcp://scheduler:8786, or local.")
    ] = None,
    parses: Annotated[
        str | None, typer.Option(metavar="URL", help="Storage over which a cluster's parses travel: s3://….")
    ] = None,
    verbose: VerboseOption = False,
) -> None:
    """Read documents and publish what they say.

    Files are told apart by content: what is loaded already is not read again. The warehouse is replaced as a whole
    and only when its checks pass; whoever is reading it goes on undisturbed.

    Exit code 0: published, or nothing to do. 1: nothing was published, since a critical check failed, no file could be
    read, or Prefect's server or the cluster went away. 2: usage. 143: it was asked to end.
    """
    chosen = paths or DEFAULT_PATHS
    start = since.replace(tzinfo=UTC) if since else None
    if dry_run:
        from flows.preview import preview

        plan = preview(
            chosen, warehouse, full=full, retry_rejected=retry_rejected, only=only or (), since=start
        )
        reports.print_plan(plan, sys.stdout)
        return
    from flows.console import run_ingest
    from flows.signals import ending_in_order

    console = Console(stderr=True)
    with ending_in_order(), watched(console):
        outcome = run_ingest(
            chosen, warehouse, workers, full=full, retry_rejected=retry_rejected, only=only or (), since=start,
            chunk=chunk, dask=dask, parses=parses, verbose=verbose,
        )  # fmt: skip
    reports.print_outcome(outcome, warehouse, Console())


@app.command()
def check(*, warehouse: WarehouseOption = DEFAULT_WAREHOUSE) -> None:
    """Run all checks again on a published warehouse. Exit code 1 where a critical one fails."""
    from tasks.ingestion.checks import check_all
    from warehouse.connect import open_reader

    with open_reader(warehouse) as connection:
        checks = check_all(connection, None, None)
    reports.print_checks(checks, Console())
    if any(not c.passed and c.severity == "critical" for c in checks):
        raise typer.Exit(CHECK_FAILED)


@app.command()
def sql(
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help="One SQL statement; - reads it from standard input.")
    ],
    *,
    warehouse: WarehouseOption = DEFAULT_WAREHOUSE,
    csv: Annotated[bool, typer.Option("--csv", help="Print comma-separated values.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print a JSON array of objects.")] = False,
) -> None:
    """Ask the warehouse a question; it is opened read-only.

    Example: travaux sql "select * from report.votes"
    """
    from flows.query import run_query

    if csv and json:
        raise UsageError("choose --csv or --json, not both")
    statement = sys.stdin.read() if query == "-" else query
    run_query(warehouse, statement, "csv" if csv else "json" if json else "table", Console())


@app.command()
def tables(
    name: Annotated[
        str, typer.Argument(metavar="[NAME]", help="A schema (report) or a table (core.votes). Default: all.")
    ] = "",
    *,
    warehouse: WarehouseOption = DEFAULT_WAREHOUSE,
) -> None:
    """Print the data dictionary: every table and view, its grain, its columns."""
    from warehouse.connect import open_reader
    from warehouse.dictionary import data_dictionary

    with open_reader(warehouse) as connection:
        rows = [row for row in data_dictionary(connection) if name in {"", row[0], f"{row[0]}.{row[1]}"}]
    if not rows:
        raise UsageError(f"there is no schema or table {name}; travaux tables lists all")
    reports.print_dictionary(rows, Console())


@app.command()
def history(
    symbol: Annotated[str, typer.Argument(metavar="SYMBOL", help="A document symbol, e.g. A/RES/74/247.")],
    *,
    warehouse: WarehouseOption = DEFAULT_WAREHOUSE,
) -> None:
    """Tell the story of every file that held a document: first and last seen, replaced, gone."""
    from flows.query import run_query
    from warehouse.history import STORY

    run_query(warehouse, STORY, "table", Console(), [symbol])


def main() -> None:
    """Run the command; what is raised on purpose becomes a sentence and an exit code."""
    try:
        app(standalone_mode=True)
    except EndAsked as end:
        _complain("ended before it was done; nothing was published, and what was parsed is kept")
        sys.exit(end.code)
    except (UsageError, WarehouseError) as error:
        _complain(str(error))
        sys.exit(USAGE)
    except (CriticalCheckFailed, NothingReadable, ServiceLost, SourcesFailed) as error:
        _complain(str(error))
        sys.exit(CHECK_FAILED)


def _complain(message: str) -> None:
    print(f"travaux: {message}", file=sys.stderr)  # noqa: T201 - a command speaks to its terminal
