"""The base facts of one draft; what its texts show is looked at when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set

from cmcompliance.facts.fact import Fact, Value


class DraftFacts(Mapping[str, Fact]):
    """The base facts of a draft by name; a found fact that is not there is false.

    `known`: what needs no look at the texts. `unseen`: the found facts that the texts may show.
    """

    __slots__ = ("_look", "_seen", "known", "unseen")

    def __init__(
        self, known: Mapping[str, Fact], unseen: Set[str], look: Callable[[str], Fact | None]
    ) -> None:
        """`look`: finds one of `unseen` in the texts; None: it is false."""
        self.known = known
        self.unseen = unseen
        self._look = look
        self._seen: dict[str, Fact | None] = {}

    def value(self, name: str) -> Value:
        """Return the value of a fact."""
        fact = self.get(name)
        return fact.value if fact is not None else False

    def get(self, name: str, default: Fact | None = None) -> Fact | None:  # type: ignore[override]
        """Return a fact."""
        known = self.known.get(name)
        if known is not None:
            return known
        if name not in self.unseen:
            return default
        if name not in self._seen:
            self._seen[name] = self._look(name)
        found = self._seen[name]
        return default if found is None else found

    def __getitem__(self, name: str) -> Fact:
        found = self.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.get(name) is not None

    def __iter__(self) -> Iterator[str]:
        yield from self.known
        yield from (name for name in sorted(self.unseen - self.known.keys()) if self.get(name) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)
