"""A file that a report is written to: there as a whole or not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TextIO


class OutputFile:
    """What is written to `stream` becomes the file by `keep`, or nothing of it by `discard`.

    What is no ordinary file (a pipe, `/dev/stdout`) is written as it comes.
    """

    def __init__(self, path: Path) -> None:
        """Raises OSError when the file cannot be written."""
        self._target = path.resolve()
        ordinary = self._target.is_file() or not self._target.exists()
        self._written = (
            self._target.with_name(f".{self._target.name}.{os.getpid()}") if ordinary else self._target
        )
        self.stream: TextIO = self._written.open("x" if ordinary else "w", encoding="utf-8", newline="\n")

    def keep(self) -> None:
        """Put what was written in the file's place; the mode of a file that was there stays."""
        self.stream.close()
        if self._written == self._target:
            return
        if self._target.exists():
            shutil.copymode(self._target, self._written)
        self._written.replace(self._target)

    def discard(self) -> None:
        """Leave what was there before."""
        self.stream.close()
        if self._written != self._target:
            self._written.unlink(missing_ok=True)
