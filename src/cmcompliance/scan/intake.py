"""All items of all archives of a scan, in order."""

from __future__ import annotations

from collections import Counter
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
from cmcompliance.draft import Draft
from cmcompliance.scan.meter import Meter
from cmcompliance.scan.request import Input, Period
from cmcompliance.scan.source_ends import SourceEnd, stamp_of
from cmcompliance.scan.where import Condition

OUTSIDE = "published before --since or after --until"
_LEFT_OUT = "left out by --where "


def all_items(
    inputs: Sequence[Input],
    readers: Sequence[ArchiveReader],
    period: Period,
    meter: Meter,
    where: Sequence[Condition] = (),
) -> Iterator[Item | SourceEnd]:
    """Yield what the archives hold and the end of each, the same in the same order whenever they are read.

    Posts outside of the period, and those for which a condition does not hold, are counted and told.
    """
    for given in inputs:
        place, left_out = Place(given.name), Counter[str]()
        size, stamp = 0, stamp_of(given.path)
        try:
            with meter.metered(open_source(given.path, given.name)) as source:
                for item in read_archive(source, readers, partial(meter.expect, source)):
                    if isinstance(item, Archived) and (why := _why_not(item.draft, period, where)):
                        left_out[why] += 1
                        continue
                    yield item
                size = meter.expected
        except ArchiveFault as error:
            yield Unreadable(place, str(error))
        for reason, count in left_out.items():
            yield Skipped(place, reason, count)
        unchanged = stamp if stamp == stamp_of(given.path) else None
        yield SourceEnd(given.name, unchanged, size)


def is_left_out(reason: str) -> bool:
    """Return whether what was skipped for a reason is a post that was not asked for."""
    return reason == OUTSIDE or reason.startswith(_LEFT_OUT)


def _why_not(draft: Draft, period: Period, where: Sequence[Condition]) -> str | None:
    if not period.has(draft):
        return OUTSIDE
    return next((f"{_LEFT_OUT}{condition}" for condition in where if not condition.holds(draft)), None)
