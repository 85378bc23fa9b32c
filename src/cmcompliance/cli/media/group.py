"""How `media FILE…` lives beside `media ledger …`."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

FILES = "files"
"""The command that reads files; nobody needs to write it, and a file of that name is none."""


class MediaGroup(TyperGroup):
    """Commands about rights, where what names none of them is a file to be read."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Name the command that reads files where none is named."""
        if not args or args[0] not in self.commands or args[0] == FILES:
            args = [FILES, *args]
        return super().parse_args(ctx, args)


class MediaCommand(TyperCommand):
    """The command that reads files, which goes by the name of its group."""

    def make_context(self, info_name: Any, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Read the command line as if there were no group."""
        return super().make_context(parent.info_name, args, parent=parent.parent, **extra)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """List the commands about rights."""
        super().format_epilog(ctx, formatter)
        with formatter.section("About rights (a file of such a name is written ./NAME)"):
            formatter.write_dl(
                [("ledger check", "Find what has ended, is missing or contradicts itself in a ledger."),
                 ("ledger add", "Write an entry for files into rights.toml, to be filled in.")]
            )  # fmt: skip
