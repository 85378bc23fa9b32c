"""The finitely many kinds of value that the tests of one fact can tell apart."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import TypeGuard

from cmcompliance.rulebook.condition import Test

UNKNOWN = 0
"""Code of an unknown value."""
OTHER = 1
"""Code of every value that no test names."""

FALSE, OPEN, TRUE = 0, 1, 2
"""Truth as a number, so that `and` is the least and `or` the greatest."""

Column = tuple[int, ...]
"""The truth of a test for each code of its fact's domain."""


class Domain:
    """Numbers the values that some tests of one fact name, and those between and beside them.

    A number is coded by its place among the thresholds, which is exact whatever its size.
    """

    __slots__ = ("_bools", "_first_number", "_symbols", "_thresholds", "size")

    def __init__(self, tests: Iterable[Test]) -> None:
        """Read the constants of `tests`, which ask about the same fact."""
        constants = [constant for test in tests for constant in test.values]
        bools = sorted({constant for constant in constants if isinstance(constant, bool)})
        symbols = sorted({constant for constant in constants if isinstance(constant, str)})
        self._thresholds = sorted({constant for constant in constants if _is_number(constant)})
        self._bools = {constant: OTHER + 1 + index for index, constant in enumerate(bools)}
        self._symbols = {constant: OTHER + 1 + len(bools) + index for index, constant in enumerate(symbols)}
        self._first_number = OTHER + 1 + len(bools) + len(symbols)
        self.size = self._first_number + (2 * len(self._thresholds) + 1 if self._thresholds else 0)

    def code(self, value: object) -> int:
        """Return the code of a value of any type, in 0 … size - 1."""
        if value is None:
            return UNKNOWN
        if isinstance(value, bool):
            return self._bools.get(value, OTHER)
        if isinstance(value, str):
            return self._symbols.get(value, OTHER)
        if self._thresholds and _is_number(value):
            return self._first_number + self._rank(value)
        return OTHER

    def column(self, test: Test) -> Column:
        """Return the truth of `test` for each code."""
        if test.operator == "unknown":
            known, unknown = (TRUE, FALSE) if test.negated else (FALSE, TRUE)
            return (unknown, *[known] * (self.size - 1))
        unknown = {"plain": OPEN, "possibly": TRUE, "surely": FALSE}[test.modality]
        accepted = self._accepted(test)
        truths = (TRUE if (code in accepted) != test.negated else FALSE for code in range(1, self.size))
        return (unknown, *truths)

    def _accepted(self, test: Test) -> frozenset[int]:
        """Return the codes of the known values for which the comparison itself holds."""
        if test.operator == "in":
            return frozenset(self.code(constant) for constant in test.values) - {OTHER}
        threshold = test.values[0] if test.values else None
        if not _is_number(threshold):
            return frozenset()
        rank = self._rank(threshold)
        ranks = range(2 * len(self._thresholds) + 1)
        kept = {
            ">=": ranks[rank:],
            ">": ranks[rank + 1 :],
            "<=": ranks[: rank + 1],
            "<": ranks[:rank],
        }[test.operator]
        return frozenset(self._first_number + each for each in kept)

    def _rank(self, number: float) -> int:
        """Return 2i for a number between thresholds i - 1 and i, 2i + 1 for threshold i itself."""
        index = bisect_left(self._thresholds, number)
        exact = index < len(self._thresholds) and self._thresholds[index] == number
        return 2 * index + exact


def _is_number(value: object) -> TypeGuard[int | float]:
    """Say whether a value can be ordered: an int or a float, neither a bool nor NaN."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value == value  # noqa: PLR0124
