"""The United Nations' Official Document System: documents by symbol, language and form."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import urlencode, urlsplit

from tasks.fetching.catalogue import CitedSource, SymbolsSource
from tasks.fetching.client import Getter
from tasks.fetching.content import Kind
from tasks.fetching.inbox import Fetched, Folder, Report, Wish
from tasks.fetching.names import symbol_name
from tasks.fetching.patterns import Series, parse_pattern
from tasks.fetching.replies import Failed
from tasks.fetching.state import Outcome

ABSENT: frozenset[Outcome] = frozenset(("missing", "not_a_document"))
_PAGES: frozenset[Kind] = frozenset(
    ("html", "xml", "text")
)  # what the System sends when it has no document to send


def hosts_of(source: SymbolsSource | CitedSource) -> frozenset[str]:
    """Return the hosts that requests of a source may go to."""
    return frozenset((urlsplit(source.base_url).hostname or "", *source.hosts))


def document_url(base_url: str, symbol: str, language: str, form: str) -> str:
    """Return a document's address: `…/access?s=A%2FRES%2F74%2F247&l=en&t=pdf`."""
    return f"{base_url}?{urlencode({'s': symbol, 'l': language, 't': form})}"


def to_wish(source: SymbolsSource | CitedSource, symbol: str, language: str, depth: int = 0) -> Wish:
    """Return what to ask for to get a document."""
    form = "" if source.form == "pdf" else f"|{source.form}"  # a Word file is held beside a PDF, not for it
    return Wish(
        key=f"{symbol}|{language}{form}",
        url=document_url(source.base_url, symbol, language, source.form),
        stem=symbol_name(symbol, language),
        wrong_kinds=_PAGES,
        depth=depth,
    )


def fetch_symbols(source: SymbolsSource, folder: Folder, getter: Getter) -> Report:
    """Fetch a source's symbols and series, until a host is in trouble."""
    report = Report(source.name)
    for pattern in source.symbols:
        parsed = parse_pattern(pattern)
        if isinstance(parsed, Series):
            _fetch_series(source, parsed, folder, getter, report)
        else:
            fetch_each(((parsed, 0),), source, folder, getter, report)
        if report.stopped:
            break
    return report


def _fetch_series(
    source: SymbolsSource, series: Series, folder: Folder, getter: Getter, report: Report
) -> None:
    """Fetch a series in its order; an open one ends after `gap` numbers of which nothing is here, whatever the reason.

    A host that refuses each number must not be asked for ten thousand.
    """
    absent, begun = 0, False
    for symbol in series:
        came = list(fetch_each(((symbol, 0),), source, folder, getter, report))
        if report.stopped:
            return
        is_here = any(f.file is not None for f in came)
        absent, begun = 0 if is_here else absent + 1, begun or is_here
        if series.is_open and absent >= source.gap:
            if begun:  # else the whole series is missing, and may be a slip
                _note_end(report, absent * len(source.languages))
            return


def _note_end(report: Report, count: int) -> None:
    """Note that the last `count` numbers are not missing: they come after an open series' end."""
    tail = report.fetched[-count:]
    report.fetched[-count:] = [replace(f, outcome="past_end") if f.outcome in ABSENT else f for f in tail]


def fetch_each(
    symbols: Iterable[tuple[str, int]],
    source: SymbolsSource | CitedSource,
    folder: Folder,
    getter: Getter,
    report: Report,
) -> list[Fetched]:
    """Fetch symbols with their depths in all languages, note each in the report, and return them."""
    came: list[Fetched] = []
    for wish in _wishes(symbols, source):
        fetched, reply = folder.get(getter, wish)
        came.append(fetched)
        report.fetched.append(fetched)
        if isinstance(reply, Failed) and reply.host_in_trouble:
            report.stopped = reply.detail
            break
    return came


def _wishes(symbols: Iterable[tuple[str, int]], source: SymbolsSource | CitedSource) -> Iterator[Wish]:
    for symbol, depth in symbols:
        for language in source.languages:
            yield to_wish(source, symbol, language, depth)
