"""In which language the page first speaks."""

from __future__ import annotations

import re
from typing import Literal

Language = Literal["fr", "en"]
_PART = re.compile(r"\s*(fr|en|\*)(?:-[a-z0-9-]+)?\s*(?:;\s*q=(0(?:\.\d*)?|1(?:\.0*)?)\s*)?", re.IGNORECASE)
_LONGEST = 400


def first_language(accepted: str | None) -> Language:
    """Return the language of ours that an Accept-Language header likes best; French where it likes none."""
    best: Language = "fr"
    weight = 0.0
    for part in (accepted or "")[:_LONGEST].split(","):
        match = _PART.fullmatch(part)
        if match is None:
            continue
        liked = float(match[2]) if match[2] else 1.0
        if liked > weight:
            weight, best = liked, "en" if match[1].lower() == "en" else "fr"
    return best
