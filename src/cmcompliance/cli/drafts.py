"""The drafts that a command is given: read in order, each under a name that its user knows."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from cmcompliance.draft import Draft
    from cmcompliance.read import FaultError, ReadDraft, ReadError, ReadItem
    from cmcompliance.render import Language

STDIN = "-"
STDIN_NAME = "<stdin>"


def read_items(files: Sequence[str], stdin_name: str | None = None) -> Iterator[ReadItem]:
    """Yield the drafts of the files in order, and an error for each that is unreadable.

    `-` is stdin, read as the file `stdin_name` would be.
    """
    from cmcompliance.read import ReadDraft, read_drafts

    for file in files:
        source = sys.stdin.buffer if file == STDIN else Path(file)
        for item in read_drafts(source, (stdin_name or STDIN_NAME) if file == STDIN else None):
            if isinstance(item, ReadDraft):
                note(item)
            yield item


def named(item: ReadDraft) -> Draft:
    """Return the draft; one that is a file of its own and has no id goes by the file's name in the report."""
    draft, origin = item.draft, item.origin
    if draft.id is not None or origin.line is not None or origin.file == STDIN_NAME:
        return draft
    return draft.model_copy(update={"id": origin.name})


def complain(error: ReadError, language: Language | None = None) -> None:
    """Say on stderr what could not be read, a line a problem."""
    from cmcompliance.cli.words import spoken, unread
    from cmcompliance.render.style import clean

    for problem in error.problems:
        line = problem.line if problem.line is not None else error.line
        where = error.file if line is None else f"{error.file}:{line}"
        typer.echo(clean(f"{where}: {unread(problem.message, spoken(language))}"), err=True)


def note(item: ReadDraft) -> None:
    """Say on stderr what the author of a draft may have meant otherwise."""
    if not item.notes:
        return
    from cmcompliance.render.style import clean

    for problem in item.notes:
        where = item.origin.file if problem.line is None else f"{item.origin.file}:{problem.line}"
        typer.echo(clean(f"{where}: note: {problem.message}"), err=True)


def fault(item: ReadDraft, error: Exception) -> FaultError:
    """Return what stands for a draft that tripped a fault of ours: it stops no other, and never passes."""
    from cmcompliance.read import FaultError, Problem

    message = f"could not be checked, a fault of cmcompliance: {type(error).__name__}: {error}"
    return FaultError(item.origin.file, (Problem(message),), item.origin.line, item.draft.id)
