"""Sponsors: who submits a draft and who joins, as reports, records and the heads of limited documents tell."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from seeds.countries import resolve_country
from tasks.model import CountryMention, GroupMention, Sponsor, SponsorRole
from tasks.proceedings.clauses import Told, find_told, first_told
from tasks.proceedings.flow import QUOTED_KINDS, Flow, Sentence, squeeze
from tasks.proceedings.items import Item, ItemTrail, items_within
from tasks.proceedings.sponsor_heads import find_head_sponsors
from tasks.proceedings.sponsor_waves import OFFICE, Announcement, in_waves
from tasks.proceedings.sponsor_wording import (
    DRAFTS,
    FOLLOWING,
    FORMER_SPONSORS,
    INTRODUCED,
    JOINED,
    JOINED_BY,
    LIST_GAP,
    MORE,
    MOST_DRAFTS,
    NAMES_GAP,
    ON_BEHALF,
    REPRESENTATIVE,
    REVISED,
    SUBJECT_BEGINS,
    SUBMITTED,
    TO_INTRODUCE,
    WITHDREW,
    draft_begins,
    is_about_draft,
    is_of_draft,
    said_end,
)

_UNREAD_KINDS = QUOTED_KINDS | {"table", "vote_list", "masthead", "title", "heading"}


def find_sponsors(flow: Flow, trail: ItemTrail) -> tuple[Sponsor, ...]:
    """Return the sponsors of the drafts that a document names, by announcement."""
    announcements = [*find_head_sponsors(flow)]
    for passage in flow.passages:
        if passage.kind in _UNREAD_KINDS or not flow.has("sponsor", passage):
            continue
        for sentence in flow.sentences(passage):
            if flow.hints.any("sponsor", sentence.start_char, sentence.end_char):
                reader = _Reader(flow, trail, sentence)
                announcements += [each for read in reader.read() for each in reader.for_every_draft(read)]
    # Without a symbol nobody can tell of what: "its own draft convention, co-sponsored by China".
    return tuple(sponsor for sponsor in in_waves(announcements) if sponsor.item_symbol)


class _Reader:
    """Reads the announcements of one sentence."""

    def __init__(self, flow: Flow, trail: ItemTrail, sentence: Sentence) -> None:
        self._flow = flow
        self._sentence = sentence
        self._items = [
            item
            for item in items_within(flow, sentence.start_char, sentence.end_char)
            if item.kind in ("draft", "amendment")
        ]
        self._trail = trail
        speaker, voice = flow.speaker(sentence.passage), flow.voice(sentence.passage)
        self._is_delegate = bool(
            voice
            and voice.of
            and not voice.is_chair
            and resolve_country(voice.of, flow.masthead.document_date)
        )
        # The words of the sentence, without the speaker's line: "Mr. Chávez (Peru): …".
        opens = sentence.start_char == sentence.passage.start_char
        offset = speaker.end if speaker and opens else 0
        self._text = sentence.text[offset:]
        self._base = sentence.start_char + offset

    def read(self) -> Iterator[Announcement]:
        """Yield the announcements: joiners first, since their names are not those that submit."""
        text = self._text
        if gone := first_told(WITHDREW, text):
            yield replace(
                self._announce(gone.start, gone.verb_start, "additional", gone.verb_start), withdrawn=True
            )
            return
        joined = None if self._is_delegate else self._joined()
        if joined:
            yield self._announce(*joined[:2], "additional", joined[2])
        if revised := REVISED.search(text):
            yield self._revision(revised)
        elif submitted := list(self._submitted(joined[2] if joined else None)):
            for told in submitted:
                yield self._submission(told, joined[2] if joined else len(text))
        elif introduced := self._introduced():
            yield self._introduction(introduced)
        elif to_introduce := TO_INTRODUCE.search(text):
            start, end = to_introduce.span("names")
            yield replace(self._announce(start, end, "main", start), introduced=True)

    def for_every_draft(self, announcement: Announcement) -> Iterator[Announcement]:
        """Yield an announcement for each of the drafts that are named together: "three draft resolutions (…, … and …)"."""
        together = self._together()
        items = {sponsor.item_symbol for sponsor in announcement.sponsors}
        if len(items) != 1 or not items <= set(together):
            yield announcement
            return
        for symbol in together:
            sponsors = tuple(replace(sponsor, item_symbol=symbol) for sponsor in announcement.sponsors)
            yield replace(announcement, sponsors=sponsors)

    def _together(self) -> list[str]:
        """Return the drafts of a list: with nothing but commas and "and" between them, behind "draft resolutions"."""
        run: list[Item] = []
        for item in self._items:
            text = self._flow.text
            if run and LIST_GAP.fullmatch(text, run[-1].end_char, item.start_char):
                run.append(item)
            elif len(run) > 1:
                break
            elif DRAFTS.search(text, max(self._base, item.start_char - MOST_DRAFTS), item.start_char):
                run = [item]
        return [item.symbol for item in run] if len(run) > 1 else []

    def _joined(self) -> tuple[int, int, int] | None:
        """Return where the names stand of those who joined, and the verb."""
        for pattern in (FOLLOWING, JOINED_BY):
            if told := first_told(pattern, self._text):
                return told.verb_end, told.end, told.verb_start
        if told := first_told(JOINED, self._text):
            return told.start + said_end(told.subject), told.verb_start, told.verb_start
        return None

    def _submitted(self, joined: int | None) -> Iterator[Told]:
        """Yield every "submitted by", where a draft is said to be, and by others than those who joined."""
        found: list[Told] = []
        for told in find_told(SUBMITTED, self._text):
            is_joiners = joined is not None and joined <= told.verb_start < joined + len(
                "subsequently also sponsored"
            )
            named = "sponsors" in self._text[told.verb_start : told.verb_end]
            if not is_joiners and (named or is_about_draft(self._text[: told.verb_start])):
                found.append(told)
        for told, following in zip_longest(found, found[1:]):
            # "… submitted by Belgium, and document …, submitted by Japan": each draft has its own.
            next_drafts = [
                at
                for item in self._items
                if following and told.verb_end < (at := item.start_char - self._base) < following.verb_start
            ]
            yield replace(told, end=min([told.end, *next_drafts]))
            if not next_drafts:
                return

    def _introduced(self) -> Told | None:
        if self._is_delegate:
            return None
        for told in find_told(INTRODUCED, self._text):
            who = list(REPRESENTATIVE.finditer(told.subject))
            if who and is_of_draft(told.rest):
                return replace(told, start=told.start + who[-1].end())
            if not who and is_of_draft(told.rest) and (begin := self._bare_names(told)) is not None:
                return replace(told, start=begin)
        return None

    def _bare_names(self, told: Told) -> int | None:
        """Return where the States stand that are a verb's whole subject: "On 4 November, Benin and Togo submitted …"."""
        first, end = self._base + told.start, self._base + told.verb_start
        # "Portugal, on behalf of the States that are members of the European Union, submitted"
        if behalf := ON_BEHALF.search(told.subject):
            end = first + behalf.start()
        begin = None
        named: list[CountryMention | GroupMention] = [
            *self._flow.states(first, end),
            *self._flow.groups.within(first, end),
        ]
        for mention in sorted(named, key=lambda mention: -mention.start_char):
            if mention.end_char <= end and not NAMES_GAP.fullmatch(self._flow.text, mention.end_char, end):
                break
            begin = end = min(end, mention.start_char)
        if begin is None or not SUBJECT_BEGINS.search(self._flow.text[first:begin]):
            return None
        return begin - self._base

    def _introduction(self, told: Told) -> Announcement:
        announcement = self._announce(told.start, told.verb_start, "main", told.verb_start)
        behalf = ON_BEHALF.search(told.rest)
        if not behalf:
            alone = (
                ON_BEHALF.search(told.subject) is None
                and "introduc" in told.text[told.verb_start : told.verb_end]
            )
            return replace(announcement, introduced=alone)
        start = told.verb_end + behalf.end()
        end = start + draft_begins(told.rest[behalf.end() :])
        item_symbol = self._item(told.verb_start)
        return replace(
            announcement, sponsors=(*announcement.sponsors, *self._rows(start, end, "main", item_symbol))
        )

    def _submission(self, told: Told, joined: int) -> Announcement:
        start = told.verb_end
        end = joined if start < joined < told.end else told.end
        names = self._text[start:end]
        if more := MORE.search(names):
            end = start + more.start()
        item_symbol = self._item(told.verb_start)
        former = FORMER_SPONSORS.search(names)
        heirs_of = self._symbol_after(start + former.end()) if former else None
        rows = self._office(names, start, item_symbol) or self._rows(start, end, "main", item_symbol)
        if self._is_delegate and len(rows) < 2 and not self._items:  # noqa: PLR2004 - one State may be any text's author
            rows = ()
        return Announcement(self._base + start, rows, heirs_of=heirs_of)

    def _revision(self, match: re.Match[str]) -> Announcement:
        """Return "the sponsors submitted a revised draft resolution (….Rev.1)": theirs are the sponsors."""
        before = [item for item in self._items if item.end_char <= self._base + match.end()]
        behind = [item for item in self._items if item.start_char >= self._base + match.end()]
        item_symbol = behind[0].symbol if behind else None
        base = re.sub(r"/Rev\.\d+$", "", item_symbol) if item_symbol else None
        heirs_of = before[-1].symbol if before else base
        return Announcement(self._base + match.start(), (), heirs_of=heirs_of, heir=item_symbol)

    def _announce(self, start: int, end: int, role: SponsorRole, verb: int) -> Announcement:
        """Return the States and groups of a range as sponsors of the text that the verb is about."""
        only_after = verb if role == "additional" else 0
        rows = self._rows(start, end, role, self._item(verb, only_after))
        return Announcement(self._base + start, rows)

    def _rows(self, start: int, end: int, role: SponsorRole, item_symbol: str | None) -> tuple[Sponsor, ...]:
        """Return a row for every State and group named in a range of the sentence."""
        first, last = self._base + start, self._base + end
        states = [self._sponsor(m, item_symbol, role, iso3=m.iso3) for m in self._flow.states(first, last)]
        groups = [
            self._sponsor(m, item_symbol, role, group_code=m.group_code)
            for m in self._flow.groups.within(first, last)
        ]
        return tuple(sponsor for _, sponsor in sorted([*states, *groups], key=lambda item: item[0]))

    def _sponsor(
        self,
        mention: CountryMention | GroupMention,
        item_symbol: str | None,
        role: SponsorRole,
        iso3: str | None = None,
        group_code: str | None = None,
    ) -> tuple[int, Sponsor]:
        position = self._flow.position(mention.start_char)
        name = squeeze(mention.surface)
        return mention.start_char, Sponsor(position, item_symbol, iso3, group_code, name, role, 1)

    def _office(self, names: str, start: int, item_symbol: str | None) -> tuple[Sponsor, ...]:
        match = OFFICE.match(names)
        if not match:
            return ()
        position = self._flow.position(self._base + start)
        return (Sponsor(position, item_symbol, None, None, squeeze(match["office"]), "main", 1),)

    def _item(self, at: int, only_after: int = 0) -> str | None:
        """Return the draft or amendment that a sentence is about; "the draft resolution" is the last taken up."""
        base = self._base
        items = [item for item in self._items if item.start_char >= base + only_after] or self._items
        before = [item for item in items if item.end_char <= base + at]
        if amendments := [item for item in items if item.kind == "amendment"]:
            return amendments[0].symbol  # "amendments (….L.60) to draft resolution ….L.32, submitted by"
        if items:
            return (before[-1:] or items)[0].symbol
        own = self._flow.masthead.symbol if "draft" in self._flow.masthead.document_type else None
        reports = (
            item.symbol
            for item in items_within(self._flow, self._sentence.start_char, self._sentence.end_char)
            if item.kind == "report"
        )
        last = self._trail.last("draft", base)
        return last.symbol if last else own or next(reports, None)

    def _symbol_after(self, start: int) -> str | None:
        base = self._base
        return next((item.symbol for item in self._items if item.start_char >= base + start - 1), None)
