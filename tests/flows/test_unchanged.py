"""A run over ten thousand files that are as they were costs next to nothing, and ten new ones cost ten."""

from collections import Counter

import duckdb
import pytest

from tasks.ingestion.fingerprint import rules_fingerprint
from tasks.ingestion.plan import Choice
from tasks.ingestion.survey import survey

FILES = 10_000
MOST_SECONDS = 5.0


@pytest.fixture
def many(own_seeds, tmp_path):
    """A folder of ten thousand files that a warehouse knows."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(FILES):
        (folder / f"{number}.txt").write_text(f"Statement by Chad, number {number}.")
    plan = survey([folder], {}, Choice(rules_fingerprint()))
    rows = [(w.source.uri, w.source.sha256, w.source.file_name, w.source.token) for w in plan.work]
    import pyarrow as pa

    seen = pa.table(dict(zip(("uri", "sha", "name", "token"), zip(*rows, strict=True), strict=True)))
    with duckdb.connect(str(own_seeds)) as connection:
        connection.register("seen", seen)
        connection.execute(
            "insert into ops.files (file_uri, sha256, file_name, version_token, document_id, fate, fingerprint, first_seen_at, last_seen_at) "
            "select uri, sha, name, token, (select min(document_id) from core.documents), 'duplicate', ?, now(), now() from seen",
            [rules_fingerprint()],
        )
    return folder, own_seeds


@pytest.mark.slow
def test_ten_thousand_unchanged_files_are_looked_at_and_nothing_else(many, prefect_server, monkeypatch):
    for name, value in prefect_server.items():
        monkeypatch.setenv(name, value)
    from flows.ingest import ingest

    folder, warehouse = many
    outcome = ingest([folder], warehouse)
    assert (outcome.published, outcome.unchanged) == (False, FILES)
    assert outcome.durations["discover"] < MOST_SECONDS
    for number in range(10):
        (folder / f"new {number}.txt").write_text(
            f"Statement by Peru, number {number}, on resolution 74/247."
        )
    outcome = ingest([folder], warehouse)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        fates = Counter(f for (f,) in connection.execute("select fate from ops.files").fetchall())
    assert outcome.loaded == 10
    assert fates == {"loaded": 10 + 5, "duplicate": FILES}
