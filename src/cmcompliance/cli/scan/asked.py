"""What `scan` and `scan drafts` are asked for, as the scan wants it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cmcompliance.scan import Input, Period


def inputs_of(sources: Sequence[str]) -> tuple[Input, ...]:
    """Return the archives under the names that they are given."""
    from cmcompliance.scan import Input
    from cmcompliance.scan.chunks import sound

    return tuple(Input(sound(str(Path(source))), Path(source).resolve()) for source in sources)


def day_of(moment: datetime | None) -> date | None:
    """Return the day of what an option gives."""
    return moment.date() if moment else None


def period_of(since: datetime | None, until: datetime | None, words: Mapping[str, str]) -> Period:
    """Return the days that are wanted; exit with 2 where there are none."""
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.scan import Period

    period = Period(day_of(since), day_of(until))
    if period.since and period.until and period.since > period.until:
        raise bad_input(words["no_days"].format(period.since, period.until))
    return period


def columns_of(pairs: Sequence[str]) -> dict[str, str]:
    """Return the columns of fields; exit with 2 for what says none."""
    from cmcompliance.archive import ArchiveFault
    from cmcompliance.archive.readers.tables import parse_mapping
    from cmcompliance.cli.failure import bad_input

    try:
        return parse_mapping(pairs)
    except ArchiveFault as error:
        raise bad_input(str(error)) from None
