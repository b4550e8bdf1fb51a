"""A document's own heading, told from the item's title above it and the author's line below it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from tasks.text.masthead_bodies import looks_like_body, read_bodies
from tasks.text.masthead_groups import Group
from tasks.text.masthead_lines import HeadLine

# 'Report of the Secretary-General', 'Progress report by the UNCTAD secretariat', 'Working paper submitted by Mexico'
_AUTHOR = re.compile(
    r"(?:[\w-]+ ){0,4}?(?:reports?|notes?|memorandum|letters?|working papers?|statements?|proposals?|submissions?|study"
    r"|message|communications?|information|bulletin|observations|compilation|summary|views|comments|rapport|informe|nota)"
    r" (?:of|by|from|prepared by|submitted by|transmitted by|presented by|received from|du|de la|del|présentée? par) .*"
    r"|(?:доклад|записка) (?!об?\b|по\b).*"
    r"|(?:transmitted|prepared|submitted|presented|issued|proposal|compiled|circulated)(?: jointly)? by .*",
    re.IGNORECASE,
)
# Such as 'Iraq: draft resolution', 'Draft resolution submitted by the President of the Council, Bob Rae (Canada)'
_SPONSORS = re.compile(
    r"(?:.*[:;]\s*|.* )?(?:revised |joint )*(?:draft (?:resolution|decision|conclusion)s?|amendments?(?: to (?:the )?draft .*)?)"
    r"|(?:revised )?draft (?:resolution|decision)s?(?: [ivx]+)?"
    r" (?:(?:submitted|proposed|recommended|presented|prepared|introduced) by|referred to) .*"
    r"|.{3,2000}: (?:revised )?(?:draft (?:resolution|decision)|amendments?|working paper|proposal)\b.{0,120}"
    r"|(?:.{3,2000}\s?: )?(?:projet de (?:résolution|décision)|proyecto de (?:resolución|decisión)|проект (?:резолюции|решения)"
    r"|amendements?|enmiendas?|поправк[аи])(?: révisé| revisado)?"
    r"(?: (?:au projet|al proyecto|к проекту|déposé|présenté|presentado|представленный)\b.{0,400})?",
    re.IGNORECASE,
)
_CORRESPONDENCE = re.compile(
    r"(?:identical )?(?:letters?|notes? verbales?|telegrams?|cables?|cablegrams?)(?:\s?dated .*| from .*| sent .*| addressed .*)"
    r"|(?:lettres? identiques|lettres?|notes? verbales?) (?:datée?s?|en date du|adressée?s?)\b.*"
    r"|(?:cartas? idénticas|cartas?|notas? verbal(?:es)?) (?:de fecha|dirigidas?|fechadas?)\b.*"
    r"|(?:идентичные |вербальная )?(?:письм[оа]|нота) .*\bот \d.*",
    re.IGNORECASE,
)
# An organization's statement stands below its item's title, in the same type in the typescripts.
_STATEMENT = re.compile(r"(?:joint |written |oral )*statements?\S? submitted by .*", re.IGNORECASE)
_ASIDE = re.compile(
    r"(?:addendum|corrigend(?:um|a)|revision|erratum|note|excerpts?|revised|reissued.*|supplementary information"
    r"|addend[ao]|corrección|additif|rectificatif|добавление|исправление)(?: \d+)?\.?"
    r"|\[.*\]|\(.*\)|(?:co-)?rapporteur(?:-general)?s?\s?:.*|(?:facilitator|chair(?:person)?|president)s?\s?:.*"
    r"|(?:to|from|subject|objet|asunto|for (?:decision|information|action|discussion|comment))\s?:?(?: .*)?(?<!\w \w)|please recycle|united nations • .*|(?:advance )?unedited version.*|supplement no\. .*",
    re.IGNORECASE,
)
_NEW_HEADING = re.compile(
    r"(?:[A-Z][\w-]+ )?(?:report|note|memorandum) (?:of|by) the .*|addendum|corrigendum|rapporteur\s?:.*|working paper submitted .*"
    r"|held (?:at|in|on) .*|\[.*", re.IGNORECASE,
)  # fmt: skip
_SUBJECT = re.compile(r"(?:subject|objet|asunto)\s?:\s*(?P<title>.*)", re.IGNORECASE)
_NO_HEADING = 10  # lower than any level
_MARGIN = 8  # points: an item's title starts at the session's left edge, a document's own title further in


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a document's head, sorted by what they are."""

    title: Group | None = None
    authors: tuple[Group, ...] = ()
    sponsors: tuple[Group, ...] = ()
    others: tuple[Group, ...] = ()

    @property
    def all(self) -> tuple[Group, ...]:
        """All of them, the title first."""
        return ((self.title,) if self.title else ()) + self.authors + self.sponsors + self.others

    @property
    def title_as_sponsor(self) -> tuple[Group, ...]:
        """The title, where a draft has no other heading than its sponsors' line: 'France: draft resolution'."""
        return (self.title,) if self.title and _SPONSORS.fullmatch(self.title.text) else ()

    @property
    def title_as_author(self) -> tuple[Group, ...]:
        """The title, where it is an author's line too: 'Report of the Special Committee on …' on a cover."""
        return (self.title,) if self.title and _AUTHOR.fullmatch(self.title.text) else ()


