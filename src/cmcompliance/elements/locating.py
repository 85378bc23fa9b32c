"""Where the file of a medium is: its path from the draft's folder, which it may not leave."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

_ADDRESS = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]+:")


def located(path: str, folder: Path) -> Path | None:
    """Return where a medium's file is, None for an address and for what lies outside of the folder.

    A draft is what somebody wrote: it may not have other files of the machine looked at.
    """
    if not path.strip() or "\0" in path or _ADDRESS.match(path):
        return None
    base = folder.resolve()
    try:
        full = (base / PurePosixPath(path.replace("\\", "/"))).resolve()
    except (OSError, RuntimeError, ValueError):
        return None
    return full if full.is_relative_to(base) else None
