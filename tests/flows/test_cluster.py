"""`travaux ingest --dask` on a cluster of real processes: what it publishes is what one process publishes."""

import os
import random

import duckdb
import pytest

from tests.servers import COMMAND, dask_cluster, kill, running, wait_until

pytest.importorskip("distributed")
pytestmark = pytest.mark.slow

STATES = ("Chad", "Belize", "Kenya", "Peru", "Fiji", "Viet Nam", "Côte d’Ivoire")
OF_THE_RUN = "'loaded_at', 'first_seen_at', 'last_seen_at', 'run_id'"


@pytest.fixture
def inbox(tmp_path):
    """Fills a folder with documents, no two alike, and gives it."""

    def fill(count, repeated):
        chance = random.Random(3)
        folder = tmp_path / "in"
        folder.mkdir()
        for number in range(count):
            text = (
                f"A/AC.291/{number + 1}\n\nStatement by {chance.choice(STATES)}, number {number}\n\n"
                + "\n\n".join(
                    f"{n}. {chance.choice(STATES)} recalled resolution {chance.randint(60, 75)}/{n + 1} of 27 December 2019."
                    for n in range(repeated)
                )
            )
            (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
        return folder

    return fill


def contents(warehouse):
    """All rows of all tables that documents fill, without what only a run decides."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        tables = connection.execute(
            "select table_schema || '.' || table_name from information_schema.tables where table_type = 'BASE TABLE' "
            "and (table_schema = 'core' or table_name in ('files', 'rejections'))"
        ).fetchall()
        columns = f"columns(name -> name not in ({OF_THE_RUN}))"
        return {
            table: connection.execute(f"select {columns} from {table} order by all").fetchall()
            for (table,) in tables
        }


def lines(log):
    return log.read_text(encoding="utf-8")


def equal_though_a_worker_dies(folder, travaux, environment, place, seconds):
    alone, many = place / "alone" / "w.duckdb", place / "many" / "w.duckdb"
    log = place / "run.log"
    with dask_cluster(place) as (_, workers, address):
        command = [*COMMAND, "ingest", folder, "--warehouse", many, "--dask", address]
        with running(command, os.environ | environment, log) as run:
            assert wait_until(lambda: "parsed " in lines(log) or run.poll() is not None, seconds), lines(log)
            kill(workers[0])
            assert "loading" not in lines(log)  # it was in the middle
            assert run.wait(seconds) == 0, lines(log)
    one = travaux("ingest", folder, "--warehouse", alone, "--workers", 1)
    assert one.returncode == 0, one.stderr
    expected, found = contents(alone), contents(many)
    assert found == expected
    assert len(expected["core.documents"]) == len(list(folder.iterdir()))
    assert expected["ops.rejections"] == []


def test_a_worker_that_is_killed_in_the_middle_changes_nothing(travaux, prefect_server, inbox, tmp_path):
    equal_though_a_worker_dies(inbox(40, 40), travaux, prefect_server, tmp_path, 120)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_a_worker_that_is_killed_in_the_middle_of_a_thousand_documents_changes_nothing(
    travaux, prefect_server, inbox, tmp_path
):
    equal_though_a_worker_dies(inbox(1000, 40), travaux, prefect_server, tmp_path, 900)
