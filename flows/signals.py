"""Ends a command that is asked to end, by Ctrl+C or by SIGTERM: it alone, and in order.

A terminal sends Ctrl+C to all processes that a command has started as well: Prefect's own server, runs, workers. They
would end before the command that still needs them, each with a page of traceback. So they do not get it.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from types import FrameType
from typing import NoReturn

ENDED = 128 + signal.SIGTERM  # the exit code of what did not come to its end


class EndAsked(SystemExit):
    """Somebody asked for the end; raised in the main thread, wherever it is."""


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Raise `EndAsked` on SIGTERM and Ctrl+C from now on, so that what was started is also ended.

    While a flow runs, Prefect ends it first.
    """
    signal.signal(signal.SIGTERM, _raise)
    take_interrupts()
    try:
        yield
    except RuntimeError as error:
        if str(error) != "Query interrupted":  # DuckDB says this in place of what a signal's handler raised
            raise
        raise EndAsked(ENDED) from error


def take_interrupts() -> None:
    """Make Ctrl+C a SIGTERM to this process alone: children inherit that it is blocked."""
    start_tracker()
    main = threading.main_thread().ident
    assert main is not None  # it runs
    # Where a thread of old gets it.
    signal.signal(signal.SIGINT, lambda *_: signal.raise_signal(signal.SIGTERM))
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})

    def wait() -> None:
        while signal.sigwait({signal.SIGINT}):
            # A real one: it breaks off what the main thread waits for.
            signal.pthread_kill(main, signal.SIGTERM)

    threading.Thread(target=wait, name="interrupts", daemon=True).start()


def start_tracker() -> None:
    """Start the process in which multiprocessing keeps what it shares, and leave signals as they are.

    When it is started later, by the way, it unblocks those that are blocked here.
    """
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    resource_tracker.ensure_running()
    signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


def _raise(_number: int, _frame: FrameType | None) -> NoReturn:
    raise EndAsked(ENDED)
