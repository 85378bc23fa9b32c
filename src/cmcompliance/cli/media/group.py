"""How `media FILE…` lives beside `media ledger …`."""

from __future__ import annotations

from cmcompliance.cli.default_command import DefaultCommand, GroupWithDefault

FILES = "files"
"""The command that reads files; nobody needs to write it, and a file of that name is none."""


class MediaGroup(GroupWithDefault):
    """Commands about rights, where what names none of them is a file to be read."""

    default = FILES


class MediaCommand(DefaultCommand):
    """The command that reads files."""

    others = "About rights (a file of such a name is written ./NAME)"
