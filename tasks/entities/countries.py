"""Finds the States that a text names, by name or by their people's.

What counts is said in the design: a Member, an observer, a State before its membership or one that is gone;
adjectives and peoples, but neither languages nor ethnic groups nor money. Longest name wins, the article stays
outside, a qualifier in brackets inside. A name that two States have had is read by the document's date, an
adjective of two by the State that the document named last.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from seeds.countries import CountryName, choose_by_date
from tasks.entities.name_contexts import is_all_capitals, is_in_web_address, is_something_else
from tasks.entities.name_scan import Folded, Hit, fold_text, scan_names
from tasks.model import CountryMention, FinderContext


def find_countries(text: str, context: FinderContext) -> Iterator[CountryMention]:
    """Yield every mention of a State in the text, in order; `iso3` is the seat at the document's date."""
    folded = fold_text(text)
    return to_countries(text, folded, scan_names(text, folded, name_date(context)), context)


def name_date(context: FinderContext) -> date | None:
    """Return the day whose names a document uses: its own date, else its session's opening."""
    return context.document_date or context.session_opens


def to_countries(
    text: str, folded: Folded, hits: Iterable[Hit], context: FinderContext
) -> Iterator[CountryMention]:
    """Yield the mentions of States among the hits of one scan."""
    on = name_date(context)
    read = [
        (hit, choose_by_date(hit.entry.states, on))
        for hit in hits
        if hit.entry.states and _is_name_here(text, folded, hit)
    ]
    named = {names[0].iso3 for _, names in read if not names[0].is_people and not names[0].needs_name}
    last_named: dict[str, int] = {}
    for order, (hit, names) in enumerate(read):
        allowed = [name for name in names if not name.needs_name or name.iso3 in named]
        if not allowed:
            continue
        name = _named_last(allowed, last_named)
        if not name.is_people:
            last_named[name.iso3] = order
        yield CountryMention(
            start_char=hit.start_char,
            end_char=hit.end_char,
            surface=hit.surface,
            iso3=name.iso3,
            form="demonym" if name.is_people else "name",
            method=_method(hit, names, name),
        )


def _is_name_here(text: str, folded: Folded, hit: Hit) -> bool:
    """Whether the printed name is used as one."""
    first = hit.entry.states[0]
    if hit.entry.is_lookalike and is_all_capitals(text, hit):
        return False
    if first.kind == "prefix" and not _joins_capital(text, hit.end_char):
        return False
    if is_in_web_address(text, hit):
        return False
    return not is_something_else(folded, text, hit, is_people=first.is_people)


def _named_last(names: Sequence[CountryName], last_named: dict[str, int]) -> CountryName:
    """Return, of several States of one name, that which the document named last, else the first."""
    return max(names, key=lambda name: last_named.get(name.iso3, -1))


def _method(hit: Hit, names: tuple[CountryName, ...], name: CountryName) -> str:
    """Return how the State was told: by the kind of name, by the date or by the document."""
    if len({other.iso3 for other in names}) > 1:
        return "by_document"
    if len({other.iso3 for other in hit.entry.states}) > 1:
        return "by_date"
    return name.kind


def _joins_capital(text: str, end: int) -> bool:
    """Whether a hyphen and a capital follow, as in 'Sino-Indian'."""
    return text[end : end + 1] in {"-", "–", "\u2011", "\u2010"} and text[end + 1 : end + 2].isupper()
