"""An edit in words: what it does, where, and what the author still has to fill in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cmcompliance.render.source import Source, locate
from cmcompliance.report import Edit

_IN_BRACKETS = re.compile(r"\[[^\[\]\n]+\]")


def spot(edit: Edit, source: Source, words: Mapping[str, str]) -> str:
    """Return where an insertion goes: `at the end`, `before the hashtags`, `line 3, column 5 of title`."""
    text = source.field(edit.field)
    after = text[edit.start :].split()
    if not text[: edit.start].strip() and after:
        where = words["at_start"]
    elif not after:
        where = words["at_end"]
    elif all(word.startswith("#") for word in after):
        where = words["at_hashtags"]
    else:
        line, column = locate(text, edit.start)
        first = source.text_line if edit.field == "text" else None
        where = words["at_line"].format(line + (first or 1) - 1, column)
    return where if edit.field == "text" else where + words["of_field"].format(edit.field)


def replaced(edit: Edit, source: Source) -> str:
    """Return the words that the edit takes away."""
    return source.field(edit.field)[edit.start : edit.end].strip()


def to_fill_in(edit: Edit) -> list[str]:
    """Return what the author has to fill in, as it stands in the edit's text where that shows it."""
    if not edit.placeholders:
        return []
    return list(dict.fromkeys(_IN_BRACKETS.findall(edit.text))) or list(edit.placeholders)
