"""The shipped rules and the duties that they look after."""

from __future__ import annotations

from cmcompliance.rulebook import load_book


def test_every_rule_looks_after_a_duty_and_every_duty_has_a_rule_or_a_reason() -> None:
    book = load_book()
    named = {name for duty in book.duties.values() for name in duty.rules}
    assert named == book.rules.keys()
    assert all(duty.rules or duty.left_out.keys() == {"fr", "en"} for duty in book.duties.values())
