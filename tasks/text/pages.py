"""Maps the characters of a document's text to its pages."""

from collections.abc import Iterable, Sequence

from tasks.model import Page, Paragraph, SourcePage, StructuredText


def to_pages(
    source: Sequence[SourcePage], starts: Iterable[tuple[int, int]], length: int
) -> tuple[Page, ...]:
    """Return one page per source page, with the range of its characters.

    `starts` are (offset, page number) pairs in the order of the text, one where each page begins or is met
    again; a step back, to a footnote's page, is left out, since a range has no holes. Pages without text
    have an empty range.
    """
    begins: dict[int, int] = {}
    highest = 0
    for offset, number in starts:
        if number > highest:
            begins[number], highest = offset, number
    pages: list[Page] = []
    end = length
    for page in reversed(source):
        # The first page that has text takes what little stands before it.
        start = begins.get(page.page_number, end)
        pages.append(Page(page.page_number, start, end, page.text_layer, page.ocr_confidence))
        end = start
    pages.reverse()
    return tuple(pages)


def page_at(structured: StructuredText, paragraph: Paragraph, char: int) -> int:
    """Return the number of the page on which a character of a paragraph stands.

    A footnote that interrupted a paragraph follows it in the text, so that its range lies on the page on
    which the paragraph ends; its own page is the paragraph's.
    """
    if paragraph.kind == "footnote":
        return paragraph.page_number
    low, high = 0, len(structured.pages)
    while low < high:
        middle = (low + high) // 2
        if structured.pages[middle].end_char <= char:
            low = middle + 1
        else:
            high = middle
    return structured.pages[low].page_number if low < len(structured.pages) else paragraph.page_number
