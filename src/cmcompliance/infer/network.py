"""The one place that talks to durable_rules: a few clauses in, which of them match out.

What is known of its C code (2.0.28) and shapes this module:
- A ruleset is bounded, and not every bound is checked: at most 16 facts a match, 64 pending nodes a fact,
  some hundred rules that share a condition; with 512 different conditions it never returns. So each
  conclusion has a ruleset of its own, and a small one.
- A session costs memory for every condition of its ruleset: small rulesets again.
- `delete_state` frees an uninitialised pointer unless an action ran in that slot of the session table before.
  So every ruleset is primed with a rule that fires once, and keeps one session at a time: always that slot.
- The Python wrapper drops the remaining firings when the wall clock jumps, swallows what actions raise, and
  starts threads. The C module under it does none of that, and needs five calls.
- Names are compared by a 32-bit hash, and JSON is parsed by hand. Only small numbers cross, as `f0`, `f1` …
"""

from __future__ import annotations

import json
import weakref
from collections.abc import Mapping, Sequence
from itertools import count
from typing import TypeVar

import durable_rules_engine

from cmcompliance.infer.outcome import InferenceError

_Fact = TypeVar("_Fact", int, str)

MAX_CLAUSES = 24
MAX_MEMBERS = 15
MAX_CONDITIONS = 256

Member = frozenset[int]
"""The codes that a clause accepts from one fact."""
Clause = Mapping[int, Member]
"""What a clause wants, by the number of the fact."""

_HANDLED, _NOT_HANDLED, _OBSERVED = 0, 1, 2
_PRIMER = "primer"


class Network:
    """As many clauses as fit, as one durable ruleset, built when first used.

    Not for concurrent use. Any failure raises InferenceError and leaves the network usable: it is rebuilt.
    """

    __slots__ = ("__weakref__", "_clauses", "_finalizer", "_handle", "_sessions", "_slot")

    def __init__(self, clauses: Sequence[Clause]) -> None:
        if not fits(clauses):
            raise InferenceError(
                "a network takes 24 clauses of 1 to 15 facts, and tells 256 values of them apart"
            )
        self._clauses = tuple(clauses)
        self._sessions = count(1)
        self._handle: int | None = None
        self._slot = 0
        self._finalizer: weakref.finalize[..., Network] | None = None

    def matches(self, codes: Mapping[int, int]) -> list[int]:
        """Return the indices of the clauses of which every fact has an accepted code.

        `codes` by number of fact; a clause that wants a fact which is not given does not match.
        Raises InferenceError.
        """
        if not codes:
            return []
        try:
            if self._handle is None:
                self._open()
            fired = self._session({f"f{fact}": code for fact, code in codes.items()})
            return sorted({int(name) for name in fired})
        except Exception as error:
            self.close()
            raise InferenceError(f"durable_rules failed: {error}") from error

    def close(self) -> None:
        """Give the engine's memory back; the network builds itself again when it is used again."""
        if self._finalizer is not None:
            self._finalizer()
        self._handle, self._finalizer = None, None

    def _open(self) -> None:
        rules = {str(index): _rule(clause) for index, clause in enumerate(self._clauses)}
        rules[_PRIMER] = {"all": [{"m": {_PRIMER: 1}}]}
        handle: int = durable_rules_engine.create_ruleset("clauses", json.dumps(rules))
        self._finalizer = weakref.finalize(self, durable_rules_engine.delete_ruleset, handle)
        self._finalizer.atexit = False
        self._handle, self._slot = handle, 0
        if self._session({_PRIMER: 1}) != [_PRIMER]:
            raise InferenceError("the ruleset could not be primed")

    def _session(self, facts: Mapping[str, int]) -> list[str]:
        """Assert `facts` in a session of their own and return the names of the rules that fired."""
        session = str(next(self._sessions))
        slot = 0
        try:
            for number, (name, code) in enumerate(facts.items()):
                slot = self._assert(session, str(number), name, code)
                # Deleting a session in another slot than the primed one would free a stray pointer.
                self._slot = self._slot or slot
                if slot != self._slot:
                    slot = 0
                    raise InferenceError("the session table has moved")
            return self._fired(slot)
        finally:
            if slot:
                durable_rules_engine.delete_state(self._handle, session)

    def _assert(self, session: str, identity: str, name: str, code: int) -> int:
        """Assert one fact and return the slot of its session."""
        for nonce in ("", "#"):
            fact = f'{{"sid":"{session}","id":"{identity}{nonce}","{name}":{code}}}'
            result, slot = durable_rules_engine.assert_fact(self._handle, fact)
            if result in (_HANDLED, _NOT_HANDLED):
                return int(slot)
            if result != _OBSERVED:
                break
        raise InferenceError(f"a fact was refused with code {result}")

    def _fired(self, slot: int) -> list[str]:
        started = durable_rules_engine.start_action_for_state(self._handle, slot)
        message = started[1] if started else None
        names: list[str] = []
        while message:
            # {"<rule>": {…}}, and no rule's name has a quotation mark.
            names.append(message.split('"', 2)[1])
            message = durable_rules_engine.complete_and_start_action(self._handle, slot)
        return names


def fits(clauses: Sequence[Mapping[_Fact, Member]]) -> bool:
    """Say whether a network can hold `clauses`, whatever names their facts have."""
    conditions = {(fact, code) for clause in clauses for fact, member in clause.items() for code in member}
    return (
        len(clauses) <= MAX_CLAUSES
        and len(conditions) <= MAX_CONDITIONS
        and all(0 < len(clause) <= MAX_MEMBERS for clause in clauses)
    )


def _rule(clause: Clause) -> dict[str, object]:
    return {"all": [{f"m{fact}": _condition(f"f{fact}", member)} for fact, member in sorted(clause.items())]}


def _condition(name: str, member: Member) -> dict[str, object]:
    alternatives: list[dict[str, object]] = [{name: code} for code in sorted(member)]
    return alternatives[0] if len(alternatives) == 1 else {"$or": alternatives}
