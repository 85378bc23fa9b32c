"""Check one draft: wires the stages from the draft to the report."""

from cmcompliance.checking.checker import Checker, check

__all__ = ["Checker", "check"]
