"""Finds countries and groups in one pass over the text."""

from collections.abc import Iterator

from tasks.entities.countries import name_date, to_countries
from tasks.entities.groups import to_groups
from tasks.entities.name_scan import fold_text, scan_names
from tasks.model import CountryMention, FinderContext, GroupMention


def find_names(text: str, context: FinderContext) -> Iterator[CountryMention | GroupMention]:
    """Yield every mention of a State, then every mention of a group; each kind in order of the text."""
    folded = fold_text(text)
    hits = tuple(scan_names(text, folded, name_date(context)))
    yield from to_countries(text, folded, hits, context)
    yield from to_groups(text, hits)
