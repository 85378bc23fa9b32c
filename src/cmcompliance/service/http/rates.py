"""How often and how much at once each caller may ask: token buckets and slots, of bounded number."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import Final

_MOST_CALLERS: Final = 10_000
_BURST_SECONDS: Final = 10
"""A caller that was quiet may ask at once for as much as in that time."""


@dataclass(slots=True)
class Bucket:
    """A caller's tokens: each request takes one, and time brings them back up to `most`."""

    rate: float
    most: float
    tokens: float
    at: float

    def take(self, now: float) -> bool:
        """Take a token if there is one."""
        self._fill(now)
        if self.tokens < 1.0:
            return False
        self.tokens -= 1.0
        return True

    def wait(self, now: float) -> float:
        """Return in how many seconds there is a token."""
        self._fill(now)
        return max(0.0, (1.0 - self.tokens) / self.rate)

    def _fill(self, now: float) -> None:
        self.tokens = min(self.most, self.tokens + (now - self.at) * self.rate)
        self.at = now


class Rates:
    """The buckets of all callers; those that were quiet for longest are dropped, which fills them."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def bucket(self, caller: str, per_minute: int) -> Bucket:
        """Return the bucket of a caller."""
        found = self._buckets.get(caller)
        if found is None or found.rate != per_minute / 60:
            found = self._buckets[caller] = _full(per_minute, self._clock())
            if len(self._buckets) > _MOST_CALLERS:
                self._buckets.popitem(last=False)
        else:
            self._buckets.move_to_end(caller)
        return found

    def take(self, bucket: Bucket) -> bool:
        """Take a token now if there is one."""
        return bucket.take(self._clock())

    def wait(self, bucket: Bucket) -> float:
        """Return in how many seconds there is a token."""
        return bucket.wait(self._clock())


def rate_headers(bucket: Bucket, per_minute: int) -> list[tuple[bytes, bytes]]:
    """Return what tells a client how much it may still ask, in the words of the IETF's draft."""
    reset = math.ceil((bucket.most - bucket.tokens) / bucket.rate)
    return [
        (b"ratelimit-policy", b'"default";q=%d;w=60' % per_minute),
        (b"ratelimit", b'"default";r=%d;t=%d' % (int(bucket.tokens), reset)),
    ]


class Slots:
    """How many requests are in progress, in all and of each caller."""

    def __init__(self, most: int, most_each: int) -> None:
        self._most = most
        self._most_each = most_each
        self._each: dict[str, int] = {}
        self.taken = 0

    def is_full(self) -> bool:
        """Return whether nobody may begin."""
        return self.taken >= self._most

    def is_full_for(self, caller: str) -> bool:
        """Return whether this caller may not begin."""
        return self._each.get(caller, 0) >= self._most_each

    def take(self, caller: str) -> None:
        """Begin a request."""
        self.taken += 1
        self._each[caller] = self._each.get(caller, 0) + 1

    def give_back(self, caller: str) -> None:
        """End a request."""
        self.taken -= 1
        left = self._each[caller] - 1
        if left:
            self._each[caller] = left
        else:
            del self._each[caller]


def caller_of_address(address: str) -> str:
    """Return by what an address counts: itself, or the network that one subscriber of IPv6 has."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return f"{parsed.exploded[:19]}::/64"
    return str(parsed)


def _full(per_minute: int, now: float) -> Bucket:
    most = max(1.0, per_minute * _BURST_SECONDS / 60)
    return Bucket(per_minute / 60, most, most, now)
