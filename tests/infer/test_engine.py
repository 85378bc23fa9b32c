from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmcompliance.infer import Engine, Inference, InferenceError, Outcome
from cmcompliance.rulebook.condition import All, Any, Condition, facts_of, parse_test
from cmcompliance.rulebook.condition import Test as Ask

from .oracle import conclude, evaluate
from .strategies import BASE, books, conditions, drafts, plain_drafts

Book = tuple[dict[str, Condition], dict[str, Condition]]
unhurried = settings(deadline=None, max_examples=50)


def every(*lines: str | Condition) -> All:
    return All(tuple(parse_test(line) if isinstance(line, str) else line for line in lines))


def either(*lines: str | Condition) -> Any:
    return Any(tuple(parse_test(line) if isinstance(line, str) else line for line in lines))


def goal(condition: Condition | str, **values: object) -> Outcome | None:
    """Infer one goal; `says_x` stands for `says.x`."""
    named = parse_test(condition) if isinstance(condition, str) else condition
    facts = {name.replace("_", "."): value for name, value in values.items()}
    return Engine({}, {"goal": named}).infer(facts, ["goal"]).goals.get("goal")


def truths(inference: Inference) -> tuple[dict[str, bool | None], dict[str, bool | None]]:
    return (
        {name: outcome.value for name, outcome in inference.derived.items()},
        {name: outcome.value for name, outcome in inference.goals.items()},
    )


def expected(book: Book, values: dict[str, object]) -> tuple[dict[str, bool | None], dict[str, bool | None]]:
    derived, goals = conclude(*book, values)
    return derived, {name: truth for name, truth in goals.items() if truth is not False}


@given(books(), st.lists(drafts, min_size=1, max_size=5))
@settings(deadline=None, max_examples=150)
def test_agrees_with_the_plain_evaluator(book: Book, several: list[dict[str, object]]) -> None:
    engine = Engine(*book)
    for values in several:
        assert truths(engine.infer(values, book[1].keys())) == expected(book, values)


@given(books(), drafts, st.randoms())
@unhurried
def test_the_order_of_facts_and_of_rules_changes_nothing(
    book: Book, values: dict[str, object], random: object
) -> None:
    facts = list(values.items())
    random.shuffle(facts)
    turned = Engine(dict(reversed(book[0].items())), dict(reversed(book[1].items())))
    assert turned.infer(dict(facts), book[1].keys()) == Engine(*book).infer(values, book[1].keys())


@given(books(), drafts)
@unhurried
def test_support_alone_makes_a_certain_goal_true(book: Book, values: dict[str, object]) -> None:
    derived, goals = book
    inference = Engine(derived, goals).infer(values, goals.keys())
    known = {**values, **{name: outcome.value for name, outcome in inference.derived.items()}}
    for name, outcome in inference.goals.items():
        if outcome.value is True:
            seen = {fact: known.get(fact, False) for fact in outcome.support}
            assert evaluate(goals[name], seen.get) is True


@given(books(), drafts)
@unhurried
def test_outcomes_name_only_facts_of_their_condition(book: Book, values: dict[str, object]) -> None:
    inference = Engine(*book).infer(values, book[1].keys())
    known = {**values, **{name: outcome.value for name, outcome in inference.derived.items()}}
    concluded = [(book[0][name], outcome) for name, outcome in inference.derived.items()]
    concluded += [(book[1][name], outcome) for name, outcome in inference.goals.items()]
    for condition, outcome in concluded:
        assert outcome.support <= facts_of(condition)
        assert outcome.unknown <= outcome.support
        assert all(known.get(fact, False) is None for fact in outcome.unknown)
        assert bool(outcome.unknown) is (outcome.value is None)


@given(st.permutations(BASE), st.data(), plain_drafts)
@unhurried
def test_answering_what_keeps_a_goal_open_can_settle_it(
    facts: list[str], data: st.DataObject, values: dict[str, object]
) -> None:
    # Each fact is asked about once, so no clause contradicts itself.
    asked = [Ask(fact, "in", ("a",), data.draw(st.booleans())) for fact in facts]
    condition = Any((All(tuple(asked[:3])), All((asked[3], Any(tuple(asked[4:6])))), All(tuple(asked[6:]))))
    inference = Engine({}, {"goal": condition}).infer(values, ["goal"])
    outcome = inference.goals.get("goal", Outcome(False))
    if outcome.value is None:
        wanted = {test.fact: "other" if test.negated else "a" for test in asked}
        answered = {**values, **{fact: wanted[fact] for fact in outcome.unknown}}
        assert Engine({}, {"goal": condition}).infer(answered, ["goal"]).goals["goal"].value is True


@given(books(), drafts, st.data())
@unhurried
def test_only_the_goals_asked_for_are_concluded(
    book: Book, values: dict[str, object], data: st.DataObject
) -> None:
    engine = Engine(*book)
    asked = data.draw(st.lists(st.sampled_from(sorted(book[1])), unique=True))
    whole = engine.infer(values, book[1].keys())
    some = engine.infer(values, asked)
    assert some.derived == whole.derived
    assert some.goals == {name: outcome for name, outcome in whole.goals.items() if name in asked}


