"""The readers of archives: those of this package, and those of others by entry point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import Final, Literal, Protocol

from cmcompliance.archive.faults import ArchiveFault
from cmcompliance.archive.items import Item
from cmcompliance.archive.source import Source

GROUP: Final = "cmcompliance.archive_readers"
"""The entry points' group: each leads to an ArchiveReader, or to what makes one when it is called."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Members that a reader knows, to be read together and in this order.

    `certainty`: `sure` for what only its format looks like, `likely` for what may be something else.
    """

    reader: str
    members: tuple[str, ...]
    certainty: Literal["sure", "likely"] = "sure"


class ArchiveReader(Protocol):
    """Reads one format. Whatever is in a member, neither method raises anything but ArchiveFault."""

    @property
    def name(self) -> str:
        """What it is called, in claims and on the command line."""
        ...

    def claims(self, source: Source) -> Sequence[Claim]:
        """Return what it knows in a source, by content."""
        ...

    def read(self, source: Source, claim: Claim) -> Iterator[Item]:
        """Yield what a claim of its own holds: the same in the same order whenever it is asked."""
        ...


def shipped_readers(*, mapping: Mapping[str, str] | None = None) -> list[ArchiveReader]:
    """Return the readers of this package; `mapping`: the columns of tables, by field. Raises ArchiveFault."""
    from cmcompliance.archive.readers.blogger import BloggerReader  # noqa: PLC0415  # each brings its own library
    from cmcompliance.archive.readers.bluesky import BlueskyReader  # noqa: PLC0415
    from cmcompliance.archive.readers.drafts import DraftsReader  # noqa: PLC0415
    from cmcompliance.archive.readers.facebook import FacebookReader  # noqa: PLC0415
    from cmcompliance.archive.readers.feeds import FeedReader  # noqa: PLC0415
    from cmcompliance.archive.readers.ghost import GhostReader  # noqa: PLC0415
    from cmcompliance.archive.readers.instagram import InstagramReader  # noqa: PLC0415
    from cmcompliance.archive.readers.linkedin import LinkedInReader  # noqa: PLC0415
    from cmcompliance.archive.readers.mastodon import MastodonReader  # noqa: PLC0415
    from cmcompliance.archive.readers.pinterest import PinterestReader  # noqa: PLC0415
    from cmcompliance.archive.readers.tables import TablesReader  # noqa: PLC0415
    from cmcompliance.archive.readers.telegram import TelegramReader  # noqa: PLC0415
    from cmcompliance.archive.readers.tiktok import TikTokReader  # noqa: PLC0415
    from cmcompliance.archive.readers.warc import WarcReader  # noqa: PLC0415
    from cmcompliance.archive.readers.wordpress import WordPressReader  # noqa: PLC0415
    from cmcompliance.archive.readers.x import XReader  # noqa: PLC0415
    from cmcompliance.archive.readers.youtube import YouTubeReader  # noqa: PLC0415

    return [
        BloggerReader(),
        BlueskyReader(),
        DraftsReader(),
        FacebookReader(),
        FeedReader(),
        GhostReader(),
        InstagramReader(),
        LinkedInReader(),
        MastodonReader(),
        PinterestReader(),
        TablesReader(mapping),
        TelegramReader(),
        TikTokReader(),
        WarcReader(),
        WordPressReader(),
        XReader(),
        YouTubeReader(),
    ]


def all_readers(*, mapping: Mapping[str, str] | None = None) -> list[ArchiveReader]:
    """Return the shipped readers and those that are installed beside them; `mapping`: as for those shipped.

    Raises ArchiveFault.
    """
    readers = shipped_readers(mapping=mapping)
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        reader = _loaded(point)
        if any(reader.name == known.name for known in readers):
            raise ArchiveFault(f"two readers are called {reader.name!r}; one comes from {_home(point)}")
        readers.append(reader)
    return readers


def _loaded(point: EntryPoint) -> ArchiveReader:
    try:
        found = point.load()
        reader: ArchiveReader = found() if callable(found) else found
        if not isinstance(reader.name, str) or not callable(reader.claims) or not callable(reader.read):
            raise TypeError("it is no reader of archives")
    except Exception as error:  # whatever somebody else's package does
        raise ArchiveFault(f"the reader {point.name!r} of {_home(point)} cannot be used: {error}") from error
    return reader


def _home(point: EntryPoint) -> str:
    return point.dist.name if point.dist is not None else point.value
