"""Whether all that entries refer to exists, and whether each condition asks what its fact can answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from cmcompliance.rulebook.book import DerivedFact, QuestionText
from cmcompliance.rulebook.condition import Test, facts_of
from cmcompliance.rulebook.entries import Category, Entry, Reference
from cmcompliance.rulebook.errors import Problem, nearest, problem_at
from cmcompliance.rulebook.gather import UNREADABLE
from cmcompliance.rulebook.labels import PREFIX as LABEL
from cmcompliance.rulebook.labels import label_fact
from cmcompliance.rulebook.vocabulary import (
    DRAFT_FACTS,
    DRAFT_FIELDS,
    MECHANICS,
    VARIABLES,
    DraftFact,
    draft_fact,
)

_NOWHERE = (
    "a scope names `territories` or `platforms`, or both; "
    "only rules on a source with `house` apply everywhere"
)
Merged = Mapping[Category, Mapping[str, Entry]]


def check_references(merged: Merged, complain: Callable[[Problem], None]) -> None:
    """Report every word that nothing in the book defines, every misread fact and every circle of facts."""
    for entries in merged.values():
        for entry in entries.values():
            for problem in problems_of_entry(entry, merged):
                complain(problem)
    for circle in circles_of_facts(merged["fact"]):
        shown = " → ".join(f"`{name}`" for name in (*circle, circle[0]))
        complain(problem_at(merged["fact"][circle[0]].place, f"facts that depend on themselves: {shown}"))
    for circle in circles_of_territories(merged["territory"]):
        shown = " ⊂ ".join((*circle, circle[0]))
        complain(
            problem_at(merged["territory"][circle[0]].place, f"territories that lie in themselves: {shown}")
        )


def problems_of_entry(entry: Entry, merged: Merged) -> Iterator[Problem]:
    """Yield what is wrong with the words of one entry."""
    for reference in entry.references:
        message = _wrong_reference(reference, merged)
        if message:
            yield problem_at(reference.place, message)
    for line in entry.tests:
        message = _wrong_action(line.test, merged["mechanic"]) or _wrong_with(line.test, merged)
        if message:
            bound = f" ({line.bound})" if line.bound else ""
            yield problem_at(line.place, message + bound)
    if entry.category == "rule" and not _of_a_house(entry, merged):
        message = _wrong_folder(entry, merged)
        if message:
            yield problem_at(entry.place, message)
        if entry.everywhere:
            yield problem_at(entry.everywhere, _NOWHERE)


def _wrong_reference(reference: Reference, merged: Merged) -> str | None:
    category, name = reference.category, reference.name
    if (
        name in merged[category]
        or UNREADABLE in merged[category]
        or (category == "fact" and (draft_fact(name) or _label(name, merged)))
        or (category == "placeholder" and name in VARIABLES)
    ):
        return None
    if category == "placeholder":
        return f"unknown variable `{{{name}}}`{nearest(name, {*merged[category], *VARIABLES}, list_up_to=0)}"
    known = [*merged[category], *(DRAFT_FACTS if category == "fact" else ())]
    return f"unknown {category} `{name}`{nearest(name, known)}"


def _of_a_house(rule: Entry, merged: Merged) -> bool:
    """Whether a rule rests on a house's policy; also if a source that is missing or faulty may be one."""
    known = merged["source"]
    cited = [known.get(item.name) for item in rule.references if item.category == "source"]
    return any(source is None or source.value is None or source.value.house for source in cited)


def _wrong_folder(entry: Entry, merged: Merged) -> str | None:
    folder = entry.name.split("/")[0]
    known = {code.lower() for code in merged["territory"]} | set(merged["platform"]) | {"platforms"}
    if folder in known or UNREADABLE in merged["territory"]:
        return None
    hint = nearest(folder, known, list_up_to=0)
    return (
        f"the folder `{folder}` is no territory and no platform, and rules lie in one of them{hint}; "
        "only rules on a source with `house` lie elsewhere"
    )


def _wrong_action(test: Test, mechanics: Mapping[str, Entry]) -> str | None:
    action = test.fact.removeprefix(MECHANICS)
    if not test.fact.startswith(MECHANICS) or action in mechanics or UNREADABLE in mechanics:
        return None
    return f"unknown entry action `{action}`{nearest(action, mechanics)}"


