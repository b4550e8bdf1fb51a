"""Fetches for a person at a terminal."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from flows.console import say_plain_lines, using_prefect
from flows.environment import hush_console
from tasks.errors import UsageError
from tasks.fetching.catalogue import DEFAULT_FILE, Catalogue, SymbolsSource, read_catalogue, say_fault
from tasks.fetching.fetch import fetch
from tasks.fetching.inbox import Report

FOLDER = "asked-for"  # of the inbox, for what a person asks for by symbol


def fetch_symbols(
    symbols: Sequence[str], sources: Path, languages: Sequence[str], form: str, inbox: Path | None
) -> list[Report]:
    """Fetch documents that a person names, at once and without Prefect.

    The sources file, where there is one, says how politely, on whose behalf and into which inbox; its first source
    by symbol says from where.

    Raises:
        UsageError: a symbol, a language or the file is wrong.

    """
    is_there = sources != DEFAULT_FILE or sources.exists()
    catalogue = read_catalogue(sources) if is_there else Catalogue(inbox=Path("inbox").absolute())
    if inbox is not None:
        catalogue = catalogue.model_copy(update={"inbox": inbox.absolute()})
    like = next((s for s in catalogue.source if isinstance(s, SymbolsSource)), None)
    where = (
        {}
        if like is None
        else like.model_dump(include={"base_url", "hosts", "allow_private", "limits", "gap"})
    )
    own = {"name": FOLDER, "kind": "symbols", "symbols": symbols, "languages": languages, "form": form}
    try:
        source = SymbolsSource.model_validate(where | own)
    except ValidationError as error:
        faults = (f"{fault['loc'][0]}: {say_fault(fault)}" for fault in error.errors())
        raise UsageError("; ".join(faults)) from error
    return [fetch(source, catalogue)]


def fetch_sources(sources: Path, names: Sequence[str], warehouse: Path, *, verbose: bool) -> list[Report]:
    """Run the flow that fetches from the sources of a file.

    Raises:
        UsageError: the file is wrong, or has no source of a name; that is said before Prefect is started.

    """
    read_catalogue(sources).choose(names)
    if not verbose:
        hush_console()
    say_plain_lines(verbose=verbose)
    from flows.fetch import fetch as fetch_flow

    with using_prefect():
        found: list[Report] = fetch_flow(sources.absolute(), names, warehouse.absolute())
    return found
