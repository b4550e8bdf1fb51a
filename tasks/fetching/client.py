"""Gets one address into one file: politely, patiently, within limits, and nowhere that is not allowed."""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx

from tasks.fetching.addresses import ForbiddenAddress, GuardedTransport
from tasks.fetching.backoff import PASSING_STATUSES, Retries, next_wait, parse_retry_after
from tasks.fetching.catalogue import Limits
from tasks.fetching.content import is_cut_off, tell_kind
from tasks.fetching.pace import LONGEST_HOLD, Pace
from tasks.fetching.part import Part
from tasks.fetching.patience import Patience
from tasks.fetching.replies import (
    Failed,
    Got,
    Known,
    Lasting,
    Missing,
    NotModified,
    Passing,
    Refused,
    Reply,
    StartOver,
)

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_MISSING = frozenset((404, 410))
_OF_RANGES = frozenset((206, 416))
ENOUGH_FAILURES = 5  # in a row: then the host is left alone, whatever it answers


@dataclass(frozen=True, slots=True)
class World:
    """Time and chance, so that tests can hold them."""

    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    chance: Callable[[], float] = random.random


def user_agent(contact: str) -> str:
    """Return how requests introduce themselves: who, which version, and whom to write to."""
    return f"travaux/{version('travaux')} (reads UN documents{'; ' + contact if contact else ''})"


def _joined(url: str, location: str) -> str:
    """Return where a redirect leads."""
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise Lasting(Refused(f"leads to an address that is none: {error}")) from error


def _is_among(host: str, hosts: frozenset[str]) -> bool:
    """Tell whether a host is one of these, or below one that is written `*.un.org`."""
    return host in hosts or any(h.startswith("*.") and host.endswith(h[1:]) for h in hosts)


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
        self._failed_in_a_row: Counter[str] = Counter()  # by the host that was asked first
        self._retries = Retries(
            limits.tries,
            limits.first_wait_seconds,
            limits.longest_wait_seconds,
            limits.longest_retry_after_seconds,
        )
        self._patience = Patience(self._world.monotonic)
        self._client = httpx.Client(
            transport=GuardedTransport(self._patience, allow_private=allow_private),
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

        Where all has come, `target` is whole. After a failure it may hold a beginning that the next call, of this
        run or of another, goes on with; otherwise it is not there.
        """
        part = Part(target, self._limits.max_bytes)
        self._patience.renew(self._limits.total_seconds)
        reply = self._patiently(url, part, known or Known())
        if not isinstance(reply, Got) and not (isinstance(reply, Failed) and part.can_go_on):
            part.drop()
        return self._told_of_trouble(url, reply)

    def _told_of_trouble(self, url: str, reply: Reply) -> Reply:
        """Return the reply; one failure too many in a row, of whatever kind, is trouble of the host."""
        host = urlsplit(url).netloc
        if not isinstance(reply, Failed):
            self._failed_in_a_row[host] = 0
            return reply
        self._failed_in_a_row[host] += 1
        return (
            replace(reply, host_in_trouble=True) if self._failed_in_a_row[host] >= ENOUGH_FAILURES else reply
        )

    def _patiently(self, url: str, part: Part, known: Known) -> Reply:
        """Try until there is an answer, or no try is left, or no time."""
        tried = 0
        while True:
            try:
                return self._try(url, part, known)
            except StartOver:  # comes after a passing failure only, so its number is bound too
                part.drop()
            except Lasting as answer:
                return answer.reply
            except Passing as failure:
                tried += 1
                wait = next_wait(self._retries, tried, failure.asked, self._world.chance())
                if wait is None or self._patience.left <= 0:
                    tries = f"{tried} {'try' if tried == 1 else 'tries'}"
                    return Failed(f"{failure}, after {tries}", host_in_trouble=failure.of_host)
                self._world.sleep(wait)

    def _try(self, url: str, part: Part, known: Known) -> Reply:
        """Follow redirects to an answer."""
        for _ in range(self._limits.redirects + 1):
            with self._send(url, part, known) as response:
                if response.status_code not in _REDIRECTS:
                    return self._take(response, part)
                url = _joined(url, response.headers.get("Location", ""))
        return Failed(f"more than {self._limits.redirects} redirects", host_in_trouble=False)

    @contextmanager
    def _send(self, url: str, part: Part, known: Known) -> Iterator[httpx.Response]:
        """Send one request when it is polite to; what goes wrong on the way is passing trouble."""
        host = self._allowed_host(url)
        self._wait_for(host)
        fresh = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
        headers = part.headers(url) or {name: value for name, value in fresh.items() if value}
        try:
            with self._patience.running(), self._client.stream("GET", url, headers=headers) as response:
                yield response
        except ForbiddenAddress as error:
            raise Lasting(Refused(str(error))) from error
        except httpx.TransportError as error:
            raise Passing(f"{host}: {error or type(error).__name__}") from error
        except httpx.DecodingError as error:
            raise Passing(f"{host} sent what cannot be decoded: {error}") from error

    def _wait_for(self, host: str) -> None:
        """Wait until a request to a host is polite; give up where the host wants more than is ever waited."""
        now = self._world.now()
        wait = self._pace.wait(host, now.timestamp())
        if wait > max(self._limits.longest_retry_after_seconds, self._pace.interval):
            until = f"{now + timedelta(seconds=wait):%Y-%m-%d %H:%M} UTC"
            raise Passing(f"{host} asked to be left alone until {until}", wait)
        self._world.sleep(self._pace.reserve(host, now.timestamp()))

    def _allowed_host(self, url: str) -> str:
        """Return the address's host, if a request may go there."""
        try:
            parts = urlsplit(url)
            host = (parts.hostname or "").lower()
        except ValueError as error:
            raise Lasting(Refused(f"leads to an address that is none: {error}")) from error
        if parts.scheme not in {"http", "https"} or parts.username is not None:
            raise Lasting(Refused(f"leads to {parts.scheme or 'no protocol'}, which is not followed"))
        if not _is_among(host, self._hosts):
            raise Lasting(Refused(f"leads to {host}, which is not among the source's hosts"))
        return host

    def _take(self, response: httpx.Response, part: Part) -> Reply:
        status = response.status_code
        if status == httpx.codes.NOT_MODIFIED:
            return NotModified()
        if status in _MISSING:
            return Missing(f"HTTP {status}")
        if status in PASSING_STATUSES:
            raise self._trouble(response)
        if status in _OF_RANGES and "Range" in response.request.headers:
            if status == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
                raise StartOver
        elif status != httpx.codes.OK:
            return Failed(f"HTTP {status}", host_in_trouble=False)
        part.receive(response)
        return _got(part)

    def _trouble(self, response: httpx.Response) -> Passing:
        """Return a passing failure; what the host asks for binds every request to it, also of later runs."""
        now = self._world.now()
        asked = parse_retry_after(response.headers.get("Retry-After"), now)
        if asked is not None:
            self._pace.hold_off(response.url.host.lower(), now.timestamp() + min(asked, LONGEST_HOLD))
        return Passing(f"HTTP {response.status_code} from {response.url.host}", asked)


def _got(part: Part) -> Reply:
    """Return what it is that came; the Document System answers 200 without a byte for what is not yet published."""
    data = part.file.read_bytes()
    if not data:
        return Missing("an empty answer")
    kind = tell_kind(data)
    if is_cut_off(data, kind):
        if not part.can_go_on:
            part.drop()
        raise Passing(f"a {kind} that ends before its end", of_host=False)
    part.settle()
    return Got(sha256(data).hexdigest(), kind, part.version.etag, part.version.last_modified)
