"""Politeness: how long to wait before the next request to a host. Pure; the clock is the caller's."""

from collections.abc import Callable
from dataclasses import dataclass, field

LONGEST_HOLD = 86_400.0  # seconds; nobody is asked to keep away longer, whatever a host says or a clock shows


def _forget(_host: str, _at: float) -> None:
    """Write nothing down."""


@dataclass(slots=True)
class Pace:
    """Keeps requests to each host at least `interval` seconds apart, and further where the host asks for it."""

    interval: float
    next_at: dict[str, float] = field(default_factory=dict)  # host → earliest time of its next request
    note: Callable[[str, float], None] = _forget  # told of each change at once: a run can be killed

    def wait(self, host: str, now: float) -> float:
        """Return the seconds to wait before the next request to `host`."""
        return max(0.0, self.next_at.get(host, now) - now)

    def reserve(self, host: str, now: float) -> float:
        """Return the seconds to wait before the next request to `host`, which is then taken as made."""
        wait = self.wait(host, now)
        self._set(host, now + wait + self.interval)
        return wait

    def hold_off(self, host: str, until: float) -> None:
        """Send nothing to `host` before the time `until`."""
        self._set(host, max(until, self.next_at.get(host, until)))

    def _set(self, host: str, at: float) -> None:
        self.next_at[host] = at
        self.note(host, at)
