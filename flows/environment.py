"""Settles what Prefect and Great Expectations read from the environment, before either is imported.

Nobody phones home, and a first start of Prefect's own server is given the time that it takes (26 s were seen on
two cores, over the 20 s that Prefect waits). What a person has set already stays.
"""

import logging
import os

QUIET = {
    "DO_NOT_TRACK": "1",
    "GX_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "travaux",  # our lines reach Prefect's pages
    # A server that is gone for good would hold a run, and with it the warehouse's lock, for five minutes.
    "PREFECT_CLIENT_MAX_RETRIES": "2",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",  # those between two runs of a watch have no page
}
# Modules whose exceptions carry a sentence for people.
ON_PURPOSE = ("httpx", "tasks.errors", "warehouse.errors")
SPARED = ("prefect.flow_runs", "prefect.FlowRunCancellingObserver", "prefect.runner.state_proposer")
CONSOLE_LEVEL = "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL"


def prepare() -> None:
    """Set what is not set yet. It must run before `prefect` is imported, which reads the environment once."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    log = logging.getLogger("travaux")
    if log.level == logging.NOTSET:  # else a run that a server starts would tell its warnings only
        log.setLevel(logging.INFO)
    for name in SPARED:
        logging.getLogger(name).addFilter(spare_traceback)


def spare_traceback(record: logging.LogRecord) -> bool:
    """Take the traceback from a line on what is raised on purpose, or on a server that is gone. The line itself stays."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, OSError) or type(error).__module__ in ON_PURPOSE:
        record.exc_info = None
    return True


def hush_console() -> None:
    """Leave the terminal to the command's own lines; Prefect's go to its pages.

    Even its errors: a run that ends on purpose would show a page of traceback before the one sentence that says why.
    """
    os.environ.setdefault(CONSOLE_LEVEL, "CRITICAL")
    os.environ.setdefault("PREFECT_LOGGING_INTERNAL_LEVEL", "CRITICAL")
    # Lines that cannot be sent to a server that is gone are lost, without a word.
    logging.raiseExceptions = False


def has_server() -> bool:
    """Tell whether a Prefect server is set; without one, Prefect starts its own for the run."""
    return bool(server_address())


def server_address() -> str | None:
    """Return the address of the Prefect server that is set, by the environment or in Prefect's profile."""
    if address := os.environ.get("PREFECT_API_URL"):
        return address
    from prefect.settings import get_current_settings

    return get_current_settings().api.url
