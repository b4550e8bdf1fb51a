"""Sponsors: who submits a draft and who joins, as reports, records and the heads of limited documents tell."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from seeds.countries import resolve_country
from tasks.model import Sponsor, SponsorRole
from tasks.proceedings.flow import QUOTED_KINDS, Flow, Passage, Sentence, sentences, squeeze
from tasks.proceedings.items import ItemTrail, items_within
from tasks.proceedings.speakers import match_speaker
from tasks.proceedings.vote_lists import read_names

_HINT = re.compile(r"sponsor|submitted|introduc|joined|on\s+behalf|proposed\s+by|tabled", re.IGNORECASE)
_SAID = r"(?:[^.;]|\.(?=\S))"
_TEXT = r"(?:draft\s+(?:resolution|decision|declaration|proposal|amendment)s?|(?:sub-?)?amendments?|draft|revised\s+text|proposal)"

# Each pattern names the range that holds the names: `names`.
_JOINED = re.compile(
    # "Subsequently, A, B and C joined in sponsoring the draft resolution"
    rf"(?P<names>{_SAID}+?)\s*,?\s*(?:also\s+|subsequently\s+|then\s+|have\s+|had\s+|has\s+|later\s+|wished\s+to\s+){{0,3}}"
    r"(?:joined?\s+(?:in\s+)?(?:(?:as\s+)?(?:an?\s+|the\s+)?(?:additional\s+)?(?:co-?)?sponsor|the\s+(?:list\s+of\s+)?(?:co-?)?sponsors|"
    r"(?:in\s+)?(?:co-?)?sponsoring)|(?:become|became)\s+(?:an?\s+)?(?:additional\s+)?(?:co-?)?sponsors?|"
    r"(?:were|was|been)\s+added\s+(?:to\s+the\s+list\s+of|as)\s+(?:co-?)?sponsors?)",
    re.DOTALL | re.IGNORECASE,
)
_JOINED_BY = re.compile(
    # "which was subsequently also sponsored by A and B", "have also become sponsors of draft …: A, B"
    rf"(?:joined\s+by|(?:subsequently|later|thereafter|also)\s+(?:also\s+)?(?:co-?)?sponsored\s+by|"
    rf"following\s+(?:countries|delegations|States|Member\s+States)\s+(?:{_SAID}{{0,80}}?)sponsors?\b[^:.]{{0,20}}(?:[^:]{{0,120}}?):)"
    rf"\s*(?P<names>{_SAID}+)",
    re.DOTALL | re.IGNORECASE,
)
_SUBMITTED = re.compile(
    # "submitted by Azerbaijan, Belarus and Türkiye", "is sponsored by Andorra, …", "proposed by"
    rf"(?:submitted|(?:co-?)?sponsored|proposed|tabled)\s*(?:\([^()]{{0,60}}\))?,?\s+by(?:\s+(?:the\s+)?(?:delegations?|representatives?)\s+of)?"
    rf"\s+(?P<names>{_SAID}+)",
    re.DOTALL | re.IGNORECASE,
)
_INTRODUCED = re.compile(
    # "the representative of Cuba[, also on behalf of …,] introduced draft resolution … [, also on behalf of …]"
    r"\b(?:representatives?|observers?|delegations?)\s+(?:of|for|from)\s+(?P<names>"
    rf"{_SAID}+?)\s*,?\s*(?:also\s+|then\s+|jointly\s+)?(?:introduced|submitted|proposed|tabled)\b(?P<rest>{_SAID}*)",
    re.DOTALL,
)
_IS_TEXT = re.compile(rf"\b{_TEXT}\b", re.IGNORECASE)
_ON_BEHALF = re.compile(
    r"\b(?:and\s+)?(?:also\s+)?on\s+(?:its\s+own\s+behalf\s+and\s+on\s+)?behalf\s+(?:also\s+)?of\b",
    re.IGNORECASE,
)
_WITHDREW = re.compile(
    rf"(?P<names>{_SAID}+?)\s+(?:had\s+|has\s+|have\s+|subsequently\s+|also\s+){{0,2}}(?:withdr[ae]wn?\s+(?:its|their|his|her)\s+"
    r"(?:co-?)?sponsorship|withdr[ae]wn?\s+(?:its|their)\s+names?|withdr[ae]wn?\s+as\s+(?:an?\s+)?(?:co-?)?sponsors?|"
    r"(?:was|were)\s+no\s+longer\s+(?:an?\s+)?(?:co-?)?sponsors?)",
    re.DOTALL | re.IGNORECASE,
)
_FORMER_SPONSORS = re.compile(
    r"\bsponsors\s+(?:of\s+(?:the\s+)?(?:original\s+)?draft\s+(?:resolution|decision)|listed\s+in(?:\s+document)?|contained\s+in(?:\s+document)?)\s*",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"^\s*(?:the\s+)?(?P<office>(?:Acting\s+|Vice-|Co-)*(?:Chair(?:man|person|woman)?s?|President|Bureau|Rapporteur|Facilitators?|"
    r"(?:Special\s+)?Committee|Commission|Working\s+Group|Secretary-General|Secretariat)\b"
    r"(?:\s+of\s+the\s+(?:[A-Z][\w-]*|of|the|on|and|with|to|for|in)(?:\s+(?:[A-Z][\w-]*|of|the|on|and|with|to|for|in))*)?)"
)
_MORE = re.compile(
    r"\b(?:the\s+draft|which|entitled|on\s+the\s+basis|and\s+(?:was|were|also|orally)|in\s+connection|under|for\s+consideration|"
    r"made|orally|as\s+well\s+as\s+the\s+sponsors)\b",
    re.IGNORECASE,
)
_HEAD_LINE = re.compile(
    r"^(?P<names>[^:]{2,6000}?)\s*:\s*(?P<marks>[*†,\s\d]*)\s*(?:revised\s+|joint\s+|draft\s+)*(?:draft\s+)?"
    r"(?:resolution|decision|amendments?|proposal|working\s+paper|sub-?amendments?)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEAD_OFFICE = re.compile(
    r"\bDraft\s+(?:resolution|decision|proposal|declaration)s?\s+(?:submitted|proposed|prepared)\s+by\s+(?P<names>.+)",
    re.DOTALL,
)
_HEAD_ADDED = re.compile(
    r"\b(?:Add|Insert)\s+(?:the\s+following\s+(?:countries|States|delegations|sponsors)|to\s+the\s+list\s+of\s+sponsors)[^:]{0,160}:?\s*(?P<names>.+)",
    re.DOTALL,
)
_HEAD_GROUP = re.compile(r"\bon\s+behalf\s+of\b", re.IGNORECASE)
MOST_HEAD_CHARACTERS = 4_000  # of a limited document, within which the sponsors stand
_LIMITED = re.compile(r"/(?:L|C\.\d+/L)\.\d")


@dataclass(frozen=True, slots=True)
class _Announcement:
    """Sponsors announced together."""

    start_char: int
    sponsors: tuple[Sponsor, ...]
    withdrawn: bool = False
    heirs_of: str | None = None  # the draft whose sponsors submit this one too
    introduced: bool = False  # only named as introducing


def find_sponsors(flow: Flow, trail: ItemTrail) -> tuple[Sponsor, ...]:
    """Return the sponsors of the drafts that a document names, by announcement."""
    announcements = [*_head_announcements(flow)]
    for passage in flow.passages:
        text = flow.text[passage.start_char : passage.end_char]
        if passage.kind in QUOTED_KINDS or passage.kind in ("table", "vote_list") or not _HINT.search(text):
            continue
        if passage.kind in ("masthead", "title", "heading"):
            continue
        for sentence in sentences(flow, passage):
            if _HINT.search(sentence.text):
                announcements += _Reader(flow, trail, sentence).read()
    return tuple(_in_waves(announcements))


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
        head = flow.text[sentence.passage.start_char : sentence.passage.start_char + 600]
        speaker = match_speaker(head)
        self._is_delegate = bool(
            speaker
            and speaker.of
            and not speaker.is_chair
            and resolve_country(speaker.of, flow.masthead.document_date)
        )
        # The words of the sentence, without the speaker's line: "Mr. Chávez (Peru): …".
        opens = sentence.start_char == sentence.passage.start_char
        self._offset = speaker.end if speaker and opens else 0

    def read(self) -> Iterator[_Announcement]:
        """Yield the announcements: joiners first, since their names are not those that submit."""
        text = self._sentence.text[self._offset :]
        if match := _WITHDREW.search(text):
            yield self._announce(match, "additional", withdrawn=True)
            return
        joined = _JOINED_BY.search(text) or _JOINED.search(text)
        if joined and not self._is_delegate:
            start = joined.start("names") + _said_end(joined["names"])
            yield self._announce(joined, "additional", start=start, only_after=joined.end())
        submitted = _SUBMITTED.search(text)
        if submitted and not _IS_TEXT.search(text, 0, submitted.start()):
            submitted = None
        introduced = None if submitted else _INTRODUCED.search(text)
        if introduced and _is_of_draft(introduced["rest"]) and not self._is_delegate:
            yield self._introduction(introduced)
        elif submitted and (
            not joined or submitted.end() < joined.start("names") or submitted.start() < joined.start()
        ):
            yield self._submission(submitted, joined)
        elif to_introduce := _TO_INTRODUCE.search(text):
            yield self._announce(to_introduce, "main", introduced=True)

    def _introduction(self, match: re.Match[str]) -> _Announcement:
        behalf = _ON_BEHALF.search(match["names"]) or _ON_BEHALF.search(match["rest"])
        announcement = self._announce(match, "main", introduced=behalf is None)
        in_rest = _ON_BEHALF.search(match["rest"])
        if not in_rest:
            return announcement
        start = match.start("rest") + in_rest.end()
        end = start + _draft_begins(match["rest"][in_rest.end() :])
        more = self._rows(
            start, end, "main", announcement.sponsors[0].item_symbol if announcement.sponsors else None
        )
        return replace(announcement, sponsors=(*announcement.sponsors, *more), introduced=False)

    def _submission(self, match: re.Match[str], joined: re.Match[str] | None) -> _Announcement:
        start, end = match.start("names"), match.end("names")
        if joined and start < joined.start() < end:
            end = joined.start()
        names = match["names"][: end - start]
        if more := _MORE.search(names):
            end = start + more.start()
        item_symbol = self._item(match.start())
        former = _FORMER_SPONSORS.match(names) or _FORMER_SPONSORS.search(names)
        heirs_of = self._symbol_after(start + former.end()) if former else None
        rows = self._office(names, start, item_symbol) or self._rows(start, end, "main", item_symbol)
        if self._is_delegate and len(rows) < 2 and not self._items:  # noqa: PLR2004 - one State may be any text's author
            rows = ()
        return _Announcement(self._sentence.start_char + start, rows, heirs_of=heirs_of)

    def _announce(
        self,
        match: re.Match[str],
        role: SponsorRole,
        *,
        start: int | None = None,
        only_after: int = 0,
        withdrawn: bool = False,
        introduced: bool = False,
    ) -> _Announcement:
        start = match.start("names") if start is None else start
        item_symbol = self._item(match.start(), only_after)
        rows = self._rows(start, match.end("names"), role, item_symbol)
        return _Announcement(
            self._sentence.start_char + match.start(), rows, withdrawn=withdrawn, introduced=introduced
        )

    def _rows(self, start: int, end: int, role: SponsorRole, item_symbol: str | None) -> tuple[Sponsor, ...]:
        """Return a row for every State and group named in a range of the sentence."""
        base = self._sentence.start_char + self._offset
        found = [
            *self._flow.states(base + start, base + end),
            *self._flow.groups.within(base + start, base + end),
        ]
        return tuple(
            Sponsor(
                self._flow.position(mention.start_char),
                item_symbol,
                getattr(mention, "iso3", None),
                getattr(mention, "group_code", None),
                squeeze(mention.surface),
                role,
                1,
            )
            for mention in sorted(found, key=lambda mention: mention.start_char)
        )

    def _office(self, names: str, start: int, item_symbol: str | None) -> tuple[Sponsor, ...]:
        match = _OFFICE.match(names)
        if not match:
            return ()
        position = self._flow.position(self._sentence.start_char + self._offset + start)
        return (Sponsor(position, item_symbol, None, None, squeeze(match["office"]), "main", 1),)

    def _item(self, at: int, only_after: int = 0) -> str | None:
        """Return the draft or amendment that a sentence is about; "the draft resolution" is the last taken up."""
        base = self._sentence.start_char + self._offset
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
        return self._trail.last("draft", base) or own or next(reports, None)

    def _symbol_after(self, start: int) -> str | None:
        base = self._sentence.start_char + self._offset
        return next((item.symbol for item in self._items if item.start_char >= base + start - 1), None)


_TO_INTRODUCE = re.compile(
    rf"\brepresentatives?\s+of\s+(?P<names>{_SAID}+?)\s*,?\s+(?:who\s+will|to)\s+introduce\s+(?:the\s+)?draft\s+(?:resolution|decision)",
    re.DOTALL,
)
_NOT_DRAFT = re.compile(
    r"^\s*(?:,\s*)?(?:an?\s+|the\s+|several\s+|further\s+|some\s+|certain\s+|minor\s+|technical\s+)*(?:oral|orally|revisions?|corrections?|statements?|reports?)\b",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"\b(?:announced|informed\s+\S+(?:\s+\S+){0,3}|stated|said|indicated|noted)\s+that\b|\bintroduced\b|\bsubmitted\s+by\b.*?,\s+and\b"
    r"|\brevised\s+the\s+(?:text|draft)\b|\bin\s+addition\s+to\b[^,]*,|\blike\s+to\s+announce\s+that\b",
    re.IGNORECASE | re.DOTALL,
)
_DRAFT_BEGINS = re.compile(
    r",?\s+(?:an?|the)\s+(?:revised\s+|joint\s+)?(?:draft|text|proposal|amendments?)\b|[“\"]|\bentitled\b|\bamendments?\b|\bdraft\b"
)


def _is_of_draft(rest: str) -> bool:
    return (
        _NOT_DRAFT.match(rest) is None and re.search(rf"\b{_TEXT}\b|/L\.\d", rest, re.IGNORECASE) is not None
    )


def _said_end(names: str) -> int:
    """Return where the names begin that joined: behind "the Secretary announced that"."""
    found = list(_ANNOUNCED.finditer(names))
    return found[-1].end() if found else 0


def _draft_begins(text: str) -> int:
    match = _DRAFT_BEGINS.search(text)
    return match.start() if match else len(text)


def _head_announcements(flow: Flow) -> Iterator[_Announcement]:
    """Yield the sponsors above the title of a limited document: "Australia, … and Uruguay: draft resolution"."""
    symbol = flow.masthead.symbol
    if not symbol or not (_LIMITED.search(symbol) or "draft" in flow.masthead.document_type):
        return
    for paragraph in flow.paragraphs:
        if paragraph.start_char > MOST_HEAD_CHARACTERS or paragraph.kind in QUOTED_KINDS:
            return
        if paragraph.kind == "footnote":
            continue
        rows = _head_rows(
            flow, Passage(paragraph.position, paragraph.start_char, paragraph.end_char, paragraph.kind)
        )
        if rows:
            yield _Announcement(paragraph.start_char, (*rows, *_noted_groups(flow, symbol)))
            return


def _head_rows(flow: Flow, passage: Passage) -> tuple[Sponsor, ...]:
    text = flow.text[passage.start_char : passage.end_char]
    for pattern in (_HEAD_OFFICE, _HEAD_LINE, _HEAD_ADDED):
        match = pattern.search(text)
        if not match:
            continue
        names = match["names"]
        office = _OFFICE.match(names)
        if office:
            return (_head_sponsor(flow, passage, squeeze(office["office"]), None),)
        role: SponsorRole = "additional" if pattern is _HEAD_ADDED else "main"
        found = [(iso3, name) for iso3, name in read_names(names, flow.masthead.document_date) if iso3]
        groups = flow.groups.within(
            passage.start_char + match.start("names"), passage.start_char + match.end("names")
        )
        rows = [replace(_head_sponsor(flow, passage, name, iso3), role=role) for iso3, name in found]
        rows += [
            replace(
                _head_sponsor(flow, passage, squeeze(g.surface), None), group_code=g.group_code, role=role
            )
            for g in groups
        ]
        if rows:
            return tuple(rows)
    return ()


def _head_sponsor(flow: Flow, passage: Passage, name: str, iso3: str | None) -> Sponsor:
    return Sponsor(passage.position, flow.masthead.symbol, iso3, None, name, "main", 1)


def _noted_groups(flow: Flow, symbol: str) -> Iterator[Sponsor]:
    """Yield the groups that a footnote to the head names: "On behalf of the States that are members of …"."""
    for note in flow.notes:
        text = flow.source[note.start_char : note.end_char]
        if note.start_char > 2 * MOST_HEAD_CHARACTERS or not re.match(r"\W*On\s+behalf\s+of\b", text):
            continue
        for group in flow.groups.within(note.start_char, note.end_char):
            yield Sponsor(note.position, symbol, None, group.group_code, squeeze(group.surface), "main", 1)


def _in_waves(announcements: Sequence[_Announcement]) -> Iterator[Sponsor]:
    """Yield the sponsors, each once per draft, announcements counted from 1."""
    by_item: dict[str | None, list[Sponsor]] = {}
    listed = {
        s.item_symbol for a in announcements for s in a.sponsors if s.role == "main" and not a.introduced
    }
    for announcement in sorted(announcements, key=lambda a: a.start_char):
        heirs = by_item.get(announcement.heirs_of, []) if announcement.heirs_of else []
        item_symbol = announcement.sponsors[0].item_symbol if announcement.sponsors else None
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
