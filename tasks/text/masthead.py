"""What a document says about itself at its head: symbol, type, organ, session, items, date, title."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest

from tasks.model import Block, DocumentType, Masthead
from tasks.text.language import SAMPLE_CHARACTERS, detect_language
from tasks.text.masthead_author import find_author
from tasks.text.masthead_bodies import body_of_symbol, most_specific, read_bodies
from tasks.text.masthead_dates import find_days, first_day, read_date_line
from tasks.text.masthead_groups import group_lines, join_lines
from tasks.text.masthead_labels import Reading, read_lines, read_meeting
from tasks.text.masthead_lines import HeadLine, plain, read_head, read_running
from tasks.text.masthead_session import session_of_symbol
from tasks.text.masthead_symbol import symbol_of_resolution
from tasks.text.masthead_title import (
    Headings,
    by_size,
    larger_than,
    read_subject,
    sort_headings,
    starts_heading,
)
from tasks.text.masthead_type import find_type

_ENACTING = re.compile(r"The (?P<name>[A-Z][\w’' -]{3,160}?)(?:[,.]|$)")
_ADOPTED = re.compile(r"\badopted\b|\bof \d{1,2} |^on \d", re.IGNORECASE)
_HELD = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|^held\b", re.IGNORECASE)
_RECORD = re.compile(
    r"\b(?:summary|verbatim|final) records? of\b|^compte rendu|^acta (?:resumida|literal)|^краткий отчет|отчет о заседании",
    re.IGNORECASE,
)
_ADOPTING = re.compile(r"\d{1,5}(?:st|nd|rd|th) (?:plenary )?meeting,?\s*", re.IGNORECASE)
_BRACKETED = re.compile(r"\[(?P<date>[^\[\]]{8,30})\]")
_JOB_LANGUAGE = re.compile(r"\((?P<letter>[ACEFRS])\)$")
_LETTERS = {"A": "Arabic", "C": "Chinese", "E": "English", "F": "French", "R": "Russian", "S": "Spanish"}
_BODY_BLOCKS = 12  # that tell the type of a document without a head
_LONGEST = 4_000  # characters of a block that are looked at
_SPEECH_BLOCKS = 40  # in which a speaker says who he is
_MEETING_BLOCK, _MEETING_DATE = 80, 30  # characters of the block that names a meeting, and of its date
_SAMPLE_BLOCKS = 60  # that tell its language
_DATED_BY_HEADINGS = frozenset({"letter", "statement", "news", "information"})
_RECORDS = frozenset({"verbatim_record", "summary_record"})


def find_masthead(blocks: Sequence[Block], media_type: str) -> Masthead:
    """Return what a document says about itself, and which of its blocks are masthead and title.

    Blocks are cleaned and joined, with their line feeds; furniture is among them. Values that the document
    does not state are None; the session is taken from the symbol where no line names it.
    """
    reading = read_lines(read_head(blocks), read_running(blocks))
    headings = _sort(reading)
    body = _body_texts(blocks, reading)
    symbol, joint = _symbols(reading, body)
    kind = find_type(_evidence(symbol, headings, reading, body) | {"media": [media_type]})
    title_lines, title = _title(reading, headings, kind)
    day = _date(kind, reading, headings, blocks)
    author_iso3, author_group = find_author(kind, headings, _author_texts(blocks, body, kind), day)
    titled = frozenset(line.block for line in title_lines)
    return Masthead(
        symbol=symbol,
        joint_symbol=joint,
        title=title,
        document_type=kind,
        body_code=_body_code(symbol, reading, body),
        session=_session(symbol, reading),
        agenda_items=reading.items,
        document_date=day,
        distribution=reading.distribution,
        original_language=reading.original,
        language=_language(reading, blocks),
        job_number=reading.job_number,
        author_iso3=author_iso3,
        author_group=author_group,
        block_indexes=_masthead_blocks(blocks, reading, headings) - titled,
        title_indexes=titled,
    )


# ── Headings ───────────────────────────────────────────────────────────────────────────────────────
def _sort(reading: Reading) -> Headings:
    """Return the headings between masthead and body, told apart."""
    lines = [
        line for line in reading.head[: reading.body_start]
        if line not in reading.labelled and line.role not in ("furniture", "footnote", "table_row")
    ]  # fmt: skip
    if reading.number and reading.number.year is None:
        return _headings_of_resolution(lines, reading)
    groups = list(group_lines(lines, starts_heading))
    order = {line: i for i, line in enumerate(reading.head)}
    last = (
        max((order[line] for line in (*reading.box, *reading.anchors)), default=-1) if reading.has_box else -1
    )
    groups = [group for group in groups if order[group.lines[-1]] > last] or groups
    margins = [line.left for line in reading.anchors if line.left is not None and reading.has_box]
    groups = larger_than(groups, reading.anchors) if reading.has_box else by_size(groups)
    return sort_headings(groups, margins, len(reading.items))


def _headings_of_resolution(lines: Sequence[HeadLine], reading: Reading) -> Headings:
    """Return the headings of a resolution: the title is what follows the number."""
    assert reading.number is not None
    number = reading.number
    at = list(lines).index(number.line) if number.line in lines else 0
    after = [replace(number.line, text=number.title)] if number.title else []
    groups = list(group_lines([*after, *lines[at + 1 :]], starts_heading))
    before = tuple(group_lines(lines[:at], starts_heading))
    return Headings(groups[0] if groups else None, others=before + tuple(groups[1:]))


def _title(
    reading: Reading, headings: Headings, kind: DocumentType
) -> tuple[tuple[HeadLine, ...], str | None]:
    """Return the title's lines and its text."""
    if kind in _RECORDS:
        return _title_of_record(reading, headings)
    subject = _subject(reading)
    if subject:
        return (subject,), read_subject(subject.text) or subject.text
    if reading.number and reading.number.year is not None:
        text = re.sub(r"^(\d+ \(\d{4}\))\. (Resolution) of .*", r"\2 \1", reading.number.line.text)
        return (reading.number.line,), text
    if not headings.title:
        return (), None
    return headings.title.lines, headings.title.text.strip(" .:") or None


