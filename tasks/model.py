r"""What flows through Travaux: frozen dataclasses, from a file's blocks to a document's rows.

Offsets count Unicode code points, end exclusive. Those of a finder's mention count in the string that it
was given; everywhere else they count in the document's text (`core.texts.text`), of which every paragraph
is one line: `text == "\n".join(p.text for p in paragraphs)`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

# ── Marked text ────────────────────────────────────────────────────────────────────────────────────
# Readers carry style inside the text as private-use characters, so that cleaning steps stay `str -> str`
# and no range has to be moved. `tasks.text.marks` takes them out again. Readers drop these characters
# from their input first.
BOLD_ON, BOLD_OFF = "\ue001", "\ue002"
ITALIC_ON, ITALIC_OFF = "\ue003", "\ue004"
SUPERSCRIPT_ON, SUPERSCRIPT_OFF = "\ue005", "\ue006"  # a footnote's marker
LINK_ON, LINK_OFF = "\ue007", "\ue008"  # the n-th LINK_ON of a block goes with `Block.links[n]`
PAGE_BREAK = "\ue009"  # where a block that runs over a page end goes on on the next page
MARKS = frozenset(
    (BOLD_ON, BOLD_OFF, ITALIC_ON, ITALIC_OFF, SUPERSCRIPT_ON, SUPERSCRIPT_OFF, LINK_ON, LINK_OFF, PAGE_BREAK)
)

# ── Reading: what a reader returns ─────────────────────────────────────────────────────────────────
BlockRole = Literal["text", "heading", "list_item", "footnote", "table_row", "rule", "furniture"]
TextLayer = Literal["digital", "ocr", "none"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph-like unit in reading order, as a reader saw it.

    `text` is marked text; its lines, where the source has lines, are separated by a line feed. A `rule` is a
    drawn or typed separator (`---`); `furniture` is what the page prints and the document does not say:
    running headers, page numbers, job numbers, bar codes, share buttons. Furniture stays in the list, since
    the masthead is read from it too, and never reaches `core.texts`.
    """

    page_number: int  # from 1
    text: str
    role: BlockRole = "text"
    level: int = 0  # of a heading, 1 the highest, or of a list item; 0: not known
    label: str = ""  # of a footnote its marker; of a list item or paragraph the number a word processor adds
    left: float | None = None  # left edge of the first line and of the rest, in points from the page's left
    hanging: float | None = None
    top: float | None = None  # in points from the page's top
    right: float | None = None
    bottom: float | None = None
    font_size: float | None = None  # in points, of most characters
    centred: bool = False
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One page as the reader met it. `ocr_confidence` is 0 to 1, None where no OCR was used."""

    page_number: int
    width: float | None = None  # points
    height: float | None = None
    text_layer: TextLayer = "digital"
    ocr_confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """A file as its reader understood it: blocks in reading order, pages, and what the file says of itself."""

    media_type: str  # 'application/pdf', 'text/plain', …
    reader: str  # reader and encoding or engine, e.g. 'text (utf-8)', 'pdf (pdfium)', 'pdf (rapidocr)'
    blocks: tuple[Block, ...]
    pages: tuple[SourcePage, ...]
    markup: "Markup | None" = None


@dataclass(frozen=True, slots=True)
class Markup:
    """What an Akoma Ntoso file states about itself, so that nobody has to find it again."""

    masthead: "Masthead"
    votes: tuple["Vote", ...] = ()
    sponsors: tuple["Sponsor", ...] = ()


# ── Text: what cleaning and structure return ───────────────────────────────────────────────────────
DocumentType = Literal[
    "resolution", "decision", "draft_resolution", "draft_decision", "committee_report", "report", "budget",
    "note", "letter", "verbatim_record", "summary_record", "statement", "agenda", "information", "news", "other",
]  # fmt: skip
ParagraphKind = Literal[
    "masthead", "title", "heading", "body", "preambular", "operative", "list_item", "footnote", "table",
    "vote_list", "speech",
]  # fmt: skip
MarkStyle = Literal["bold", "italic", "superscript", "link"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A styled range of the document's text.

    A superscript is taken out of the text: its range is empty and `value` holds the marker. A link's `value`
    is its target.
    """

    start_char: int
    end_char: int
    style: MarkStyle
    value: str = ""


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a document says about itself at its head (and, for job numbers, at its foot).

    `symbol` and `joint_symbol` are canonical; `session` is text ('74', 'ES-10', '2025'); `agenda_items` as
    printed ('18 (d)'); `body_code` is a `ref.bodies` key: the most specific organ printed.
    """

    symbol: str | None = None
    joint_symbol: str | None = None
    title: str | None = None
    document_type: DocumentType = "other"
    body_code: str | None = None
    session: str | None = None
    agenda_items: tuple[str, ...] = ()
    document_date: date | None = None
    distribution: str | None = None
    original_language: str | None = None
    language: str | None = None
    job_number: str | None = None
    author_iso3: str | None = None
    author_group: str | None = None
    block_indexes: frozenset[int] = frozenset()  # blocks that are masthead
    title_indexes: frozenset[int] = frozenset()  # blocks that are the title


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a document: its characters are `text[start_char:end_char]`. A row of `core.pages`."""

    page_number: int
    start_char: int
    end_char: int
    text_layer: TextLayer
    ocr_confidence: float | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, heading, list item, footnote or table row: one line of the document's text.

    `number` is as printed, without brackets and final full stop ('1', '1bis', 'a)' → 'a', 'IV'); the text
    keeps it. `level` is 1 for a heading of the highest rank, a numbered paragraph or an unnumbered one,
    2 for (a), 3 for (i), …. `opener` is a preambular or operative paragraph's opening words ('Recalling
    also'). `section_path` holds the headings above it, outermost first. `anchor_char` of a footnote is the
    offset in the document's text where its marker stood.
    """

    position: int  # from 0
    kind: ParagraphKind
    number: str | None
    level: int
    opener: str | None
    section_path: tuple[str, ...]
    page_number: int
    start_char: int
    end_char: int
    anchor_char: int | None
    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class StructuredText:
    """A document's clean text with its page map and its paragraphs, in reading order."""

    text: str
    pages: tuple[Page, ...]
    paragraphs: tuple[Paragraph, ...]


