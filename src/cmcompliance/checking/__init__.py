"""Check one draft: wires the stages from the draft to the report."""

from cmcompliance.checking.checker import Checker, check
from cmcompliance.checking.examination import Examination
from cmcompliance.checking.policy import Policy

__all__ = ["Checker", "Examination", "Policy", "check"]
