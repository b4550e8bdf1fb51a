"""Looks at the files and makes the plan: the only place where disk and plan meet."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tasks.ingestion.plan import Choice, KnownFile, Plan, find_gone, is_untouched, make_plan
from tasks.ingestion.sources import MEMBER, BadSource, FoundFile, Source, find_files, identify


def survey(paths: Sequence[Path], known: Mapping[str, KnownFile], choice: Choice) -> Plan:
    """Return what has to be done for the files under `paths`.

    Raises:
        UsageError: a path does not exist.

    """
    present: list[Source | BadSource] = []
    untouched: list[str] = []
    here: list[str] = []
    by_file = _by_file(known)
    for file in find_files(paths):
        here.append(file.uri)
        before = by_file.get(file.uri, ())
        if not choice.takes(file):
            here += (k.uri for k in before)
        elif isinstance(file, FoundFile) and before and all(is_untouched(file, k, choice) for k in before):
            untouched += (k.uri for k in before)
        elif isinstance(file, FoundFile):
            present += identify(file)
        else:
            present.append(file)
    here += (source.uri for source in present)
    roots = [path.absolute().as_uri() for path in paths if path.is_dir()]
    gone = [uri for uri in find_gone(known, (*here, *untouched), roots) if choice.names(uri)]
    return make_plan(present, known, choice, untouched, gone)


def _by_file(known: Mapping[str, KnownFile]) -> dict[str, tuple[KnownFile, ...]]:
    """Return known files by the file on disk that holds them: an archive's members together."""
    files: dict[str, tuple[KnownFile, ...]] = {}
    for uri, file in known.items():
        on_disk = uri.partition(MEMBER)[0]
        files[on_disk] = (*files.get(on_disk, ()), file)
    return files


def to_known(rows: Iterable[tuple[str, str, str, str, str]]) -> dict[str, KnownFile]:
    """Return known files by URI, from the warehouse's rows."""
    return {row[0]: KnownFile(*row) for row in rows}
