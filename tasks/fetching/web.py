"""Web sites: addresses, and pages whose links are fetched."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import etree, html

from tasks.fetching.catalogue import WebSource
from tasks.fetching.client import Getter
from tasks.fetching.content import Kind
from tasks.fetching.inbox import Fetched, Folder, Report, Wish
from tasks.fetching.names import url_name
from tasks.fetching.replies import Failed, Got

_PAGE_PART = ".page"  # a page of links is read and not kept
_PAGES: frozenset[Kind] = frozenset(("html", "xml"))
_FILES = frozenset((".pdf", ".doc", ".docx", ".rtf", ".zip", ".odt"))


def hosts_of(source: WebSource) -> frozenset[str]:
    """Return the hosts that requests of a source may go to."""
    return frozenset((*map(_host, source.urls), *source.hosts))


def to_wish(url: str) -> Wish:
    """Return what to ask for; where the address ends as a file of a kind, a page is none of it."""
    suffix = PurePosixPath(urlsplit(url).path).suffix.lower()
    wrong = _PAGES if suffix in _FILES else frozenset[Kind]()
    name = url_name(url)
    return Wish(key=url, url=url, stem=name, suffix="" if suffix else None, wrong_kinds=wrong)


def find_links(page: bytes, url: str, pattern: str) -> Iterator[str]:
    """Yield the addresses that a page links to and that match a glob, in order, each once."""
    try:
        root = html.document_fromstring(page)
    except (etree.ParserError, ValueError):  # an empty page
        return
    stated = root.find(".//base[@href]")
    base = urljoin(url, stated.get("href", "") if stated is not None else "")
    seen: set[str] = set()
    for anchor in root.iter("a"):
        try:
            link = urldefrag(urljoin(base, anchor.get("href", "").strip())).url
            fits = fnmatchcase(link, pattern) or fnmatchcase(PurePosixPath(urlsplit(link).path).name, pattern)
        except ValueError:  # no address: 'http://[x'
            continue
        if fits and link not in seen and urlsplit(link).scheme in {"http", "https"}:
            seen.add(link)
            yield link


def fetch_web(source: WebSource, folder: Folder, getter: Getter) -> Report:
    """Fetch a source's addresses, or what its pages link to; a host in trouble is left alone, the others are not."""
    report = Report(source.name)
    troubles: dict[str, str] = {}
    for url in source.urls:
        if _host(url) in troubles:
            continue
        links = (
            [url] if source.links is None else _links_of(source.links, url, folder, getter, report, troubles)
        )
        for link in links:
            if _host(link) in troubles:
                continue
            fetched, reply = folder.get(getter, to_wish(link))
            report.fetched.append(fetched)
            if isinstance(reply, Failed) and reply.host_in_trouble:
                troubles[_host(link)] = reply.detail
    report.stopped = "; ".join(troubles.values())
    return report


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()


def _links_of(  # noqa: PLR0913, PLR0917 - a page and all that it may add to
    pattern: str, url: str, folder: Folder, getter: Getter, report: Report, troubles: dict[str, str]
) -> list[str]:
    """Return what a page links to; the page itself is not kept."""
    part = folder.part(f"{url_name(url)}{_PAGE_PART}")
    reply = getter.get(url, part)
    if isinstance(reply, Got):
        page = part.read_bytes()
        part.unlink()
        return list(find_links(page, url, pattern))
    detail = getattr(reply, "detail", "no page")
    report.fetched.append(Fetched(url, "failed", detail))
    if isinstance(reply, Failed) and reply.host_in_trouble:
        troubles[_host(url)] = detail
    return []
