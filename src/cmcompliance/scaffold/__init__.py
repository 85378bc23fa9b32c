"""A new rule of a house, written so that it loads, passes its examples and can be gone on with."""

from cmcompliance.scaffold.laying import planned_files, proved, write_files
from cmcompliance.scaffold.wanted import KINDS, Kind, Wanted, WantedError

__all__ = ["KINDS", "Kind", "Wanted", "WantedError", "planned_files", "proved", "write_files"]
