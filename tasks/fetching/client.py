"""Gets one address into one file: politely, patiently, within limits, and nowhere that is not allowed."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx

from tasks.fetching.addresses import ForbiddenAddress, GuardedTransport
from tasks.fetching.backoff import PASSING_STATUSES, Retries, next_wait, parse_retry_after
from tasks.fetching.catalogue import Limits
from tasks.fetching.content import Kind, is_cut_off, tell_kind
from tasks.fetching.pace import Pace

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_MISSING = frozenset((404, 410))


@dataclass(frozen=True, slots=True)
class World:
    """Time and chance, so that tests can hold them."""

    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    chance: Callable[[], float] = random.random


@dataclass(frozen=True, slots=True)
class Got:
    """The bytes came, whole, and lie in the file that was named."""

    sha256: str
    kind: Kind
    etag: str
    last_modified: str


@dataclass(frozen=True, slots=True)
class NotModified:
    """The source says that it is as it was."""


@dataclass(frozen=True, slots=True)
class Missing:
    """The source has no such thing."""

    detail: str


@dataclass(frozen=True, slots=True)
class Refused:
    """It leads where no request may go, or is larger than allowed."""

    detail: str
    too_large: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """No good answer after all tries. `host_in_trouble`: the next address there would fare no better."""

    detail: str
    host_in_trouble: bool


Reply = Got | NotModified | Missing | Refused | Failed


@dataclass(frozen=True, slots=True)
class Known:
    """What the last answer for an address said of its version."""

    etag: str = ""
    last_modified: str = ""


class _Passing(Exception):  # noqa: N818 - what it is, not an error to anybody else
    """A failure that may be over at the next try; `asked`: seconds by Retry-After."""

    def __init__(self, detail: str, asked: float | None = None) -> None:
        super().__init__(detail)
        self.asked = asked


class _Lasting(Exception):  # noqa: N818
    """An answer that no second try will change."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply)
        self.reply = reply


def user_agent(contact: str) -> str:
    """Return how requests introduce themselves: who, which version, and whom to write to."""
    return f"travaux/{version('travaux')} (reads UN documents{'; ' + contact if contact else ''})"


def _joined(url: str, location: str) -> str:
    """Return where a redirect leads."""
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise _Lasting(Refused(f"leads to an address that is none: {error}")) from error


