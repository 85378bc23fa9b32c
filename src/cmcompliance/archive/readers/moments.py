"""Moments as exports write them; what is none is unknown."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def iso_moment(text: str | None, zone_unsaid: bool = False) -> str | None:
    """Return the moment of "2026-11-25T10:00:00Z" or "2026-11-25 10:00:00", None without one.

    `zone_unsaid`: of one without a zone, that of the place; it is in UTC otherwise.
    """
    try:
        when = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    return _known(when if when.tzinfo or zone_unsaid else when.replace(tzinfo=UTC))


def mail_moment(text: str | None) -> str | None:
    """Return the moment of "Wed, 25 Nov 2026 10:00:00 +0100", None without one."""
    try:
        when = parsedate_to_datetime((text or "").strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return _known(when if when.tzinfo else when.replace(tzinfo=UTC))


def _known(when: datetime) -> str | None:
    """Return a moment; years that no site has seen are how programs write that they do not know."""
    return when.isoformat() if 1980 < when.year < 2200 else None
