import socket
import time

import duckdb
import pytest

from warehouse import connect, extensions, publish, serve
from warehouse.errors import WarehouseError

TOKEN = "a-token-for-tests-only"


@pytest.fixture
def port():
    with socket.socket() as sock:
        sock.bind(("localhost", 0))
        return sock.getsockname()[1]


@pytest.fixture
def client():
    with connect.open_memory() as connection:
        if not all(extensions.load(connection, name) for name in ("httpfs", "quack")):
            pytest.skip("the extra serve-sql is not installed")
        yield connection


def ask(client, port, statement, token=TOKEN):
    return client.execute(
        "from quack_query(?, ?, token := ?)", [f"quack:localhost:{port}", statement, token]
    ).fetchall()


@pytest.fixture
def served(warehouse, port, client):
    with serve.listening(warehouse, TOKEN, "localhost", port):
        yield lambda statement, token=TOKEN: ask(client, port, statement, token)


def test_clients_read_tables_views_and_macros(served):
    assert served("select iso3 from core.country_mentions") == [("FRA",)]
    assert served("select symbol from report.documents") == [("A/C.3/74/L.11",)]
    assert served("select symbol from report.find_symbol('L.11')") == [("A/C.3/74/L.11",)]


def test_a_wrong_token_is_refused(served):
    with pytest.raises(duckdb.Error, match="Authentication failed"):
        served("select 1", "another-token-altogether")


@pytest.mark.parametrize(
    "statement",
    [
        "create table core.mine as select 1 as x",
        "delete from core.documents",
        "drop view report.documents",
        "select * from read_text('/etc/hostname')",
        "copy core.documents to '/tmp/stolen.csv'",
        "attach '/tmp/other.duckdb' as other",
        "set enable_external_access = true",
        "set threads = 1",
        "call quack_stop('quack:localhost')",
        "from query('from qu' || 'ack_server_list()')",
        "from \"query\" /* */ ('select 1')",
        "install httpfs",
    ],
)
def test_clients_cannot_write_nor_leave_the_file_nor_touch_the_server(served, statement):
    with pytest.raises(duckdb.Error):
        served(statement)
    assert served("select count(*) from core.documents") == [(1,)]


def test_a_short_token_is_refused(warehouse):
    with pytest.raises(WarehouseError, match="16 characters"):
        serve.serve(warehouse, "short")


def test_a_port_that_is_taken_is_named(warehouse, port, client):
    with socket.socket() as sock:
        sock.bind(("localhost", port))
        sock.listen()
        with (
            pytest.raises(WarehouseError, match=f"Cannot listen on localhost:{port}"),
            serve.listening(warehouse, TOKEN, "localhost", port),
        ):
            pass


@pytest.mark.slow
def test_a_file_that_is_published_meanwhile_is_served(warehouse, port, client, run_python):
    def count():
        return ask(client, port, "select count(*) from core.documents")

    code = (
        "from pathlib import Path\nfrom warehouse import serve\nsay('open')\n"
        f"serve.serve(Path({str(warehouse)!r}), {TOKEN!r}, port={port})\n"
    )
    with run_python(code):
        assert eventually(count, [(1,)]) == [(1,)]
        target = publish.prepare_next(warehouse)
        with connect.open_writer(target) as connection:
            connection.execute("delete from core.documents")
        publish.publish(target, warehouse)
        assert eventually(count, [(0,)]) == [(0,)]


def eventually(get, expected):
    """Return what `get` gives, at the latest after some seconds; sooner, once it is the expected."""
    found = None
    until = time.monotonic() + 20
    while found != expected and time.monotonic() < until:
        try:
            found = get()
        except duckdb.Error:
            time.sleep(0.1)
    return found
