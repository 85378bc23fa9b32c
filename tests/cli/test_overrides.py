from __future__ import annotations

import pytest

from cmcompliance.cli.overrides import Overrides
from cmcompliance.draft import DraftError, parse_draft

DRAFT = parse_draft(
    {
        "text": "a",
        "platform": "x",
        "author": {"name": "Ana", "role": "media"},
        "relationship": {"kind": "none", "brand": "Rive"},
    }
)


def test_nothing_said_leaves_the_draft_as_it_is() -> None:
    assert Overrides().apply(DRAFT) == DRAFT


def test_what_is_said_replaces_these_fields_and_no_others() -> None:
    changed = Overrides("tiktok", ("BE",), "brand", "paid").apply(DRAFT)
    assert (changed.platform, changed.jurisdictions) == ("tiktok", ["BE"])
    assert (changed.author.role, changed.author.name) == ("brand", "Ana")
    assert (changed.relationship.kind, changed.relationship.brand) == ("paid", "Rive")
    assert changed.text == "a"


def test_values_that_no_draft_can_have_are_refused() -> None:
    with pytest.raises(DraftError):
        Overrides(platform="minitel").check()
