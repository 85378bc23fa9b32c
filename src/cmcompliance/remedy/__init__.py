"""Remedies: what to do about a finding, and the edit of the text that mends it."""

from cmcompliance.remedy.apply import apply_edit, field_text
from cmcompliance.remedy.edit import build_edit

__all__ = ["apply_edit", "build_edit", "field_text"]