# ── Entities: what finders yield ───────────────────────────────────────────────────────────────────
CountryForm = Literal["name", "demonym"]
DatePrecision = Literal["day", "month", "year", "range"]
SymbolRole = Literal["self", "cited"]


@dataclass(frozen=True, slots=True)
class FinderContext:
    """What a finder may know of the document around its text. There is no "today" in it, on purpose.

    `body_code` decides what "its resolution 65/230" means; the dates decide the year of "on 3 October" and
    which States a name stood for.
    """

    document_date: date | None = None
    body_code: str | None = None
    session: str | None = None
    session_opens: date | None = None
    session_closes: date | None = None


@dataclass(frozen=True, slots=True)
class CountryMention:
    """A State named in the text. `iso3` is the seat at the document's date; None: left open."""

    start_char: int
    end_char: int
    surface: str
    iso3: str | None
    form: CountryForm
    method: str


@dataclass(frozen=True, slots=True)
class GroupMention:
    """A caucus or political organization of States named in the text."""

    start_char: int
    end_char: int
    surface: str
    group_code: str
    method: str


@dataclass(frozen=True, slots=True)
class SymbolMention:
    """A document symbol, resolution or decision number. `symbol` is canonical; None: left open.

    `adopted_on` is the adoption date that the text states for it, `pinpoint` the place in it ('para. 13').
    """

    start_char: int
    end_char: int
    surface: str
    symbol: str | None
    joint_symbol: str | None
    body_code: str | None
    series: str | None
    session: str | None
    number: str | None
    adopted_on: date | None
    pinpoint: str | None
    role: SymbolRole
    method: str


@dataclass(frozen=True, slots=True)
class DateMention:
    """A day, a month, a year or a range of them; both ends included. None: the year was left open."""

    start_char: int
    end_char: int
    surface: str
    start_date: date | None
    end_date: date | None
    precision: DatePrecision
    is_inferred: bool
    inferred_from: str | None
    method: str