def starts_heading(text: str) -> bool:
    """Tell whether a line begins a heading of its own, whatever stands above it."""
    return bool(_NEW_HEADING.match(text) or _CORRESPONDENCE.match(text))


def is_correspondence(text: str) -> bool:
    """Tell whether a heading is a letter's or a note verbale's."""
    return bool(_CORRESPONDENCE.match(text))


def sort_headings(groups: Sequence[Group], margins: Sequence[float], items: int) -> Headings:
    """Return the headings with the title told apart.

    `margins` are the left edges of the session and item lines, none where the reader gives no geometry;
    `items` is the number of agenda items printed above.
    """
    others = tuple(g for g in groups if _ASIDE.fullmatch(g.text))
    rest = [g for g in groups if g not in others]
    letter = next((g for g in rest if is_correspondence(g.text) or _STATEMENT.fullmatch(g.text)), None)
    if letter:
        return Headings(letter, others=others + tuple(g for g in rest if g is not letter))
    sponsors = tuple(g for g in rest if _SPONSORS.fullmatch(g.text))
    candidates = _without_item_titles([g for g in rest if g not in sponsors], margins, items)
    title = _choose(candidates) or next(iter(sponsors), None)
    authors = tuple(g for g in rest if g is not title and g not in sponsors and _AUTHOR.fullmatch(g.text))
    left = tuple(g for g in rest if g is not title and g not in sponsors and g not in authors)
    return Headings(title, authors, tuple(g for g in sponsors if g is not title), others + left)


def by_size(groups: Sequence[Group]) -> list[Group]:
    """Return the headings of a page without a masthead, the largest first: by type, else by level."""
    sizes = [group.size for group in groups]
    if None in sizes:
        return sorted(groups, key=lambda g: g.lines[0].level or _NO_HEADING)
    largest = max((size for size in sizes if size), default=0.0)
    return sorted(groups, key=lambda g: -len(g.text) if (g.size or 0.0) > largest - 1 else 0)


def larger_than(groups: Sequence[Group], anchors: Sequence[HeadLine]) -> list[Group]:
    """Return the headings in larger type than the session and item lines, if any: since 1998 titles are."""
    size = max((line.size for line in anchors if line.size is not None), default=None)
    larger = [g for g in groups if size is not None and g.size is not None and g.size > size + 1]
    asides = [g for g in groups if g not in larger and not _is_candidate(g)]
    return sorted((*larger, *asides), key=groups.index) if larger else list(groups)


def _is_candidate(group: Group) -> bool:
    return not (
        _ASIDE.fullmatch(group.text) or _SPONSORS.fullmatch(group.text) or _AUTHOR.fullmatch(group.text)
    )


def _choose(candidates: Sequence[Group]) -> Group | None:
    """Return the first heading that is no organ's name and no subject that the author's line below repeats."""
    named = [g for g in candidates if not read_bodies(g.text)] or list(candidates)
    for group, below in zip_longest(named, named[1:]):
        # 'UNIVERSAL PERIODIC REVIEW' above 'Report of the Working Group on the Universal Periodic Review'
        if below is None or not _repeats(group.text, below.text):
            return group
    return None


def _without_item_titles(groups: list[Group], margins: Sequence[float], items: int) -> list[Group]:
    """Return the headings without the titles of agenda items and the organs' names at the top left."""
    if margins:
        inner = [g for g in groups if g.centred or not _is_at(g.left, margins)]
        return inner or groups[-1:]
    geometry = [g for g in groups if g.left is not None]
    if len(geometry) > 1 and looks_like_body(groups[0].text) and not groups[0].centred:
        return [g for g in groups[1:] if (g.left or 0) > (groups[0].left or 0) + _MARGIN] or groups
    if geometry or not items:
        return groups
    # Without geometry: where headings abound, the first ones are the items' titles, and the title is mixed case.
    before = next((n for n, g in enumerate(groups) if _AUTHOR.fullmatch(g.text)), len(groups))
    if before < 2 or groups[0].text.isupper():  # noqa: PLR2004
        return groups
    return groups[min(items, before - 1) :]


def _repeats(heading: str, below: str) -> bool:
    ends = below.casefold().endswith(heading.casefold())
    return len(below) > len(heading) and ends and bool(_AUTHOR.fullmatch(below))


def _is_at(left: float | None, margins: Sequence[float]) -> bool:
    return left is not None and any(abs(left - margin) <= _MARGIN for margin in margins)


def read_subject(text: str) -> str | None:
    """Return what follows 'Subject:' in a circular's head, '' where the next line does, None if this is no such line."""
    match = _SUBJECT.fullmatch(text)
    return match["title"] if match else None
