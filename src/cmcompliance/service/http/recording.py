"""What becomes of decisions: they are kept before they are given, and others are told."""

from __future__ import annotations

from collections.abc import Callable

from cmcompliance.decisions import LogUnavailable, entry_of
from cmcompliance.service.http.exchange import Exchange
from cmcompliance.service.http.partners import Decisions, Hooks
from cmcompliance.service.http.problem import Problem
from cmcompliance.service.pool import Answer, Job


class Recording:
    """Keeps the decisions of one service."""

    def __init__(
        self, decisions: Decisions | None, webhooks: Hooks | None, on_failure: Callable[[], None]
    ) -> None:
        """`decisions` None: nothing is kept; `webhooks` None: nobody is told; `on_failure`: is told of each
        decision that could not be kept.
        """
        self._on_failure = on_failure
        self._decisions = decisions
        self._webhooks = webhooks

    @property
    def wanted(self) -> bool:
        """Whether records are of any use."""
        return self._decisions is not None or self._webhooks is not None

    async def keep(self, job: Job, answer: Answer, exchange: Exchange) -> str | None:
        """Return the id under which the decision is kept, None where none is. Raises Problem."""
        if not self.wanted:
            return None
        if answer.record is None:
            raise RuntimeError("a worker made no record of its decision")
        entry = entry_of(answer.record, request_id=exchange.request_id, asker=exchange.owner, command=job.do)
        if self._decisions is not None:
            try:
                await self._decisions.write(entry)
            except LogUnavailable:
                self._on_failure()
                raise Problem("not-recorded", retry_after=5) from None
        if self._webhooks is not None:
            self._webhooks.decided(entry)
        return entry.id if self._decisions is not None else None
