"""Mend a draft with the edits of its findings."""

from cmcompliance.fixing.candidates import Choice
from cmcompliance.fixing.mending import fix, fix_by
from cmcompliance.fixing.model import AppliedEdit, Fixed, LeftEdit, WhyLeft

__all__ = ["AppliedEdit", "Choice", "Fixed", "LeftEdit", "WhyLeft", "fix", "fix_by"]
