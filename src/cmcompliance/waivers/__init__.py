"""Waivers: breaches that somebody answers for, with a reason and an end."""

from cmcompliance.waivers.waiver import Waiver, of_draft

__all__ = ["Waiver", "of_draft"]
