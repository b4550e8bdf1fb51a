"""Builds the tables, views and reference data of a warehouse, and brings an older file up to date."""
# ruff: noqa: S608 - names of tables and columns are our own

from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa

from warehouse import connect
from warehouse.errors import NewerWarehouse, NotAWarehouse, WarehouseError
from warehouse.schema_files import FOLDER, TABLE_SCHEMAS, VIEW_SCHEMAS, table_files, view_files

SCHEMA_VERSION = 1  # of the tables; a change of theirs adds one and a file to schema/migrations


def create(connection: duckdb.DuckDBPyConnection, reference_folder: Path) -> None:
    """Make the database a warehouse of today: tables, views, macros, and `ref` from the folder's CSV files.

    A new database gets everything; an older warehouse is migrated and keeps its rows. All of it is one transaction.

    Raises:
        WarehouseError: the database is none that Travaux made, or has a newer schema, or a CSV file is wrong.

    """
    version = schema_version(connection)
    if version is None and _tables_in(connection):
        raise NotAWarehouse("The database holds tables that are not Travaux's; it is left as it is.")
    if version is not None and version > SCHEMA_VERSION:
        raise NewerWarehouse(
            f"The warehouse has schema version {version}, this Travaux knows up to {SCHEMA_VERSION}: "
            "update Travaux. Nothing was changed."
        )
    connection.begin()
    try:
        create_tables(connection, version)
        _load_reference(connection, reference_folder)
        create_views(connection)
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def schema_version(connection: duckdb.DuckDBPyConnection) -> int | None:
    """Return the version of the tables, or None where the database is no warehouse."""
    try:
        row = connection.execute("select max(version) from ops.schema_versions").fetchone()
    except duckdb.CatalogException:
        return None
    version: int | None = row[0] if row else None
    return version


def create_tables(connection: duckdb.DuckDBPyConnection, version: int | None = None) -> None:
    """Make the tables that are not there, in an empty database or in one of an older version."""
    for schema in TABLE_SCHEMAS:
        connection.execute(f"create schema if not exists {schema}")
    if version is not None:
        _migrate(connection, version)
    for file in table_files():
        for statement in file.statements:
            connection.execute(statement)
    if version is None:
        _record(connection, SCHEMA_VERSION, "created")


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Make all views and macros anew from their files; views that have no file any more go."""
    for schema in VIEW_SCHEMAS:
        connection.execute(f"drop schema if exists {schema} cascade")
        connection.execute(f"create schema {schema}")
    for file in view_files():
        for statement in file.statements:
            connection.execute(statement)


@cache
def table_names() -> tuple[str, ...]:
    """Return all tables as 'schema.table'."""
    return tuple(sorted(file.name for file in table_files()))


def arrow_schema(table: str) -> pa.Schema:
    """Return the Arrow schema of 'schema.table', as DuckDB gives it for the table's own definition."""
    return _arrow_schemas()[table]


@cache
def _arrow_schemas() -> dict[str, pa.Schema]:
    with connect.open_memory() as connection:
        create_tables(connection, None)
        return {
            name: connection.execute(f"from {name} limit 0").to_arrow_table().schema for name in table_names()
        }


def _tables_in(connection: duckdb.DuckDBPyConnection) -> bool:
    return connection.execute("from duckdb_tables() where not internal limit 1").fetchone() is not None


def _migrate(connection: duckdb.DuckDBPyConnection, version: int) -> None:
    """Run the files of `schema/migrations` that lead from the version to today's, in order."""
    for number in range(version + 1, SCHEMA_VERSION + 1):
        (path,) = (FOLDER / "migrations").glob(f"{number:04}_*.sql")
        connection.execute(path.read_text(encoding="utf-8"))
        _record(connection, number, "migrated")


def _record(connection: duckdb.DuckDBPyConnection, version: int, how: str) -> None:
    connection.execute("insert into ops.schema_versions values (?, now(), ?)", [version, how])


def _load_reference(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Fill every table of `ref` from the CSV file of its name."""
    for table in table_names():
        schema, name = table.split(".")
        if schema == "ref":
            _load_csv(connection, table, folder / f"{name}.csv")


def _load_csv(connection: duckdb.DuckDBPyConnection, table: str, path: Path) -> None:
    """Replace the table's rows by those of the CSV file; its other columns are ignored, an empty cell is null."""
    if not path.is_file():
        raise WarehouseError(f"The reference data lack {path.name}.")
    options = "header = true, all_varchar = true, nullstr = '', delim = ',', quote = '\"', escape = '\"'"
    source = connection.from_query(f"from read_csv(?, {options})", params=[str(path)])
    columns = ", ".join(name for name in arrow_schema(table).names if name in source.columns)
    connection.execute(f"delete from {table}")
    try:
        connection.execute(
            f"insert into {table} ({columns}) select {columns} from read_csv(?, {options})", [str(path)]
        )
    except duckdb.Error as error:
        raise WarehouseError(f"{path.name} does not fit {table}: {error}") from error
