"""An explanation as data: what programs read, and what is rendered for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from cmcompliance.report import Severity, TextSpan, Verdict
from cmcompliance.report.model import FactValue, Origin

SCHEMA_VERSION = "1.0"
"""Of the explanation: the first number grows when what reads it may break, the second with each addition."""
Outcome = Literal[
    "breached",
    "waived",
    "said_by_another",
    "asked",
    "open",
    "not_breached",
    "switched_off",
    "not_applicable",
    "not_evaluated",
]


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact of the draft; `value` null: unknown.

    `meaning`: what it says, or how a field of the draft is called; `value_meaning`: what such a field holds.
    """

    name: str
    value: FactValue
    meaning: str | None
    origin: Origin
    places: tuple[TextSpan, ...] = ()
    value_meaning: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A line of a condition. `truth` null: it hangs on something unknown.

    `sort`: all or any of `steps`, or the test of a fact, whose `steps` are then what the fact follows from.
    `test` is the line as the rule has it; `meaning` what the fact means, or how a field of the draft is
    called. Of such a field, `value_meaning` is what it holds and `wanted` what the line asks of it, in words.
    `told_above`: what the fact follows from stands where it was met first.
    """

    sort: Literal["all", "any", "test"]
    truth: bool | None
    steps: tuple[Step, ...] = ()
    test: str | None = None
    fact: str | None = None
    negated: bool = False
    value: FactValue = None
    meaning: str | None = None
    places: tuple[TextSpan, ...] = ()
    told_above: bool = False
    value_meaning: str | None = None
    wanted: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """What became of one rule in some jurisdictions, said in a sentence, and the condition behind it.

    `said_by`: the rule that speaks instead; `asks`: the fields that would decide it.
    """

    rule: str
    obligation: str
    severity: Severity
    title: str
    jurisdictions: tuple[str, ...]
    platform: str | None
    outcome: Outcome
    sentence: str
    condition: Step
    said_by: str | None = None
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why the report on a draft is as it is."""

    draft_id: str | None
    verdict: Verdict
    language: str
    jurisdictions: tuple[str, ...]
    platform: str | None
    as_of: date
    accounts: tuple[Account, ...]
    facts: tuple[KnownFact, ...]
    schema_version: str = SCHEMA_VERSION
