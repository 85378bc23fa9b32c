"""One conclusion compiled: its clauses, the networks that match them, and how to read what matched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cmcompliance.infer.clauses import Clause
from cmcompliance.infer.domain import FALSE, OPEN, TRUE, UNKNOWN, Column, Domain
from cmcompliance.infer.network import Network, fits
from cmcompliance.infer.outcome import Outcome

ALWAYS = Outcome(True)
NEVER = Outcome(False)

_Demanding = tuple[Clause, tuple[str, ...]]
"""A clause and what it demands."""


class Conclusion:
    """A fact or a goal that follows from clauses.

    `demands` are, for each clause, the facts that must not be false for it to hold, or to be open. `mentions`
    are all the facts that any clause names.
    """

    __slots__ = ("_bundles", "always", "clauses", "demands", "mentions", "name")

    def __init__(self, name: str, clauses: Sequence[Clause], domains: Mapping[str, Domain]) -> None:
        self.name = name
        self.always = any(not clause for clause in clauses)
        self.clauses = tuple(clauses)
        self.demands = tuple(_demands(clause, domains) for clause in clauses)
        self.mentions = frozenset(fact for clause in clauses for fact in clause)
        self._bundles: list[_Bundle] | None = None

    def infer(self, codes: Mapping[str, int]) -> Outcome:
        """Return the outcome, given the codes of all facts that it mentions. Raises InferenceError."""
        if self.always:
            return ALWAYS
        if self._bundles is None:
            self._bundles = _bundled([*zip(self.clauses, self.demands, strict=True)])
        matched = [clause for bundle in self._bundles for clause in bundle.match(codes)]
        return _outcome(matched, codes) if matched else NEVER


class _Bundle:
    """The clauses that share a network.

    Only what some clause tells apart crosses into the engine: the codes of a fact's values are numbered anew,
    those that fare the same in every clause being one.
    """

    __slots__ = ("_clauses", "_demanding", "_network", "_recoded", "_slots")

    def __init__(self, clauses: Sequence[_Demanding]) -> None:
        self._clauses = [clause for clause, _ in clauses]
        self._demanding = [
            (clause, [(fact, clause[fact]) for fact in demands]) for clause, demands in clauses
        ]
        self._recoded = _recoded(self._clauses)
        self._slots = {fact: slot for slot, fact in enumerate(sorted(self._recoded))}
        self._network = Network(
            [
                {self._slots[fact]: accepted for fact, accepted in clause.items()}
                for clause in _wanted(self._clauses, self._recoded)
            ]
        )

    def match(self, codes: Mapping[str, int]) -> list[Clause]:
        """Return the clauses that hold or are open.

        A clause with a demand that fails cannot match; what only such clauses mention is not asserted.
        """
        living = [
            clause
            for clause, demanded in self._demanding
            if all(column[codes[fact]] != FALSE for fact, column in demanded)
        ]
        if not living:
            return []
        relevant = {fact for clause in living for fact in clause}
        recoded = {
            slot: self._recoded[fact][codes[fact]] for fact, slot in self._slots.items() if fact in relevant
        }
        return [self._clauses[index] for index in self._network.matches(recoded)]


def _bundled(clauses: Sequence[_Demanding]) -> list[_Bundle]:
    """Share the clauses out, each bundle taking as many as a network holds."""
    if _fit(clauses):
        return [_Bundle(clauses)]
    bundles: list[list[_Demanding]] = []
    for clause in clauses:
        if not bundles or not _fit([*bundles[-1], clause]):
            bundles.append([])
        bundles[-1].append(clause)
    return [_Bundle(bundle) for bundle in bundles]


def _fit(clauses: Sequence[_Demanding]) -> bool:
    several = [clause for clause, _ in clauses]
    return fits(_wanted(several, _recoded(several)))


def _recoded(clauses: Sequence[Clause]) -> dict[str, tuple[int, ...]]:
    """Number the codes of each fact anew, by their truths in `clauses`."""
    columns: dict[str, list[Column]] = {}
    for clause in clauses:
        for fact, column in clause.items():
            columns.setdefault(fact, []).append(column)
    recoded: dict[str, tuple[int, ...]] = {}
    for fact, several in columns.items():
        numbers: dict[tuple[int, ...], int] = {}
        recoded[fact] = tuple(
            numbers.setdefault(truths, len(numbers)) for truths in zip(*several, strict=True)
        )
    return recoded


def _wanted(
    clauses: Sequence[Clause], recoded: Mapping[str, tuple[int, ...]]
) -> list[dict[str, frozenset[int]]]:
    """Return the new codes with which each clause holds or is open, by fact."""
    return [
        {
            fact: frozenset(new for new, truth in zip(recoded[fact], column, strict=True) if truth != FALSE)
            for fact, column in clause.items()
        }
        for clause in clauses
    ]


def _demands(clause: Clause, domains: Mapping[str, Domain]) -> tuple[str, ...]:
    return tuple(fact for fact, column in clause.items() if column[domains[fact].code(False)] == FALSE)


def _outcome(matched: Sequence[Clause], codes: Mapping[str, int]) -> Outcome:
    certain = [
        clause for clause in matched if all(column[codes[fact]] == TRUE for fact, column in clause.items())
    ]
    if certain:
        return Outcome(True, frozenset(fact for clause in certain for fact in clause))
    unknown = frozenset(
        fact
        for clause in matched
        for fact, column in clause.items()
        if codes[fact] == UNKNOWN and column[UNKNOWN] == OPEN
    )
    return Outcome(None, frozenset(fact for clause in matched for fact in clause), unknown)
