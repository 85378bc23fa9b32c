"""Read drafts from files and streams."""

from cmcompliance.read.item import FaultError, Origin, Problem, ReadDraft, ReadError, ReadItem, sound_name
from cmcompliance.read.reader import read_drafts

__all__ = [
    "FaultError",
    "Origin",
    "Problem",
    "ReadDraft",
    "ReadError",
    "ReadItem",
    "read_drafts",
    "sound_name",
]
