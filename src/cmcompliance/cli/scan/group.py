"""How `scan SOURCE…` lives beside `scan diff`, `scan query` and their kin."""

from __future__ import annotations

from cmcompliance.cli.default_command import DefaultCommand, GroupWithDefault

ARCHIVES = "archives"
"""The command that scans; nobody needs to write it, and a folder of that name is none."""


class ScanGroup(GroupWithDefault):
    """Commands about results, where what names none of them is an archive to be scanned."""

    default = ARCHIVES


class ScanCommand(DefaultCommand):
    """The command that scans."""

    others = "About results (a source of such a name is written ./NAME)"
