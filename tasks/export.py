"""Writes a published warehouse's tables for other tools."""

from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE

import warehouse.export
from tasks.retries import is_passing_trouble
from warehouse.export import Format


@task(
    name="export",
    task_run_name="export {warehouse_file.name}",
    tags=["travaux"],
    retries=1,
    retry_delay_seconds=2,
    retry_condition_fn=is_passing_trouble,
    cache_policy=NO_CACHE,
)
def export(warehouse_file: Path, folder: Path, file_format: Format) -> Path:
    """Return the manifest of the export."""
    return warehouse.export.export(warehouse_file, folder, file_format)
