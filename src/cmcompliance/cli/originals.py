"""What a command was given to read, and may write to: a file, a file of lines, or standard input."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from cmcompliance.cli.drafts import STDIN, STDIN_NAME

if TYPE_CHECKING:
    from cmcompliance.read import ReadItem
    from cmcompliance.write.drafts import DraftChanges


class Original(Protocol):
    """Where drafts come from; `is_stream`: what is written goes on, so that it is written in any case."""

    name: str
    is_stream: bool

    def items(self) -> Iterator[ReadItem]:
        """Yield what is read there, in order."""
        ...

    def difference(self, changes: DraftChanges) -> Iterator[str]:
        """Yield the lines of a unified diff. Raises WriteError, and OSError."""
        ...

    def write(self, changes: DraftChanges) -> None:
        """Write what changes. Raises WriteError, and OSError."""
        ...


def original(file: str, stdin_name: str | None = None) -> Original:
    """Return what a name on the command line stands for; `-` is standard input."""
    from cmcompliance.read.reader import format_of

    if file == STDIN:
        return _StandardInput(stdin_name or STDIN_NAME)
    return _Lines(file) if format_of(Path(file)) == "lines" else _Whole(file)


class _Whole:
    """A file that is held as a whole."""

    is_stream = False

    def __init__(self, name: str) -> None:
        self.name = name
        self._path = Path(name)

    def items(self) -> Iterator[ReadItem]:
        from cmcompliance.read import read_drafts

        yield from read_drafts(self._path)

    def difference(self, changes: DraftChanges) -> Iterator[str]:
        from cmcompliance.write.difference import text_difference

        old = self._path.read_bytes()
        yield from text_difference(old.decode(), self._changed(old, changes).decode(), self.name)

    def write(self, changes: DraftChanges) -> None:
        from cmcompliance.write.replace import replace_file

        old = self._path.read_bytes()
        replace_file(self._path, self._changed(old, changes), old)

    def _changed(self, old: bytes, changes: DraftChanges) -> bytes:
        from cmcompliance.read.reader import format_of
        from cmcompliance.write.drafts import WriteError, with_changes

        if not self._path.is_file():
            raise WriteError("is no ordinary file: read it from - and write what is printed")
        return with_changes(old, format_of(self._path), changes)


class _Lines:
    """A file with a draft a line, of which a line is held at a time."""

    is_stream = False

    def __init__(self, name: str) -> None:
        from cmcompliance.write.replace import state_of

        self.name = name
        self._path = Path(name)
        self._state = state_of(self._path) if self._path.is_file() else None

    def items(self) -> Iterator[ReadItem]:
        from cmcompliance.read import read_drafts

        yield from read_drafts(self._path)

    def difference(self, changes: DraftChanges) -> Iterator[str]:
        from cmcompliance.write.difference import line_difference

        pairs = (
            (old.decode(errors="replace"), new.decode(errors="replace")) for old, new in self._lines(changes)
        )
        yield from line_difference(pairs, self.name)

    def write(self, changes: DraftChanges) -> None:
        from cmcompliance.write.drafts import WriteError
        from cmcompliance.write.replace import replace_by_parts

        if self._state is None:
            raise WriteError("is no ordinary file: read it from - and write what is printed")
        replace_by_parts(self._path, (new for _, new in self._lines(changes)), self._state)

    def _lines(self, changes: DraftChanges) -> Iterator[tuple[bytes, bytes]]:
        from cmcompliance.write.lines import changed_lines

        with self._path.open("rb") as stream:
            yield from changed_lines(stream, changes)


class _StandardInput:
    """Standard input, which is written to standard output, changed or not."""

    is_stream = True

    def __init__(self, name: str) -> None:
        self.name = name
        self._data = sys.stdin.buffer.read()

    def items(self) -> Iterator[ReadItem]:
        from cmcompliance.read import read_drafts

        yield from read_drafts(io.BytesIO(self._data), self.name)

    def difference(self, changes: DraftChanges) -> Iterator[str]:
        from cmcompliance.write.difference import text_difference

        old = self._data.decode(errors="replace")
        yield from text_difference(old, self._changed(changes).decode(errors="replace"), self.name)

    def write(self, changes: DraftChanges) -> None:
        new = self._changed(changes) if changes else self._data
        sys.stdout.flush()
        sys.stdout.buffer.write(new)
        sys.stdout.buffer.flush()

    def _changed(self, changes: DraftChanges) -> bytes:
        from cmcompliance.read.reader import format_of_data
        from cmcompliance.write.drafts import with_changes

        return with_changes(self._data, format_of_data(self._data), changes)
