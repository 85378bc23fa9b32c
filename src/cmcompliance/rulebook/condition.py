"""Conditions of the rule language: one readable line each, as a small tree."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import ClassVar, Literal, cast

Operator = Literal["in", ">=", "<=", ">", "<", "unknown"]
Modality = Literal["plain", "possibly", "surely"]
Constant = bool | int | float | str


@dataclass(frozen=True, slots=True)
class Test:
    """A question put to one fact.

    `operator` "in" compares with any of `values`; the orders compare with the one number in `values`;
    "unknown" asks whether the fact is unknown (and has no values).
    """

    __test__: ClassVar[bool] = False  # its name makes pytest take it for a test class

    fact: str
    operator: Operator = "in"
    values: tuple[Constant, ...] = (True,)
    negated: bool = False
    modality: Modality = "plain"


@dataclass(frozen=True, slots=True)
class All:
    """True when every member is."""

    members: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """True when one member is."""

    members: tuple[Condition, ...]


Condition = Test | All | Any

_NAME = r"[a-z$][a-z0-9_]*(?:\.[a-z0-9_]+)*"
_LINE = re.compile(
    rf"^(?:(?P<modality>possibly|surely|known|unknown)\s+)?(?P<not>not\s+)?(?P<fact>{_NAME})"
    r"(?:\s+(?P<op>is\s+not|is|not\s+in|in|>=|<=|<|>)\s+(?P<values>.+))?$"
)
_MODALITIES: dict[str | None, Modality] = {None: "plain", "possibly": "possibly", "surely": "surely"}
_OPPOSITES: dict[Modality, Modality] = {"plain": "plain", "possibly": "surely", "surely": "possibly"}
_NUMBER = re.compile(r"^-?[0-9]{1,15}(?:\.[0-9]{1,15})?$")
_VALUE = re.compile(r"^[a-z0-9_]+$")


class ConditionError(ValueError):
    """A condition that does not follow the grammar; the message says what was expected."""


def parse_test(line: str) -> Test:
    """Read one line such as `author.role in brand, agency` or `possibly not says.draw`.

    Raises ConditionError.
    """
    match = _LINE.match(line.strip())
    if match is None:
        raise ConditionError(
            f"cannot read the condition {line!r}; expected "
            "`[possibly|surely] [not] fact [is|is not|in|not in|>=|<=|>|<] value`"
        )
    word, fact, op = match["modality"], match["fact"], match["op"]
    negated = match["not"] is not None
    if word in {"known", "unknown"}:
        if op or negated:
            raise ConditionError(f"`{word}` takes a fact and nothing else, in {line!r}")
        return Test(fact, "unknown", (), negated=word == "known")
    modality = _MODALITIES[word]
    if op is None:
        return Test(fact, negated=negated, modality=modality)
    op = re.sub(r"\s+", " ", op)
    if op in {">=", "<=", ">", "<"}:
        return Test(fact, cast("Operator", op), (_number(match["values"], line),), negated, modality)
    values = tuple(_value(part.strip(), line) for part in match["values"].split(","))
    if op in {"is", "is not"} and len(values) != 1:
        raise ConditionError(f"`{op}` takes one value, use `in` for several, in {line!r}")
    return Test(fact, "in", values, negated ^ (op in {"is not", "not in"}), modality)


def negate(condition: Condition) -> Condition:
    """Return the condition that is true when `condition` is false (Kleene: unknown stays unknown)."""
    if isinstance(condition, Test):
        return replace(condition, negated=not condition.negated, modality=_OPPOSITES[condition.modality])
    members = tuple(negate(member) for member in condition.members)
    return Any(members) if isinstance(condition, All) else All(members)


def facts_of(condition: Condition) -> frozenset[str]:
    """Return the names of the facts that a condition asks about."""
    if isinstance(condition, Test):
        return frozenset({condition.fact})
    return frozenset().union(*(facts_of(member) for member in condition.members))


def _number(text: str, line: str) -> int | float:
    if not _NUMBER.match(text):
        raise ConditionError(f"expected a number after the comparison, found {text!r}, in {line!r}")
    return float(text) if "." in text else int(text)


def _value(text: str, line: str) -> Constant:
    if text in {"true", "false"}:
        return text == "true"
    if not _VALUE.match(text):
        raise ConditionError(f"{text!r} is no value (letters, digits and _), in {line!r}")
    return text
