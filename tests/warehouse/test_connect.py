import struct

import duckdb
import pytest

from warehouse import connect
from warehouse.errors import DamagedWarehouse, LockedWarehouse, NewerWarehouse, NotAWarehouse


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "some.duckdb"
    duckdb.connect(path).close()
    return path


def with_storage_version(content, version):
    """DuckDB's header with another storage version, and the checksum that goes with it."""
    header = bytearray(content[:4096])
    header[12:20] = struct.pack("<Q", version)
    checksum = 5381
    for (word,) in struct.iter_unpack("<Q", bytes(header[8:])):
        checksum ^= (word * 0xBF58476D1CE4E5B9) & (2**64 - 1)
    header[:8] = struct.pack("<Q", checksum)
    return bytes(header) + content[4096:]


def test_a_reader_cannot_write_and_fetches_nothing_and_counts_in_utc(database):
    with connect.open_reader(database) as connection:
        with pytest.raises(duckdb.InvalidInputException):
            connection.execute("create table t (x integer)")
        settings = "select current_setting('autoinstall_known_extensions'), current_setting('timezone')"
        assert connection.execute(settings).fetchone() == (False, "UTC")


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(NotAWarehouse, match="no warehouse at"):
        connect.open_reader(tmp_path / "none.duckdb")


@pytest.mark.parametrize(
    "content", [b"", b"short", b"hello world " * 1000, b"SQLite format 3\0" + bytes(4096)]
)
@pytest.mark.parametrize("opens", [connect.open_reader, connect.open_writer])
def test_another_kind_of_file_is_refused_and_left_as_it_is(tmp_path, content, opens):
    path = tmp_path / "notes.duckdb"
    path.write_bytes(content)
    with pytest.raises(NotAWarehouse, match="not a DuckDB database"):
        opens(path)
    assert path.read_bytes() == content


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(NotAWarehouse, match="is a folder"):
        connect.open_writer(tmp_path)


def test_a_file_of_a_newer_duckdb_asks_for_an_update(database):
    database.write_bytes(with_storage_version(database.read_bytes(), 200))
    with pytest.raises(NewerWarehouse, match="update Travaux"):
        connect.open_reader(database)


def test_a_cut_off_file_is_called_damaged(database):
    database.write_bytes(database.read_bytes()[:8192])
    with pytest.raises(DamagedWarehouse, match="rollback"):
        connect.open_reader(database)


@pytest.mark.slow
def test_a_file_that_another_process_writes_is_called_locked(database, run_python):
    code = f"import duckdb; c = duckdb.connect({str(database)!r}); say('open'); wait()"
    with run_python(code), pytest.raises(LockedWarehouse, match="another program"):
        connect.open_reader(database)
