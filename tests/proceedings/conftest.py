"""Small made-up documents, annotated by the real finders."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from tasks.entities.pipeline import annotate
from tasks.model import (
    AnnotatedDocument,
    Masthead,
    Page,
    Paragraph,
    ParagraphKind,
    Proceedings,
    StructuredText,
)
from tasks.proceedings.read import read_proceedings

REPORT = Masthead(
    symbol="A/74/401",
    document_type="committee_report",
    body_code="A/C.3",
    session="74",
    document_date=date(2019, 11, 25),
)
RECORD = Masthead(
    symbol="A/48/PV.81",
    document_type="verbatim_record",
    body_code="A",
    session="48",
    document_date=date(1993, 12, 16),
)
COUNCIL = Masthead(
    symbol="S/PV.8979",
    document_type="verbatim_record",
    body_code="S",
    document_date=date(2022, 2, 25),
)


def to_document(text: str, masthead: Masthead) -> AnnotatedDocument:
    """Return lines as an annotated document.

    "# " opens a heading, "> " a preambular paragraph, "! " an operative one, "[[1]] " a footnote; "{1}" is where
    its marker stood.
    """
    paragraphs: list[Paragraph] = []
    anchors: dict[str, int] = {}
    start = 0
    for position, line in enumerate(text.strip("\n").split("\n")):
        kind: ParagraphKind = "body"
        anchor = None
        for sign, meaning in (
            ("# ", "heading"),
            ("> ", "preambular"),
            ("! ", "operative"),
            ("% ", "masthead"),
        ):
            if line.startswith(sign):
                kind, line = meaning, line[2:]  # noqa: PLW2901
        if note := re.match(r"\[\[(\w+)\]\] ", line):
            kind, anchor, line = "footnote", anchors.get(note[1]), line[note.end() :]  # noqa: PLW2901
        while mark := re.search(r"\{(\w+)\}", line):
            anchors[mark[1]] = start + mark.start()
            line = line[: mark.start()] + line[mark.end() :]  # noqa: PLW2901
        number = re.match(r"(\d+)\.\s", line)
        end = start + len(line)
        paragraphs.append(
            Paragraph(position, kind, number[1] if number else None, 1, None, (), 1, start, end, anchor, line)
        )
        start = end + 1
    whole = "\n".join(paragraph.text for paragraph in paragraphs)
    structured = StructuredText(whole, (Page(1, 0, len(whole), "digital", None),), tuple(paragraphs))
    return annotate(structured, masthead, "English")


@pytest.fixture(scope="session")
def read() -> Callable[..., Proceedings]:
    """Return a function from the lines of a document to its proceedings."""

    def read_lines(text: str, masthead: Masthead = REPORT) -> Proceedings:
        return read_proceedings(to_document(text, masthead))

    return read_lines


@pytest.fixture
def record() -> Masthead:
    return RECORD


@pytest.fixture
def council() -> Masthead:
    return COUNCIL


@pytest.fixture
def report() -> Masthead:
    return REPORT
