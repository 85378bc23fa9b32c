"""What a team decides of the rules: which do not run for it, and how grave each breach is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cmcompliance.report import Severity


@dataclass(frozen=True, slots=True)
class Policy:
    """`off`: names of rules that are not to speak; `severity`: the severity of a rule's findings, by name.

    Rules that are off stay named in the report: what was not looked at is never silent.
    """

    off: frozenset[str] = frozenset()
    severity: Mapping[str, Severity] = field(default_factory=dict)


NO_POLICY = Policy()
