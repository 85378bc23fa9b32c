"""What a word in a rule file, a settings file or a front matter means, and where that is defined."""

from __future__ import annotations

from lsprotocol import types
from pygls.uris import from_fs_path

from cmcompliance.language_server.document import Document
from cmcompliance.language_server.names import Name
from cmcompliance.language_server.rule_folders import file_of
from cmcompliance.render.markdown_escape import code, inline


def meaning_of(document: Document, name: Name, start: int, end: int) -> types.Hover:
    """Return what is said of a word."""
    lines = [f"**{code(name.word)}** ({inline(name.sort)})"]
    if name.meaning:
        lines.append(inline(name.meaning))
    if name.place is not None:
        lines.append(code(f"{name.place.file}:{name.place.line}"))
    content = types.MarkupContent(types.MarkupKind.Markdown, "\n\n".join(lines))
    return types.Hover(content, document.lines.range(start, end))


def location_of(name: Name) -> types.Location | None:
    """Return where a name is defined, None for one that no file defines."""
    place = name.place
    uri = from_fs_path(str(file_of(place.file))) if place else None
    if place is None or uri is None:
        return None
    at = types.Position(place.line - 1, place.column - 1)
    return types.Location(uri, types.Range(at, at))
