"""What an editor proposes to write."""

from __future__ import annotations

import re

from lsprotocol import types

from cmcompliance.language_server.document import Document
from cmcompliance.language_server.grammar import Form, Grammar
from cmcompliance.language_server.names import Name

_MOST = 200
_BEGUN = re.compile(r"[\w./$-]*\Z")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_KINDS = {
    "key": types.CompletionItemKind.Property,
    "value": types.CompletionItemKind.EnumMember,
    "keyword": types.CompletionItemKind.Keyword,
}


def completions(document: Document, offset: int, grammar: Grammar) -> types.CompletionList:
    """Return what may be written at a place: what begins with the word there first, then what holds it."""
    text = document.text
    cursor = grammar.cursor(text, offset)
    if cursor is None:
        return types.CompletionList(False, [])
    begun = _BEGUN.search(text, document.lines.stretch(document.lines.line_at(offset))[0], offset)
    start = begun.start() if begun else offset
    word = text[start:offset].lower()
    unique: dict[tuple[str, bool], Name] = {}
    for name, as_key in grammar.words(cursor):
        if word in name.word.lower():
            unique.setdefault((name.word, as_key), name)
    ranked = sorted(unique.items(), key=lambda item: not item[0][0].lower().startswith(word))
    stretch = document.lines.range(start, offset)
    around = text[:start].rpartition("\n")[2], text[offset:].partition("\n")[0]
    items = [
        _item(name, _written(grammar.form, name.word, as_key, around), stretch, number)
        for number, ((_, as_key), name) in enumerate(ranked[:_MOST])
    ]
    return types.CompletionList(len(ranked) > _MOST, items)


def _item(name: Name, written: str, stretch: types.Range, number: int) -> types.CompletionItem:
    return types.CompletionItem(
        name.word,
        kind=_KINDS.get(name.sort, types.CompletionItemKind.Reference),
        detail=name.sort,
        documentation=name.meaning or None,
        sort_text=f"{number:04}",
        filter_text=name.word,
        text_edit=types.TextEdit(stretch, written),
    )


def _written(form: Form, word: str, as_key: bool, around: tuple[str, str]) -> str:
    """Return a word as it stands in the file; `around`: what its line has before and after."""
    before, after = around
    quoted = before[-1:] in {'"', "'"}
    if form == "toml":
        return _in_toml(word, as_key, quoted, before, after)
    return f"{word}: " if as_key and not quoted and not after.lstrip().startswith(":") else word


def _in_toml(word: str, as_key: bool, quoted: bool, before: str, after: str) -> str:
    if not as_key:
        return word if quoted or word in {"true", "false"} else f'"{word}"'
    key = word if quoted or _BARE.fullmatch(word) else f'"{word}"'
    in_header = before.lstrip().startswith("[")
    return key if quoted or in_header or "=" in after else f"{key} = "
