"""Hands out rows of tables to whoever checks them."""
# ruff: noqa: S608 - names of tables and columns are our own

from collections.abc import Collection, Sequence

import duckdb
import pandas as pd
import pyarrow as pa

VOLUME_TABLES = (
    "core.paragraphs",
    "core.country_mentions",
    "core.symbol_mentions",
    "core.date_mentions",
)


def rows_of(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Sequence[str],
    document_ids: Collection[str] | None = None,
) -> pd.DataFrame:
    """Return columns of a table as a data frame, dates as `datetime.date`; None: the rows of all documents."""
    query = f"select {', '.join(columns)} from {table}"
    if document_ids is None:
        every: pd.DataFrame = connection.execute(query).to_arrow_table().to_pandas()
        return every
    owner = "split_part(vote_id, ':', 1)" if table == "core.vote_positions" else "document_id"
    connection.register("chosen_documents", pa.table({"id": pa.array(document_ids, pa.string())}))
    try:
        chosen = f"{query} where {owner} in (select id from chosen_documents)"
        found: pd.DataFrame = connection.execute(chosen).to_arrow_table().to_pandas()
    finally:
        connection.unregister("chosen_documents")
    return found


def volumes(
    connection: duckdb.DuckDBPyConnection, document_ids: Collection[str], fewest: int
) -> pd.DataFrame:
    """Return per table of `core` how many rows a document has, as a multiple of what the other documents have.

    Columns `table_name`, `multiple`. Empty where the run or the rest has fewer than `fewest` documents.
    """
    total = connection.execute("select count(*) from core.documents").fetchone()
    run, before = len(document_ids), (total[0] if total else 0) - len(document_ids)
    rows = []
    for table in VOLUME_TABLES if min(run, before) >= fewest else ():
        everything = connection.execute(f"select count(*) from {table}").fetchone()
        mine = len(rows_of(connection, table, ["1 as one"], document_ids))
        rest = (everything[0] if everything else 0) - mine
        if rest:
            rows.append((table, (mine / run) / (rest / before)))
    return pd.DataFrame(rows, columns=["table_name", "multiple"])


def values_of(connection: duckdb.DuckDBPyConnection, table: str, column: str) -> set[str]:
    """Return the values of a column, without null."""
    query = f"select distinct {column} from {table} where {column} is not null"
    return {value for (value,) in connection.execute(query).fetchall()}
