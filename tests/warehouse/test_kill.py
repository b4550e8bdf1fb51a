"""Kills runs at random moments: by hand with `-m soak`, fifty times."""

import json
import random
import signal
import time

import pytest

from warehouse import audit, connect, export, publish

ROUNDS = 50
# One run after another, as `travaux ingest` makes them but without Prefect: every run adds a document, in a file with
# a newer schema each time, and writes an export. Each step of it may be the last.
RUNS = """
import itertools
from pathlib import Path
from warehouse import audit, build, connect, export, history, load, lock, publish, search
path, sets, out = Path({path!r}), sorted(Path({sets!r}).iterdir()), Path({out!r})
build.FOLDER = Path({migrations!r})
say('open')
while True:
    with lock.hold(path, wait_seconds=5):
        target = publish.prepare_next(path)
        with connect.open_writer(target) as connection:
            version = build.schema_version(connection) or 0
            build.SCHEMA_VERSION = version + 1
            build.create(connection, Path({reference!r}))
            held = {{i for (i,) in connection.execute('select document_id from core.documents').fetchall()}}
            added = sets[len(held) % len(sets)]
            connection.begin()
            load.load_parquet_set(connection, [added], [added.name])
            history.refresh(connection)
            connection.commit()
            search.build_index(connection)
            assert not [r for r in audit.run_audits(connection) if r.severity == 'critical' and not r.passed]
        publish.publish(target, path)
        export.export(path, out)
"""


@pytest.mark.slow
@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_a_run_killed_at_any_moment_leaves_the_old_file_or_the_new_one(
    tmp_path, sample, reference_folder, run_python
):
    chance = random.Random(11)
    folders = {name: tmp_path / name for name in ("sets", "migrations", "out")}
    (folders["migrations"] / "migrations").mkdir(parents=True)
    for number in range(2, 1000):
        (folders["migrations"] / "migrations" / f"{number:04}_more.sql").write_text(
            f"alter table ops.runs add column more_{number} integer; alter table ops.runs drop column more_{number};"
        )
    for number in range(400):
        document_id, _ = sample.identity(str(number))
        sample.write_set(folders["sets"] / document_id, sample.rows_of(str(number), symbol=f"A/74/{number}"))
    path = tmp_path / "travaux.duckdb"
    code = RUNS.format(
        path=str(path), reference=str(reference_folder), **{k: str(v) for k, v in folders.items()}
    )
    before = 0
    for _ in range(ROUNDS):
        with run_python(code) as process:
            time.sleep(chance.uniform(0, 6))
            process.send_signal(signal.SIGKILL)
            process.wait()
        if path.exists():
            before = look(path, before)
        if folders["out"].exists():
            look_at_export(folders["out"])
    assert before > ROUNDS / 4  # runs went through, too


def look(path, before):
    """Check that the published file is whole, and not older than before; return how many documents it holds."""
    assert not path.with_name("travaux.duckdb.wal").exists()
    for file in (path, *publish.previous(path)):
        with connect.open_reader(file) as connection:
            assert [
                r.name for r in audit.run_audits(connection) if r.severity == "critical" and not r.passed
            ] == []
            counts = connection.execute(
                "select (select count(*) from core.documents), (select max(version) from ops.schema_versions), "
                "(select count(*) from search.documents)"
            ).fetchone()
            assert len(set(counts)) == 1  # one document, one version, one indexed document a run
            if file == path:
                documents = counts[0]
    assert documents >= before
    return documents


def look_at_export(folder):
    """Check that an export is whole: its files are those of its manifest."""
    manifest = json.loads((folder / export.MANIFEST).read_text(encoding="utf-8"))
    for entry in manifest["tables"]:
        assert export._sums(folder / entry["file"]) == {"bytes": entry["bytes"], "sha256": entry["sha256"]}
