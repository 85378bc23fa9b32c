"""How `scan SOURCE…` lives beside `scan diff`, `scan query` and their kin."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

ARCHIVES = "archives"
"""The command that scans; nobody needs to write it, and a folder of that name is none."""


class ScanGroup(TyperGroup):
    """Commands about results, where what names none of them is an archive to be scanned."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Name the command that scans where none is named."""
        if not args or args[0] not in self.commands or args[0] == ARCHIVES:
            args = [ARCHIVES, *args]
        return super().parse_args(ctx, args)


class ScanCommand(TyperCommand):
    """The command that scans, which goes by the name of its group."""

    def make_context(self, info_name: Any, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Read the command line as if there were no group."""
        self._others = _lines_of(parent)
        return super().make_context(parent.info_name, args, parent=parent.parent, **extra)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """List the commands about results."""
        super().format_epilog(ctx, formatter)
        if self._others:
            with formatter.section("About results (a source of such a name is written ./NAME)"):
                formatter.write_dl(self._others)


def _lines_of(group: Any) -> list[tuple[str, str]]:
    commands = group.command.commands.items()
    return [(name, command.get_short_help_str()) for name, command in commands if not command.hidden]
