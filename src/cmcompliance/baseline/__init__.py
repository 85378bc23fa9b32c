"""The baseline of an archive: what was found on a day, so that a check reports what is new."""

from cmcompliance.baseline.baseline import Accepted, Baseline, Entry

__all__ = ["Accepted", "Baseline", "Entry"]
