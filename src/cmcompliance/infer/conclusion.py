"""One conclusion compiled: its clauses, the network that matches them, and how to read what matched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cmcompliance.infer.clauses import Clause
from cmcompliance.infer.domain import FALSE, OPEN, TRUE, UNKNOWN, Domain
from cmcompliance.infer.network import Network
from cmcompliance.infer.outcome import Outcome

ALWAYS = Outcome(True)
NEVER = Outcome(False)


class Conclusion:
    """A fact or a goal that follows from clauses.

    `demands` are, a clause each, the facts that must not be false for the clause to hold, or to be open.
    """

    __slots__ = ("_certain", "_clauses", "_domains", "_network", "_slots", "demands", "facts", "name")

    def __init__(self, name: str, clauses: Sequence[Clause], domains: Mapping[str, Domain]) -> None:
        self.name = name
        self._clauses = tuple(clauses)
        self.facts = frozenset(fact for clause in clauses for fact in clause)
        ordered = sorted(self.facts)
        self._domains = {fact: domains[fact] for fact in ordered}
        self._slots = {fact: slot for slot, fact in enumerate(ordered)}
        self.demands = tuple(
            tuple(fact for fact, column in clause.items() if column[domains[fact].code(False)] == FALSE)
            for clause in clauses
        )
        self._network = None if self.always else Network(
            [
                {
                    self._slots[fact]: frozenset(code for code, truth in enumerate(column) if truth != FALSE)
                    for fact, column in clause.items()
                }
                for clause in clauses
            ]
        )

    @property
    def always(self) -> bool:
        """Whether it holds whatever the facts."""
        return any(not clause for clause in self._clauses)

    def infer(self, known: Mapping[str, object]) -> Outcome:
        """Return the outcome, given the facts that are not false. Raises InferenceError."""
        if self._network is None:
            return ALWAYS
        # A clause that demands a false fact cannot match; what only such clauses mention is not asserted.
        pairs = zip(self._clauses, self.demands, strict=True)
        living = [clause for clause, demands in pairs if all(fact in known for fact in demands)]
        if not living:
            return NEVER
        relevant = {fact for clause in living for fact in clause}
        asserted = (fact for fact in self._slots if fact in relevant)
        codes = {fact: self._domains[fact].code(known.get(fact, False)) for fact in asserted}
        matched = self._network.matches({self._slots[fact]: code for fact, code in codes.items()})
        return _outcome([self._clauses[index] for index in matched], codes)


def _outcome(matched: Sequence[Clause], codes: Mapping[str, int]) -> Outcome:
    certain = [
        clause for clause in matched if all(column[codes[fact]] == TRUE for fact, column in clause.items())
    ]
    if certain:
        return Outcome(True, frozenset(fact for clause in certain for fact in clause))
    if not matched:
        return NEVER
    unknown = frozenset(
        fact
        for clause in matched
        for fact, column in clause.items()
        if codes[fact] == UNKNOWN and column[UNKNOWN] == OPEN
    )
    return Outcome(None, frozenset(fact for clause in matched for fact in clause), unknown)