class Getter:
    """Gets addresses of one source, one after the other."""

    def __init__(  # noqa: PLR0913 - what binds a source
        self,
        limits: Limits,
        hosts: frozenset[str],
        pace: Pace,
        *,
        contact: str = "",
        allow_private: bool = False,
        world: World | None = None,
    ) -> None:
        self._limits = limits
        self._hosts = hosts
        self._pace = pace
        self._world = world or World()
        self._retries = Retries(
            limits.tries,
            limits.first_wait_seconds,
            limits.longest_wait_seconds,
            limits.longest_retry_after_seconds,
        )
        self._client = httpx.Client(
            transport=GuardedTransport(allow_private=allow_private),
            headers={"User-Agent": user_agent(contact), "Accept-Encoding": "identity"},
            timeout=httpx.Timeout(limits.read_seconds, connect=limits.connect_seconds),
            follow_redirects=False,
            trust_env=False,
        )

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    def get(self, url: str, target: Path, known: Known | None = None) -> Reply:
        """Write what lies at `url` to the file `target`, unless it is as `known` says.

        Whatever happens, `target` is whole or not there.
        """
        tried = 0
        while True:
            try:
                return self._try(url, target, known or Known())
            except _Lasting as answer:
                target.unlink(missing_ok=True)
                return answer.reply
            except _Passing as failure:
                target.unlink(missing_ok=True)
                tried += 1
                wait = next_wait(self._retries, tried, failure.asked, self._world.chance())
                if wait is None:
                    return Failed(f"{failure}, after {tried} tries", host_in_trouble=True)
                self._world.sleep(wait)

    def _try(self, url: str, target: Path, known: Known) -> Reply:
        """Follow redirects to an answer."""
        deadline = self._world.monotonic() + self._limits.total_seconds
        for _ in range(self._limits.redirects + 1):
            with self._send(url, known) as response:
                if response.status_code not in _REDIRECTS:
                    return self._take(response, target, deadline)
                url = _joined(url, response.headers.get("Location", ""))
        raise _Lasting(Failed(f"more than {self._limits.redirects} redirects", host_in_trouble=False))

    @contextmanager
    def _send(self, url: str, known: Known) -> Iterator[httpx.Response]:
        """Send one request when it is polite to; what goes wrong on the way is passing trouble."""
        host = self._allowed_host(url)
        self._world.sleep(self._pace.reserve(host, self._world.now().timestamp()))
        headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
        try:
            with self._client.stream("GET", url, headers={k: v for k, v in headers.items() if v}) as response:
                yield response
        except ForbiddenAddress as error:
            raise _Lasting(Refused(str(error))) from error
        except httpx.TransportError as error:
            raise _Passing(f"{host}: {error or type(error).__name__}") from error
        except httpx.DecodingError as error:
            raise _Passing(f"{host} sent what cannot be decoded: {error}") from error

    def _allowed_host(self, url: str) -> str:
        """Return the address's host, if a request may go there."""
        try:
            parts = urlsplit(url)
            host = (parts.hostname or "").lower()
        except ValueError as error:
            raise _Lasting(Refused(f"leads to an address that is none: {error}")) from error
        if parts.scheme not in {"http", "https"} or parts.username is not None:
            raise _Lasting(Refused(f"leads to {parts.scheme or 'no protocol'}, which is not followed"))
        if host not in self._hosts:
            raise _Lasting(Refused(f"leads to {host}, which is not among the source's hosts"))
        return host

    def _take(self, response: httpx.Response, target: Path, deadline: float) -> Reply:
        status = response.status_code
        if status == httpx.codes.NOT_MODIFIED:
            return NotModified()
        if status in _MISSING:
            return Missing(f"HTTP {status}")
        if status in PASSING_STATUSES:
            raise self._trouble(response)
        if status != httpx.codes.OK:
            return Failed(f"HTTP {status}", host_in_trouble=False)
        digest = self._write(response, target, deadline)
        data = target.read_bytes()
        kind = tell_kind(data)
        if is_cut_off(data, kind):
            raise _Passing(f"a {kind} that ends before its end")
        return Got(digest, kind, response.headers.get("ETag", ""), response.headers.get("Last-Modified", ""))

    def _trouble(self, response: httpx.Response) -> _Passing:
        """Return a passing failure; what the host asks for binds every request to it."""
        asked = parse_retry_after(response.headers.get("Retry-After"), self._world.now())
        if asked is not None:
            until = self._world.now().timestamp() + min(asked, self._limits.longest_retry_after_seconds)
            self._pace.hold_off(response.url.host.lower(), until)
        return _Passing(f"HTTP {response.status_code} from {response.url.host}", asked)

    def _write(self, response: httpx.Response, target: Path, deadline: float) -> str:
        """Write the body and return its SHA-256; stop where it is too long or takes too long."""
        stated = response.headers.get("Content-Length", "")
        if stated.isdecimal() and int(stated) > self._limits.max_bytes:
            raise _Lasting(self._too_large(int(stated)))
        digest, size = sha256(), 0
        with target.open("wb") as file:
            for chunk in response.iter_bytes():
                size += len(chunk)
                if size > self._limits.max_bytes:
                    raise _Lasting(self._too_large(size))
                if self._world.monotonic() > deadline:
                    raise _Passing(f"not there after {self._limits.total_seconds:g} seconds")
                digest.update(chunk)
                file.write(chunk)
        return digest.hexdigest()

    def _too_large(self, size: int) -> Refused:
        return Refused(f"{size:,} bytes or more; the limit is {self._limits.max_bytes:,}", too_large=True)
