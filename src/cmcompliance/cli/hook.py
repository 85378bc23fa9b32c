"""`cmcompliance hook`: the verdict on one draft, in time, for a tool that is about to publish it.

The client of the hook is light and reads its command line itself (`hook/call.py`). This declares the options
for --help, says what is wrong with a command line, and, in the process that does the work, checks.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer
from typer.core import TyperCommand

from cmcompliance.cli.formats import Format
from cmcompliance.cli.options import (
    AsOfOption,
    AuthorRoleOption,
    BaselineOption,
    ConfigOption,
    JurisdictionOption,
    LangOption,
    LedgerOption,
    MediaOption,
    NoConfigOption,
    PackOption,
    PlatformOption,
    RelationshipOption,
    RuleOption,
    StdinFilenameOption,
    WaiversOption,
)
from cmcompliance.cli.serving import Serving
from cmcompliance.hook.call import IDLE_SECONDS, SECONDS

_GIVEN = "cmcompliance.hook.arguments"


class HookCommand(TyperCommand):
    """A command that keeps its arguments as they were given, to hand them on."""

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Read the arguments."""
        ctx.meta[_GIVEN] = tuple(args)
        return super().parse_args(ctx, args)


def hook(
    context: typer.Context,
    platform: PlatformOption = None,
    jurisdiction: JurisdictionOption = None,
    author_role: AuthorRoleOption = None,
    relationship: RelationshipOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    output: Annotated[
        Format | None, typer.Option("--format", help="Form of the report on standard output; default text.")
    ] = None,
    quiet: Annotated[
        bool,
        typer.Option("--quiet", "-q", help="Only errors and warnings, a line each; nothing if all is well."),
    ] = False,
    strict: Annotated[
        bool | None, typer.Option("--strict/--no-strict", help="Exit with 1 on `review` too.")
    ] = None,
    rule: RuleOption = None,
    pack: PackOption = None,
    config: ConfigOption = None,
    no_config: NoConfigOption = False,
    stdin_filename: StdinFilenameOption = None,
    waivers: WaiversOption = None,
    baseline: BaselineOption = None,
    media: MediaOption = True,
    ledger: LedgerOption = None,
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="SECONDS", help="When the check is stopped, come what may.")
    ] = SECONDS,
    on_error: Annotated[
        Literal["block", "allow"],
        typer.Option(
            "--on-error",
            help="What follows when a draft could not be checked in time, or at all: exit with 2, or with 0. "
            "It is said on standard error and in the form asked for.",
        ),
    ] = "block",
    persistent: Annotated[
        bool,
        typer.Option(
            "--persistent", help="Ask a daemon, which is started if need be: faster from the second call."
        ),
    ] = False,
    daemon: Annotated[bool, typer.Option("--daemon", help="Be that daemon, here, until it is idle.")] = False,
    idle: Annotated[
        float,
        typer.Option(
            "--idle", metavar="SECONDS", help="After so long without a call a daemon that starts now ends."
        ),
    ] = IDLE_SECONDS,
    stop: Annotated[bool, typer.Option("--stop", help="End your daemons.")] = False,
    status: Annotated[bool, typer.Option("--status", help="List your daemons; text or json.")] = False,
) -> None:
    """Check the draft on standard input before another tool publishes it.

    The draft is text with optional front matter, or JSON. Settings, options and the report on standard output
    are those of `check -`. The result is no legal advice.

    Exit status: 0 it may be published; 1 it must not be published as it is; 2 it could not be read or
    checked, or the command line is wrong. With --on-error allow a draft that could not be checked, by no
    fault of its own, gives 0.
    """
    serving = context.obj
    if not isinstance(serving, Serving):
        raise typer.Exit(_called(context))
    from cmcompliance.cli.check import check
    from cmcompliance.cli.failure import Unusable

    try:
        check(
            context,
            ["-"],
            platform,
            jurisdiction,
            author_role,
            relationship,
            as_of,
            lang,
            output,
            quiet,
            strict=strict,
            rule=rule,
            pack=pack,
            config=config,
            no_config=no_config,
            stdin_filename=stdin_filename,
            waivers=waivers,
            baseline=baseline,
            media=media,
            ledger=ledger,
        )
    except typer.Exit as end:
        serving.checked = not isinstance(end, Unusable)
        raise
    except Exception:
        serving.checked = False
        raise


def _called(context: typer.Context) -> int:
    """Do what a client does, for a command line that needed a second look."""
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.hook.call import MisunderstoodError, understood
    from cmcompliance.hook.client import run

    try:
        call = understood(context.meta[_GIVEN])
    except MisunderstoodError as error:
        raise bad_input(str(error)) from None
    return run(call)
