from datetime import date

import pytest

from cmcompliance.waivers import Waiver
from cmcompliance.waivers.state import state_of

DAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("until", "state"),
    [
        (None, "endless"),
        (date(2026, 11, 28), "expired"),
        (date(2026, 11, 29), "ends_soon"),
        (date(2026, 12, 29), "ends_soon"),
        (date(2026, 12, 30), "holds"),
    ],
)
def test_a_waiver_is_told_a_month_before_it_ends(until: date | None, state: str) -> None:
    assert state_of(Waiver("fr", "r", "b", until), DAY) == state
