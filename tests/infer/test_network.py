from __future__ import annotations

import gc
import os
import re
import subprocess
import sys

import durable_rules_engine
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmcompliance.infer import Engine, InferenceError
from cmcompliance.infer.network import MAX_CLAUSES, MAX_CONDITIONS, MAX_MEMBERS, Network

from .strategies import books, drafts

codes = st.integers(0, 5)
clauses = st.dictionaries(st.integers(0, 7), st.frozensets(codes, min_size=1), min_size=1, max_size=6)


@given(
    st.lists(clauses, max_size=8), st.lists(st.dictionaries(st.integers(0, 7), codes), min_size=1, max_size=5)
)
@settings(deadline=None)
def test_matches_the_clauses_whose_facts_are_all_accepted(
    several: list[dict[int, frozenset[int]]], sessions: list[dict[int, int]]
) -> None:
    network = Network(several)
    for facts in sessions:
        expected = [
            index
            for index, clause in enumerate(several)
            if all(fact in facts and facts[fact] in member for fact, member in clause.items())
        ]
        assert network.matches(facts) == expected


def test_the_largest_network_matches_everything() -> None:
    codes = MAX_CONDITIONS // MAX_MEMBERS
    whole = {fact: frozenset(range(codes)) for fact in range(MAX_MEMBERS)}
    network = Network([{**whole, 0: frozenset(range(index % codes, codes))} for index in range(MAX_CLAUSES)])
    assert network.matches(dict.fromkeys(range(MAX_MEMBERS), codes - 1)) == list(range(MAX_CLAUSES))
    assert network.matches(dict.fromkeys(range(MAX_MEMBERS), 0)) == [0, codes]


@pytest.mark.parametrize(
    "several",
    [
        [{0: frozenset({1})}] * (MAX_CLAUSES + 1),
        [{fact: frozenset({1}) for fact in range(MAX_MEMBERS + 1)}],
        [{0: frozenset(range(MAX_CONDITIONS + 1))}],
        [{}],
    ],
    ids=["too many clauses", "too many facts", "too many values", "an empty clause"],
)
def test_what_the_engine_underneath_cannot_hold_is_refused(several: list[dict[int, frozenset[int]]]) -> None:
    with pytest.raises(InferenceError):
        Network(several)


def test_a_fact_called_observed_is_asserted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    real, sent = durable_rules_engine.assert_fact, []

    def collide(handle: int, fact: str) -> tuple[int, int]:
        sent.append(fact)
        return (2, 1) if '"id":"1"' in fact else real(handle, fact)

    network = Network([{0: frozenset({1}), 1: frozenset({1})}])
    monkeypatch.setattr(durable_rules_engine, "assert_fact", collide)
    assert network.matches({0: 1, 1: 1}) == [0]
    assert '"id":"1#"' in sent[-1]


@pytest.mark.parametrize(
    "failure", [(2, 1), (3, 1), RuntimeError("error code: 303")], ids=["observed", "deferred", "raised"]
)
def test_a_failure_is_raised_and_does_not_reach_the_next_session(
    failure: tuple[int, int] | Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = durable_rules_engine.assert_fact

    def fail(handle: int, fact: str) -> tuple[int, int]:
        if '"f1":' not in fact:
            return real(handle, fact)
        if isinstance(failure, Exception):
            raise failure
        return failure

    network = Network([{0: frozenset({1}), 1: frozenset({1})}, {2: frozenset({1})}])
    with monkeypatch.context() as patch:
        patch.setattr(durable_rules_engine, "assert_fact", fail)
        with pytest.raises(InferenceError, match="durable_rules failed"):
            network.matches({0: 1, 1: 1})
    assert network.matches({1: 1}) == []
    assert network.matches({0: 1, 1: 1, 2: 1}) == [0, 1]


def test_an_interruption_does_not_reach_the_next_session(monkeypatch: pytest.MonkeyPatch) -> None:
    network = Network([{0: frozenset({1}), 1: frozenset({1})}])
    network.matches({0: 0})

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(durable_rules_engine, "start_action_for_state", interrupt)
        with pytest.raises(KeyboardInterrupt):
            network.matches({0: 1})
    assert network.matches({1: 1}) == []
    assert network.matches({0: 1, 1: 1}) == [0]


@given(books(), drafts)
@settings(deadline=None, max_examples=60)
def test_nothing_that_an_author_wrote_crosses_into_c(
    book: tuple[dict, dict], values: dict[str, object]
) -> None:
    sent: list[str] = []
    real_create, real_assert = durable_rules_engine.create_ruleset, durable_rules_engine.assert_fact
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            durable_rules_engine,
            "create_ruleset",
            lambda *args: (sent.append(args[1]), real_create(*args))[1],
        )
        patch.setattr(
            durable_rules_engine, "assert_fact", lambda *args: (sent.append(args[1]), real_assert(*args))[1]
        )
        Engine(*book).infer(values, book[1].keys())
    words = {word for text in sent for word in re.findall(r"[^\s{}\[\]:,\"]+", text)}
    assert words <= {"all", "$or", "sid", "id", "primer", "m"} | {
        f"{kind}{n}" for kind in ("", "m", "f") for n in range(100)
    }


def test_the_names_that_cross_have_different_hashes() -> None:
    # durable_rules compares names by this hash (FNV-1a, 32 bits), and facts by that of their id.
    def fnv(text: str) -> int:
        value = 2166136261
        for byte in text.encode():
            value = (value ^ byte) * 16777619 % 2**32
        return value

    names = [f"f{fact}" for fact in range(MAX_MEMBERS * MAX_CLAUSES)] + [
        "primer",
        "id",
        "sid",
        "$s",
        "$forward",
    ]
    assert len({fnv(name) for name in names}) == len(names)
    identities = [f"{number}{nonce}" for number in range(MAX_MEMBERS * MAX_CLAUSES) for nonce in ("", "#")]
    assert len({fnv(identity) for identity in identities}) == len(identities)


def test_rulesets_are_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    deleted: list[int] = []
    real = durable_rules_engine.delete_ruleset
    monkeypatch.setattr(
        durable_rules_engine, "delete_ruleset", lambda handle: (deleted.append(handle), real(handle))[1]
    )
    network = Network([{0: frozenset({1})}])
    assert network.matches({0: 1}) == [0]
    del network
    gc.collect()
    assert len(deleted) == 1


POISON = """
from cmcompliance.infer.network import Network
blocks = [bytearray(b"\\xff" * 40000) for _ in range(2000)]
del blocks
for size in range(1, 9):
    network = Network([{fact: frozenset({1}) for fact in range(size)}])
    for _ in range(50):
        assert network.matches({0: 2}) == []
        assert network.matches(dict.fromkeys(range(size), 1)) == [0]
print("alive")
"""


def test_sessions_survive_memory_that_is_not_zero() -> None:
    # Without the primer, deleting a session in which nothing fired frees whatever the heap held there.
    environment = {
        **os.environ,
        "MALLOC_PERTURB_": "90",
        "PYTHONMALLOC": "malloc",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    done = subprocess.run(
        [sys.executable, "-c", POISON], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr
