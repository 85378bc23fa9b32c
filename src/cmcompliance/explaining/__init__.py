"""Explain a check: why rules fired on a draft, or why they did not, and all that is known of the draft."""

from cmcompliance.explaining.account import explain
from cmcompliance.explaining.model import SCHEMA_VERSION, Account, Explanation, KnownFact, Outcome, Step
from cmcompliance.explaining.steps import Tree

__all__ = [
    "SCHEMA_VERSION",
    "Account",
    "Explanation",
    "KnownFact",
    "Outcome",
    "Step",
    "Tree",
    "explain",
]
