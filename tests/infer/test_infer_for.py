"""Inference for some goals: what it leaves out and what it remembers changes none of them."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmcompliance.infer import Engine, Inference, InferenceError
from cmcompliance.infer.deduction import Deduction
from cmcompliance.infer.network import Network
from cmcompliance.rulebook.condition import All, Any, Condition, parse_test

from .strategies import BASE, books, drafts, plain_drafts

Book = tuple[dict[str, Condition], dict[str, Condition]]
Shown = dict[str, frozenset[str]]
unhurried = settings(deadline=None, max_examples=100)
rarities = st.sets(st.sampled_from(BASE))


def every(*lines: str) -> All:
    return All(tuple(parse_test(line) for line in lines))


def choose(random: Random, names: list[str]) -> frozenset[str]:
    return frozenset(random.sample(names, k=random.randint(0, min(2, len(names)))))


@given(books(), st.lists(drafts, min_size=1, max_size=4), rarities, st.randoms())
@settings(deadline=None, max_examples=200)
def test_what_is_left_out_changes_no_goal_and_none_of_its_grounds(
    book: Book, several: list[dict[str, object]], rare: set[str], random: Random
) -> None:
    derived, goals = book
    shown = {name: choose(random, sorted(derived)) for name in goals}
    asked = frozenset(random.sample(sorted(goals), k=random.randint(1, len(goals))))
    engine = Engine(derived, goals, rare=rare, shown=shown)
    # Each draft more than once: the second look at the same steady facts takes another way.
    for values in [*several, *several, *several]:
        whole, needed = Engine(derived, goals).infer(values, asked), engine.infer_for(values, asked)
        assert needed.goals == whole.goals
        for name, outcome in whole.goals.items():
            for fact in (outcome.support | shown[name]) & derived.keys():
                assert needed.derived[fact] == whole.derived[fact]


@given(books(), st.lists(drafts, min_size=1, max_size=4), rarities, st.randoms())
@settings(deadline=None, max_examples=200)
def test_facts_looked_at_when_they_matter_are_as_good_as_facts_known_before(
    book: Book, several: list[dict[str, object]], rare: set[str], random: Random
) -> None:
    derived, goals = book
    shown = {name: choose(random, sorted(derived)) for name in goals}
    engine = Engine(derived, goals, rare=rare, shown=shown)
    for values in [*several, *several]:
        unseen = {fact for fact in rare if random.random() < 0.8}
        looked_at: list[str] = []

        def look(fact: str, values: dict[str, object] = values, looked_at: list[str] = looked_at) -> object:
            looked_at.append(fact)
            return values.get(fact, False)

        known = {fact: value for fact, value in values.items() if fact not in unseen}
        whole = Engine(derived, goals).infer(values, goals)
        needed = engine.infer_for(known, frozenset(goals), unseen, look)
        assert needed.goals == whole.goals
        for name, outcome in whole.goals.items():
            for fact in (outcome.support | shown[name]) & derived.keys():
                assert needed.derived[fact] == whole.derived[fact]
        assert len(looked_at) == len(set(looked_at))
        assert unseen.issuperset(looked_at)


def test_what_cannot_matter_is_not_looked_at() -> None:
    rare = ["says.draw", "says.prize", "says.other"]
    goals: dict[str, Condition] = {
        "goal": every("says.draw", "says.prize"),
        "second": every("says.other", "contest"),
    }
    looked_at: list[str] = []

    def look(fact: str) -> bool:
        looked_at.append(fact)
        return False

    found = Engine({}, goals, rare=rare).infer_for({}, frozenset(goals), ["says.draw", "says.other"], look)
    assert not found.goals
    assert not looked_at
    Engine({}, goals, rare=rare).infer_for({}, frozenset(goals), ["says.draw", "says.prize"], look)
    assert len(looked_at) == 1


@given(books(), st.lists(plain_drafts, min_size=2, max_size=8), rarities, st.integers(0, 3), st.randoms())
@unhurried
def test_what_an_engine_remembers_changes_nothing(
    book: Book, several: list[dict[str, object]], rare: set[str], kept: int, random: Random
) -> None:
    derived, goals = book
    asked = frozenset(goals)
    cold = [Engine(derived, goals, rare=rare).infer_for(values, asked) for values in several]
    for size in (kept, 8192):
        warm = Engine(derived, goals, rare=rare, kept=size)
        order = [*range(len(several))] * 3
        random.shuffle(order)
        for number in order:
            assert warm.infer_for(several[number], asked) == cold[number]


@given(books(), drafts, rarities)
@unhurried
def test_the_order_of_facts_and_of_rules_changes_nothing(
    book: Book, values: dict[str, object], rare: set[str]
) -> None:
    asked = frozenset(book[1])
    turned = Engine(dict(reversed(book[0].items())), dict(reversed(book[1].items())), rare=rare)
    backwards = dict(reversed(values.items()))
    assert turned.infer_for(backwards, asked).goals == Engine(*book).infer_for(values, asked).goals


@given(books(), st.lists(plain_drafts, min_size=4, max_size=4), rarities)
@settings(deadline=None, max_examples=30)
def test_threads_may_share_what_is_remembered(
    book: Book, several: list[dict[str, object]], rare: set[str]
) -> None:
    asked = frozenset(book[1])
    engine = Engine(*book, rare=rare, kept=2)

    def work(shift: int) -> list[Inference]:
        turned = [*several[shift:], *several[:shift]] * 3
        found = [engine.infer_for(values, asked) for values in turned]
        return [*found[len(several) - shift :], *found[: len(several) - shift]][: len(several)]

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(work, range(4)))
    alone = [Engine(*book).infer_for(values, asked).goals for values in several]
    assert all([inference.goals for inference in result] == alone for result in results)


def test_what_no_goal_needs_is_not_derived() -> None:
    derived = {"is.topic": parse_test("says.word"), "is.other": parse_test("says.word")}
    engine = Engine(derived, {"goal": every("says.more", "is.topic")}, rare=["says.word", "says.more"])
    asked = frozenset({"goal"})

    assert engine.infer_for({"says.word": True}, asked).derived["is.topic"].value is False
    inference = engine.infer_for({"says.word": True, "says.more": True}, asked)
    assert inference.goals["goal"].value is True
    assert {name: outcome.value for name, outcome in inference.derived.items()} == {
        "is.topic": True,
        "is.other": False,
    }


def test_a_goal_that_holds_is_graded_and_an_open_one_is_not() -> None:
    goals = {
        "goal": parse_test("says.draw"),
        "grave": parse_test("contest"),
        "light": parse_test("says.vote"),
    }
    engine = Engine({}, goals, graded={"goal": ["grave", "light"]})
    asked = frozenset({"goal"})

    assert engine.infer_for({"says.draw": True, "contest": True}, asked).goals.keys() == {"goal", "grave"}
    assert engine.infer_for({"says.draw": None, "contest": True}, asked).goals.keys() == {"goal"}


def test_an_unknown_goal_is_refused() -> None:
    with pytest.raises(InferenceError, match="no such goal: other"):
        Engine({}, {"goal": parse_test("x")}).infer_for({}, frozenset({"goal", "other"}))


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The conclusions that were looked at."""
    ranks: list[int] = []
    real = Deduction._concluding

    def record(self: Deduction, rank: int) -> Iterator[int]:
        ranks.append(rank)
        return real(self, rank)

    monkeypatch.setattr(Deduction, "_concluding", record)
    return ranks


