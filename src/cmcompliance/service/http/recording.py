"""What becomes of decisions: nothing, or they are kept and told."""

from __future__ import annotations

from cmcompliance.service.http.exchange import Exchange
from cmcompliance.service.pool import Answer, Job


class NoRecords:
    """Keeps nothing."""

    wanted = False

    async def keep(self, job: Job, answer: Answer, exchange: Exchange) -> None:
        """Do nothing."""


NO_RECORDS = NoRecords()
