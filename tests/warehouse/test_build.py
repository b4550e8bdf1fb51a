import hashlib
from typing import get_args

import duckdb
import pyarrow as pa
import pytest

from tasks import errors, model
from warehouse import build, connect
from warehouse.errors import NewerWarehouse, NotAWarehouse, WarehouseError
from warehouse.schema_files import FOLDER, table_files, view_files

CLOSED_SETS = {
    ("core.documents", "document_type"): model.DocumentType,
    ("core.paragraphs", "kind"): model.ParagraphKind,
    ("core.pages", "text_layer"): model.TextLayer,
    ("core.country_mentions", "form"): model.CountryForm,
    ("core.date_mentions", "precision"): model.DatePrecision,
    ("core.symbol_mentions", "role"): model.SymbolRole,
    ("core.votes", "method"): model.VoteMethod,
    ("core.votes", "result"): model.VoteResult,
    ("core.vote_positions", "position"): model.Position,
    ("core.vote_positions", "intended_basis"): model.IntendedBasis,
    ("core.sponsors", "role"): model.SponsorRole,
    ("core.statements", "occasion"): model.Occasion,
    ("ops.rejections", "reason"): errors.RejectionReason,
}


def test_every_sql_file_makes_what_it_is_named_after(connection):
    made = connection.execute(
        """
        select schema_name || '.' || table_name from duckdb_tables() where not internal
        union all select schema_name || '.' || view_name from duckdb_views() where not internal
        union all select schema_name || '.' || function_name from duckdb_functions() where schema_name = 'report'
        """
    ).fetchall()
    assert sorted(name for (name,) in made) == sorted(file.name for file in (*table_files(), *view_files()))


def test_every_table_view_column_and_macro_has_a_comment(connection):
    bare = connection.execute(
        """
        select table_name from duckdb_tables() where comment is null
        union all select view_name from duckdb_views() where comment is null and not internal
        union all select function_name from duckdb_functions() where schema_name = 'report' and comment is null
        union all
        select table_name || '.' || column_name from duckdb_columns()
        where comment is null and not internal and schema_name <> 'audit'
        """
    ).fetchall()
    assert bare == []


def test_every_table_and_view_states_its_grain(connection):
    comments = connection.execute(
        """
        select table_name, comment from duckdb_tables() where not internal
        union all select view_name, regexp_replace(comment, '^(critical|warning) on [a-z_.]+: ', '')
        from duckdb_views() where not internal
        """
    ).fetchall()
    assert [name for name, comment in comments if not comment.startswith("One row per ")] == []


@pytest.mark.parametrize(("place", "closed_set"), CLOSED_SETS.items())
def test_closed_sets_are_the_models(connection, place, closed_set):
    table, column = place
    (definition,) = connection.execute(
        "select sql from duckdb_tables() where schema_name || '.' || table_name = ?", [table]
    ).fetchone()
    for value in get_args(closed_set):
        assert f"'{value}'" in definition
    name = f'"{column}"' if f'"{column}" IN' in definition else column
    listed = definition.split(f"{name} IN (")[1].split(")")[0]
    assert sorted(value.strip(" '") for value in listed.split(",")) == sorted(get_args(closed_set))


def test_the_arrow_schema_is_the_tables(connection):
    schema = build.arrow_schema("core.documents")
    assert schema.field("document_date").type == pa.date32()
    assert schema.field("agenda_items").type == pa.list_(pa.field("l", pa.string()))
    for table in build.table_names():
        assert build.arrow_schema(table) == connection.execute(f"from {table}").to_arrow_table().schema


def test_reference_data_come_from_the_csv_files_and_empty_cells_are_null(connection):
    assert connection.execute(
        "select iso3, member_since from ref.countries where iso3 = 'VAT'"
    ).fetchone() == (
        "VAT",
        None,
    )
    assert connection.execute("select count(*) from ref.countries").fetchone() == (5,)


