"""Who may ask now: the key, how often it asked of late, and how much is in progress."""

from __future__ import annotations

import asyncio
import math

from cmcompliance.service.http.addresses import is_loopback
from cmcompliance.service.http.exchange import Exchange, Scope, header
from cmcompliance.service.http.limits import Limits
from cmcompliance.service.http.partners import Keys, Owner
from cmcompliance.service.http.problem import Problem
from cmcompliance.service.http.rates import Rates, Slots, caller_of_address, rate_headers

ASKING = "/v1/"
"""Where the paths begin that take work, and so a key."""
_FOR_OPERATORS = ("/metrics", "/readyz")
_FORWARDED = (b"forwarded", b"x-forwarded-for", b"x-real-ip")
_RETRY_SECONDS = 1


class Admission:
    """Lets requests in one by one; each that was let in has to leave."""

    def __init__(self, limits: Limits, keys: Keys | None, rates: Rates) -> None:
        """`keys` None: whoever reaches the service may ask."""
        self._limits = limits
        self._keys = keys
        self._rates = rates
        self._slots = Slots(limits.at_once, limits.at_once_each)

    @property
    def in_progress(self) -> int:
        """How many requests were let in and did not leave."""
        return self._slots.taken

    def enter(self, scope: Scope, exchange: Exchange) -> bool:
        """Return whether the request was let in and has to leave; others need no leave. Raises Problem."""
        path = scope["path"]
        if path.startswith(ASKING):
            self._identify(scope, exchange)
            self._pay(exchange)
            self._take_slot(exchange)
            return True
        if path in _FOR_OPERATORS and not self._is_at_home(scope, exchange):
            self._identify(scope, exchange)
        return False

    def leave(self, exchange: Exchange) -> None:
        """End a request that was let in."""
        self._slots.give_back(exchange.caller)

    async def pay_for_draft(self, exchange: Exchange) -> None:
        """Return when whoever asks may have another draft checked: a batch is slowed down, not broken off."""
        rate = self._rate(exchange)
        if not rate:
            return
        bucket = self._rates.bucket(exchange.caller, rate)
        while not self._rates.take(bucket):
            await asyncio.sleep(self._rates.wait(bucket))

    def _identify(self, scope: Scope, exchange: Exchange) -> None:
        address = caller_of_address(exchange.address)
        exchange.caller = f"address:{address}"
        if self._keys is None:
            return
        secret = _secret(scope)
        exchange.owner = None if secret is None else self._keys.owner_of(secret)
        if exchange.owner is not None:
            exchange.caller = f"key:{exchange.owner.id}"
            return
        self._pay(exchange)
        if secret is None:
            raise Problem("key-missing", headers={"WWW-Authenticate": 'Bearer realm="cmcompliance"'})
        challenge = 'Bearer realm="cmcompliance", error="invalid_token"'
        raise Problem("key-wrong", headers={"WWW-Authenticate": challenge})

    def _is_at_home(self, scope: Scope, exchange: Exchange) -> bool:
        """Whoever asks from this machine needs no key, unless a proxy asks for somebody else."""
        if self._keys is None:
            return True
        forwarded = any(name in _FORWARDED for name, _ in scope["headers"])
        return is_loopback(exchange.address) and not forwarded

    def _pay(self, exchange: Exchange) -> None:
        rate = self._rate(exchange)
        if not rate:
            return
        bucket = self._rates.bucket(exchange.caller, rate)
        paid = self._rates.take(bucket)
        exchange.headers = rate_headers(bucket, rate)
        if not paid:
            seconds = max(1, math.ceil(self._rates.wait(bucket)))
            raise Problem("too-many", rate=rate, seconds=seconds, retry_after=seconds)

    def _take_slot(self, exchange: Exchange) -> None:
        if self._slots.is_full_for(exchange.caller):
            raise Problem("too-many-at-once", most=self._limits.at_once_each, retry_after=_RETRY_SECONDS)
        if self._slots.is_full():
            raise Problem("busy", retry_after=_RETRY_SECONDS)
        self._slots.take(exchange.caller)

    def _rate(self, exchange: Exchange) -> int:
        owner: Owner | None = exchange.owner
        if owner is not None and owner.rate is not None:
            return owner.rate
        return self._limits.rate


def _secret(scope: Scope) -> str | None:
    """Return the key that a request shows.."""
    headers = scope["headers"]
    shown = header(headers, b"x-api-key")
    scheme, _, token = (header(headers, b"authorization") or b"").partition(b" ")
    bearer = token.strip() if scheme.lower() == b"bearer" else None
    secret = bearer or shown
    return secret.decode("latin-1") if secret else None
