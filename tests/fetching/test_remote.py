"""Stores by fsspec: in memory, on disk, and S3 as moto's server plays it."""

from pathlib import Path

import fsspec
import pytest

from tasks.errors import UsageError
from tasks.fetching.catalogue import Catalogue, FilesSource, Limits
from tasks.fetching.fetch import fetch


@pytest.fixture
def catalogue(tmp_path):
    return Catalogue(inbox=tmp_path / "inbox", limits=Limits(tries=2, first_wait_seconds=0.01))


def source(url):
    return FilesSource(name="store", kind="files", url=url)


def arrived(catalogue):
    folder = catalogue.inbox / "store"
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def outcomes(report):
    return sorted(f.outcome for f in report.fetched)


@pytest.fixture
def memory():
    store = fsspec.filesystem("memory")
    store.store.clear()
    yield store
    store.store.clear()


def test_a_folder_comes_with_its_folders_and_a_glob_with_what_fits(memory, catalogue):
    memory.pipe(
        {"/docs/79/a.pdf": b"a", "/docs/79/deep/b.pdf": b"b", "/docs/79/c.txt": b"c", "/docs/80/d.pdf": b"d"}
    )
    assert outcomes(fetch(source("memory://docs/79/**/*.pdf"), catalogue)) == ["new", "new"]
    assert arrived(catalogue) == {"a.pdf": b"a", "deep/b.pdf": b"b"}
    fetch(source("memory://docs"), catalogue)
    assert set(arrived(catalogue)) == {"a.pdf", "deep/b.pdf", "79/c.txt", "80/d.pdf"}


def test_new_changed_and_unchanged_are_told_apart(memory, catalogue):
    memory.pipe({"/docs/a.txt": b"a", "/docs/b.txt": b"b"})
    assert outcomes(fetch(source("memory://docs"), catalogue)) == ["new", "new"]
    memory.pipe({"/docs/b.txt": b"other", "/docs/c.txt": b"c"})
    assert outcomes(fetch(source("memory://docs"), catalogue)) == ["changed", "new", "unchanged"]
    assert arrived(catalogue) == {"a.txt": b"a", "b.txt": b"other", "c.txt": b"c"}


def test_hidden_and_unfinished_files_stay_where_they_are(memory, catalogue):
    memory.pipe({"/docs/.a": b"a", "/docs/b.part": b"b", "/docs/.git/c": b"c", "/docs/d": b"d"})
    fetch(source("memory://docs"), catalogue)
    assert arrived(catalogue) == {"d": b"d"}


def test_a_file_over_the_limit_stays_where_it_is(memory, catalogue):
    memory.pipe({"/docs/a": b"a" * 100})
    small = catalogue.model_copy(update={"limits": Limits(max_bytes=10)})
    assert outcomes(fetch(source("memory://docs"), small)) == ["too_large"]


def test_a_folder_of_this_machine_is_a_store_too(tmp_path, catalogue):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("a")
    assert outcomes(fetch(source((tmp_path / "in").as_uri()), catalogue)) == ["new"]
    assert arrived(catalogue) == {"a.txt": b"a"}


def test_an_address_with_nothing_there_is_a_slip_and_a_protocol_without_library_too(catalogue, memory):
    with pytest.raises(UsageError, match="nothing lies"):
        fetch(source("memory://nowhere"), catalogue)
    with pytest.raises(UsageError, match="source store"):
        fetch(source("nosuch://x/y"), catalogue)


def test_a_store_on_a_private_address_needs_leave(catalogue):
    with pytest.raises(UsageError, match="allow_private"):
        fetch(source("sftp://127.0.0.1/papers"), catalogue)


@pytest.fixture
def bucket(monkeypatch):
    server_module = pytest.importorskip("moto.server")
    pytest.importorskip("s3fs")
    server = server_module.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    import s3fs

    store = s3fs.S3FileSystem(skip_instance_cache=True)
    store.mkdir("papers")
    yield store
    s3fs.S3FileSystem.clear_instance_cache()
    server.stop()


@pytest.mark.slow
def test_a_bucket_is_fetched_with_credentials_of_the_environment(bucket, catalogue):
    bucket.pipe({"papers/79/a.pdf": b"a", "papers/79/b.pdf": b"b", "papers/80/c.pdf": b"c"})
    assert outcomes(fetch(source("s3://papers/79/*.pdf"), catalogue)) == ["new", "new"]
    assert arrived(catalogue) == {"a.pdf": b"a", "b.pdf": b"b"}
    bucket.pipe({"papers/79/b.pdf": b"other"})
    assert outcomes(fetch(source("s3://papers/79/*.pdf"), catalogue)) == ["changed", "unchanged"]
    assert arrived(catalogue)["b.pdf"] == b"other"
    assert not list(Path(catalogue.inbox).rglob("*.part"))
