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
from cmcompliance.scan.source_ends import SourceEnd, stamp_of

OUTSIDE = "published before --since or after --until"


def all_items(
    inputs: Sequence[Input], readers: Sequence[ArchiveReader], period: Period, meter: Meter
) -> Iterator[Item | SourceEnd]:
    """Yield what the archives hold and the end of each, the same in the same order whenever they are read."""
    for given in inputs:
        place, outside, size, stamp = Place(given.name), 0, 0, stamp_of(given.path)
        try:
            with meter.metered(open_source(given.path, given.name)) as source:
                for item in read_archive(source, readers, partial(meter.expect, source)):
                    if isinstance(item, Archived) and not period.has(item.draft):
                        outside += 1
                        continue
                    yield item
                size = meter.expected
        except ArchiveFault as error:
            yield Unreadable(place, str(error))
        if outside:
            yield Skipped(place, OUTSIDE, outside)
        unchanged = stamp if stamp == stamp_of(given.path) else None
        yield SourceEnd(given.name, unchanged, size)
