"""A program laid out in bits: what facts set off, and what there is to look at in each conclusion."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cmcompliance.infer.clauses import Clause
from cmcompliance.infer.domain import FALSE, UNKNOWN, Column
from cmcompliance.infer.layout import Layout
from cmcompliance.infer.outcome import InferenceError, Outcome
from cmcompliance.infer.program import Program, what_sets_off

_UNKNOWN_KEPT = 256


@dataclass(frozen=True, slots=True)
class ClausePlan:
    """What a clause hangs on.

    `defeated`: bits of base facts that each defeat it. `rests_on`: the conclusions that it names, and the
    bits of each that defeat it, none for one that it does not demand. `needs`: bits of rare facts of which
    one is set when the clause is not false; all bits when it demands no rare fact. `mentioned`: the bits of
    all facts that it names, and bit 0.
    """

    defeated: int
    rests_on: tuple[tuple[int, int], ...]
    needs: int
    mentioned: int


@dataclass(frozen=True, slots=True)
class ConclusionPlan:
    """The clauses of a conclusion, the bits of the facts that it mentions, all of them being false, and the
    parts among these.
    """

    clauses: tuple[ClausePlan, ...]
    absent: int
    parts: frozenset[str]


class Plan:
    """What inference over a program looks at, worked out once. Holds no state of a draft.

    Sets of ranks are numbers, with a bit for each.
    """

    def __init__(self, program: Program, rare: Collection[str]) -> None:
        """`rare`: base facts that are false of most drafts; what hangs on one waits for it."""
        self.program = program
        self._ranks = {conclusion.name: rank for rank, conclusion in enumerate(program.conclusions)}
        base = [fact for fact in program.domains if fact not in self._ranks]
        steady, seldom = _split(base, frozenset(rare))
        self._layout = Layout({fact: program.domains[fact] for fact in (*steady, *seldom, *_named(program))})
        self._steady_bits = self._layout.every(steady)
        self._seldom = frozenset(seldom)
        hung = what_sets_off(program.conclusions, self._seldom)
        self.needs = tuple(map(self._bits_of, hung))
        sets_off, self.always_tried = _triggers(program, hung)
        self._read = {
            fact: (program.domains[fact].code, self._layout.changes[fact], sets_off.get(fact, 0))
            for fact in base
        }
        self._unseen = {fact: (self._layout.every((fact,)), sets_off.get(fact, 0)) for fact in seldom}
        # Most drafts of an archive leave the same fields open.
        self._of_unknown = lru_cache(maxsize=_UNKNOWN_KEPT)(self._read_unknown)
        self._plans: list[ConclusionPlan | None] = [None] * len(program.conclusions)

    def read(self, values: Mapping[str, object]) -> tuple[int, int]:
        """Return the number that stands for the base facts, and the ranks of the goals that they set off."""
        read = self._read
        change, goals = self._of_unknown(tuple([fact for fact, value in values.items() if value is None]))
        for fact, value in values.items():
            if value is not None and value is not False and fact in read:
                code, changes, ranks = read[fact]
                change ^= changes[code(value)]
                if ranks:
                    goals |= ranks
        return self._layout.nothing ^ change, goals

    def _read_unknown(self, facts: Iterable[str]) -> tuple[int, int]:
        """Return what makes facts unknown, by `^`, and the ranks of the goals that they set off."""
        change, goals = 0, 0
        for fact in facts:
            if fact in self._read:
                _, changes, ranks = self._read[fact]
                change ^= changes[UNKNOWN]
                goals |= ranks
        return change, goals

    def unseen(self, facts: Iterable[str]) -> tuple[int, int]:
        """Return the bits of rare facts that are not known yet, and the goals that they may set off."""
        bits, goals, unseen = 0, 0, self._unseen
        for fact in facts:
            if fact in unseen:
                of_fact, ranks = unseen[fact]
                bits |= of_fact
                goals |= ranks
        return bits, goals

    def seen(self, bits: int, look: Callable[[str], object]) -> tuple[int, int]:
        """Look at the fact of the lowest of some bits; return what makes its value of false, by `^`,
        and its bits.
        """
        fact = self._layout.lowest(bits)
        value = look(fact)
        code, changes, _ = self._read[fact]
        return 0 if value is False else changes[UNKNOWN if value is None else code(value)], self._unseen[
            fact
        ][0]

    def steady(self, number: int) -> int:
        """Return the part of a number that speaks of facts that are not rare."""
        return number & self._steady_bits

    def change(self, rank: int, value: object) -> int:
        """Return what turns a conclusion from false into `value`, by `^`."""
        name = self.program.conclusions[rank].name
        changes = self._layout.changes.get(name)
        return changes[self.program.domains[name].code(value)] if changes else 0

    def conclusion(self, rank: int) -> ConclusionPlan:
        """Return what there is to look at in a conclusion."""
        plan = self._plans[rank]
        if plan is None:
            plan = self._plans[rank] = self._planned(rank)
        return plan

    def ranks_of(self, goals: frozenset[str]) -> int:
        """Return the ranks of goals. Raises InferenceError when one of them is unknown."""
        known = self.program.goals
        if not goals <= known.keys():
            raise InferenceError(f"no such goal: {', '.join(sorted(goals - known.keys()))}")
        return ranks_in({known[goal] for goal in goals})

    def outcome(self, rank: int, number: int) -> Outcome:
        """Return what a conclusion comes to. Raises InferenceError."""
        conclusion = self.program.conclusions[rank]
        return conclusion.infer({fact: self._layout.code(fact, number) for fact in conclusion.mentions})

    def _bits_of(self, facts: Collection[str] | None) -> int:
        """Return the bits of which one is set when one of `facts` is not false; all for None."""
        if facts is None:
            return -1
        absent = self._layout.nothing
        return sum(self._layout.every((fact,)) & ~absent for fact in facts)

    def _planned(self, rank: int) -> ConclusionPlan:
        conclusion = self.program.conclusions[rank]
        clauses = zip(conclusion.clauses, conclusion.demands, strict=True)
        return ConclusionPlan(
            tuple(self._clause_plan(clause, demands) for clause, demands in clauses),
            self._layout.every(conclusion.mentions) & self._layout.nothing,
            conclusion.mentions & self.program.parts.keys(),
        )

    def _clause_plan(self, clause: Clause, demands: Collection[str]) -> ClausePlan:
        defeated = sum(self._failing(fact, clause[fact]) for fact in demands if fact not in self._ranks)
        # What is demanded comes first: it may spare the rest.
        named = sorted(
            (fact not in demands, self._ranks[fact], fact) for fact in clause if fact in self._ranks
        )
        rests_on = (
            (rank, 0 if spared else self._failing(fact, clause[fact])) for spared, rank, fact in named
        )
        needs = fewest(map(self._need_of, demands))
        return ClausePlan(defeated, tuple(rests_on), needs, self._layout.every(clause) | 1)

    def _need_of(self, fact: str) -> int:
        if fact in self._ranks:
            return self.needs[self._ranks[fact]]
        return self._bits_of((fact,)) if fact in self._seldom else -1

    def _failing(self, fact: str, column: Column) -> int:
        return self._layout.mask(fact, (code for code, truth in enumerate(column) if truth == FALSE))


def fewest(needs: Iterable[int]) -> int:
    """Return the needs that name the fewest bits; all bits when each of them does."""
    return min((bits for bits in needs if bits != -1), key=int.bit_count, default=-1)


def ranks_in(ranks: Iterable[int]) -> int:
    """Return a set of ranks as a number."""
    return sum(1 << rank for rank in ranks)


def each_rank(ranks: int) -> Iterator[int]:
    """Yield the ranks in a number, the lowest first."""
    while ranks:
        lowest = ranks & -ranks
        yield lowest.bit_length() - 1
        ranks ^= lowest


def _split(facts: Collection[str], rare: frozenset[str]) -> tuple[list[str], list[str]]:
    return [fact for fact in facts if fact not in rare], [fact for fact in facts if fact in rare]


def _named(program: Program) -> list[str]:
    """Return the conclusions that others name."""
    return [each.name for each in program.conclusions if each.name in program.domains]


def _triggers(program: Program, hung: Sequence[Collection[str] | None]) -> tuple[dict[str, int], int]:
    """Return the ranks of the goals that each rare fact sets off, and of those that need none."""
    by_fact: dict[str, set[int]] = {}
    for rank in program.shared:
        for fact in hung[rank] or ():
            by_fact.setdefault(fact, set()).add(rank)
    always = ranks_in(rank for rank in program.shared if hung[rank] is None)
    return {fact: ranks_in(ranks) for fact, ranks in by_fact.items()}, always
