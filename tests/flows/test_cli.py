"""The command as a person uses it, each time in a process of its own."""

import json
import os
import zipfile
from pathlib import Path

import duckdb
import pytest

SEEDS = Path(__file__).parents[2] / "seeds" / "documents"

pytestmark = pytest.mark.slow


def rows(warehouse, query):
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_ingest_publishes_the_seeds_and_leaves_nothing_beside(published_seeds):
    assert rows(published_seeds, "select count(*) from core.documents") == [(5,)]
    beside = {p.name for p in published_seeds.parent.iterdir()}
    assert beside == {"travaux.duckdb", "travaux.duckdb.lock", "parses", "data_docs"}
    assert (published_seeds.parent / "data_docs" / "index.html").is_file()


def test_every_mention_stands_where_it_says(published_seeds):
    for table in ("country", "group", "symbol", "date", "session"):
        query = f"""
            select count(*), count(*) filter (substr(text, start_char + 1, end_char - start_char) <> surface)
            from core.{table}_mentions join core.texts using (document_id)
        """
        ((found, wrong),) = rows(published_seeds, query)
        assert (wrong, found > 0) == (0, True), table


def test_the_run_its_files_and_its_checks_are_on_record(published_seeds):
    assert rows(published_seeds, "select outcome, counts->>'$.loaded' from ops.runs") == [("published", "5")]
    assert rows(published_seeds, "select fate, count(*) from ops.files group by all") == [("loaded", 5)]
    ((kinds,),) = rows(published_seeds, "select list(distinct kind order by kind) from ops.checks")
    assert kinds == ["audit", "expectation"]


def test_a_second_run_parses_nothing_changes_nothing_and_says_so(travaux, own_seeds):
    travaux("ingest", SEEDS, "--warehouse", own_seeds)  # the first after the copy may note new file times
    before = own_seeds.read_bytes()
    done = travaux("ingest", SEEDS, "--warehouse", own_seeds)
    assert done.returncode == 0, done.stderr
    assert "Parsed 0 documents, changed 0 rows" in " ".join(done.stdout.split())
    assert own_seeds.read_bytes() == before


def test_full_parses_again_and_ends_with_the_same_rows(travaux, own_seeds):
    query = "select * exclude (loaded_at, run_id) from core.documents order by document_id"
    before = rows(own_seeds, query)
    done = travaux("ingest", SEEDS, "--warehouse", own_seeds, "--full")
    assert done.returncode == 0, done.stderr
    assert rows(own_seeds, query) == before
    assert rows(own_seeds, "select count(*) from ops.runs") == [(2,)]


def test_dry_run_says_what_would_be_done_and_writes_nothing(travaux, tmp_path):
    done = travaux("ingest", SEEDS, "--warehouse", tmp_path / "t.duckdb", "--dry-run")
    assert done.returncode == 0
    assert "5 to parse" in done.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def bad_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bad files")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_text(" \n\n")
    (folder / "binary.txt").write_bytes(os.urandom(5000))
    (folder / "latin1.txt").write_bytes(
        "Statement by C\xf4te d'Ivoire, \xe9lection, r\xe9solution\n".encode("latin-1") * 20
    )
    (folder / "sheet.xyz").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj <<")
    (folder / "not really.pdf").write_text("Statement by Algeria on resolution 74/247.")
    (folder / "Déclaration, 9 février – №2.txt").write_text("Statement by Kenya on resolution 74/247.")
    (folder / "link.txt").symlink_to(folder / "nowhere.txt")
    with (folder / "large.txt").open("wb") as file:
        file.truncate(200_000_000)
    with zipfile.ZipFile(folder / "some.zip", "w") as archive:
        archive.writestr("inner.txt", "Statement by Chad on resolution 75/282.")
        archive.writestr("../outer.txt", "x")
    return folder


def test_bad_files_become_rejections_and_the_run_goes_on(travaux, bad_folder, tmp_path):
    warehouse = tmp_path / "t.duckdb"
    done = travaux("ingest", bad_folder, "--warehouse", warehouse)
    assert done.returncode == 0, done.stderr
    query = "select parse_filename(file_uri), reason from ops.rejections order by all"
    assert rows(warehouse, query) == [
        ("binary.txt", "binary"),
        ("blank.txt", "empty"),
        ("cut.pdf", "damaged"),
        ("empty.txt", "empty"),
        ("large.txt", "too_large"),
        ("link.txt", "unreadable"),
        ("sheet.xyz", "unknown_type"),
        ("some.zip", "unsafe"),
    ]
    loaded = rows(warehouse, "select file_name, reader from core.documents order by file_name")
    assert [name for name, _ in loaded] == ["Déclaration, 9 février – №2.txt", "latin1.txt", "not really.pdf"]
    assert all(detail for (detail,) in rows(warehouse, "select detail from ops.rejections"))


def test_bad_files_are_not_tried_again_until_asked_for(travaux, bad_folder, tmp_path):
    warehouse = tmp_path / "t.duckdb"
    travaux("ingest", bad_folder, "--warehouse", warehouse)
    assert "Nothing to do" in travaux("ingest", bad_folder, "--warehouse", warehouse).stdout
    travaux("ingest", bad_folder, "--warehouse", warehouse, "--retry-rejected")
    assert rows(warehouse, "select count(distinct run_id) from ops.rejections") == [(2,)]


