"""Long runs of inference in a process of its own.

From tests/: `python -m infer.soak DRAFTS CHECK_EVERY`, or `python -m infer.soak ENGINES 0`.

Prints one JSON object: drafts, checked, conclusions, and resident memory in MiB after warming up (`warm`) and
at its highest since (`peak`). A difference from the plain evaluator, or a crash in C, ends the process with a
non-zero code.
"""

from __future__ import annotations

import gc
import json
import sys
from random import Random

import psutil

from cmcompliance.infer import Engine
from cmcompliance.rulebook.condition import All, Any, Condition
from cmcompliance.rulebook.condition import Test as Ask

from .oracle import conclude

ENGINES = 20
KEPT = 1000
"""Outcomes remembered: so few that all places are soon taken."""
SAID = tuple(f"says.s{index}" for index in range(120))
GIVEN = tuple(f"given.m{index}" for index in range(30))


def book(random: Random) -> tuple[dict[str, Condition], dict[str, Condition]]:
    """Return 60 derived facts over three strata, and 200 goals."""
    derived: dict[str, Condition] = {}
    for index in range(60):
        known = (*SAID, *(name for name in derived if int(name[9:]) // 20 < index // 20))
        derived[f"derived.d{index}"] = Any(tuple(_all(random, known) for _ in range(random.randint(1, 3))))
    known = (*SAID, *derived, *derived)
    return derived, {f"g{index}": All((_all(random, known), _any(random, known))) for index in range(200)}


def draft(random: Random) -> dict[str, object]:
    """Return facts as a post has them: mostly nothing said, metadata half unknown, some values absurd."""
    said = dict.fromkeys(random.sample(SAID, random.choice([0, 2, 5, 10, 40])), True)
    odd = [
        random.getrandbits(200),
        random.random() * 1e300,
        float("nan"),
        f"word{random.getrandbits(60)}",
        '"}',
        b"x",
    ]
    given = {
        name: random.choice([None, None, "a", "b", True, False, 7, 5000, random.choice(odd)])
        for name in GIVEN
    }
    facts = list({**said, **given}.items())
    random.shuffle(facts)
    return dict(facts)


def run(drafts: int, every: int) -> dict[str, float]:
    """Infer `drafts` drafts, compare one in `every` with the plain evaluator, and watch the memory."""
    random = Random(drafts)
    derived, goals = book(random)
    engine = Engine(derived, goals, rare=SAID, kept=KEPT)
    asked = frozenset(goals)
    process = psutil.Process()
    warm = peak = checked = conclusions = 0
    # Rulesets are built when first used: rare ones late.
    warm_up = max(1000, drafts // 5)
    for number in range(warm_up + drafts):
        values = draft(random)
        inference = engine.infer(values, goals)
        conclusions += len(inference.goals)
        assert engine.infer_for(values, asked).goals == inference.goals, values
        if number % every == 0:
            checked += 1
            expected, wanted = conclude(derived, goals, values)
            assert {name: outcome.value for name, outcome in inference.derived.items()} == expected, values
            assert all(
                inference.goals[name].value is truth for name, truth in wanted.items() if truth is not False
            )
            assert len(inference.goals) == sum(truth is not False for truth in wanted.values()), values
        if number == warm_up:
            gc.collect()
            warm = process.memory_info().rss
        if number >= warm_up and number % 100 == 0:
            peak = max(peak, process.memory_info().rss)
    return {
        "drafts": drafts,
        "checked": checked,
        "conclusions": conclusions,
        "warm": _mib(warm),
        "peak": _mib(peak),
    }


def run_engines(engines: int) -> dict[str, float]:
    """Build, use and drop engines one after another, and watch the memory."""
    random = Random(engines)
    process = psutil.Process()
    sizes = []
    for _ in range(ENGINES + engines):
        derived, goals = book(random)
        engine = Engine(derived, goals)
        for _ in range(20):
            engine.infer(draft(random), goals)
        del engine
        gc.collect()
        sizes.append(process.memory_info().rss)
    return {"engines": engines, "warm": _mib(max(sizes[:ENGINES])), "peak": _mib(max(sizes))}


def _all(random: Random, known: tuple[str, ...]) -> Condition:
    return All((Ask(random.choice(known)), *(_ask(random, known) for _ in range(random.randint(1, 3)))))


def _any(random: Random, known: tuple[str, ...]) -> Condition:
    return Any(tuple(_ask(random, known) for _ in range(random.randint(1, 3))))


def _ask(random: Random, known: tuple[str, ...]) -> Ask:
    negated, modality = random.random() < 0.3, random.choice(["plain", "plain", "possibly", "surely"])
    kind = random.random()
    if kind < 0.5:
        return Ask(random.choice(known), negated=negated, modality=modality)
    if kind < 0.8:
        return Ask(
            random.choice(GIVEN), "in", random.choice([("a",), ("a", "b"), (True,)]), negated, modality
        )
    return Ask(
        random.choice(GIVEN), random.choice([">=", "<"]), (random.choice([7, 1000]),), negated, modality
    )


def _mib(size: float) -> float:
    return round(size / 2**20, 2)


if __name__ == "__main__":
    first, second = int(sys.argv[1]), int(sys.argv[2])
    print(json.dumps(run(first, second) if second else run_engines(first)))
