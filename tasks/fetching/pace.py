"""Politeness: how long to wait before the next request to a host. Pure; the clock is the caller's."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Pace:
    """Keeps requests to each host at least `interval` seconds apart, and further where the host asks for it."""

    interval: float
    next_at: dict[str, float] = field(default_factory=dict)  # host → earliest time of its next request

    def reserve(self, host: str, now: float) -> float:
        """Return the seconds to wait before the next request to `host`, which is then taken as made."""
        at = max(now, self.next_at.get(host, now))
        self.next_at[host] = at + self.interval
        return at - now

    def hold_off(self, host: str, until: float) -> None:
        """Send nothing to `host` before the time `until`."""
        self.next_at[host] = max(until, self.next_at.get(host, until))
