"""The time that one file may take, over all its requests, however steadily its head or its body drips.

httpx bounds the wait for each piece that is read, not for all of them: a byte a minute would go on for years.
"""

import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpcore


class Patience:
    """Seconds that are left for a file; they run while it is asked for, not while politeness waits."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._seconds = self._left = float("inf")
        self._since: float | None = None

    def renew(self, seconds: float) -> None:
        """Begin anew, for another file."""
        self._seconds = self._left = seconds

    @property
    def left(self) -> float:
        """Seconds, 0 or less where none is left."""
        return self._left if self._since is None else self._left - (self._monotonic() - self._since)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Let time run while the block does."""
        self._since = self._monotonic()
        try:
            yield
        finally:
            self._left = self.left
            self._since = None

    def bounded(self, timeout: float | None) -> float:
        """Return how long to wait for one piece.

        Raises:
            ReadTimeout: no time is left.

        """
        if self.left <= 0:
            raise httpcore.ReadTimeout(f"not there after {self._seconds:g} seconds")
        return self.left if timeout is None else min(timeout, self.left)


class PatientStream(httpcore.NetworkStream):
    """A connection from which nothing is read when no time is left."""

    def __init__(self, stream: httpcore.NetworkStream, patience: Patience) -> None:
        self._stream = stream
        self._patience = patience

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what comes next.

        Raises:
            ReadTimeout: nothing comes, or too late.

        """
        try:
            return self._stream.read(max_bytes, self._patience.bounded(timeout))
        except httpcore.ReadTimeout:
            self._patience.bounded(timeout)  # says that the file's time is over, if that is why
            raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes."""
        self._stream.write(buffer, timeout)

    def close(self) -> None:
        """Hang up."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """Return the connection, encrypted from now on."""
        return PatientStream(self._stream.start_tls(ssl_context, server_hostname, timeout), self._patience)

    def get_extra_info(self, info: str) -> object:
        """Return what is known of the connection."""
        return self._stream.get_extra_info(info)
