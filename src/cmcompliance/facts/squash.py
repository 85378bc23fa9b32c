"""Texts as nothing but their letters and digits, to be compared whatever their writing."""

from __future__ import annotations

import unicodedata


def squash(text: str) -> str:
    """Return the letters and digits of a text, without case, accents or styled forms."""
    if text.isascii():
        text = text.lower()
        return text if text.isalnum() else "".join(filter(str.isalnum, text))
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if char.isalnum())
