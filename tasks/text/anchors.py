"""Ties footnotes to the places in the text where their markers stood."""

from collections import defaultdict
from collections.abc import Sequence

from tasks.model import Paragraph


def find_anchors(paragraphs: Sequence[Paragraph]) -> dict[int, int]:
    """Return the anchor's offset in the document's text by the position of its footnote paragraph.

    Markers start again at 1 in an annex, and on every page of old documents: a footnote belongs to the first
    marker of its name since the last footnote of that name; where there is none, to the next one behind it,
    as when a marker stands in a table below.
    """
    waiting: dict[str, list[int]] = defaultdict(list)
    unanchored: dict[str, int] = {}
    anchors: dict[int, int] = {}
    for paragraph in paragraphs:
        for mark in paragraph.marks:
            if mark.style != "superscript":
                continue
            if mark.value in unanchored:
                anchors[unanchored.pop(mark.value)] = mark.start_char
            else:
                waiting[mark.value].append(mark.start_char)
        if paragraph.kind == "footnote" and paragraph.number is not None:
            offsets = waiting.pop(paragraph.number, [])
            if offsets:
                anchors[paragraph.position] = offsets[0]
            else:
                unanchored[paragraph.number] = paragraph.position
    return anchors