def _title_of_record(reading: Reading, headings: Headings) -> tuple[tuple[HeadLine, ...], str | None]:
    """Return the heading 'Summary record of the 12th meeting', or the meeting line; a record has no other title."""
    record = next((group for group in headings.all if _RECORD.search(group.text)), None)
    if record:
        return record.lines, record.text
    return ((reading.meeting,), read_meeting(reading.meeting)) if reading.meeting else ((), None)


def _subject(reading: Reading) -> HeadLine | None:
    """Return the line that follows 'Subject:', or holds it, in a circular's head."""
    upper = [line for line in reading.head[: reading.body_start] if line not in reading.labelled]
    for line, below in zip_longest(upper, upper[1:]):
        if read_subject(line.text) is not None:
            return line if read_subject(line.text) else below
    return None


# ── Symbol, organ, session ─────────────────────────────────────────────────────────────────────────
def _symbols(reading: Reading, body: Sequence[str]) -> tuple[str | None, str | None]:
    if reading.own:
        return reading.own.symbol, reading.own.joint
    if not reading.number:
        return None, None
    organ = _resolving_body(body)
    year = _adopted_on(reading)
    return symbol_of_resolution(reading.number, organ, year.year if year else None), None


def _resolving_body(body: Sequence[str]) -> str | None:
    """Return the organ that speaks in the body's first words: 'The General Assembly,'."""
    for text in body[:4]:
        match = _ENACTING.match(text)
        codes = read_bodies(match["name"]) if match else ()
        if codes:
            return codes[0]
    return None


def _body_code(symbol: str | None, reading: Reading, body: Sequence[str]) -> str | None:
    if symbol:
        return most_specific(reading.bodies, body_of_symbol(symbol))
    return most_specific(reading.bodies, None) or _resolving_body(body)


def _session(symbol: str | None, reading: Reading) -> str | None:
    """Return the session that is printed; of several, the one that the symbol carries."""
    carried = session_of_symbol(symbol) if symbol else None
    if carried in reading.sessions or not reading.sessions:
        return carried
    return reading.sessions[0]


# ── Type and date ──────────────────────────────────────────────────────────────────────────────────
def _evidence(
    symbol: str | None, headings: Headings, reading: Reading, body: Sequence[str]
) -> dict[str, list[str]]:
    title = [headings.title.text] if headings.title else []
    heads = [group.text for group in headings.all]
    heads += [line.text for line in (reading.number and reading.number.line, reading.meeting) if line]
    return {
        "symbol": [symbol] if symbol else [],
        "heading": heads,
        "author": [group.text for group in (*headings.authors, *headings.title_as_author)],
        "title": title,
        "sponsor": [group.text for group in (*headings.sponsors, *headings.title_as_sponsor)],
        "body": list(body),
        "speech": [" ".join(body)] if not symbol and not reading.has_box else [],
    }


def _adopted_on(reading: Reading) -> date | None:
    """Return the day of adoption that a resolution's head states."""
    upper = [line for line in reading.head[: reading.body_start] if line.role != "furniture"]
    for index, line in enumerate(upper):
        if _ADOPTED.search(line.text):
            day = first_day(join_lines(x.text for x in upper[index : index + 3]))
            if day:
                return day
    return None


