"""The legal basis of a rule for one jurisdiction, one platform and one day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cmcompliance.report.model import LegalBasis
from cmcompliance.rulebook.book import RuleBook, Source


def sources_in_force(
    book: RuleBook, keys: Iterable[str], jurisdiction: str | None, platform: str | None, day: date
) -> list[Source]:
    """Return the sources that bind in `jurisdiction` (or above it) or on `platform`, in force on `day`."""
    return [one for one in binding_sources(book, keys, jurisdiction, platform) if is_in_force(one, day)]


def binding_sources(
    book: RuleBook, keys: Iterable[str], jurisdiction: str | None, platform: str | None
) -> list[Source]:
    """Return the sources that bind in `jurisdiction` (or above it) or on `platform`, on some day.

    A house's own policy binds it everywhere.
    """
    territories = book.ancestry(jurisdiction) if jurisdiction else ()
    return [
        source
        for source in (book.sources[key] for key in keys)
        if not source.excepted.intersection(territories)
        and (
            (source.territory is not None and source.territory in territories)
            or (source.platform is not None and source.platform == platform)
            or source.house is not None
        )
    ]


def is_in_force(source: Source, day: date) -> bool:
    """Return whether a source binds on a day, where it binds at all."""
    return (source.start is None or source.start <= day) and (source.end is None or day <= source.end)


def as_basis(source: Source) -> LegalBasis:
    """Return a source as a finding cites it."""
    return LegalBasis(
        citation=source.citation,
        title=source.title,
        url=source.url,
        in_force_from=source.start,
        in_force_to=source.end,
        sanction=source.sanction,
        checked_on=source.checked_on,
        house=source.house,
    )
