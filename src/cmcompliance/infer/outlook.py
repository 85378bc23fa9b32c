"""Which goals are worth a look in the drafts that share their steady facts: those that are seldom false."""

from __future__ import annotations

from cmcompliance.infer.plan import Plan, each_rank, fewest, ranks_in


class Outlook:
    """Goals that hang on no rare fact of their own, under some steady facts.

    When it is used again, it works out which rare facts each of them needs under these steady facts; from
    then on only drafts with one of those set it off. Steady facts that do not come back are not worth that.
    """

    __slots__ = ("_goals", "_needs", "_plan", "_steady", "_used")

    def __init__(self, plan: Plan, goals: int, steady: int) -> None:
        """`goals` by rank; `steady`: the number of the steady facts."""
        self._plan = plan
        self._steady = steady
        self._goals = goals
        self._needs: list[tuple[int, int]] | None = None
        self._used = False

    def goals(self, number: int) -> int:
        """Return the ranks of the goals that may hold in a draft with these steady facts, or be open.

        `number`: of its facts, with all bits of those that may be anything.
        """
        if self._needs is None:
            if not self._used:
                self._used = True
                return self._goals
            self._needs = self._specialised()
        return ranks_in(rank for rank, needs in self._needs if number & needs)

    def _specialised(self) -> list[tuple[int, int]]:
        """Return what each goal needs, but for those that nothing can bring about."""
        needs: dict[int, int] = {}
        goals = [*each_rank(self._goals)]
        for rank in self._behind(goals):
            needs[rank] = self._needs_of(rank, needs)
        return [(rank, needs[rank]) for rank in goals if needs[rank]]

    def _behind(self, goals: list[int]) -> list[int]:
        """Return the conclusions without needs of their own that goals rest on, and the goals, by rank."""
        pending, found = [*goals], set(goals)
        while pending:
            for clause in self._plan.conclusion(pending.pop()).clauses:
                new = {rank for rank, _ in clause.rests_on if self._plan.needs[rank] == -1} - found
                found |= new
                pending += new
        return sorted(found)

    def _needs_of(self, rank: int, known: dict[int, int]) -> int:
        needs = 0
        for clause in self._plan.conclusion(rank).clauses:
            if self._steady & clause.defeated:
                continue
            wanted = clause.needs
            if wanted == -1:
                wanted = fewest(known[other] for other, defeated in clause.rests_on if defeated)
            if wanted == -1:
                return -1
            needs |= wanted
        return needs
