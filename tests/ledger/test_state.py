from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cmcompliance.draft.evidence import Agreement, Grant
from cmcompliance.ledger.state import state_of

DAY = date(2026, 4, 1)
BEFORE = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ({"uses": ["print"]}, []),
        ({"until": BEFORE}, ["expired"]),
        ({"until": DAY}, []),
        ({"starts": date(2026, 4, 2)}, ["not_begun"]),
        ({"starts": DAY}, []),
        ({"people": [Agreement(name="Léa", consent=True, until=BEFORE)]}, ["consent_expired"]),
        ({"people": [Agreement(name="Léa", consent=False)]}, ["consent_refused"]),
        ({"people": [Agreement(name="Léa", minor=True, guardians=2, agreed=1)]}, ["guardian_missing"]),
        ({"people": [Agreement(name="Léa")]}, []),
    ],
)
def test_what_an_entry_does_not_cover_is_told(said: dict[str, Any], codes: list[str]) -> None:
    assert [one.code for one in state_of(Grant(place="p", **said), DAY)] == codes
