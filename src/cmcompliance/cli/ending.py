"""How a run ends, whatever happens: with a documented status, and a traceback for faults of our own only."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from cmcompliance.cli.exit_status import ExitStatus


class ClosedPipe(Exception):  # noqa: N818 - it is no error of ours
    """Nobody reads our output any more."""


class Commands(TyperGroup):
    """The commands, where a closed pipe and a prompt that is left have statuses of their own."""

    def make_context(self, *arguments: Any, **options: Any) -> Any:
        """Read the command line; --help writes here."""
        with _told_apart():
            return super().make_context(*arguments, **options)

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        with _told_apart():
            return super().invoke(ctx)


@contextmanager
def _told_apart() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise ClosedPipe from None
    except (typer.Abort, EOFError):
        raise typer.Exit(ExitStatus.INTERRUPTED) from None


def ended(command: Callable[[], Any]) -> int:
    """Run a command line to its end and return the exit status."""
    _open_what_is_closed()
    try:
        try:
            command()
            status: int = ExitStatus.OK
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(end.code is not None)
        _flush()
    except (ClosedPipe, BrokenPipeError):
        _let_go_of_output()
        return ExitStatus.CLOSED_PIPE
    except KeyboardInterrupt:
        return ExitStatus.INTERRUPTED
    except OSError as error:
        _say(f"cannot go on: {error}")
        _let_go_of_output()
        return ExitStatus.BAD_INPUT
    except Exception:
        import traceback

        traceback.print_exc()
        _say("stopped by a fault of its own, told above; nothing can be concluded from this run")
        return ExitStatus.FAULT
    return status


def _open_what_is_closed() -> None:
    """Give a process that was started without a standard stream one that is empty, or leads nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115


def _say(message: str) -> None:
    sys.stderr.write(f"cmcompliance: {message}\n")


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        stream.flush()


def _let_go_of_output() -> None:
    """Send what is still buffered nowhere, or the interpreter would fail to flush it at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            os.dup2(nowhere, stream.fileno())
