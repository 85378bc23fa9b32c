"""What a team decides of the rules: which do not run for it, and how grave each breach is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cmcompliance.report import Severity
from cmcompliance.waivers.waiver import Waiver


@dataclass(frozen=True, slots=True)
class Policy:
    """`off`: names of rules that are not to speak; `severity`: the severity of a rule's findings, by name;
    `waivers`: the breaches that somebody answers for, beside those that the draft itself names.

    Rules that are off stay named in the report: what was not looked at is never silent.
    """

    off: frozenset[str] = frozenset()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()


NO_POLICY = Policy()
