"""The JSON Schemas accept what the loader accepts and refuse its plainest faults."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cmcompliance.rulebook import load_sound, shipped_rules
from cmcompliance.rulebook.folders import rule_files
from cmcompliance.rulebook.schemas import (
    coverage_schema,
    inference_schema,
    lexicon_schema,
    rule_schema,
    sources_schema,
    statements_schema,
)
from cmcompliance.rulebook.yamltree import read_tree

SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    "sources": sources_schema,
    "lexicon": lexicon_schema,
    "inference": inference_schema,
    "statements": statements_schema,
    "coverage": coverage_schema,
    "rules": rule_schema,
}


def as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: as_json(part) for key, part in value.items()}
    if isinstance(value, list):
        return [as_json(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def faults(kind: str, text: str) -> list[str]:
    tree, problems = read_tree(text, "x.yaml")
    assert not problems
    validator = jsonschema.Draft202012Validator(SCHEMAS[kind]())
    return [error.message for error in validator.iter_errors(as_json(tree.data))]


def kind_of(relative: Path) -> str:
    return relative.parts[0] if relative.parts[0] in SCHEMAS else "rules"


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_schema_is_one(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[kind]())


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_shipped_files_fit_their_schema(kind: str) -> None:
    rules = shipped_rules()
    files = [path for path in rule_files(rules) if len(path.relative_to(rules).parts) > 1]
    validator = jsonschema.Draft202012Validator(SCHEMAS[kind]())
    sound = {problem.file.removeprefix("rules/") for problem in load_sound()[1]}
    found = 0
    for path in files:
        relative = path.relative_to(rules)
        if kind_of(relative) == kind and relative.as_posix() not in sound:
            tree, _ = read_tree(path.read_text(encoding="utf-8"), str(relative))
            assert [error.message for error in validator.iter_errors(as_json(tree.data))] == [], relative
            found += 1
    assert found


@pytest.mark.parametrize(
    ("kind", "text", "complaint"),
    [
        ("lexicon", "concepts: {draw: {meaning: {fr: x}, frr: [x]}}", "'frr' was unexpected"),
        ("lexicon", "concepts: {Draw: {meaning: {fr: x}, fr: [x]}}", "does not match any of the regexes"),
        (
            "inference",
            "facts: {a.b: {meaning: {fr: x}, found: [{entity: monney}]}}",
            "is not valid under any",
        ),
        (
            "inference",
            "facts: {a.b: {meaning: {fr: x}, found: [{concept: x, at_least: 0}]}}",
            "is not valid under any",
        ),
        ("sources", "sources: {a: {citation: x, territory: FR, url: here}}", "is not valid under any"),
        ("rules", "obligation: x", "'severity' is a required property"),
    ],
)
def test_a_plain_fault_is_refused(kind: str, text: str, complaint: str) -> None:
    assert any(complaint in message for message in faults(kind, text)), faults(kind, text)
