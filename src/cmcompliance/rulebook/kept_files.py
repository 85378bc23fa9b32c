"""Files kept in the user's cache folder: written whole or not at all, and swept when they have grown old."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from pathlib import Path
from typing import Final

KEPT_DAYS: Final = 60
"""A file that old is removed when a new one of its family is written: releases and rules come and go."""
_SECONDS_A_DAY: Final = 86_400


def write_kept(path: Path, data: bytes) -> None:
    """Write a cache file, then remove the old ones of its family: those named alike up to the first `-`.

    Raises OSError when the folder cannot be written; nothing half-written stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    family = path.name.partition("-")[0]
    handle, name = tempfile.mkstemp(prefix=f".{family}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    _sweep(path, family, time.time() - KEPT_DAYS * _SECONDS_A_DAY)


def _sweep(written: Path, family: str, before: float) -> None:
    """Left-overs of a write that was killed begin with a dot."""
    for pattern in (f"{family}-*.bin", f".{family}-*"):
        for old in written.parent.glob(pattern):
            with contextlib.suppress(OSError):
                if old != written and old.stat().st_mtime < before:
                    old.unlink()