@given(conditions(BASE), st.integers(16, 40), drafts)
@settings(deadline=None, max_examples=40)
def test_a_condition_wider_than_the_engine_allows_is_read_all_the_same(
    condition: Condition, width: int, values: dict[str, object]
) -> None:
    many = tuple(Ask(f"many.m{index}", negated=index % 3 > 0) for index in range(width))
    full = {**{test.fact: not test.negated for test in many}, **values}
    goals = {"all": All((*many, condition)), "any": Any((condition, All(many)))}
    assert truths(Engine({}, goals).infer(full, goals)) == expected(({}, goals), full)


@pytest.mark.parametrize("value", [True, None, False])
@pytest.mark.parametrize("size", [1, 15, 16, 24, 25, 300])
@pytest.mark.parametrize("kind", [All, Any])
def test_conditions_of_any_length_keep_their_meaning(
    kind: type[All | Any], size: int, value: bool | None
) -> None:
    goals = {"goal": kind(tuple(Ask(f"f.f{index}") for index in range(size)))}
    values = {f"f.f{index}": kind is All for index in range(size)} | {f"f.f{size // 2}": value}
    outcome = Engine({}, goals).infer(values, goals).goals.get("goal", Outcome(False))
    assert outcome.value is value
    if value is not False:
        assert outcome.support == (frozenset(values) if kind is All else {f"f.f{size // 2}"})
    if value is None:
        assert outcome.unknown == {f"f.f{size // 2}"}


def test_a_product_of_alternatives_does_not_blow_up() -> None:
    rows = tuple(Any(tuple(Ask(f"row{row}.cell{cell}") for cell in range(6))) for row in range(12))
    goals = {"goal": All(rows)}
    engine = Engine({}, goals)
    last = {f"row{row}.cell5": True for row in range(12)}
    assert engine.infer(last, goals).goals["goal"] == Outcome(True, frozenset(last))
    assert engine.infer({**last, "row3.cell5": None}, goals).goals["goal"].unknown == {"row3.cell5"}
    assert engine.infer({**last, "row3.cell5": False}, goals).goals == {}


def test_alternatives_over_very_many_facts_are_read() -> None:
    rows = [tuple(f"row{row}.cell{cell}" for cell in range(15)) for row in range(24)]
    goals = {"goal": either(*(every(*row) for row in rows))}
    engine = Engine({}, goals)
    for row in rows:
        assert engine.infer(dict.fromkeys(row, True), goals).goals["goal"] == Outcome(True, frozenset(row))
        assert engine.infer(dict.fromkeys(row[1:], True), goals).goals == {}


def test_many_alternatives_about_one_fact_are_one_alternative() -> None:
    goals = {"goal": either(*(Ask("fact", "in", (f"a{index}", index)) for index in range(300)))}
    engine = Engine({}, goals)
    assert engine.infer({"fact": "a299"}, goals).goals["goal"].value is True
    assert engine.infer({"fact": 300}, goals).goals == {}


def test_a_fact_may_be_asked_about_hundreds_of_values() -> None:
    some = [every(Ask("fact", "in", (f"a{index}",)), f"other.o{index}") for index in range(300)]
    goals = {
        "goal": either(*some, every("not fact is a0", "last")),
        "long": Ask("fact", "in", tuple(range(900))),
    }
    engine = Engine({}, goals)
    for values in (
        {"fact": "a299", "other.o299": True},
        {"fact": "a298", "other.o299": True},
        {"fact": "a7", "last": True},
        {"fact": "a0", "last": True},
        {"fact": 899},
        {"fact": 900},
    ):
        assert truths(engine.infer(values, goals)) == expected(({}, goals), values)


def test_a_popular_fact_may_be_asked_by_a_thousand_goals() -> None:
    goals = {f"g{index}": every("kind in post, story", f"possibly says.s{index}") for index in range(1000)}
    found = Engine({}, goals).infer({"kind": None, "says.s7": True, "says.s999": None}, goals)
    assert {name: outcome.value for name, outcome in found.goals.items()} == {"g7": None, "g999": None}


@pytest.mark.parametrize(
    ("line", "value", "truth"),
    [
        ("says.draw", True, True),
        ("says.draw", None, None),
        ("says.draw", False, False),
        ("says.draw", "true", False),
        ("says.draw", 1, False),
        ("not says.draw", None, None),
        ("not says.draw", False, True),
        ("possibly says.draw", None, True),
        ("surely says.draw", None, False),
        ("possibly not says.draw", None, True),
        ("surely not says.draw", None, False),
        ("surely not says.draw", False, True),
        ("known says.draw", None, False),
        ("known says.draw", False, True),
        ("unknown says.draw", None, True),
        ("says.draw >= 1000", 1000, True),
        ("says.draw >= 1000", 999.99, False),
        ("says.draw > 1000", 1000, False),
        ("says.draw < 1000", -(10**400), True),
        ("says.draw <= 1000", float("nan"), False),
        ("says.draw >= 1000", float("inf"), True),
        ("says.draw >= 1000", "many", False),
        ("says.draw >= 0", True, False),
        ("says.draw is brand", "brand", True),
        ("says.draw is not brand", "brand", False),
        ("says.draw is not brand", "press", True),
        ("says.draw in brand, agency", "Brand", False),
    ],
)
def test_one_line_reads_as_the_language_says(line: str, value: object, truth: bool | None) -> None:
    outcome = goal(line, says_draw=value) or Outcome(False)
    assert outcome.value is truth


