"""The shipped rules and the duties that they look after."""

from __future__ import annotations

from cmcompliance.rulebook import load_book


def test_every_rule_looks_after_a_duty_and_every_duty_has_a_rule_or_a_reason() -> None:
    book = load_book()
    named = {name for duty in book.duties.values() for name in duty.rules}
    # A rule of our own, such as that no placeholder may be left, is no duty of the law.
    assert named == {name for name, rule in book.rules.items() if not book.is_of_a_house(rule)}
    assert all(duty.rules or duty.left_out.keys() == {"fr", "en"} for duty in book.duties.values())
