"""What a ledger says of one file, for programs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from cmcompliance.cli.media.ledger.lines import missing_in
from cmcompliance.ledger.state import state_of

if TYPE_CHECKING:
    from cmcompliance.cli.media.ledger.consulted import Granted


def record_of(granted: Granted) -> dict[str, Any]:
    """Return the entries about a file as JSON has them."""
    return {
        "file": granted.shown,
        "entries": [
            {
                **grant.model_dump(mode="json", exclude_none=True),
                "not_covered": [
                    {"code": one.code, "detail": one.detail, "day": one.day and one.day.isoformat()}
                    for one in state_of(grant, date.today())
                ],
                "missing": [{"what": what, "who": who or None} for what, who in missing_in(grant)],
            }
            for grant in granted.grants
        ],
    }