def test_building_again_changes_no_row(connection, reference_folder, sample):
    sample.insert(connection, sample.rows_of("a"))
    before = {t: connection.execute(f"select count(*) from {t}").fetchone() for t in build.table_names()}
    build.create(connection, reference_folder)
    assert {
        t: connection.execute(f"select count(*) from {t}").fetchone() for t in build.table_names()
    } == before


def test_views_that_have_no_file_any_more_go(connection, reference_folder):
    connection.execute("create view report.old as select 1 as x")
    build.create(connection, reference_folder)
    with pytest.raises(duckdb.CatalogException):
        connection.execute("from report.old")


def test_a_missing_csv_file_is_named_and_nothing_is_made(tmp_path):
    with connect.open_memory() as connection:
        with pytest.raises(WarehouseError, match=r"bodies\.csv"):
            build.create(connection, tmp_path)
        assert connection.execute("select count(*) from duckdb_tables()").fetchone() == (0,)


def test_a_csv_file_that_does_not_fit_is_named(tmp_path, reference_folder):
    for path in reference_folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "groups.csv").write_text("group_code,name\nEU,Union\nEU,Again\n")
    with (
        connect.open_memory() as connection,
        pytest.raises(WarehouseError, match=r"groups\.csv does not fit"),
    ):
        build.create(connection, tmp_path)


def test_somebody_elses_database_is_left_alone(reference_folder):
    with connect.open_memory() as connection:
        connection.execute("create table mine (x integer)")
        with pytest.raises(NotAWarehouse, match="not Travaux's"):
            build.create(connection, reference_folder)


def test_a_newer_schema_is_refused(connection, reference_folder):
    connection.execute("insert into ops.schema_versions values (99, now(), 'migrated')")
    with pytest.raises(NewerWarehouse, match="version 99"):
        build.create(connection, reference_folder)


def test_every_version_after_the_first_has_its_migration():
    found = sorted(int(path.name[:4]) for path in (FOLDER / "migrations").glob("*.sql"))
    assert found == list(range(2, build.SCHEMA_VERSION + 1))


# Of the definitions of the tables, comments aside. Where it differs, a table has changed: files of people have the old
# one. Add one to build.SCHEMA_VERSION, write schema/migrations/000N_what.sql, and put the new fingerprint here.
TABLES = (1, "3c30d2a219fcdee0")


def test_no_table_changes_without_a_new_version():
    definitions = sorted(file.statements[0] for file in table_files())
    assert (build.SCHEMA_VERSION, hashlib.sha256("\n".join(definitions).encode()).hexdigest()[:16]) == TABLES


def test_an_older_file_is_migrated_and_keeps_its_rows(
    connection, reference_folder, sample, monkeypatch, tmp_path
):
    sample.insert(connection, sample.rows_of("a"))
    (tmp_path / "migrations").mkdir()
    (tmp_path / "migrations" / "0002_add_weight.sql").write_text(
        "alter table core.documents add column weight integer;"
    )
    monkeypatch.setattr(build, "FOLDER", tmp_path)
    monkeypatch.setattr(build, "SCHEMA_VERSION", 2)
    build.create(connection, reference_folder)
    assert connection.execute("select symbol, weight from core.documents").fetchall() == [
        ("A/C.3/74/L.11", None)
    ]
    versions = connection.execute("select version, how from ops.schema_versions order by 1").fetchall()
    assert versions == [(1, "created"), (2, "migrated")]
    assert connection.execute("select count(*) from report.documents").fetchone() == (1,)


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    connection, reference_folder, monkeypatch, tmp_path
):
    (tmp_path / "migrations").mkdir()
    (tmp_path / "migrations" / "0002_broken.sql").write_text(
        "alter table core.documents add column weight integer; alter table core.nothing add column x integer;"
    )
    monkeypatch.setattr(build, "FOLDER", tmp_path)
    monkeypatch.setattr(build, "SCHEMA_VERSION", 2)
    with pytest.raises(duckdb.CatalogException):
        build.create(connection, reference_folder)
    assert build.schema_version(connection) == 1
    assert "weight" not in connection.execute("from core.documents").to_arrow_table().column_names
