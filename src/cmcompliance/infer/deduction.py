"""What follows from the facts of one draft, concluded as far as it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cmcompliance.infer.conclusion import NEVER
from cmcompliance.infer.outcome import Outcome
from cmcompliance.infer.plan import Plan


class Deduction:
    """One draft's conclusions, each after those that it hangs on and once.

    `outcomes` has those looked at so far, by rank.
    """

    __slots__ = ("_known", "_look", "_number", "_outcome_of", "_plan", "_unseen", "outcomes")

    def __init__(
        self,
        plan: Plan,
        number: int,
        outcome_of: Callable[[int, int], Outcome],
        unseen: int = 0,
        look: Callable[[str], object] = bool,
    ) -> None:
        """`outcome_of` decides a conclusion, by its rank and the number of the facts that it mentions.
        `unseen`: the bits of facts that are false in `number` and may be otherwise, as `look` says when the
        first conclusion hangs on one.
        """
        self._plan = plan
        self._number = number
        self._outcome_of = outcome_of
        self._unseen = unseen
        self._known = number & ~unseen
        self._look = look
        self.outcomes: dict[int, Outcome] = {}

    def conclude(self, rank: int) -> Outcome:
        """Return the outcome of a conclusion. Raises InferenceError."""
        known = self.outcomes.get(rank)
        if known is not None:
            return known
        if not self._may_hold(rank):
            self.outcomes[rank] = NEVER
            return NEVER
        # A stack of its own: rule books may stack facts higher than Python does calls.
        pending = [self._concluding(rank)]
        while pending:
            waits_for = next(pending[-1], None)
            if waits_for is None:
                pending.pop()
            else:
                pending.append(self._concluding(waits_for))
        return self.outcomes[rank]

    def _concluding(self, rank: int) -> Iterator[int]:
        """Yield the conclusions that this one waits for, then conclude it.

        A clause with a demand that fails is false whatever the rest: nothing is concluded for it.
        """
        plan, outcomes, needs = self._plan.conclusion(rank), self.outcomes, self._plan.needs
        living = 0
        for clause in plan.clauses:
            if self._known & clause.defeated or self._is_defeated(clause.defeated):
                continue
            for other, defeated in clause.rests_on:
                if other not in outcomes:
                    if self._number & needs[other] or self._unseen & needs[other]:
                        yield other
                    else:
                        outcomes[other] = NEVER
                if self._known & defeated:
                    break
            else:
                while unseen := self._unseen & clause.mentioned:
                    self._see(unseen)
                living |= clause.mentioned
        outcome = NEVER
        if living:
            # What only defeated clauses mention makes no difference: it is false in all that is remembered.
            outcome = self._outcome_of(rank, self._number & living | plan.absent & ~living)
        if outcome.value is not False:
            if plan.parts:
                outcome = self._whole(outcome, plan.parts)
            change = self._plan.change(rank, outcome.value)
            self._number ^= change
            self._known ^= change
        outcomes[rank] = outcome

    def _may_hold(self, rank: int) -> bool:
        """Tell whether what is known of the facts leaves some clause standing."""
        known = self._known
        for clause in self._plan.conclusion(rank).clauses:  # noqa: SIM110 (a generator takes longer)
            if not known & clause.defeated:
                return True
        return False

    def _is_defeated(self, defeated: int) -> bool:
        """Tell whether one of these bits is set when the facts not seen yet are."""
        while unseen := self._unseen & defeated:
            self._see(unseen)
            if self._known & defeated:
                return True
        return False

    def _see(self, unseen: int) -> None:
        """Look at the first of some facts."""
        change, bits = self._plan.seen(unseen, self._look)
        self._number ^= change
        self._unseen &= ~bits
        self._known |= self._number & bits

    def _whole(self, outcome: Outcome, parts: frozenset[str]) -> Outcome:
        """Replace the parts of a large condition by what they rest on themselves."""
        named = outcome.support & parts
        if not named:
            return outcome
        ranks, outcomes = self._plan.program.parts, self.outcomes
        support = (outcome.support - named).union(*(outcomes[ranks[part]].support for part in named))
        unknown = (outcome.unknown - named).union(
            *(outcomes[ranks[part]].unknown for part in outcome.unknown & named)
        )
        return Outcome(outcome.value, support, unknown)
