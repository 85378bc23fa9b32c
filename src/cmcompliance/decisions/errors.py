"""What keeps a log from being written or read."""

from __future__ import annotations


class LogUnavailable(Exception):  # noqa: N818 - it is how the service calls that state
    """The log cannot be opened, read or written now; the message holds no password."""


class EntryRefused(LogUnavailable):
    """One entry cannot be written, whatever the state of the log."""


class LogStuck(LogUnavailable):
    """The log is held by others, or was moved away under us; a new connection would not help."""