def _date(kind: DocumentType, reading: Reading, headings: Headings, blocks: Sequence[Block]) -> date | None:
    """Return the masthead's date; of a resolution the adoption's, of a record the meeting's."""
    if kind in _RECORDS:
        held = (d for line in reading.head if _HELD.search(line.text) for d in find_days(line.text))
        return next(held, reading.date)
    if kind in ("resolution", "decision") and reading.number:
        return _adopted_on(reading) or _adopted_below(blocks) or reading.date
    spoken = kind in _DATED_BY_HEADINGS
    return reading.date or (_date_of_head(headings) if spoken else None) or _bracketed_date(blocks)


def _adopted_below(blocks: Sequence[Block]) -> date | None:
    """Return the day under the meeting that adopted a resolution: '70th plenary meeting' / '12 December 1997'."""
    for block, below in zip_longest(blocks, blocks[1:]):
        if len(block.text) < _MEETING_BLOCK and _ADOPTING.match(plain(block.text)):
            text = join_lines(plain(b.text).replace("\n", " ") for b in (block, below) if b is not None)
            adopted = _ADOPTING.match(text)
            day = first_day(text[adopted.end() :][:_MEETING_DATE]) if adopted else None
            if day:
                return day
    return None


def _date_of_head(headings: Headings) -> date | None:
    return next((day for group in headings.all for day in find_days(group.text)), None)


def _bracketed_date(blocks: Sequence[Block]) -> date | None:
    """Return the date that a report behind a cover prints alone in brackets: '[4 April 2025]'."""
    for block in blocks:
        match = _BRACKETED.fullmatch(plain(block.text)) if len(block.text) < 40 else None  # noqa: PLR2004
        day = read_date_line(match["date"]) if match else None
        if day:
            return day
    return None


# ── Language, body, blocks ─────────────────────────────────────────────────────────────────────────
def _language(reading: Reading, blocks: Sequence[Block]) -> str | None:
    """Return the language of this version: as printed, by the job number's letter, else by its text."""
    if reading.language:
        return reading.language
    letter = _JOB_LANGUAGE.search(reading.job_number or "")
    if letter:
        return _LETTERS[letter["letter"]]
    sample = ""
    for block in blocks[:_SAMPLE_BLOCKS]:
        if block.role not in ("furniture", "rule", "table_row"):
            sample += plain(block.text[:SAMPLE_CHARACTERS]) + "\n"
        if len(sample) >= SAMPLE_CHARACTERS:
            break
    return detect_language(sample) or reading.original_if_single


def _body_texts(blocks: Sequence[Block], reading: Reading) -> list[str]:
    """Return the first texts of the body, and the furniture of page 1 (a news page's share buttons)."""
    first = reading.head[reading.body_start].block if reading.body_start < len(reading.head) else len(blocks)
    body = [
        plain(b.text[:_LONGEST]).replace("\n", " ")
        for b in blocks[first : first + _BODY_BLOCKS]
        if b.role != "furniture"
    ]
    return body + [
        plain(b.text[:_LONGEST])
        for b in blocks[:_SAMPLE_BLOCKS]
        if b.role == "furniture" and b.page_number == 1
    ]


def _author_texts(blocks: Sequence[Block], body: Sequence[str], kind: DocumentType) -> list[str]:
    """Return what tells a document's author besides its headings: a speech, a draft's footnotes."""
    if kind == "statement":
        return [
            plain(b.text[:_LONGEST]).replace("\n", " ") for b in blocks[:_SPEECH_BLOCKS] if b.role == "text"
        ]
    notes = [
        plain(b.text[:_LONGEST]).replace("\n", " ") for b in blocks[:_SAMPLE_BLOCKS] if b.role == "footnote"
    ]
    return [*body, *notes] if kind.startswith("draft") else []


def _masthead_blocks(blocks: Sequence[Block], reading: Reading, headings: Headings) -> frozenset[int]:
    """Return the blocks whose lines are all masthead or heading."""
    grouped = {line for group in headings.all for line in group.lines}
    upper = frozenset(line.block for line in reading.head[: reading.body_start])
    cut = {line.block for line in reading.head[reading.body_start : reading.body_start + 1]}
    late = frozenset(_late_blocks(reading, upper))
    keep = (upper - cut) | late
    return frozenset(i for i in keep if blocks[i].role not in ("furniture", "rule", "footnote")) | frozenset(
        line.block for line in grouped if line.block not in cut
    )


def _late_blocks(reading: Reading, upper: frozenset[int]) -> Iterator[int]:
    """Yield blocks behind the body's beginning all of whose lines are labelled: a box drawn last."""
    lines = reading.head[reading.body_start :]
    for block in {line.block for line in lines} - upper:
        if all(line in reading.labelled for line in lines if line.block == block):
            yield block
