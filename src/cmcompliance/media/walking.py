"""The files that lie in a folder, in order; links are named and not followed, hidden files left alone."""

from __future__ import annotations

import os
from collections.abc import Iterator


def files_in(path: str) -> Iterator[str]:
    """Yield a file as it is, and of a folder the files in it and below, and the folders that are closed."""
    if os.path.islink(path) or not os.path.isdir(path):  # noqa: PTH112, PTH114 (a path of any bytes)
        yield path
        return
    closed: list[OSError] = []
    for folder, folders, names in os.walk(path, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and not name.lower().endswith(".xmp"):
                yield os.path.join(folder, name)  # noqa: PTH118 (likewise)
    # A folder that may not be looked into is told of as itself.
    yield from (os.fsdecode(error.filename) for error in closed)
