"""Loads DuckDB's extensions from their wheels, without a network."""

from importlib import import_module
from pathlib import Path

import duckdb


def load(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    """Load the extension that `duckdb-extension-<name>` installs; return whether it could be."""
    try:
        package = import_module(f"duckdb_extension_{name}")
    except ModuleNotFoundError:
        return False
    folder = Path(str(package.__file__)).parent / "extensions" / f"v{duckdb.__version__}"
    path = str(folder / f"{name}.duckdb_extension").replace("'", "''")
    try:
        connection.execute(f"load '{path}'")
    except duckdb.Error:  # built for another version or platform
        return False
    return True
