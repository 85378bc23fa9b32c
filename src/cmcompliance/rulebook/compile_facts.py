"""Entries of the inference files: facts found in the text, in the media, or derived from other facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from cmcompliance.rulebook.book import DerivedFact, FoundFact, MediaFact, Place, Sighting
from cmcompliance.rulebook.compile_data import Complain, words
from cmcompliance.rulebook.compile_statements import concept_of
from cmcompliance.rulebook.complaints import describe
from cmcompliance.rulebook.conditions import ConditionReader
from cmcompliance.rulebook.entries import Entry, Reference, TestLine
from cmcompliance.rulebook.errors import nearest, problem_at
from cmcompliance.rulebook.files import FactData, InferenceFile, SightingData
from cmcompliance.rulebook.vocabulary import (
    DRAFT_FIELDS,
    ENTITIES,
    MEDIA_ATTRIBUTES,
    TextScope,
    draft_fact,
)
from cmcompliance.rulebook.yamltree import Path, Tree

_RESERVED = ("sectors.", "mechanics.", "language.", "contest.entry_actions.", "labels.")


def fact_entries(data: InferenceFile, tree: Tree, complain: Complain) -> Iterator[Entry]:
    """Yield one entry a fact; its value is a FoundFact, a MediaFact or a DerivedFact."""
    for name, item in data.facts.items():
        path: Path = ("facts", name)
        place = tree.place(path, key=True)
        if draft_fact(name) or name in DRAFT_FIELDS or name.startswith(_RESERVED):
            complain(problem_at(place, f"`{name}` is a field of the draft; give the fact another name"))
        if item.found is not None:
            yield _found(name, item, tree, place, complain)
        elif item.media is not None:
            wanted = _wanted(item.media, tree, (*path, "media"), complain)
            yield Entry("fact", name, MediaFact(name, words(item.meaning), wanted, place), place)
        else:
            yield _derived(name, item, tree, place, complain)


def _found(name: str, item: FactData, tree: Tree, place: Place, complain: Complain) -> Entry:
    sightings, references = [], []
    for index, sighting in enumerate(item.found or ()):
        path: Path = ("facts", name, "found", index)
        sightings.append(_sighting(sighting))
        references += list(_operands(sighting, tree, path, complain))
    value = FoundFact(name, words(item.meaning), tuple(sightings), place)
    return Entry("fact", name, value, place, tuple(references))


def _sighting(item: SightingData) -> Sighting:
    # A statement may hold a negation of its own ("appel non surtaxé").
    unless_given: list[TextScope] = [] if item.only or item.statement else ["negated"]
    but_not = item.but_not if item.but_not is not None else unless_given
    return Sighting(
        concepts=(*item.concept, *(concept_of(key) for key in item.statement)),
        entities=tuple(item.entity),
        near=tuple(_alternatives(operand) for operand in item.near),
        within=item.within,
        ordered=item.ordered,
        without=tuple(word for operand in item.without for word in _alternatives(operand)),
        but_not=frozenset(but_not),
        only=frozenset(item.only),
        where=tuple(item.where),
        fields=tuple(item.fields),
        at_least=item.at_least,
        not_spelled=tuple(item.not_spelled),
    )


def _alternatives(operand: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in operand.split("|"))


def _operands(item: SightingData, tree: Tree, path: Path, complain: Complain) -> Iterator[Reference]:
    for index, name in enumerate(item.concept):
        yield Reference("concept", name, tree.place((*path, "concept", index)))
    for index, name in enumerate(item.statement):
        yield Reference("statement", name, tree.place((*path, "statement", index)))
    for key in ("near", "without"):
        for index, operand in enumerate(getattr(item, key)):
            place = tree.place((*path, key, index))
            for word in _alternatives(operand):
                if word.startswith("<") and word.endswith(">"):
                    if word[1:-1] not in ENTITIES:
                        complain(problem_at(place, f"unknown entity `{word}`{nearest(word[1:-1], ENTITIES)}"))
                else:
                    yield Reference("concept", word, place)


def _wanted(
    data: BaseModel, tree: Tree, path: Path, complain: Complain, prefix: str = ""
) -> Mapping[str, Any]:
    wanted: dict[str, Any] = {}
    for name in sorted(data.model_fields_set):
        value = getattr(data, name)
        here = (*path, name)
        if isinstance(value, BaseModel):
            wanted[name] = _wanted(value, tree, here, complain, f"{name}.")
        elif value is not None:
            wanted[name] = list(value)
            _check_values(prefix + name, value, tree, here, complain)
    if not wanted:
        complain(problem_at(tree.place(path), "expected at least one attribute of a medium"))
    return wanted


def _check_values(name: str, values: list[bool | str], tree: Tree, path: Path, complain: Complain) -> None:
    legal = dict.fromkeys((*MEDIA_ATTRIBUTES[name].values, "absent"))
    if not values:
        complain(problem_at(tree.place(path), f"an empty list under `{name}`: nothing can be accepted"))
    for index, value in enumerate(values):
        # 1 == True: the types must agree too.
        if not any(value == word and type(value) is type(word) for word in legal):
            shown = ", ".join(describe(word).strip("`") for word in legal)
            hint = nearest(str(value), [str(word) for word in legal], list_up_to=0)
            place = tree.place((*path, index))
            complain(
                problem_at(place, f"found {describe(value)} under `{name}`, expected one of: {shown}{hint}")
            )


def _derived(name: str, item: FactData, tree: Tree, place: Place, complain: Complain) -> Entry:
    path: Path = ("facts", name)
    reader = ConditionReader(tree)
    condition = reader.read(item.when, (*path, "when"), item.unless, (*path, "unless"))
    for problem in reader.problems:
        complain(problem)
    tests = []
    for test, at in reader.lines:
        if test.fact.startswith("$"):
            complain(
                problem_at(
                    at, f"`{test.fact}` has no binding: only rules with a table of territories have some"
                )
            )
        else:
            tests.append(TestLine(test, at))
    value = DerivedFact(name, words(item.meaning), condition, place)
    return Entry("fact", name, value, place, tests=tuple(tests))
