"""Pieces that pages of text have in common: a finding's title, a line with its label, an edit in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cmcompliance.render.edits import replaced, spot, to_fill_in
from cmcompliance.render.grouping import Shown, scope_names
from cmcompliance.render.source import Source
from cmcompliance.render.style import Style, pad
from cmcompliance.report import Edit

LABEL = 12
"""Cells that a label takes."""


def titled(group: Shown, words: Mapping[str, str]) -> str:
    """Return what a finding is called, with where it holds."""
    names = scope_names(group, words)
    return group.worst.title + (f" — {', '.join(names)}" if names else "")


def labelled(
    label: str, text: str, words: Mapping[str, str], style: Style, *, dim: bool = False
) -> Iterator[str]:
    """Yield a text beside its label, wrapped below itself."""
    name = pad(words[label], LABEL)
    indent = " " * (LABEL + 2)
    first, *rest = style.wrap(text, indent, indent)
    shown = first[len(indent) :]
    yield f"  {style.paint(name, 'dim')}{style.paint(shown, 'dim') if dim else shown}"
    yield from rest


def edit_lines(edit: Edit, source: Source, words: Mapping[str, str], style: Style) -> Iterator[str]:
    """Yield what an edit does to the draft, ready to be done by hand."""
    new, quoted = edit.text.strip(), words["quoted"]
    safety = f" ({words[edit.safety]})"
    if edit.action == "insert":
        where = spot(edit, source, words)
        yield from labelled("insert", where + safety + words["colon"], words, style)
        indent = " " * (LABEL + 2)
        for line in new.splitlines():
            for part in style.wrap(line, indent, indent):
                yield indent + style.paint(part[len(indent) :], "good")
    else:
        text = quoted.format(replaced(edit, source))
        if edit.action == "replace":
            text = f"{text} {words['by']} {quoted.format(new)}"
        yield from labelled(edit.action, text + safety, words, style)
    missing = to_fill_in(edit)
    if missing:
        yield from labelled("fill_in", ", ".join(missing), words, style)
    if edit.over_limit:
        yield from labelled("too_long", words["over_limit"].format(edit.over_limit), words, style)
