"""What Prefect's log tells of a run that fails."""

import logging
import sys

from flows.environment import spare_traceback
from tasks.errors import UsageError


def line_about(error):
    try:
        raise error
    except type(error):
        return logging.LogRecord("prefect.flow_runs", logging.ERROR, "", 0, "failed", (), sys.exc_info())


def test_what_is_raised_on_purpose_shows_no_traceback_and_a_fault_does():
    on_purpose, fault = line_about(UsageError("no such folder")), line_about(KeyError("x"))
    assert spare_traceback(on_purpose)
    assert spare_traceback(fault)
    assert on_purpose.exc_info is None
    assert fault.exc_info is not None


def test_the_project_s_own_lines_are_told_without_being_asked():
    assert logging.getLogger("travaux").isEnabledFor(logging.INFO)