def test_a_fact_that_is_not_given_is_false() -> None:
    assert goal("not says.draw") == Outcome(True, frozenset({"says.draw"}))
    assert goal("author.followers < 5") is None


def test_a_contradiction_over_something_unknown_stays_open() -> None:
    assert goal(every("says.draw", "not says.draw"), says_draw=None) == Outcome(
        None, frozenset({"says.draw"}), frozenset({"says.draw"})
    )


def test_true_and_one_are_different_answers() -> None:
    goals = {"true": Ask("fact", "in", (True,)), "one": Ask("fact", "in", (1,))}
    engine = Engine({}, goals)
    assert engine.infer({"fact": True}, goals).goals.keys() == {"true"}
    assert engine.infer({"fact": 1}, goals).goals.keys() == {"one"}


def test_an_open_goal_names_the_derived_fact_that_keeps_it_open() -> None:
    derived = {"relation.paid": parse_test("relationship.kind is paid")}
    goals = {"label": every("relation.paid", "not says.label")}
    inference = Engine(derived, goals).infer({"relationship.kind": None}, goals)
    assert inference.goals["label"].unknown == {"relation.paid"}
    assert inference.derived["relation.paid"].unknown == {"relationship.kind"}


def test_a_value_given_for_a_derived_fact_is_not_used() -> None:
    engine = Engine({"derived": parse_test("base")}, {"goal": parse_test("derived")})
    assert engine.infer({"derived": True}, ["goal"]).goals == {}


def test_goals_with_the_same_condition_are_all_concluded() -> None:
    goals = {"a": every("says.draw"), "b": every("says.draw"), "c": every("says.label")}
    found = Engine({}, goals).infer({"says.draw": True}, goals).goals
    assert found.keys() == {"a", "b"}
    assert found["a"] == found["b"]


def test_facts_may_be_stacked_higher_than_calls() -> None:
    derived = {f"d.d{index}": every(f"d.d{index - 1}", "says.x") for index in range(1, 3000)}
    engine = Engine({"d.d0": parse_test("says.x"), **derived}, {"goal": parse_test("d.d2999")})
    assert engine.infer({"says.x": True}, ["goal"]).goals["goal"].value is True
    assert engine.infer_for({"says.x": None}, frozenset({"goal"})).goals["goal"].value is None


def test_facts_that_depend_on_themselves_are_refused() -> None:
    derived = {"a": parse_test("b"), "b": either("c", "x"), "c": parse_test("not a")}
    with pytest.raises(InferenceError, match=r"depend on themselves: .* → .* → .* → "):
        Engine(derived, {})


def test_an_unknown_goal_is_refused() -> None:
    with pytest.raises(InferenceError, match="no such goal: other"):
        Engine({}, {"goal": parse_test("x")}).infer({}, ["goal", "other"])


def test_a_fact_cannot_pass_for_a_part_of_a_condition() -> None:
    with pytest.raises(InferenceError, match="space"):
        Engine({}, {"goal": Ask("part 0")})


@given(books(), drafts)
@settings(deadline=None, max_examples=30)
def test_a_pickled_engine_concludes_the_same(book: Book, values: dict[str, object]) -> None:
    engine = Engine(*book)
    again = pickle.loads(pickle.dumps(engine))
    assert again.infer(values, book[1].keys()) == engine.infer(values, book[1].keys())


@given(books(), books(), st.lists(drafts, min_size=1, max_size=4))
@settings(deadline=None, max_examples=50)
def test_two_engines_do_not_meet(one: Book, two: Book, several: list[dict[str, object]]) -> None:
    first, second = Engine(*one), Engine(*two)
    for values in several:
        assert truths(first.infer(values, one[1].keys())) == expected(one, values)
        assert truths(second.infer(values, two[1].keys())) == expected(two, values)


@pytest.mark.parametrize("shared", [True, False], ids=["one engine", "an engine each"])
def test_threads_conclude_the_same(shared: bool) -> None:
    derived = {f"d.d{index}": either(f"b.b{index}", f"b.b{index + 1}") for index in range(20)}
    goals = {f"g{index}": every(f"d.d{index}", f"not b.b{index + 2}") for index in range(20)}
    cases = [
        {f"b.b{index}": [True, None, False][(index * step) % 3] for index in range(23)} for step in range(40)
    ]
    common = Engine(derived, goals)

    def work(_: int) -> list[Inference]:
        engine = common if shared else Engine(derived, goals)
        asked = frozenset(goals)
        return [engine.infer_for(values, asked) and engine.infer(values, goals) for values in cases]

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(work, range(4)))
    assert results[0] == results[1] == results[2] == results[3]
    assert [truths(inference) for inference in results[0]] == [
        expected((derived, goals), values) for values in cases
    ]
