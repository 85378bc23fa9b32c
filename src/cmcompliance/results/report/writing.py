"""The page as a file: there as a whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from cmcompliance.render.words import Language
from cmcompliance.results.report.making import content_of
from cmcompliance.results.report.page import render_page
from cmcompliance.scan.folder import REPORT


def write_report(folder: Path, language: Language, to: Path | None = None) -> Path:
    """Write the page about the results in a folder and return where it is: in the folder unless said.

    Raises ResultsRefused, and OSError where it cannot be written.
    """
    place = to or folder / REPORT
    page = render_page(content_of(folder, language)).encode("utf-8", "replace")
    _replace(place.resolve(), page)
    return place


def _replace(place: Path, content: bytes) -> None:
    written = place.with_name(f".{place.name}.new")
    try:
        with written.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        written.replace(place)
    except OSError:
        with contextlib.suppress(OSError):
            written.unlink()
        raise
