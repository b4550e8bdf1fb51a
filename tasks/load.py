"""Loads kept parses into the next warehouse, in one transaction."""

from collections.abc import Sequence

from prefect import task
from prefect.cache_policies import NO_CACHE

from seeds.reference import FOLDER
from tasks.ingestion.kept import KeptBatch
from tasks.ingestion.ledger import Ledger, make_ledger
from tasks.ingestion.plan import Plan
from tasks.ingestion.run import Run
from tasks.retries import is_passing_trouble
from warehouse import bookkeeping, history
from warehouse.build import create
from warehouse.connect import open_writer
from warehouse.load import load_parquet_set, remove_documents
from warehouse.publish import prepare_next


@task(
    name="load",
    task_run_name="load into the next warehouse",
    tags=["travaux"],
    retries=1,
    retry_delay_seconds=2,
    retry_condition_fn=is_passing_trouble,
    cache_policy=NO_CACHE,
)
def load(run: Run, plan: Plan, batches: Sequence[KeptBatch]) -> Ledger:
    """Copy the published file to `….next`, write the run into it, and return what was written."""
    ledger = make_ledger(run, plan, batches)
    with open_writer(prepare_next(run.warehouse)) as connection:
        create(connection, FOLDER)
        connection.begin()
        bookkeeping.begin_run(connection, run.run_id, run.started_at, run.code_version, run.fingerprint)
        remove_documents(connection, ledger.remove)
        load_parquet_set(connection, [batch.folder for batch in batches], ledger.load)
        bookkeeping.record_files(connection, ledger.files, run.started_at)
        bookkeeping.record_rejections(connection, ledger.rejections)
        bookkeeping.record_seen(connection, plan.unchanged, run.started_at)
        bookkeeping.record_gone(connection, plan.gone, run.run_id, run.started_at)
        bookkeeping.stamp_documents(connection, ledger.stamps)
        history.refresh(connection)
        connection.commit()
    return ledger
