"""One run, written to all its destinations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace

from cmcompliance.cli.destinations import Destination, DestinationError
from cmcompliance.cli.formats import Setup, writer_for
from cmcompliance.cli.output import Writer
from cmcompliance.cli.output_file import OutputFile
from cmcompliance.render.outcome import Outcome


@contextmanager
def written_to(places: Sequence[Destination], setup: Setup) -> Iterator[Callable[[Outcome], None]]:
    """Give what writes an outcome to every destination; files are put in place at the end if nothing failed.

    `setup`: that of standard output. Raises DestinationError when a file cannot be written.
    """
    with ExitStack() as stack:
        files: dict[Destination, OutputFile] = {}
        for place in places:
            if place.path is not None:
                files[place] = _opened(place)
                stack.callback(files[place].discard)
        writers: list[Writer] = [
            writer_for(place.format, replace(setup, stream=files[place].stream) if place in files else setup)
            for place in places
        ]

        def write(outcome: Outcome) -> None:
            for writer in writers:
                writer.write(outcome)

        yield write
        for writer in writers:
            writer.close()
        for place, file in files.items():
            _keep(place, file)


def _opened(place: Destination) -> OutputFile:
    assert place.path is not None
    try:
        return OutputFile(place.path)
    except OSError as error:
        raise _cannot(place, error) from None


def _keep(place: Destination, file: OutputFile) -> None:
    try:
        file.keep()
    except OSError as error:
        raise _cannot(place, error) from None


def _cannot(place: Destination, error: OSError) -> DestinationError:
    return DestinationError(f"cannot write {place.path}: {error.strerror or error}")
