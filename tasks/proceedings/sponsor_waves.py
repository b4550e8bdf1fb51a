"""Announcements of sponsors, and the waves in which the sponsors of a draft come."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tasks.model import Sponsor

# "submitted by the Chair", "by the President of the Council": an office, no State.
OFFICE = re.compile(
    r"^\s*(?:the\s+)?(?P<office>(?:Acting\s+|Vice-|Co-)*(?:Chair(?:man|person|woman)?s?|President|Bureau|Rapporteur|Facilitators?|"
    r"(?:Special\s+)?Committee|Commission|Working\s+Group|Secretary-General|Secretariat)\b"
    r"(?:\s+of\s+the\s+(?:[A-Z][\w-]*|of|the|on|and|with|to|for|in)(?:\s+(?:[A-Z][\w-]*|of|the|on|and|with|to|for|in))*)?)"
)


@dataclass(frozen=True, slots=True)
class Announcement:
    """Sponsors announced together."""

    start_char: int
    sponsors: tuple[Sponsor, ...]
    withdrawn: bool = False
    heirs_of: str | None = None  # the draft whose sponsors submit this one too
    heir: str | None = None  # the draft that they submit, where nobody else does
    introduced: bool = False  # only named as introducing


def in_waves(announcements: Sequence[Announcement]) -> Iterator[Sponsor]:
    """Yield the sponsors, each once per draft, announcements counted from 1."""
    by_item: dict[str | None, list[Sponsor]] = {}
    listed = {
        s.item_symbol for a in announcements for s in a.sponsors if s.role == "main" and not a.introduced
    }
    for announcement in sorted(announcements, key=lambda a: a.start_char):
        heirs = by_item.get(announcement.heirs_of, []) if announcement.heirs_of else []
        item_symbol = announcement.sponsors[0].item_symbol if announcement.sponsors else announcement.heir
        rows = by_item.setdefault(item_symbol, [])
        if announcement.withdrawn:
            gone = {sponsor.iso3 for sponsor in announcement.sponsors}
            by_item[item_symbol] = [sponsor for sponsor in rows if sponsor.iso3 not in gone]
            continue
        if announcement.introduced and item_symbol in listed:
            continue
        rows += [replace(heir, item_symbol=item_symbol, role="main", wave=1) for heir in heirs]
        wave = max((sponsor.wave for sponsor in rows), default=0) + 1
        known = {
            (
                sponsor.iso3,
                sponsor.group_code,
                None if sponsor.iso3 or sponsor.group_code else sponsor.name_as_printed,
            )
            for sponsor in rows
        }
        for sponsor in announcement.sponsors:
            key = (
                sponsor.iso3,
                sponsor.group_code,
                None if sponsor.iso3 or sponsor.group_code else sponsor.name_as_printed,
            )
            if key not in known:
                known.add(key)
                rows.append(replace(sponsor, wave=wave))
    yield from (sponsor for rows in by_item.values() for sponsor in rows)
