"""What the exit status of a command says: the same for every command, from one release to the next."""

from __future__ import annotations

from enum import IntEnum


class ExitStatus(IntEnum):
    """The exit statuses; no command ends with another."""

    OK = 0
    """All was looked at, and nothing is in the way."""
    FOUND = 1
    """All was looked at, and something is to be mended: a draft, a rule, an example."""
    BAD_INPUT = 2
    """Not all was looked at: something could not be read or written, or was asked wrongly."""
    FAULT = 3
    """cmcompliance itself failed, and stopped."""
    INTERRUPTED = 130
    """The user stopped it."""
    CLOSED_PIPE = 141
    """What read the output stopped reading, as `head` does."""
