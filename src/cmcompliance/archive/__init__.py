"""What networks and sites hand out of all that was ever published, read as drafts, one at a time."""

from cmcompliance.archive.faults import ArchiveFault
from cmcompliance.archive.items import Archived, Item, Place, Skipped, Unreadable
from cmcompliance.archive.reading import read_archive
from cmcompliance.archive.registry import ArchiveReader, Claim
from cmcompliance.archive.source import Member, Source, open_source

__all__ = [
    "ArchiveFault",
    "ArchiveReader",
    "Archived",
    "Claim",
    "Item",
    "Member",
    "Place",
    "Skipped",
    "Source",
    "Unreadable",
    "open_source",
    "read_archive",
]
