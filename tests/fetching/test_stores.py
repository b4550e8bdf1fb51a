"""Stores as they are: SFTP, Google's and Azure's, with credentials of the environment and of nowhere else."""

import logging
import os
import shutil
import socket
import subprocess
import sys
import time

import pytest

from tasks.errors import UsageError
from tasks.fetching.catalogue import Catalogue, FilesSource, Limits
from tasks.fetching.fetch import fetch
from tasks.fetching.stores import as_os_errors

pytestmark = pytest.mark.slow
LIMITS = Limits(tries=3, first_wait_seconds=0.01, longest_wait_seconds=0.05, connect_seconds=5)


@pytest.fixture
def catalogue(tmp_path):
    return Catalogue(inbox=tmp_path / "inbox", limits=LIMITS)


def arrived(catalogue):
    folder = catalogue.inbox / "store"
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def outcomes(report):
    return sorted(f.outcome for f in report.fetched)


@pytest.fixture
def shore(tmp_path, monkeypatch):
    """A folder with three files behind SFTP; this process knows the password, and no host."""
    played_sftp = pytest.importorskip("tests.played_sftp")
    import fsspec.config

    secrets = {"username": played_sftp.USER, "password": played_sftp.PASSWORD, "allow_agent": False}
    monkeypatch.setitem(fsspec.config.conf, "sftp", secrets)
    monkeypatch.setenv("HOME", str(tmp_path))
    root = tmp_path / "shelf"
    (root / "79" / "deep").mkdir(parents=True)
    (root / "79" / "a.txt").write_bytes(b"a")
    (root / "79" / "b.txt").write_bytes(b"b" * 200_000)
    (root / "79" / "deep" / "c.txt").write_bytes(b"c")
    with played_sftp.on_shore(root) as served:
        yield served


def sftp(shore, path="/79", **more):
    return FilesSource(
        name="store", kind="files", url=f"{shore.url}{path}", **({"allow_private": True} | more)
    )


def test_sftp_tells_new_changed_and_unchanged_apart_without_reading(shore, catalogue):
    assert outcomes(fetch(sftp(shore), catalogue)) == ["new"] * 3
    assert arrived(catalogue) == {"a.txt": b"a", "b.txt": b"b" * 200_000, "deep/c.txt": b"c"}
    shore.read.clear()
    assert outcomes(fetch(sftp(shore), catalogue)) == ["unchanged"] * 3
    assert shore.read == []
    (shore.root / "79" / "a.txt").write_bytes(b"other")
    (shore.root / "79" / "d.txt").write_bytes(b"d")
    assert outcomes(fetch(sftp(shore), catalogue)) == ["changed", "new", "unchanged", "unchanged"]
    assert shore.read == ["a.txt", "d.txt"]
    assert outcomes(fetch(sftp(shore, "/79/*.txt"), catalogue)) == ["unchanged"] * 3


def test_an_sftp_connection_that_is_cut_is_made_again(shore, catalogue):
    shore.breaks[:] = [100_000, 50_000]
    assert outcomes(fetch(sftp(shore), catalogue)) == ["new"] * 3
    assert arrived(catalogue)["b.txt"] == b"b" * 200_000
    assert len(shore.logins) == 3


def test_an_sftp_server_that_goes_silent_is_not_waited_for(shore, catalogue):
    shore.silence = True
    short = catalogue.model_copy(
        update={"limits": LIMITS.model_copy(update={"read_seconds": 0.3, "tries": 1})}
    )
    started = time.monotonic()
    assert outcomes(fetch(sftp(shore, "/79/*.txt"), short)) == ["failed"] * 2
    assert time.monotonic() - started < 6
    assert arrived(catalogue) == {}


def test_an_sftp_server_that_lets_nobody_in_or_is_private_or_away(shore, catalogue, monkeypatch):
    import fsspec.config

    with pytest.raises(UsageError, match="allow_private"):
        fetch(sftp(shore, allow_private=False), catalogue)
    monkeypatch.setitem(fsspec.config.conf["sftp"], "password", "wrong")
    with pytest.raises(PermissionError, match="Authentication failed"):
        fetch(sftp(shore), catalogue)
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        away = nobody.getsockname()[1]
    with pytest.raises(OSError, match="Unable to connect"):
        fetch(
            FilesSource(name="store", kind="files", url=f"sftp://127.0.0.1:{away}/x", allow_private=True),
            catalogue,
        )


def test_an_sftp_host_that_is_known_by_another_key_is_refused(shore, catalogue, tmp_path, caplog):
    import paramiko

    with caplog.at_level(logging.WARNING, "travaux"):
        fetch(sftp(shore), catalogue)
    assert "its key is taken as it is" in caplog.text
    caplog.clear()
    (tmp_path / ".ssh").mkdir()
    known = tmp_path / ".ssh" / "known_hosts"
    right, wrong = shore.key, paramiko.ECDSAKey.generate()
    known.write_text(f"[127.0.0.1]:{shore.port} {right.get_name()} {right.get_base64()}\n")
    assert outcomes(fetch(sftp(shore), catalogue)) == ["unchanged"] * 3
    assert caplog.text == ""
    known.write_text(f"[127.0.0.1]:{shore.port} {wrong.get_name()} {wrong.get_base64()}\n")
    with pytest.raises(PermissionError, match="another key"):
        fetch(sftp(shore), catalogue)


