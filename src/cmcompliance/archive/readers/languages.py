"""Languages as exports write them."""

from __future__ import annotations

import re

_TAG = re.compile(r"([A-Za-z]{2,3})((?:-[A-Za-z0-9]{1,8})*)")
_NONE = ("und", "zxx", "mul", "mis")


def language_tag(text: str | None) -> str | None:
    """Return the tag of "fr", "fr-FR" or "fr_FR", None for what is none."""
    match = _TAG.fullmatch((text or "").strip().replace("_", "-"))
    return match[0] if match and match[1].lower() not in _NONE else None
