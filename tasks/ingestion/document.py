"""Parses one document: bytes to text, mentions and proceedings. Pure: no clock, no file, no Prefect, no DuckDB."""

from dataclasses import fields, replace
from hashlib import sha256

from tasks.entities.pipeline import annotate
from tasks.model import Block, Extract, Masthead, ParsedDocument, Proceedings
from tasks.proceedings.read import read_proceedings
from tasks.reading.read import read_document
from tasks.text.clean import clean_blocks
from tasks.text.join import join_blocks
from tasks.text.language import detect_language
from tasks.text.masthead import find_masthead
from tasks.text.structure import structure

DOCUMENT_ID_DIGITS = 16  # 64 bits; `core.documents.sha256` is unique, so a collision would be loud


def parse_document(data: bytes, file_name: str = "") -> ParsedDocument:
    """Return everything that Travaux reads in a document.

    The result depends on the bytes and on the rules alone; `file_name` only serves messages.

    Raises:
        RejectedDocument: the bytes cannot be read as a document.

    """
    extract = read_document(data, file_name)
    blocks = join_blocks(clean_blocks(extract.blocks))
    masthead = _masthead(extract, blocks)
    structured = structure(blocks, masthead, extract.pages)
    masthead = replace(masthead, language=masthead.language or detect_language(structured.text))
    annotated = annotate(structured, masthead, masthead.language)
    digest = sha256(data).hexdigest()
    return ParsedDocument(
        document_id=digest[:DOCUMENT_ID_DIGITS],
        sha256=digest,
        file_name=file_name,
        extract=extract,
        structured=structured,
        masthead=masthead,
        annotated=annotated,
        proceedings=_with_markup(read_proceedings(annotated), extract),
    )


def _masthead(extract: Extract, blocks: tuple[Block, ...]) -> Masthead:
    """Return the masthead; what the file itself states (Akoma Ntoso) goes before what was found."""
    found = find_masthead(blocks, extract.media_type)
    if extract.markup is None:
        return found
    stated = extract.markup.masthead
    known = {f.name: value for f in fields(stated) if (value := getattr(stated, f.name))}
    return replace(found, **known)


def _with_markup(proceedings: Proceedings, extract: Extract) -> Proceedings:
    """Put stated votes and sponsors in the place of found ones."""
    if extract.markup is None:
        return proceedings
    return replace(proceedings, votes=extract.markup.votes, sponsors=extract.markup.sponsors)
