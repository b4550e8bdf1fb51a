"""Decides what a run has to do, by comparing the files that are there with the files that are known. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from fnmatch import fnmatchcase
from typing import Literal
from urllib.parse import unquote, urlsplit

from tasks.ingestion.sources import MEMBER, BadSource, FoundFile, Source

HELD = frozenset(("loaded", "duplicate"))  # fates of files whose document is in the warehouse
Reason = Literal["new", "changed", "rules changed", "asked for", "rejected before"]


@dataclass(frozen=True, slots=True)
class KnownFile:
    """What the warehouse knows of a file: its newest row in `ops.files`."""

    uri: str
    sha256: str
    token: str
    fate: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Work:
    """One source that must be parsed, and why."""

    source: Source
    reason: Reason


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run will do; every file is in exactly one of the lists."""

    work: tuple[Work, ...] = ()
    linked: tuple[Source, ...] = ()  # the same content is loaded from, or will be parsed for, another file
    unchanged: tuple[str, ...] = ()  # URIs
    bad: tuple[BadSource, ...] = ()  # newly rejected
    gone: tuple[str, ...] = ()  # URIs known under the given paths and not there any more

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.work or self.linked or self.bad or self.gone)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person asked for beyond the paths, and the rules' fingerprint now."""

    fingerprint: str
    full: bool = False
    retry_rejected: bool = False
    only: tuple[str, ...] = ()  # globs on a file's name or path; one has to fit; none: all files
    since: datetime | None = None  # with time zone; files changed before it are passed over

    def names(self, uri: str) -> bool:
        """Tell whether `only` takes in a file: by its name, by its path, or by the end of its path."""
        path = unquote(urlsplit(uri.partition(MEMBER)[0]).path)
        name = path.rpartition("/")[2]
        return not self.only or any(
            fnmatchcase(name, glob) or fnmatchcase(path, glob) or fnmatchcase(path, f"*/{glob}")
            for glob in self.only
        )

    def takes(self, file: FoundFile | BadSource) -> bool:
        """Tell whether a run is about a file. One that cannot be looked at has no date to be passed over by."""
        is_recent = self.since is None or isinstance(file, BadSource) or file.modified_at >= self.since
        return is_recent and self.names(file.uri)


def is_untouched(file: FoundFile, before: KnownFile, choice: Choice) -> bool:
    """Tell whether a known file need not even be read: same token, same rules, nothing asked for."""
    return (
        not choice.full
        and before.token == file.token
        and before.fingerprint == choice.fingerprint
        and before.fate != "gone"
        and not (choice.retry_rejected and before.fate == "rejected")
    )


@dataclass(slots=True)
class _Lists:
    """The plan while it grows."""

    work: list[Work] = field(default_factory=list)
    linked: list[Source] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    bad: list[BadSource] = field(default_factory=list)
    planned: set[str] = field(default_factory=set)  # contents that will be parsed


def make_plan(
    present: Iterable[Source | BadSource],
    known: Mapping[str, KnownFile],
    choice: Choice,
    untouched: Iterable[str] = (),
    gone: Iterable[str] = (),
) -> Plan:
    """Return the plan of a run.

    Args:
        present: files that were read, in order; archive members count as files.
        known: the newest row of every known file, by URI.
        choice: what the person asked for.
        untouched: URIs of files that need not be read (`is_untouched`).
        gone: URIs that were searched for and not found.

    """
    lists = _Lists(unchanged=list(untouched))
    loaded = {k.sha256 for k in known.values() if k.fate in HELD and k.fingerprint == choice.fingerprint}
    if choice.full:
        loaded.clear()
    for source in present:
        before = known.get(source.uri)
        if isinstance(source, BadSource):
            _place_bad(source, before, choice, lists)
        else:
            _place(source, _reason(source, before, choice), loaded, lists)
    return Plan(tuple(lists.work), tuple(lists.linked), tuple(lists.unchanged), tuple(lists.bad), tuple(gone))


def _place_bad(source: BadSource, before: KnownFile | None, choice: Choice, lists: _Lists) -> None:
    known = before is not None and before.fate == "rejected"
    if known and before is not None and before.token == source.token and not choice.retry_rejected:
        lists.unchanged.append(source.uri)
    else:
        lists.bad.append(source)


def _place(source: Source, reason: Reason | None, loaded: set[str], lists: _Lists) -> None:
    if reason is None:
        lists.unchanged.append(source.uri)
    elif source.sha256 in lists.planned or source.sha256 in loaded:
        lists.linked.append(source)
    else:
        lists.planned.add(source.sha256)
        lists.work.append(Work(source, reason))


def _reason(source: Source, before: KnownFile | None, choice: Choice) -> Reason | None:
    """Say why a source must be parsed; None: its content is known and nothing has changed."""
    if before is None or before.fate == "gone":
        return "new"
    if before.sha256 != source.sha256:
        return "changed"
    if before.fingerprint != choice.fingerprint:
        return "rules changed"
    if choice.full:
        return "asked for"
    if before.fate == "rejected" and choice.retry_rejected:
        return "rejected before"
    return None


def find_gone(
    known: Mapping[str, KnownFile], present: Iterable[str], roots: Iterable[str]
) -> tuple[str, ...]:
    """Return the URIs known under `roots` (folder URIs) that are not among the present files.

    An archive that was read and does not list a member any more has lost it.
    """
    here = set(present)
    prefixes = tuple(root.rstrip("/") + "/" for root in roots)
    return tuple(
        uri
        for uri, file in known.items()
        if file.fate != "gone"
        and uri not in here
        and (uri.startswith(prefixes) or (MEMBER in uri and uri.partition(MEMBER)[0] in here))
    )


def split(plan: Plan, size: int | None) -> list[Plan]:
    """Return plans of at most `size` documents to parse each, in order; None: the plan as it is.

    A file with the same content as one that is parsed goes with it. What costs nothing comes with the last.
    """
    if size is None or len(plan.work) <= size:
        return [plan]
    parts: list[Plan] = []
    linked = list(plan.linked)
    for start in range(0, len(plan.work), size):
        work = plan.work[start : start + size]
        contents = {w.source.sha256 for w in work}
        parts.append(Plan(work=work, linked=tuple(s for s in linked if s.sha256 in contents)))
        linked = [s for s in linked if s.sha256 not in contents]
    last = Plan((), tuple(linked), plan.unchanged, plan.bad, plan.gone)
    return [*parts[:-1], join(parts[-1], last)]


def join(first: Plan, second: Plan) -> Plan:
    """Return two plans as one."""
    return replace(
        first,
        work=(*first.work, *second.work),
        linked=(*first.linked, *second.linked),
        unchanged=(*first.unchanged, *second.unchanged),
        bad=(*first.bad, *second.bad),
        gone=(*first.gone, *second.gone),
    )
