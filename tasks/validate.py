"""Checks the next warehouse before anybody sees it."""

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.ingestion.checks import check_all
from tasks.ingestion.ledger import Ledger, check_rows
from tasks.ingestion.run import CheckResult, Run
from warehouse import bookkeeping
from warehouse.connect import open_writer
from warehouse.publish import next_path


@task(name="validate", task_run_name="validate the next warehouse", tags=["travaux"], cache_policy=NO_CACHE)
def validate(run: Run, ledger: Ledger) -> list[CheckResult]:
    """Run audits and expectations, write their outcome to `ops.checks` and Data Docs, and return it."""
    with open_writer(next_path(run.warehouse)) as connection:
        checks = check_all(connection, ledger.load, run.data_docs)
        bookkeeping.record_checks(connection, check_rows(run, checks))
    return checks
