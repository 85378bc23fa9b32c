"""All items of all archives of a scan, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from cmcompliance.archive import (
    Archived,
    ArchiveFault,
    ArchiveReader,
    Item,
    Place,
    Skipped,
    Unreadable,
    open_source,
    read_archive,
)
from cmcompliance.scan.meter import Meter
from cmcompliance.scan.request import Input, Period

OUTSIDE = "published before --since or after --until"


def all_items(
    inputs: Sequence[Input], readers: Sequence[ArchiveReader], period: Period, meter: Meter
) -> Iterator[Item]:
    """Yield what the archives hold, the same in the same order whenever they are read."""
    for given in inputs:
        place, outside = Place(given.name), 0
        try:
            with meter.metered(open_source(given.path, given.name)) as source:
                for item in read_archive(source, readers, partial(meter.expect, source)):
                    if isinstance(item, Archived) and not period.has(item.draft):
                        outside += 1
                        continue
                    yield item
        except ArchiveFault as error:
            yield Unreadable(place, str(error))
        if outside:
            yield Skipped(place, OUTSIDE, outside)
