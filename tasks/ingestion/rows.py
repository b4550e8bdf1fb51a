"""Turns a parsed document into rows: one list per table, column names as in `warehouse/schema`."""

from collections.abc import Iterator
from dataclasses import fields

from tasks.model import (
    AnnotatedParagraph,
    Masthead,
    Mention,
    ParsedDocument,
    Row,
    Sponsor,
    Statement,
    Vote,
)
from tasks.text.pages import page_at

TABLES = (
    "core.documents", "core.texts", "core.pages", "core.paragraphs", "core.country_mentions",
    "core.group_mentions", "core.symbol_mentions", "core.date_mentions", "core.session_mentions",
    "core.votes", "core.vote_positions", "core.sponsors", "core.statements", "core.actions",
)  # fmt: skip
_NOT_COLUMNS = {"block_indexes", "title_indexes"}
_KINDS = ("countries", "groups", "symbols", "dates", "sessions")
_MENTION_TABLES = ("core.country_mentions", "core.group_mentions", "core.symbol_mentions",
                   "core.date_mentions", "core.session_mentions")  # fmt: skip


def to_rows(document: ParsedDocument) -> dict[str, list[Row]]:
    """Return the document's rows by table, every table of `TABLES` present.

    Columns that only a run can know (`file_name`, `source_uri`, `run_id`, `loaded_at`, …) are left to loading.
    """
    rows: dict[str, list[Row]] = {table: [] for table in TABLES}
    rows["core.documents"].append(_document(document))
    rows["core.texts"].append({"document_id": document.document_id, "text": document.structured.text})
    rows["core.pages"] += _pages(document)
    rows["core.paragraphs"] += _paragraphs(document)
    verbs = {c.start_char: c.verb for c in document.proceedings.citations}
    for table, kind in zip(_MENTION_TABLES, _KINDS, strict=True):
        rows[table] += _mentions(document, kind, verbs)
    for number, vote in enumerate(document.proceedings.votes, start=1):
        vote_id = f"{document.document_id}:v{number}"
        rows["core.votes"].append(_vote(document, vote, vote_id))
        rows["core.vote_positions"] += ({"vote_id": vote_id, **_columns(p)} for p in vote.positions)
    rows["core.sponsors"] += (_anchored(document, s) for s in document.proceedings.sponsors)
    for number, statement in enumerate(document.proceedings.statements, start=1):
        statement_id = f"{document.document_id}:s{number}"
        rows["core.statements"].append({"statement_id": statement_id, **_anchored(document, statement)})
    rows["core.actions"] += (
        {
            **_columns(a),
            "document_id": document.document_id,
            "paragraph_id": _paragraph_id(document, a.position),
        }
        for a in document.proceedings.actions
    )
    return rows


def _columns(value: object) -> dict[str, object]:
    """Return a dataclass's fields as columns; tuples become lists."""
    names = [f.name for f in fields(value)]  # type: ignore[arg-type]  # every caller passes a dataclass
    return {
        name: list(content) if isinstance(content := getattr(value, name), tuple) else content
        for name in names
        if name not in _NOT_COLUMNS
    }


def _paragraph_id(document: ParsedDocument, position: int) -> str:
    return f"{document.document_id}:{position}"


def _anchored(document: ParsedDocument, value: Sponsor | Statement) -> dict[str, object]:
    """Return a row that names its paragraph instead of counting it."""
    columns = _columns(value)
    position = columns.pop("position")
    return {
        "document_id": document.document_id,
        "paragraph_id": f"{document.document_id}:{position}",
        **columns,
    }


def _document(document: ParsedDocument) -> Row:
    extract, masthead = document.extract, document.masthead
    confidences = [p.ocr_confidence for p in extract.pages if p.ocr_confidence is not None]
    return {
        "document_id": document.document_id,
        "sha256": document.sha256,
        "media_type": extract.media_type,
        "reader": extract.reader,
        "page_count": len(extract.pages),
        "character_count": len(document.structured.text),
        "ocr_confidence": sum(confidences) / len(confidences) if confidences else None,
        **_masthead(masthead),
    }


def _masthead(masthead: Masthead) -> dict[str, object]:
    return {name: value for name, value in _columns(masthead).items() if name not in _NOT_COLUMNS}


def _pages(document: ParsedDocument) -> Iterator[Row]:
    for page in document.structured.pages:
        yield {"document_id": document.document_id, **_columns(page)}


def _paragraphs(document: ParsedDocument) -> Iterator[Row]:
    for paragraph in document.structured.paragraphs:
        columns = _columns(paragraph)
        del columns["marks"]
        yield {
            "document_id": document.document_id,
            "paragraph_id": _paragraph_id(document, paragraph.position),
            **columns,
        }


def _mentions(document: ParsedDocument, kind: str, verbs: dict[int, str | None]) -> Iterator[Row]:
    for annotated in document.annotated.paragraphs:
        for mention in _of_kind(annotated, kind):
            row = {
                "document_id": document.document_id,
                "paragraph_id": _paragraph_id(document, annotated.paragraph.position),
                "page_number": page_at(document.structured, annotated.paragraph, mention.start_char),
                **_columns(mention),
            }
            if kind == "symbols":
                row["context_verb"] = verbs.get(mention.start_char)
            yield row


def _of_kind(annotated: AnnotatedParagraph, kind: str) -> tuple[Mention, ...]:
    mentions: tuple[Mention, ...] = getattr(annotated, kind)
    return mentions


def _vote(document: ParsedDocument, vote: Vote, vote_id: str) -> Row:
    """Return the vote's row; `listed_…` count the names that are listed, None where no list is printed."""
    columns = _columns(vote)
    position = columns.pop("position")
    del columns["positions"]
    listed = {
        f"listed_{name}": sum(p.position == name for p in vote.positions) if vote.positions else None
        for name in ("yes", "no", "abstain")
    }
    return {
        "vote_id": vote_id,
        "document_id": document.document_id,
        "paragraph_id": f"{document.document_id}:{position}",
        **columns,
        **listed,
    }
