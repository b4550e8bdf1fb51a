from tasks.ingestion.checks import _budget
from tasks.ingestion.run import CheckResult


def warning(passed):
    return CheckResult("name", "core.votes", None, "audit", "warning", passed, 0 if passed else 1, 9, "")


def test_few_warnings_are_within_their_budget_and_many_are_not():
    assert _budget([warning(False)] * 10 + [warning(True)] * 90).passed
    over = _budget([warning(False)] * 12)
    assert (over.passed, over.failing_rows, over.severity) == (False, 2, "warning")


def test_critical_failures_do_not_count_as_warnings():
    critical = CheckResult("name", None, None, "audit", "critical", False, 1, 9, "")
    assert _budget([critical] * 50).passed
