"""Encrypted connections: to the address that was checked, by the name that was asked for."""

import ssl
from datetime import UTC, datetime, timedelta

import pytest

from tasks.fetching.catalogue import WebSource
from tasks.fetching.fetch import fetch
from tests.played import document, drip, on_stage, pdf


def certificate(folder, name):
    """Write a key and a certificate that this name signed for itself, and return the file."""
    x509 = pytest.importorskip("cryptography.x509")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    whose = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(whose)
        .issuer_name(whose)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    pem = serialization.Encoding.PEM
    file = folder / f"{name}.pem"
    file.write_bytes(key.private_bytes(pem, form, plain) + made.public_bytes(pem))
    return file


@pytest.fixture
def served(tmp_path):
    """Makes a stage behind a certificate for a name."""

    def serve(name):
        file = certificate(tmp_path, name)
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(file)
        return file, on_stage(context)

    return serve


def one(stage):
    return WebSource(kind="web", name="site", urls=(f"{stage.url}/a.pdf",), allow_private=True)


def test_a_host_with_a_certificate_that_is_trusted_is_read(served, catalogue, monkeypatch):
    file, staged = served("localhost")
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with staged as stage:
        stage.answers["/a.pdf"] = document(pdf("one"))
        (fetched,) = fetch(one(stage), catalogue).fetched
        assert (fetched.outcome, fetched.file.read_bytes()) == ("new", pdf("one"))


def test_an_encrypted_drip_ends_with_its_time(served, catalogue, monkeypatch):
    file, staged = served("localhost")
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    short = catalogue.limits.model_copy(update={"total_seconds": 0.4})
    with staged as stage:
        stage.answers["/a.pdf"] = drip(pdf("slow"), 0.1)
        (fetched,) = fetch(one(stage), catalogue.model_copy(update={"limits": short})).fetched
        assert (fetched.outcome, "not there after 0.4 seconds" in fetched.detail) == ("failed", True)


@pytest.mark.parametrize("name", ["elsewhere.example", "localhost"])
def test_a_host_with_another_certificate_is_not(served, catalogue, monkeypatch, name):
    """That of another name, though trusted, and that of nobody."""
    file, staged = served(name)
    if name != "localhost":
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
    limits = catalogue.limits.model_copy(update={"tries": 1})
    with staged as stage:
        (fetched,) = fetch(one(stage), catalogue.model_copy(update={"limits": limits})).fetched
        assert (fetched.outcome, stage.asked) == ("failed", [])
        assert "CERTIFICATE_VERIFY_FAILED" in fetched.detail
