"""What a check knew of a draft, for those who explain its outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cmcompliance.checking.context import Context
from cmcompliance.checking.goals import Application
from cmcompliance.checking.policy import Policy
from cmcompliance.checking.precedence import Found
from cmcompliance.draft import Draft
from cmcompliance.facts import Fact
from cmcompliance.report import Report


@dataclass(frozen=True, slots=True)
class Examination:
    """`facts`: all of them, derived ones included; a found fact that is not there is false.

    `applications`: of the rules that apply, in each jurisdiction; `breached`: those that found a breach;
    `unsaid`: those of them that another one speaks for, with that one.
    """

    draft: Draft
    context: Context
    policy: Policy
    facts: Mapping[str, Fact]
    applications: tuple[Application, ...]
    breached: tuple[Found, ...]
    unsaid: tuple[tuple[Found, Found], ...]
    report: Report
