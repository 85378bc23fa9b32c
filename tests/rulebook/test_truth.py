from __future__ import annotations

import pytest

from cmcompliance.rulebook.condition import parse_test
from cmcompliance.rulebook.truth import Truth, Value, all_of, any_of, truth_of_test


@pytest.mark.parametrize(
    ("line", "value", "truth"),
    [
        ("x", True, True),
        ("x", None, None),
        ("not x", None, None),
        ("possibly x", None, True),
        ("surely x", None, False),
        ("surely not x", None, False),
        ("possibly not x", None, True),
        ("known x", None, False),
        ("unknown x", None, True),
        ("known x", False, True),
        ("x is brand", "brand", True),
        ("x is not brand", "agency", True),
        ("x in brand, agency", "media", False),
        ("x", 1, False),
        ("x >= 10", 10, True),
        ("x < 10", 10, False),
        ("x >= 10", "10", False),
        ("x >= 0", True, False),
    ],
)
def test_the_truth_of_a_line(line: str, value: Value, truth: Truth) -> None:
    assert truth_of_test(parse_test(line), value) is truth


def test_one_unknown_leaves_a_group_open_unless_another_decides() -> None:
    assert all_of([True, None]) is None
    assert all_of([False, None]) is False
    assert any_of([False, None]) is None
    assert any_of([True, None]) is True
    assert all_of([]) is True
    assert any_of([]) is False
