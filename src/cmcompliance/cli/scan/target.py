"""Where what is made of results goes: a file that is there as a whole or not at all, or standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from cmcompliance.cli.failure import bad_input
from cmcompliance.cli.output_file import OutputFile


@contextmanager
def target(path: Path | None, results: Path) -> Iterator[TextIO]:
    """Give what to write to; None: standard output. A file within the folder of results is refused."""
    if path is None:
        yield sys.stdout
        return
    refuse_within(results, path)
    try:
        file = OutputFile(path)
    except OSError as error:
        raise bad_input(f"cannot write {path}: {error.strerror or error}") from None
    try:
        yield file.stream
        file.keep()
    except BaseException as error:
        file.discard()
        if isinstance(error, OSError):
            raise bad_input(f"cannot write {path}: {error.strerror or error}") from None
        raise


def refuse_within(results: Path, path: Path) -> None:
    """End the command where a file would lie in the folder of results: no scan there could go on."""
    if path.resolve().is_relative_to(results.resolve()):
        raise bad_input(
            f"{path}: lies in {results}, which holds results and nothing else: write it elsewhere"
        )
