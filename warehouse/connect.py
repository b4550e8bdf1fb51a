"""Opens warehouse files, and says in a sentence why one cannot be opened."""

from pathlib import Path

import duckdb

from warehouse.errors import DamagedWarehouse, LockedWarehouse, NewerWarehouse, NotAWarehouse

# Nothing is fetched behind the person's back: extensions come from wheels or not at all.
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
_MAGIC = slice(8, 12)  # DuckDB's file header: 8 bytes of checksum, then 'DUCK'


def open_reader(path: Path | str) -> duckdb.DuckDBPyConnection:
    """Return a read-only connection to a published warehouse, in UTC.

    Raises:
        WarehouseError: there is no such file, or it cannot be opened.

    """
    return _open(Path(path), read_only=True)


def open_writer(path: Path | str) -> duckdb.DuckDBPyConnection:
    """Return a writing connection to a warehouse file, made if it does not exist, in UTC.

    Raises:
        WarehouseError: the file cannot be opened, or another process has it open.

    """
    return _open(Path(path), read_only=False)


def open_memory() -> duckdb.DuckDBPyConnection:
    """Return a connection to an empty database in memory, in UTC."""
    connection = duckdb.connect(":memory:", config=SETTINGS)
    return _settled(connection)


def is_database(path: Path) -> bool:
    """Return whether the file begins as a DuckDB database does."""
    with path.open("rb") as file:
        return file.read(_MAGIC.stop)[_MAGIC] == b"DUCK"


def _open(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    _look_at(path, must_exist=read_only)
    try:
        connection = duckdb.connect(path, read_only=read_only, config=SETTINGS)
    except duckdb.Error as error:
        raise _explained(path, error) from error
    return _settled(connection)


def _look_at(path: Path, *, must_exist: bool) -> None:
    """Raise unless DuckDB may be asked to open the file; it would take a SQLite file for one of its own."""
    if not path.exists():
        if must_exist:
            raise NotAWarehouse(f"There is no warehouse at {path}. 'travaux ingest' makes one.")
        return
    if path.is_dir():
        raise NotAWarehouse(f"{path} is a folder, not a warehouse file.")
    try:
        known = is_database(path)
    except OSError as error:
        raise NotAWarehouse(f"{path} cannot be read: {error.strerror}.") from error
    if not known:
        raise NotAWarehouse(f"{path} is not a DuckDB database; it is left as it is. Name another file.")


def _explained(path: Path, error: duckdb.Error) -> NewerWarehouse | LockedWarehouse | DamagedWarehouse:
    """Return DuckDB's error as one that tells the person what to do."""
    said = str(error).splitlines()[0]
    if "version number" in said:
        return NewerWarehouse(
            f"{path} was written by a newer DuckDB than {duckdb.__version__}; update Travaux to open it. ({said})"
        )
    if "lock" in said.lower():
        return LockedWarehouse(f"{path} is open for writing in another program; close it there. ({said})")
    return DamagedWarehouse(
        f"DuckDB cannot read {path}. 'travaux rollback' brings back the file published before. ({said})"
    )


def _settled(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    connection.execute("set timezone = 'UTC'")
    connection.execute("set enable_progress_bar = false")  # DuckDB shows one where Python was started with -c
    return connection
