"""Why results cannot be looked at."""

from __future__ import annotations


class ResultsRefused(Exception):  # noqa: N818  # named for what happened to whoever asked
    """What was asked of results cannot be; the message is one line: what is wrong, where, what to do."""
