"""Puts parsed documents into the tables, and takes documents out."""
# ruff: noqa: S608 - names of tables and columns are our own

from collections.abc import Collection, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from warehouse.build import arrow_schema, table_names


def load_parquet_set(
    connection: duckdb.DuckDBPyConnection, folders: Sequence[Path], document_ids: Collection[str]
) -> dict[str, int]:
    """Insert the rows of these documents from the folders' `schema.table.parquet` files; return rows per table.

    Columns go by their names; one that a file lacks keeps its default. A document that lies in several folders is
    taken from the first. The caller opens and ends the transaction.
    """
    places = _places(connection, folders, document_ids)
    connection.register("wanted_documents", places)
    try:
        return {
            table: _load_table(connection, table, files)
            for table in document_tables()
            if (files := [str(p) for folder in folders if (p := folder / f"{table}.parquet").is_file()])
        }
    finally:
        connection.unregister("wanted_documents")


def remove_documents(connection: duckdb.DuckDBPyConnection, document_ids: Collection[str]) -> None:
    """Delete every row of these documents. The caller opens and ends the transaction."""
    connection.register("unwanted_documents", pa.table({"document_id": pa.array(document_ids, pa.string())}))
    try:
        for table in document_tables():
            connection.execute(f"delete from {table} where {_owner(table)} in (from unwanted_documents)")
    finally:
        connection.unregister("unwanted_documents")


def document_tables() -> tuple[str, ...]:
    """Return the tables that hold a document's rows: those of `core`."""
    return tuple(table for table in table_names() if table.startswith("core."))


def _owner(table: str) -> str:
    """Return the expression that gives the document of a row; the row of a vote's list names only the vote."""
    return "document_id" if "document_id" in arrow_schema(table).names else "split_part(vote_id, ':', 1)"


def _places(
    connection: duckdb.DuckDBPyConnection, folders: Sequence[Path], document_ids: Collection[str]
) -> pa.Table:
    """Return which folder each document is taken from: columns `wanted_id`, `wanted_folder`."""
    wanted = set(document_ids)
    places: dict[str, str] = {}
    for folder in folders:
        path = folder / "core.documents.parquet"
        if path.is_file():
            rows = connection.execute("select document_id from read_parquet(?)", [str(path)]).fetchall()
            for (document_id,) in rows:
                if document_id in wanted:
                    places.setdefault(document_id, str(folder))
    return pa.table(
        {
            "wanted_id": pa.array(places.keys(), pa.string()),
            "wanted_folder": pa.array(places.values(), pa.string()),
        }
    )


def _load_table(connection: duckdb.DuckDBPyConnection, table: str, files: list[str]) -> int:
    result = connection.execute(
        f"""
        insert into {table} by name
        select source.* exclude (filename)
        from read_parquet(?, union_by_name = true, filename = true, hive_partitioning = false) as source
        semi join wanted_documents
            on wanted_id = {_owner(table)} and wanted_folder = parse_dirpath(filename)
        """,
        [files],
    ).fetchone()
    assert result is not None
    return int(result[0])
