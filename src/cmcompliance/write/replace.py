"""Replace a file as a whole or not at all, and only while it is still what was read."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path


class FileChangedError(OSError):
    """The file is no longer what was read: someone else wrote it meanwhile."""


def replace_file(path: Path, data: bytes, expected: bytes) -> None:
    """Put `data` in the place of a file that still holds `expected`; its mode stays, a link stays a link.

    The file has its old content or the new one at any time, never a part. Raises FileChangedError, and
    OSError when it cannot be written.
    """
    target = path.resolve()
    if target.read_bytes() != expected:
        raise FileChangedError(f"{path} was changed meanwhile: nothing was written to it")
    if data == expected:
        return
    if not os.access(target, os.W_OK):
        raise PermissionError(f"{path} is write-protected")
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        shutil.copymode(target, name)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
