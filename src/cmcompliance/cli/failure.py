"""How a command ends when what it was given is no good."""

from __future__ import annotations

import typer

BAD_INPUT = 2


def bad_input(message: str) -> typer.Exit:
    """Print the message on stderr and return the exit to raise."""
    typer.echo(f"cmcompliance: {message}", err=True)
    return typer.Exit(BAD_INPUT)