def test_a_folder_with_nothing_readable_publishes_nothing_and_says_why(travaux, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    done = travaux("ingest", tmp_path / "in", "--warehouse", tmp_path / "t.duckdb")
    assert done.returncode == 1
    assert "none of the 1 files could be read" in done.stderr
    assert "empty.txt: empty" in done.stderr
    assert not (tmp_path / "t.duckdb").exists()


def test_an_empty_folder_and_a_path_that_is_not_there_are_slips(travaux, tmp_path):
    (tmp_path / "in").mkdir()
    done = travaux("ingest", tmp_path / "in", "--warehouse", tmp_path / "t.duckdb")
    assert (done.returncode, "no files under" in done.stderr) == (2, True)
    done = travaux("ingest", tmp_path / "nowhere", "--warehouse", tmp_path / "t.duckdb")
    assert (done.returncode, "does not exist" in done.stderr) == (2, True)
    assert "Traceback" not in done.stderr


def test_a_file_that_is_no_warehouse_is_left_as_it_is(travaux, tmp_path):
    other = tmp_path / "t.duckdb"
    other.write_text("my diary")
    done = travaux("ingest", SEEDS, "--warehouse", other)
    assert done.returncode == 2
    assert "is not a DuckDB database" in done.stderr
    assert other.read_text() == "my diary"


def test_changed_gone_and_copied_files_are_told_apart(travaux, tmp_path):
    folder, warehouse = tmp_path / "in", tmp_path / "t.duckdb"
    folder.mkdir()
    for name, state in (("a", "Algeria"), ("b", "Belize"), ("c", "Chad")):
        (folder / f"{name}.txt").write_text(f"Statement by {state} on resolution 74/247.")
    travaux("ingest", folder, "--warehouse", warehouse)
    (folder / "a.txt").write_text("Statement by Albania on resolution 74/247.")
    (folder / "b.txt").unlink()
    (folder / "d.txt").write_bytes((folder / "c.txt").read_bytes())
    done = travaux("ingest", folder, "--warehouse", warehouse)
    assert done.returncode == 0, done.stderr
    query = "select file_name, fate from ops.files order by all"
    assert rows(warehouse, query) == [
        ("a.txt", "loaded"),
        ("a.txt", "replaced"),
        ("b.txt", "gone"),
        ("c.txt", "loaded"),
        ("d.txt", "duplicate"),
    ]
    assert rows(warehouse, "select file_name, is_current from core.documents order by all") == [
        ("a.txt", False),
        ("a.txt", True),
        ("b.txt", True),
        ("c.txt", True),
    ]


def test_sql_prints_tables_csv_and_json(travaux, published_seeds):
    query = "select item_symbol, yes_count from core.votes where method = 'recorded'"
    ask = ("--warehouse", published_seeds)
    assert "A/C.3/74/L.11/Rev.1" in travaux("sql", query, *ask).stdout
    assert travaux("sql", query, "--csv", *ask).stdout == "item_symbol,yes_count\nA/C.3/74/L.11/Rev.1,88\n"
    answer = json.loads(travaux("sql", query, "--json", *ask).stdout)
    assert answer == [{"item_symbol": "A/C.3/74/L.11/Rev.1", "yes_count": 88}]


def test_sql_only_reads_and_says_what_duckdb_says(travaux, published_seeds):
    done = travaux("sql", "delete from core.documents", "--warehouse", published_seeds)
    assert (done.returncode, "read-only" in done.stderr) == (2, True)
    done = travaux("sql", "selekt 1", "--warehouse", published_seeds)
    assert (done.returncode, "syntax error" in done.stderr) == (2, True)


def test_check_passes_on_the_seeds(travaux, published_seeds):
    done = travaux("check", "--warehouse", published_seeds)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "checks passed" in done.stdout


def test_check_fails_on_a_planted_fault(travaux, own_seeds):
    with duckdb.connect(str(own_seeds)) as connection:
        connection.execute("update core.country_mentions set surface = 'Atlantis' where surface = 'Benin'")
    done = travaux("check", "--warehouse", own_seeds)
    assert done.returncode == 1
    assert "critical" in done.stdout


def test_a_planted_fault_stops_the_next_publication(travaux, own_seeds, tmp_path):
    with duckdb.connect(str(own_seeds)) as connection:
        connection.execute("update core.country_mentions set surface = 'Atlantis' where surface = 'Benin'")
    before = own_seeds.read_bytes()
    (tmp_path / "new.txt").write_text("Statement by Chad on resolution 74/247.")
    done = travaux("ingest", tmp_path / "new.txt", "--warehouse", own_seeds)
    assert done.returncode == 1
    assert "nothing was published" in done.stderr
    assert own_seeds.read_bytes() == before
    assert own_seeds.with_name("travaux.duckdb.failed").is_file()


def test_tables_explains_every_table(travaux, published_seeds):
    said = travaux("tables", "--warehouse", published_seeds).stdout
    assert "core.votes" in said
    assert "One row per" in said


def test_help_and_version_answer_at_once(travaux):
    assert travaux("--version").stdout.startswith("travaux ")
    said = travaux("ingest", "--help").stdout
    for option in ("--warehouse", "--workers", "--full", "--dry-run"):
        assert option in said