@dataclass(frozen=True, slots=True)
class SessionMention:
    """A session named in the text ('seventy-fourth session')."""

    start_char: int
    end_char: int
    surface: str
    body_code: str | None
    session: str
    method: str


Mention = CountryMention | GroupMention | SymbolMention | DateMention | SessionMention


# ── Proceedings: what paragraphs do ────────────────────────────────────────────────────────────────
VoteMethod = Literal["recorded", "counted", "without_vote"]
VoteResult = Literal["adopted", "rejected", "unknown"]
Position = Literal["yes", "no", "abstain", "absent"]
IntendedBasis = Literal["had_intended", "had_been_present"]
SponsorRole = Literal["main", "additional"]
Occasion = Literal[
    "general", "introduction", "before_vote", "explanation_of_vote_before", "explanation_of_vote_after",
    "after_vote", "right_of_reply", "chair", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class AnnotatedParagraph:
    """A paragraph with what was found in it; offsets count in the document's text."""

    paragraph: Paragraph
    countries: tuple[CountryMention, ...] = ()
    groups: tuple[GroupMention, ...] = ()
    symbols: tuple[SymbolMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    sessions: tuple[SessionMention, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A document as the readers of proceedings get it."""

    masthead: Masthead
    text: str
    paragraphs: tuple[AnnotatedParagraph, ...]
    context: FinderContext = field(default_factory=FinderContext)


@dataclass(frozen=True, slots=True)
class VotePosition:
    """One State in one vote. The intended position is what it said later; the position never changes."""

    iso3: str | None
    name_as_printed: str
    position: Position
    intended_position: Position | None = None
    intended_basis: IntendedBasis | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """One decision on one text. Printed totals and listed names are kept apart.

    `position` is the paragraph that states the result (an index into the document's paragraphs).
    """

    position: int
    item_symbol: str | None
    motion: (
        str | None
    )  # what was put to the vote, where it is not a whole text: 'operative paragraph 2', 'division'
    method: VoteMethod
    result: VoteResult
    body_code: str | None
    meeting: str | None
    voted_on: date | None
    yes_count: int | None
    no_count: int | None
    abstain_count: int | None
    positions: tuple[VotePosition, ...] = ()


@dataclass(frozen=True, slots=True)
class Sponsor:
    """One State, group or office that submits or joins a draft. `wave` counts announcements from 1."""

    position: int
    item_symbol: str | None
    iso3: str | None
    group_code: str | None
    name_as_printed: str
    role: SponsorRole
    wave: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: who spoke, for whom, on what occasion. `iso3` None: no State spoke."""

    position: int
    speaker: str | None
    speaker_title: str | None
    iso3: str | None
    organization: str | None
    on_behalf_of: str | None
    occasion: Occasion
    meeting: str | None
    spoken_on: date | None
    start_char: int
    end_char: int
    language_spoken: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation's context: the verb that introduces the symbol that stands at `start_char`."""

    position: int
    start_char: int
    verb: str | None


@dataclass(frozen=True, slots=True)
class Action:
    """What one operative paragraph does: the verb, to whom, and when a report is due."""

    position: int
    verb: str  # normalised, without 'also' and 'further': 'requests'
    addressee: str | None
    report_due_session: str | None


@dataclass(frozen=True, slots=True)
class Proceedings:
    """All that a document's paragraphs do."""

    votes: tuple[Vote, ...] = ()
    sponsors: tuple[Sponsor, ...] = ()
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    actions: tuple[Action, ...] = ()


# ── The whole ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document after all stages; `tasks.rows` turns it into rows."""

    document_id: str  # the first 16 hexadecimal digits of the bytes' SHA-256
    sha256: str
    file_name: str
    extract: Extract
    structured: StructuredText
    masthead: Masthead
    annotated: AnnotatedDocument
    proceedings: Proceedings


Row = Mapping[str, object]  # one row of a table, by column name
