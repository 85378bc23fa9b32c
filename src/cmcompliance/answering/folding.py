"""Replies as they are compared: without case, accents, and what keyboards put in the place of blanks."""

from __future__ import annotations

import re
import unicodedata


def folded(text: str) -> str:
    """Return the text in small letters without accents, typographic apostrophes and runs of blanks."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(plain.replace("’", "'").split())


def bare(text: str) -> str:
    """Return the folded words alone: `platform_commercial`, `Platform-commercial !` and so on are one."""
    return " ".join(re.findall(r"[^\W_]+", folded(text)))
