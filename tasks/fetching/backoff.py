"""When to try a request again. Pure: the clock's time and the random number are passed in.

`Retry-After` is seconds or a date (RFC 9110, section 10.2.3). Without it the wait doubles each time, with full
jitter, so that many clients do not come back at the same moment.
"""

from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

PASSING_STATUSES = frozenset((408, 425, 429, 500, 502, 503, 504))


@dataclass(frozen=True, slots=True)
class Retries:
    """How often and how patiently to try again; times in seconds."""

    tries: int = 5
    first_wait: float = 1.0
    longest_wait: float = 60.0
    longest_obeyed: float = (
        600.0  # of a Retry-After; a host that asks for more is left alone until the next run
    )


def parse_retry_after(value: str | None, now: datetime) -> float | None:
    """Return the seconds that a `Retry-After` header asks for, at least 0; None where it says nothing readable."""
    if not value:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (at - now).total_seconds()) if at.tzinfo else None


def next_wait(policy: Retries, tried: int, asked: float | None, chance: float) -> float | None:
    """Return the seconds to wait after the `tried`-th failure, or None: give up.

    Args:
        policy: how patient to be.
        tried: failures so far, from 1.
        asked: what the host asked for by `Retry-After`.
        chance: a random number from 0 to 1.

    """
    if tried >= policy.tries or (asked is not None and asked > policy.longest_obeyed):
        return None
    backed_off: float = min(policy.longest_wait, policy.first_wait * 2 ** (tried - 1)) * chance
    return backed_off if asked is None else asked + min(backed_off, 1.0)
