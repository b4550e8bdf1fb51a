"""Whose document it is: the State of a letter, statement or draft, and the group that it speaks for."""

from tasks.text.masthead_title import Headings


def find_author(headings: Headings, body: object, kind: str) -> tuple[str | None, str | None]:
    """Stub."""
    return None, None