@pytest.fixture
def asked_below(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What durable_rules was asked."""
    sent: list[object] = []
    real = Network.matches

    def record(self: Network, codes: dict[int, int]) -> list[int]:
        sent.append(codes)
        return real(self, codes)

    monkeypatch.setattr(Network, "matches", record)
    return sent


RARE = ("says.draw", "says.rules", "says.vote")
HERE: dict[str, Condition] = {
    "rules": every("promotion", "not says.rules"),
    "label": every("relationship.kind in paid, gifted", "says.vote"),
}
DERIVED: dict[str, Condition] = {"promotion": every("says.draw", "kind in post, story")}


def test_a_fact_sets_off_only_the_goals_that_hang_on_it(looked_at: list[int]) -> None:
    engine = Engine(DERIVED, HERE, rare=RARE)
    asked = frozenset(HERE)
    engine.infer_for({"kind": "post", "relationship.kind": None}, asked)
    assert looked_at == []
    engine.infer_for({"kind": "post", "relationship.kind": None, "says.vote": True}, asked)
    assert len(looked_at) == 1


def test_goals_that_are_not_asked_for_cost_nothing(looked_at: list[int]) -> None:
    abroad: dict[str, Condition] = {
        f"abroad{index}": every("says.draw", f"not says.a{index}") for index in range(100)
    }
    loose: dict[str, Condition] = {f"loose{index}": every(f"not says.a{index}") for index in range(100)}
    values = {"kind": "post", "says.draw": True, "says.vote": True, "relationship.kind": None}
    counts = []
    for goals in (HERE, {**HERE, **abroad, **loose}):
        engine = Engine(DERIVED, goals, rare=(*RARE, *(f"says.a{index}" for index in range(100))))
        engine.infer_for(values, frozenset(HERE))
        counts.append(len(looked_at))
        looked_at.clear()
    assert counts[0] == counts[1] > 0


def test_a_situation_is_put_to_the_engine_underneath_once(asked_below: list[object]) -> None:
    engine = Engine(DERIVED, HERE, rare=RARE)
    for followers in range(10):
        engine.infer_for({"kind": "post", "says.draw": True, "author.followers": followers}, frozenset(HERE))
    assert len(asked_below) == 2


def test_steady_facts_that_come_back_leave_only_what_the_text_can_bring_about(looked_at: list[int]) -> None:
    # `contest` may bring the goal about without a word; where there is none, only the text can.
    derived = {"promotion": Any((parse_test("contest"), parse_test("says.draw")))}
    goals = {"goal": every("promotion", "not says.rules")}
    engine = Engine(derived, goals, rare=RARE)
    for expected in ([True], [False], [False]):
        looked_at.clear()
        assert engine.infer_for({"contest": False}, frozenset(goals)).goals == {}
        assert [bool(looked_at)] == expected
    assert engine.infer_for({"says.draw": True}, frozenset(goals)).goals.keys() == {"goal"}
    assert engine.infer_for({"contest": True}, frozenset(goals)).goals.keys() == {"goal"}


def test_a_failure_is_not_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(DERIVED, HERE, rare=RARE)
    values, asked = {"kind": "post", "says.draw": True}, frozenset(HERE)

    def fail(*_: object) -> list[int]:
        raise InferenceError("out of order")

    with monkeypatch.context() as patch:
        patch.setattr(Network, "matches", fail)
        with pytest.raises(InferenceError):
            engine.infer_for(values, asked)
    assert engine.infer_for(values, asked).goals.keys() == {"rules"}