FETCHED = """
import sys
from pathlib import Path
from tasks.fetching.catalogue import Catalogue, FilesSource
from tasks.fetching.fetch import fetch
source = FilesSource(name="store", kind="files", url=sys.argv[1], allow_private=True)
print(*sorted(f.outcome for f in fetch(source, Catalogue(inbox=Path(sys.argv[2]))).fetched))
"""


def fetched_by_another(url, inbox, **environment):
    """Fetch in a process that has nothing but its environment."""
    done = subprocess.run(
        [sys.executable, "-c", FETCHED, url, str(inbox)],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.stdout.strip() or done.stderr


def test_sftp_credentials_come_from_the_environment(shore, tmp_path):
    named = {"FSSPEC_SFTP_USERNAME": "reader", "FSSPEC_SFTP_PASSWORD": "open sesame"}
    assert fetched_by_another(f"{shore.url}/79", tmp_path / "in", **named) == "new new new"
    assert shore.logins == [("reader", True)]


@pytest.fixture
def google(monkeypatch):
    """A bucket `papers` with three files at a server that plays Google's; returns what puts files there."""
    server_module = pytest.importorskip("gcp_storage_emulator.server")
    gcsfs = pytest.importorskip("gcsfs")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = server_module.create_server("127.0.0.1", port, in_memory=True, default_bucket="papers")
    server.start()
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", f"http://127.0.0.1:{port}")
    store = gcsfs.core.GCSFileSystem(skip_instance_cache=True)
    store.pipe({"papers/79/a.pdf": b"a", "papers/79/b.pdf": b"b", "papers/80/c.pdf": b"c"})
    yield store.pipe
    server.stop()


PLAIN = {
    "GCSFS_EXPERIMENTAL_ZB_HNS_SUPPORT": "false"
}  # the emulator speaks no gRPC, by which kinds of buckets are told


def test_a_google_bucket_tells_new_changed_and_unchanged_apart(google, tmp_path):
    assert fetched_by_another("gcs://papers/79/*.pdf", tmp_path / "in", **PLAIN) == "new new"
    google({"papers/79/b.pdf": b"other"})
    assert fetched_by_another("gs://papers/79/*.pdf", tmp_path / "in", **PLAIN) == "changed unchanged"
    assert fetched_by_another("gcs://papers", tmp_path / "all", **PLAIN) == "new new new"
    assert (tmp_path / "in" / "store" / "b.pdf").read_bytes() == b"other"


@pytest.fixture
def azure(tmp_path):
    """A container `papers` at Azurite, where that is installed; returns its variable and what puts files there."""
    program = shutil.which("azurite-blob") or pytest.skip("needs Azurite (npm)")
    pytest.importorskip("adlfs")
    from azure.storage.blob import BlobServiceClient

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [
            program,
            "--blobPort",
            str(port),
            "--location",
            str(tmp_path / "blobs"),
            "--silent",
            "--skipApiVersionCheck",
            "--disableTelemetry",
        ]
    )
    key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="  # everybody's
    text = (
        f"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={key};"
        f"BlobEndpoint=http://127.0.0.1:{port}/devstoreaccount1;"
    )
    client = BlobServiceClient.from_connection_string(text)
    client.create_container("papers")
    yield text, lambda name, data: client.get_blob_client("papers", name).upload_blob(data, overwrite=True)
    server.terminate()
    server.wait()


def test_an_azure_container_tells_new_changed_and_unchanged_apart(azure, tmp_path):
    text, put = azure
    named = {"AZURE_STORAGE_CONNECTION_STRING": text}
    put("79/a.pdf", b"a")
    put("79/b.pdf", b"b")
    assert fetched_by_another("az://papers/79/*.pdf", tmp_path / "in", **named) == "new new"
    put("79/b.pdf", b"other")
    assert fetched_by_another("abfs://papers/79", tmp_path / "in", **named) == "changed unchanged"
    wrong = {"AZURE_STORAGE_CONNECTION_STRING": text.replace("Eby8", "Aby8")}
    assert "OSError: Server failed to authenticate" in fetched_by_another("az://papers", tmp_path, **wrong)


def test_what_a_stores_library_raises_is_an_os_error_that_keeps_secrets():
    import botocore.exceptions

    with pytest.raises(PermissionError, match="credentials"), as_os_errors():
        raise botocore.exceptions.NoCredentialsError
    told = {"Error": {"Code": "Busy", "Message": "see https://x.blob/y?sig=hunter2 now\nRequestId: 7"}}
    with pytest.raises(OSError, match=r"see https://x\.blob/y now$"), as_os_errors():
        raise botocore.exceptions.ClientError(told, "ListObjects")
    with pytest.raises(OSError, match="EOFError"), as_os_errors():
        raise EOFError
    with pytest.raises(FileNotFoundError), as_os_errors():
        raise FileNotFoundError
