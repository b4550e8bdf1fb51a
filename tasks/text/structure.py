"""Builds the structured text: paragraphs with kind, number, opener, path, page and offsets."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tasks.model import Block, Mark, Masthead, Paragraph, SourcePage, StructuredText
from tasks.text.anchors import find_anchors
from tasks.text.headings import Sections
from tasks.text.kinds import Reading, read_kinds
from tasks.text.pages import to_pages
from tasks.text.units import Unit, to_units


def structure(blocks: Sequence[Block], masthead: Masthead, pages: Sequence[SourcePage]) -> StructuredText:
    """Return the document's text, its page map and its paragraphs, from clean and joined blocks.

    Furniture is dropped. The masthead's block indexes count in `blocks`. Every paragraph is one line of the text.
    """
    units = to_units(tuple(blocks), masthead)
    readings = read_kinds(units, is_summary_record=masthead.document_type == "summary_record")
    paragraphs = _anchored(tuple(_paragraphs(units, readings)))
    text = "\n".join(unit.text for unit in units)
    starts = _page_starts(units, paragraphs)
    return StructuredText(text, to_pages(pages, starts, len(text)), paragraphs)


def _paragraphs(units: list[Unit], readings: list[Reading]) -> Iterator[Paragraph]:
    sections = Sections()
    start = 0
    for position, (unit, reading) in enumerate(zip(units, readings, strict=True)):
        level, path = reading.level, sections.path
        if reading.heading:
            level = sections.enter(reading.heading, unit)
            path = sections.path[: level - 1]
        elif reading.kind not in ("footnote", "masthead", "title"):
            sections.note_text()
        end = start + len(unit.text)
        yield Paragraph(
            position, reading.kind, reading.number, level, reading.opener, path, unit.page_number, start, end,
            None, unit.text, tuple(_moved(unit.marks, start)),
        )  # fmt: skip
        start = end + 1


def _moved(marks: tuple[Mark, ...], start: int) -> Iterator[Mark]:
    for mark in marks:
        yield Mark(mark.start_char + start, mark.end_char + start, mark.style, mark.value)


def _anchored(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    anchors = find_anchors(paragraphs)
    if not anchors:
        return paragraphs
    return tuple(
        replace(paragraph, anchor_char=anchors[paragraph.position])
        if paragraph.position in anchors
        else paragraph
        for paragraph in paragraphs
    )


def _page_starts(units: list[Unit], paragraphs: tuple[Paragraph, ...]) -> Iterator[tuple[int, int]]:
    for unit, paragraph in zip(units, paragraphs, strict=True):
        yield paragraph.start_char, unit.page_number
        for count, offset in enumerate(unit.page_breaks, start=1):
            yield paragraph.start_char + offset, unit.page_number + count
