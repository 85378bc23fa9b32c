"""How a baseline knows a draft again."""

from __future__ import annotations

import os
from pathlib import Path

from cmcompliance.draft import Draft
from cmcompliance.parse.parser import texts_of
from cmcompliance.read import Origin
from cmcompliance.report.fingerprint import short_digest

_NO_FILE = "-"


def content_digest(draft: Draft) -> str:
    """Return a digest of all that the draft says, under whatever id and waivers."""
    return short_digest(draft.model_dump_json(exclude={"id", "waivers"}, exclude_defaults=True))


def draft_name(draft: Draft, origin: Origin, folder: Path) -> str:
    """Return the name of a draft, as it was read, in a baseline that lies in `folder`.

    Its file, as it lies from there, and its own id; a draft among others that has none goes by its texts.
    """
    is_stream = origin.file.startswith("<")  # such as <stdin>
    where = _NO_FILE if is_stream else Path(os.path.relpath(origin.file, folder)).as_posix()
    if draft.id is not None:
        return f"{where}#{draft.id}"
    alone = origin.line is None and not is_stream
    return where if alone else f"{where}#text:{_text_digest(draft)}"


def _text_digest(draft: Draft) -> str:
    return short_digest("\0".join(part for field, _, text in texts_of(draft) for part in (field, text)))
