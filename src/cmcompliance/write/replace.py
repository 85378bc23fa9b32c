"""Replace a file as a whole or not at all, and only while it is still what was read."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

State = tuple[int, int, int, int]


class FileChangedError(OSError):
    """The file is no longer what was read: someone else wrote it meanwhile."""


def replace_file(path: Path, data: bytes, expected: bytes) -> None:
    """Put `data` in the place of a file that still holds `expected`; its mode stays, a link stays a link.

    The file has its old content or the new one at any time, never a part. Raises FileChangedError, and
    OSError when it cannot be written.
    """
    target = path.resolve()
    if target.read_bytes() != expected:
        raise _changed(path)
    if data != expected:
        _replace(path, (data,), lambda: True)


def replace_by_parts(path: Path, parts: Iterable[bytes], state: State) -> None:
    """Put `parts`, which are made as they are written, in the place of a file that is still in that state.

    All else is as for `replace_file`.
    """
    if state_of(path) != state:
        raise _changed(path)
    _replace(path, parts, lambda: state_of(path) == state)


def state_of(path: Path) -> State:
    """Return what tells whether a file was written since: which file it is, its size and its time."""
    seen = path.stat()
    return seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns


def _replace(path: Path, parts: Iterable[bytes], is_unchanged: Callable[[], bool]) -> None:
    target = path.resolve()
    if not os.access(target, os.W_OK):
        raise PermissionError(f"{path} is write-protected")
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(parts)
            stream.flush()
            os.fsync(stream.fileno())
        shutil.copymode(target, name)
        if not is_unchanged():
            raise _changed(path)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _changed(path: Path) -> FileChangedError:
    return FileChangedError(f"{path} was changed meanwhile: nothing was written to it")
