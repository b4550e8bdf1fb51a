"""Serves the published file to many clients over DuckDB's own remote protocol, Quack, for reading only.

Needs the wheels of the extra `serve-sql`: Quack, and httpfs, whose cryptography it uses. Traffic is plain HTTP:
beyond this machine it belongs behind a proxy that speaks TLS.
"""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from warehouse import connect, extensions
from warehouse.errors import WarehouseError

DEFAULT_PORT = 9494  # Quack's own
SHORTEST_TOKEN = 16  # characters
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_POLL_SECONDS = 1.0
# Clients may neither stop the server nor start another. So they do not get at Quack's own functions, nor at those that
# run a text which is put together at run time; told by words, also inside strings and comments, to be safe.
_FORBIDDEN = re.compile(r"quack|\bquery(_table)?\b", re.IGNORECASE)


def serve(
    path: Path,
    token: str,
    host: str = "localhost",
    port: int = DEFAULT_PORT,
    goes_on: Callable[[], bool] = lambda: True,
) -> None:
    """Serve the warehouse at `path` while `goes_on()`; a file that is published meanwhile takes its place.

    Clients use `from quack_query('quack:HOST:PORT', 'select …', token := '…')`. One that is connected when a new
    file is published has to connect again.

    Raises:
        WarehouseError: no file, no extension, a token too short, or the port is taken.

    """
    if len(token) < SHORTEST_TOKEN:
        raise WarehouseError(f"The token has to have {SHORTEST_TOKEN} characters or more.")
    while goes_on():
        published = path.stat().st_ino if path.exists() else None
        with listening(path, token, host, port):
            while goes_on() and (not path.exists() or path.stat().st_ino == published):
                time.sleep(_POLL_SECONDS)


@contextmanager
def listening(path: Path, token: str, host: str, port: int) -> Iterator[str]:
    """Serve the file as it is now, while the block runs; yield the address for clients."""
    address = f"quack:{host}:{port}"
    with connect.open_reader(path) as connection:
        _lock_down(connection)
        try:
            connection.execute(
                "call quack_serve(?, token := ?, allow_other_hostname := ?)",
                [address, token, host not in _LOOPBACK],
            )
        except duckdb.Error as error:
            raise WarehouseError(f"Cannot listen on {host}:{port}: {error}") from error
        try:
            yield address
        finally:
            connection.execute("call quack_stop(?)", [address])


def _lock_down(connection: duckdb.DuckDBPyConnection) -> None:
    """Take from clients what a reader of this file does not need: files, networks, settings."""
    for name in ("httpfs", "quack"):
        if not extensions.load(connection, name):
            raise WarehouseError(f"Serving needs the extension {name}: install 'travaux[serve-sql]'.")
    connection.create_function("may_run", _may_run, ["VARCHAR", "VARCHAR"], "BOOLEAN")
    connection.execute("set global quack_authorization_function = 'may_run'")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")


def _may_run(_session: str, statement: str) -> bool:
    return _FORBIDDEN.search(statement) is None
