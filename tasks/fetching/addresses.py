"""Keeps requests away from this machine and its networks.

A name in a document or a redirect can point anywhere, also to a cloud's metadata service (169.254.169.254) or to
a printer. So every address is checked after the name was looked up, and the connection goes to exactly the address
that was checked: a second look-up might answer something else.
"""

import ipaddress
import socket
from collections.abc import Iterable

import httpcore
import httpx

from tasks.fetching.patience import Patience, PatientStream

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class ForbiddenAddress(OSError):  # noqa: N818 - says what the address is
    """A name stands for an address that is not on the public internet."""


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public internet; IPv4 inside IPv6 is looked at as IPv4."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inside = ip.ipv4_mapped or ip.sixtofour or (ip.teredo or (None, None))[1]
        if inside is None and ip in _NAT64:
            inside = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inside is not None:
            return is_public(str(inside))
    return ip.is_global and not ip.is_multicast


def look_up(host: str, port: int) -> list[str]:
    """Return a host's addresses.

    Raises:
        OSError: the name is not known, or nobody answers for it.

    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def allowed_addresses(host: str, port: int, *, allow_private: bool) -> list[str]:
    """Return the addresses of a host that may be connected to.

    Raises:
        ForbiddenAddress: one of them is not public: then the name is not trusted at all.
        OSError: the name is not known.

    """
    addresses = look_up(host, port)
    private = [address for address in addresses if not is_public(address)]
    if private and not allow_private:
        raise ForbiddenAddress(f"{host} is {private[0]}, an address of a private network; set allow_private")
    return addresses


class GuardedBackend(httpcore.SyncBackend):
    """Connects to checked addresses only."""

    def __init__(self, patience: Patience, *, allow_private: bool) -> None:
        self._patience = patience
        self._allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address that answers.

        Raises:
            ConnectError: none answers, or the host may not be connected to.

        """
        try:
            addresses = allowed_addresses(host, port, allow_private=self._allow_private)
        except ForbiddenAddress:
            raise
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error
        failure: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in addresses:
            try:
                stream = super().connect_tcp(address, port, timeout, local_address, socket_options)
                return PatientStream(stream, self._patience)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError("it has no address")


class GuardedTransport(httpx.HTTPTransport):
    """httpx's transport over guarded connections. Proxies of the environment are not used: they would look up names."""

    def __init__(self, patience: Patience, *, allow_private: bool) -> None:
        super().__init__()
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            network_backend=GuardedBackend(patience, allow_private=allow_private),
        )
