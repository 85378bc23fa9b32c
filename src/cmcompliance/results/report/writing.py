"""The page as a file: there as a whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import Final

from cmcompliance.render.words import Language
from cmcompliance.results.report.making import content_of
from cmcompliance.results.report.page import render_page

FILE: Final = "report.html"
"""How the page in a folder of results is called."""


def write_report(folder: Path, language: Language, to: Path | None = None) -> Path:
    """Write the page about the results in a folder and return where it is: in the folder unless said.

    Raises ResultsRefused, and OSError where it cannot be written.
    """
    place = to or folder / FILE
    page = render_page(content_of(folder, language)).encode("utf-8", "replace")
    _replace(place.resolve(), page)
    return place


def _replace(place: Path, content: bytes) -> None:
    handle, written = tempfile.mkstemp(prefix=f".{place.name}.", suffix=".new", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(written).chmod(place.stat().st_mode & 0o777 if place.exists() else 0o666 & ~_umask())
        Path(written).replace(place)
    except OSError:
        with contextlib.suppress(OSError):
            Path(written).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
