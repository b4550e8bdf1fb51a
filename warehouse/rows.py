"""Hands out rows of tables to whoever checks them."""
# ruff: noqa: S608 - names of tables and columns are our own

from collections.abc import Collection, Sequence

import duckdb
import pandas as pd
import pyarrow as pa


def rows_of(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Sequence[str],
    document_ids: Collection[str] | None = None,
) -> pd.DataFrame:
    """Return columns of a table as a data frame, dates as `datetime.date`; None: the rows of all documents."""
    query = f"select {', '.join(columns)} from {table}"
    if document_ids is None:
        return connection.execute(query).to_arrow_table().to_pandas()
    owner = "split_part(vote_id, ':', 1)" if table == "core.vote_positions" else "document_id"
    connection.register("chosen_documents", pa.table({"id": pa.array(document_ids, pa.string())}))
    try:
        found = connection.execute(f"{query} where {owner} in (select id from chosen_documents)")
        return found.to_arrow_table().to_pandas()
    finally:
        connection.unregister("chosen_documents")


def values_of(connection: duckdb.DuckDBPyConnection, table: str, column: str) -> set[str]:
    """Return the values of a column, without null."""
    query = f"select distinct {column} from {table} where {column} is not null"
    return {value for (value,) in connection.execute(query).fetchall()}
