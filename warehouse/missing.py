"""What is cited and not held, for whoever fetches it."""

import duckdb

Row = tuple[str, str | None, int, list[str]]


def missing_documents(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """Return one row per symbol cited and not held: symbol, organ, number of citing documents, what cites it."""
    return connection.execute(
        """
        select symbol, body_code, citing_documents, cited_by
        from report.missing_documents
        order by citing_documents desc, symbol
        """
    ).fetchall()
