"""`sources.toml`: where documents come from. Every key is checked; credentials have no place in it."""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal, get_args
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails

from tasks.errors import UsageError
from tasks.fetching.names import LANGUAGES
from tasks.fetching.patterns import parse_pattern

DEFAULT_FILE = Path("sources.toml")
DOCUMENT_SYSTEM = "https://documents.un.org/api/symbol/access"
Language = Literal["ar", "zh", "en", "fr", "ru", "es"]
Form = Literal["pdf", "doc"]
_HOST = re.compile(r"(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*", re.IGNORECASE)
assert set(LANGUAGES) == set(get_args(Language))


def _refuse_what_is_no_host(host: str) -> str:
    if _HOST.fullmatch(host) is None:
        raise ValueError("is no name of a host: example.org, or *.example.org for all below it")
    return host.lower()


Host = Annotated[str, AfterValidator(_refuse_what_is_no_host)]


Kinds = Literal["folder", "files", "web", "symbols", "cited"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Limits(_Strict):
    """How politely and how far to ask; of all sources unless one has its own `[source.limits]`."""

    requests_per_minute: float = Field(
        default=20, gt=0, le=6000
    )  # to one host, redirects and retries included
    tries: int = Field(default=5, ge=1, le=10)  # of one request
    first_wait_seconds: float = Field(default=1, gt=0)  # doubles each time
    longest_wait_seconds: float = Field(default=60, gt=0)
    longest_retry_after_seconds: float = Field(
        default=600, gt=0
    )  # a host that asks for more is left alone for this run
    connect_seconds: float = Field(default=15, gt=0)
    read_seconds: float = Field(default=60, gt=0)  # without a byte
    total_seconds: float = Field(default=600, gt=0)  # for one file, however steadily it drips
    max_bytes: int = Field(default=100_000_000, gt=0)
    redirects: int = Field(default=5, ge=0, le=20)
    recheck_days: float = Field(
        default=7, ge=0
    )  # what is held is not asked for again before; what is cited and was missing, neither


class _Source(_Strict):
    name: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")  # of the source's folder in the inbox
    limits: Limits | None = None
    allow_private: bool = False  # may be on this machine or its networks


class FolderSource(_Source):
    """Files of this machine, read where they lie."""

    kind: Literal["folder"]
    path: Path
    glob: str | None = None  # on file names; all files without it


class FilesSource(_Source):
    """Files of a remote store, by any fsspec address: s3://, gcs://, az://, sftp://, memory://, file://."""

    kind: Literal["files"]
    url: str  # with a glob: s3://bucket/79/**/*.pdf; a folder means everything under it

    @field_validator("url")
    @classmethod
    def _without_password(cls, url: str) -> str:
        _refuse_password(url)
        if urlsplit(url).scheme in {"http", "https"}:
            raise ValueError('a web address goes into a source of kind "web"')
        if "://" not in url:
            raise ValueError("an address begins with its protocol: s3://, gcs://, az://, sftp://, file://")
        if "::" in url.partition("://")[0]:
            raise ValueError("is one address in another (::), which could lead anywhere; write one address")
        return url


class WebSource(_Source):
    """Files and pages of web sites. With `links`, each address is a page whose links that match are fetched."""

    kind: Literal["web"]
    urls: tuple[str, ...] = Field(min_length=1)
    links: str | None = None  # a glob on the linked address: *.pdf
    hosts: tuple[Host, ...] = ()  # others that a redirect or a link may lead to

    @field_validator("urls")
    @classmethod
    def _are_web_addresses(cls, urls: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(_refuse_all_but_the_web, urls))


class _DocumentSystemSource(_Source):
    base_url: str = DOCUMENT_SYSTEM
    languages: tuple[Language, ...] = ("en",)
    form: Form = "pdf"
    # Besides the base's own, that a redirect may lead to: undocs.org leads to documents.un.org, which has sent its
    # readers on to daccess-ods.un.org and other names of the Organization's.
    hosts: tuple[Host, ...] = ("*.un.org", "undocs.org")

    @field_validator("base_url")
    @classmethod
    def _is_a_web_address(cls, url: str) -> str:
        return _refuse_all_but_the_web(url)


class SymbolsSource(_DocumentSystemSource):
    """Documents of the Official Document System by symbol: A/RES/74/247, A/AC.291/1..40, A/RES/79/*."""

    kind: Literal["symbols"]
    symbols: tuple[str, ...] = Field(min_length=1)
    gap: int = Field(default=5, ge=1, le=100)  # numbers missing in a row after which an open series ends

    @field_validator("symbols")
    @classmethod
    def _are_patterns(cls, symbols: tuple[str, ...]) -> tuple[str, ...]:
        for symbol in symbols:
            parse_pattern(symbol)
        return symbols


class CitedSource(_DocumentSystemSource):
    """Documents that are cited and not held, the most cited first (`report.missing_documents`)."""

    kind: Literal["cited"]
    depth: int = Field(default=1, ge=1, le=10)  # 1: cited by what came otherwise; 2: cited by those too; …
    budget: int = Field(default=50, ge=1)  # documents asked for in one run
    bodies: tuple[str, ...] = ()  # only of these organs; all without it


Source = Annotated[
    FolderSource | FilesSource | WebSource | SymbolsSource | CitedSource, Field(discriminator="kind")
]


class Catalogue(_Strict):
    """A whole `sources.toml`."""

    inbox: Path = Path("inbox")  # relative to the file
    contact: str = ""  # who fetches: an address or page, told to every host
    limits: Limits = Limits()
    source: tuple[Source, ...] = ()

    @model_validator(mode="after")
    def _names_differ(self) -> "Catalogue":
        names = [source.name for source in self.source]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"two sources are named {', '.join(twice)}")
        return self

    def limits_of(self, source: Source) -> Limits:
        """Return what binds a source."""
        return source.limits or self.limits

    def choose(self, names: Sequence[str]) -> tuple[Source, ...]:
        """Return the sources of these names, or all.

        Raises:
            UsageError: there is none of a name.

        """
        by_name = {source.name: source for source in self.source}
        unknown = ", ".join(name for name in names if name not in by_name)
        if unknown:
            raise UsageError(f"there is no source {unknown}; there are: {', '.join(by_name) or 'none'}")
        return tuple(by_name[name] for name in names) or self.source


