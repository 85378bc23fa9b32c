"""The files of an archive, wherever they lie: nothing is unpacked, and nothing is written."""

from cmcompliance.archive.source.member import Member
from cmcompliance.archive.source.opening import open_source
from cmcompliance.archive.source.source import Source

__all__ = ["Member", "Source", "open_source"]
