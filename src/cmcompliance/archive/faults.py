"""What can be wrong with an archive, or with a file in it."""

from __future__ import annotations


class ArchiveFault(Exception):  # noqa: N818  # the archive's, not the program's
    """An archive or a member that cannot be read; the message is one line that says why and what to do."""