def _refuse_password(url: str) -> str:
    """Return the address, unless somebody wrote a password into it."""
    try:
        holds_password = urlsplit(url).password is not None
    except ValueError as error:  # http://[x
        raise ValueError(f"is no address: {error}") from error
    if holds_password:
        raise ValueError("holds a password: credentials come from the environment only")
    return url


def _refuse_all_but_the_web(url: str) -> str:
    parts = urlsplit(_refuse_password(url))
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"{url} is no web address: it begins with https:// or http:// and a host")
    return url


def read_catalogue(file: Path) -> Catalogue:
    """Return what a `sources.toml` says; its folders are made absolute.

    Raises:
        UsageError: there is no such file, or a key or value in it is wrong; the message names each.

    """
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        catalogue = Catalogue.model_validate(content)
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} is not UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{file} is not TOML: {error}") from error
    except ValidationError as error:
        faults = "\n  ".join(f"{_place(e['loc'], content)}: {say_fault(e)}" for e in error.errors())
        raise UsageError(f"{file}:\n  {faults}") from error
    return _at(catalogue, file.absolute().parent)


def _place(location: tuple[int | str, ...], content: dict[str, object]) -> str:
    """Return where a fault is, for people: sources by their names, not by their numbers. No values: they may be secret."""
    if location[:1] != ("source",) or len(location) == 1:
        return ".".join(map(str, location)) or "sources"
    entries = content["source"]
    entry = entries[location[1]] if isinstance(entries, list) and isinstance(location[1], int) else {}
    name = entry.get("name", _number(location[1])) if isinstance(entry, dict) else _number(location[1])
    return " ".join((f"source {name}", ".".join(map(str, location[3:])))).rstrip()


def _number(place: int | str) -> str:
    return f"number {place + 1}" if isinstance(place, int) else place


_NO_KIND = f"kind is one of {', '.join(get_args(Kinds))}"
_WORDS = {
    "extra_forbidden": "there is no such key here",
    "missing": "is missing",
    "string_pattern_mismatch": "may have letters, digits, - and _",
    "tuple_type": "is a list: [...]",
    "union_tag_invalid": _NO_KIND,
    "union_tag_not_found": _NO_KIND,
}


def say_fault(fault: ErrorDetails) -> str:
    """Return what is wrong with a value in words for people; never the value, which may be secret."""
    if fault["type"] == "literal_error":
        return f"is one of {fault['ctx']['expected']}"
    said = fault["msg"].removeprefix("Value error, ").removeprefix("Input ")
    return _WORDS.get(fault["type"], said)


def _at(catalogue: Catalogue, folder: Path) -> Catalogue:
    sources = tuple(
        s.model_copy(update={"path": folder / s.path}) if isinstance(s, FolderSource) else s
        for s in catalogue.source
    )
    return catalogue.model_copy(update={"inbox": folder / catalogue.inbox, "source": sources})
