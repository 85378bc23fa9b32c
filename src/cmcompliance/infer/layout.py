"""What is known of a draft as one number, so that one `&` asks about many facts at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping

from cmcompliance.infer.domain import Domain


class Layout:
    """A bit for each code of each fact; of the bits of a fact, the one of its code is set. Bit 0 always is.

    `nothing` is the number in which every fact is false; `changes` gives, by fact and code, what turns it
    from false into that code, by `^`.
    """

    __slots__ = ("_bits", "_facts", "_firsts", "changes", "nothing")

    def __init__(self, domains: Mapping[str, Domain]) -> None:
        """Facts take their bits in the order of `domains`, the lowest first."""
        self._bits: dict[str, tuple[int, int]] = {}
        self.nothing = 1
        self.changes: dict[str, tuple[int, ...]] = {}
        first = 1
        for fact, domain in domains.items():
            self._bits[fact] = first, domain.size
            absent = domain.code(False)
            self.nothing |= 1 << first + absent
            self.changes[fact] = tuple((1 << absent ^ 1 << code) << first for code in range(domain.size))
            first += domain.size
        self._facts = tuple(self._bits)
        self._firsts = [first for first, _ in self._bits.values()]

    def mask(self, fact: str, codes: Iterable[int]) -> int:
        """Return the bits of some codes of a fact."""
        first, _ = self._bits[fact]
        return sum(1 << code for code in codes) << first

    def every(self, facts: Iterable[str]) -> int:
        """Return all bits of some facts."""
        return sum(self.mask(fact, range(self._bits[fact][1])) for fact in facts)

    def code(self, fact: str, number: int) -> int:
        """Return the code that a fact has in a number."""
        first, size = self._bits[fact]
        return (number >> first & (1 << size) - 1).bit_length() - 1

    def lowest(self, bits: int) -> str:
        """Return the fact of the lowest of some bits."""
        return self._facts[bisect_right(self._firsts, (bits & -bits).bit_length() - 1) - 1]
