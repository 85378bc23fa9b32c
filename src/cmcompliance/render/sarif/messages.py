"""Texts as SARIF and those who show it take them."""

from __future__ import annotations

import re

LONGEST = 1000
"""Characters of a text that code scanning on GitHub shows whole."""
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")


def message(text: str) -> dict[str, str]:
    """Return a message that says this text: braces would name an argument, and are doubled."""
    return {"text": cut(text).replace("{", "{{").replace("}", "}}")}


def cut(text: str) -> str:
    """Return the text, shortened where it is too long to be shown."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def escaped(text: str) -> str:
    """Return a text that Markdown shows as it stands, on one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
