"""Finds the groups of States that a text names: caucuses, regional groups, political organizations.

Names and abbreviations are rows of `seeds/reference/group_names.csv`; a name and its abbreviation in brackets
are two mentions. A country inside a group's name is no mention of the country.
"""

from collections.abc import Iterable, Iterator

from tasks.entities.name_contexts import is_all_capitals, is_in_web_address
from tasks.entities.name_scan import Hit, fold_text, scan_names
from tasks.model import FinderContext, GroupMention


def find_groups(text: str, context: FinderContext) -> Iterator[GroupMention]:
    """Yield every mention of a group of States in the text, in order."""
    return to_groups(text, scan_names(text, fold_text(text), context.document_date))


def to_groups(text: str, hits: Iterable[Hit]) -> Iterator[GroupMention]:
    """Yield the mentions of groups among the hits of one scan."""
    for hit in hits:
        code = hit.entry.group_code
        if code is None or is_in_web_address(text, hit):
            continue
        if hit.entry.is_lookalike and is_all_capitals(text, hit):
            continue
        method = "abbreviation" if hit.entry.is_abbreviation else "name"
        yield GroupMention(hit.start_char, hit.end_char, hit.surface, code, method)
