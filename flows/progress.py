"""Tells the person how far a run is: a bar on a terminal, plain lines elsewhere, nothing where nobody looks."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

LOG = logging.getLogger("travaux")
LINE_EVERY = 10  # per cent of the documents between two plain lines


class Watcher(Protocol):
    """Somebody who is told how a run goes."""

    def stage(self, words: str) -> None:
        """A stage begins; `words` say what is done or waited for."""

    def documents(self, done: int, total: int) -> None:
        """So many documents are parsed."""


class Lines:
    """Plain lines, by way of the log."""

    def __init__(self) -> None:
        self._said = 0

    def stage(self, words: str) -> None:
        """Log the stage."""
        LOG.info("%s", words)

    def documents(self, done: int, total: int) -> None:
        """Log every tenth of the way, and the end."""
        share = 100 * done // total
        if share >= self._said + LINE_EVERY or done == total:
            self._said = share
            LOG.info("parsed %d of %d documents", done, total)


class Bar:
    """A progress bar and the stage's name."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("starting", total=None)

    def stage(self, words: str) -> None:
        """Show the stage."""
        self._progress.update(self._task, description=words)

    def documents(self, done: int, total: int) -> None:
        """Move the bar."""
        self._progress.update(self._task, completed=done, total=total)


WATCHER: ContextVar[Watcher] = ContextVar("watcher")


def watcher() -> Watcher:
    """Return who is told in this run: lines, unless a command has chosen a bar."""
    return WATCHER.get(None) or Lines()


@contextmanager
def watched(console: Console) -> Iterator[None]:
    """Show a bar while the block runs if the console is a terminal."""
    if not console.is_terminal:
        yield
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        reset = WATCHER.set(Bar(progress))
        try:
            yield
        finally:
            WATCHER.reset(reset)
