"""What the service asks of those behind it: the pool, the keys, the decision log, the webhooks."""

from __future__ import annotations

from typing import Protocol

from cmcompliance.decisions import Entry
from cmcompliance.service.pool import Answer, Job, PoolState
from cmcompliance.webhooks.state import WebhookState


class Workers(Protocol):
    """A pool of workers; `ask` raises JobTimedOut, WorkerCrashed, PoolFull and PoolStopped."""

    async def ask(self, job: Job) -> Answer: ...

    def state(self) -> PoolState: ...


class Owner(Protocol):
    """Whose key it is; `rate`: a minute, None for that of the service."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def rate(self) -> int | None: ...


class Keys(Protocol):
    """The keys that open the service."""

    def owner_of(self, secret: str) -> Owner | None: ...


class Decisions(Protocol):
    """The decision log; `write` returns when the entry is durable, and raises LogUnavailable."""

    async def write(self, entry: Entry) -> None: ...


class Hooks(Protocol):
    """Those who are told of decisions; `decided` neither waits nor raises, and knows which ones are told."""

    def decided(self, entry: Entry) -> None: ...

    def state(self) -> WebhookState: ...
