"""Mend a draft with the edits of its findings."""

from cmcompliance.fixing.mending import fix
from cmcompliance.fixing.model import AppliedEdit, Fixed, LeftEdit, WhyLeft

__all__ = ["AppliedEdit", "Fixed", "LeftEdit", "WhyLeft", "fix"]
