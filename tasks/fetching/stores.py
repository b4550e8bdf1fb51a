"""Opens fsspec stores, and lets what their libraries raise be understood: each has exceptions of its own."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import fsspec
from fsspec.core import url_to_fs

from tasks.errors import UsageError
from tasks.fetching.addresses import ForbiddenAddress, allowed_addresses
from tasks.fetching.catalogue import FilesSource, Limits

if TYPE_CHECKING:
    import paramiko

LOG = logging.getLogger("travaux")
_SSH_PORT = 22
_SSH = frozenset(("sftp", "ssh"))
_NAMED_HOSTS = _SSH | {"ftp", "smb", "webhdfs"}  # protocols whose addresses name a host
_REFUSALS = (
    ("paramiko.ssh_exception", "AuthenticationException"),
    ("azure.core.exceptions", "ClientAuthenticationError"),
    ("botocore.exceptions", "NoCredentialsError"),
    ("google.auth.exceptions", "DefaultCredentialsError"),
    ("google.auth.exceptions", "RefreshError"),
)
_TROUBLES = (
    ("builtins", "EOFError"),  # paramiko, of a connection that was cut
    ("paramiko.ssh_exception", "SSHException"),
    ("azure.core.exceptions", "AzureError"),
    ("botocore.exceptions", "BotoCoreError"),
    ("botocore.exceptions", "ClientError"),
    ("google.auth.exceptions", "GoogleAuthError"),
    ("google.api_core.exceptions", "GoogleAPIError"),
    ("gcsfs.retry", "HttpError"),
    ("aiohttp.client_exceptions", "ClientError"),
)


@contextmanager
def as_os_errors() -> Iterator[None]:
    """Raise what a store's library raises as an OSError: PermissionError where it is about who may.

    Raises:
        OSError: the store's library found a fault.

    """
    try:
        yield
    except OSError:
        raise
    except _loaded(_REFUSALS) as error:
        raise PermissionError(_first_line(error)) from error
    except _loaded(_TROUBLES) as error:
        raise OSError(_first_line(error)) from error


def _loaded(names: tuple[tuple[str, str], ...]) -> tuple[type[Exception], ...]:
    """Return the classes of those libraries that are in use: the others are perhaps not installed."""
    return tuple(getattr(sys.modules[module], name) for module, name in names if module in sys.modules)


def _first_line(error: Exception) -> str:
    """Return what an error says, without requests' numbers and without addresses' queries, which can hold signatures."""
    said = str(error).partition("\n")[0] or type(error).__name__
    return " ".join(word.partition("?")[0] if "://" in word else word for word in said.split())


def open_store(source: FilesSource, limits: Limits) -> tuple[fsspec.AbstractFileSystem, str]:
    """Return a new connection to a source's store, and the path there.

    Raises:
        UsageError: the address is private, or the store's library is not installed, or wants what is not there.
        OSError: nobody answers, or lets nobody in.

    """
    parts = urlsplit(source.url)
    if parts.scheme in _NAMED_HOSTS:
        try:
            allowed_addresses(
                parts.hostname or "", parts.port or _SSH_PORT, allow_private=source.allow_private
            )
        except ForbiddenAddress as error:
            raise UsageError(f"source {source.name}: {error}") from error
    try:
        with as_os_errors():
            options = _ssh_options(limits) if parts.scheme in _SSH else {}
            store, root = url_to_fs(source.url, skip_instance_cache=True, **options)
    except ImportError as error:
        raise UsageError(
            f"source {source.name}: {error}. Extras: travaux[s3], [gcs], [azure], [sftp]"
        ) from error
    except ValueError as error:
        raise UsageError(f"source {source.name}: {error}") from error
    if parts.scheme in _SSH:
        store.ftp.get_channel().settimeout(limits.read_seconds)
    return store, root


def _ssh_options(limits: Limits) -> dict[str, object]:
    wait = limits.connect_seconds
    return {
        "timeout": wait, "banner_timeout": wait, "auth_timeout": wait, "host_key_policy": _known_hosts_policy(),
    }  # fmt: skip


def _known_hosts_policy() -> "paramiko.MissingHostKeyPolicy":
    """Return what judges a server's key by `~/.ssh/known_hosts`; fsspec itself takes any."""
    import paramiko

    class KnownHosts(paramiko.MissingHostKeyPolicy):
        """Refuses a key other than the one that is known; takes that of a host nobody knows."""

        def missing_host_key(self, client: "paramiko.SSHClient", hostname: str, key: "paramiko.PKey") -> None:
            """Judge a key.

            Raises:
                AuthenticationException: the host is known by another key.

            """
            del client
            file = Path("~/.ssh/known_hosts").expanduser()
            known = paramiko.HostKeys(str(file) if file.is_file() else None)
            if known.lookup(hostname) is None:
                LOG.warning("fetch: %s is not in %s; its key is taken as it is", hostname, file)
            elif not known.check(hostname, key):
                raise paramiko.AuthenticationException(f"{hostname} shows another key than {file} has for it")

    return KnownHosts()
