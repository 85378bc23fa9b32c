"""A group of commands, one of which needs no name: `scan SOURCE…` beside `scan diff`."""

from __future__ import annotations

from typing import Any, ClassVar

from typer.core import TyperCommand, TyperGroup


class GroupWithDefault(TyperGroup):
    """Commands of which `default` is meant where none is named; nobody needs to write its name."""

    default: ClassVar[str]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Name the command where none is named."""
        if not args or args[0] not in self.commands or args[0] == self.default:
            args = [self.default, *args]
        return super().parse_args(ctx, args)


class DefaultCommand(TyperCommand):
    """The command that goes by the name of its group; `others`: the heading of the others in its help."""

    others: ClassVar[str]

    def make_context(self, info_name: Any, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Read the command line as if there were no group."""
        self._others = list(_lines_of(parent.command))
        return super().make_context(parent.info_name, args, parent=parent.parent, **extra)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """List the other commands of the group."""
        super().format_epilog(ctx, formatter)
        if self._others:
            with formatter.section(self.others):
                formatter.write_dl(self._others)


def _lines_of(group: Any, above: str = "") -> Any:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _lines_of(command, f"{above}{name} ")
        elif not command.hidden:
            yield f"{above}{name}", command.get_short_help_str()