def _label(name: str, merged: Merged) -> DraftFact | None:
    entry = merged["question"].get(name)
    return label_fact(entry.value) if entry and isinstance(entry.value, QuestionText) else None


def _unknown_label(name: str, questions: Mapping[str, Entry]) -> str | None:
    if name in questions or UNREADABLE in questions:
        return None
    known = [question for question in questions if question.startswith(LABEL)]
    hint = nearest(name, known, list_up_to=0) or "; questions.yaml declares labels, with their question"
    return f"unknown label `{name}`{hint}"


def _wrong_with(test: Test, merged: Merged) -> str | None:
    name = test.fact
    field = draft_fact(name) or _label(name, merged)
    if field is not None:
        return _wrong_with_field(test, field)
    if name.startswith(LABEL):
        return _unknown_label(name, merged["question"])
    return _wrong_with_fact(test, merged["fact"])


def _wrong_with_fact(test: Test, facts: Mapping[str, Entry]) -> str | None:
    name = test.fact
    if name in facts:
        return _wrong_with_truth(test)
    if UNREADABLE in facts:
        return None
    if any(name in field.choices for field in DRAFT_FACTS.values()):
        return f"unknown fact `{name}`; a condition with a comma needs quotes inside [ ]"
    near = nearest(name, [*facts, *DRAFT_FACTS], list_up_to=0)
    if name in DRAFT_FIELDS:
        return f"conditions cannot name the draft's field `{name}`{near}"
    return f"unknown fact `{name}`{near}"


def _wrong_with_field(test: Test, field: DraftFact) -> str | None:
    if test.operator == "unknown":
        return f"`{field.name}` is always known" if field.always_known else None
    if field.type == "number":
        if test.operator == "in":
            return f"`{field.name}` is a number: compare it with >=, <=, > or <"
        return None
    if test.operator != "in":
        return f"`{field.name}` is no number: `{test.operator}` cannot compare it"
    return _wrong_with_choice(test, field) if field.type == "choice" else _wrong_with_truth(test)


def _wrong_with_choice(test: Test, field: DraftFact) -> str | None:
    choices = ", ".join(field.choices)
    if test.values == (True,):
        return f"`{field.name}` has several values: write `{field.name} is …` with one of: {choices}"
    wrong = [str(value) for value in test.values if value not in field.choices]
    if not wrong:
        return None
    hint = nearest(wrong[0], field.choices, list_up_to=0)
    return f"`{field.name}` is never `{wrong[0]}`; expected one of: {choices}{hint}"


def _wrong_with_truth(test: Test) -> str | None:
    if test.operator in {"in", "unknown"} and all(isinstance(value, bool) for value in test.values):
        return None
    return f"`{test.fact}` is true or false: write `{test.fact}` or `not {test.fact}`"


def circles_of_facts(facts: Mapping[str, Entry]) -> list[tuple[str, ...]]:
    """Return the facts that depend on themselves, each circle once."""
    above = {
        name: sorted(facts_of(entry.value.condition)) if isinstance(entry.value, DerivedFact) else []
        for name, entry in facts.items()
    }
    return list(_circles(above))


def circles_of_territories(territories: Mapping[str, Entry]) -> list[tuple[str, ...]]:
    """Return the territories that lie in themselves, each circle once."""
    known = {code: entry.value for code, entry in territories.items() if entry.value is not None}
    return list(_circles({code: list(territory.parents) for code, territory in known.items()}))


def _circles(above: Mapping[str, list[str]]) -> Iterator[tuple[str, ...]]:
    """Yield each circle once, beginning with the name that is first met; without recursion."""
    done: set[str] = set()
    for start in above:
        path: list[str] = []
        stack: list[Iterator[str]] = [iter([start])]
        while stack:
            name = next(stack[-1], None)
            if name is None:
                stack.pop()
                if path:
                    done.add(path.pop())
            elif name in path:
                yield tuple(path[path.index(name) :])
            elif name in above and name not in done:
                path.append(name)
                stack.append(iter(above[name]))
