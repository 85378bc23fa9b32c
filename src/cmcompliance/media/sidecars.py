"""The XMP file that lies beside a picture: `photo.jpg.xmp`, or `photo.xmp` as Lightroom writes it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from cmcompliance.media.opening import NotOpened, OpenFile, opened

LARGEST = 4 * 1024 * 1024


@contextmanager
def opened_sidecar(path: str) -> Iterator[OpenFile | None]:
    """Open the sidecar of a file, None where there is none that is a file of a fit size."""
    with ExitStack() as stack:
        yield _first(stack, (f"{path}.xmp", f"{os.path.splitext(path)[0]}.xmp"))  # noqa: PTH122 (any bytes)


def _first(stack: ExitStack, paths: tuple[str, ...]) -> OpenFile | None:
    for path in paths:
        try:
            return stack.enter_context(opened(path, LARGEST))
        except NotOpened:
            continue
    return None
