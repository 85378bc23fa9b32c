"""How a command ends when what it was given is no good."""

from __future__ import annotations

import typer

from cmcompliance.cli.exit_status import ExitStatus

BAD_INPUT = ExitStatus.BAD_INPUT


class Unusable(typer.Exit):
    """A run that judged no draft, by no fault of the draft: settings, rules, or a fault of ours."""


def unusable(message: str) -> Unusable:
    """Print on stderr what cannot be used and return the exit to raise."""
    typer.echo(f"cmcompliance: {message}", err=True)
    return Unusable(BAD_INPUT)


def bad_input(message: str) -> typer.Exit:
    """Print the message on stderr and return the exit to raise."""
    typer.echo(f"cmcompliance: {message}", err=True)
    return typer.Exit(BAD_INPUT)
