"""What may be written at a place of a file: keys, values and names, with what each means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from cmcompliance.language_server.cursor import Cursor, KeyPath
from cmcompliance.language_server.names import Name, Names
from cmcompliance.language_server.schema_tree import SchemaTree
from cmcompliance.language_server.toml_cursor import toml_cursor
from cmcompliance.language_server.yaml_cursor import yaml_cursor

Form = Literal["yaml", "toml"]
Meaning = Callable[[KeyPath, str], str]
_WORD = re.compile(r"[\w./$-]*")
_WORD_BEFORE = re.compile(r"[\w./$-]*\Z")


def _nothing(_: KeyPath, __: str) -> str:
    return ""


@dataclass(frozen=True)
class Grammar:
    """The part of a text from `start` to `end` follows a schema, below one of `roots`.

    `hidden`: keys of the schema that have no place there; `key_meaning`, `value_meaning`: what the rule book
    calls a field and its values.
    """

    form: Form
    schema: SchemaTree
    names: Names
    start: int
    end: int
    roots: tuple[KeyPath, ...] = ((),)
    hidden: frozenset[str] = frozenset()
    key_meaning: Meaning = _nothing
    value_meaning: Meaning = _nothing
    extra_keys: Mapping[str, str] = field(default_factory=dict)

    def cursor(self, text: str, offset: int) -> Cursor | None:
        """Return where a place is; None where nothing of ours may stand."""
        if not self.start <= offset <= self.end:
            return None
        read = yaml_cursor if self.form == "yaml" else toml_cursor
        return read(text[self.start : self.end], offset - self.start)

    def words(self, cursor: Cursor) -> Iterator[tuple[Name, bool]]:
        """Yield what may be written there, each with whether it is a key."""
        for root in self.roots:
            path = below(cursor.path, root)
            if path is None:
                continue
            if cursor.as_key:
                yield from ((name, True) for name in self._keys(path))
            if cursor.as_value:
                yield from ((name, False) for name in self._values(path))
        if cursor.as_key and not cursor.path:
            yield from ((Name(word, meaning, "key"), True) for word, meaning in self.extra_keys.items())

    def meant(self, text: str, offset: int) -> tuple[Name, int, int] | None:
        """Return what the word at a place means, and where the word stands."""
        before = _WORD_BEFORE.search(text, self.start, offset)
        start = before.start() if before else offset
        after = _WORD.match(text, offset)
        end = after.end() if after else offset
        word = text[start:end].rstrip(".")
        end = start + len(word)
        cursor = self.cursor(text, end)
        if not word or cursor is None:
            return None
        is_key = (
            text[end : end + 3].lstrip("\"' \t").startswith(":" if self.form == "yaml" else ("=", "]", "."))
        )
        found = [name for name, as_key in self.words(cursor) if name.word == word and as_key == is_key]
        best = next((name for name in found if name.meaning or name.place), None)
        return None if best is None else (best, start, end)

    def _keys(self, path: KeyPath) -> Iterator[Name]:
        for word, said in self.schema.keys(path).items():
            if path or word not in self.hidden:
                meanings = dict.fromkeys((self.key_meaning(path, word), said))
                yield Name(word, " — ".join(filter(None, meanings)), "key")
        yield from self.names.at(path, as_key=True)

    def _values(self, path: KeyPath) -> Iterator[Name]:
        for word in self.schema.values(path):
            yield Name(word, self.value_meaning(path, word), "value")
        yield from self.names.at(path)


def below(path: KeyPath, root: KeyPath) -> KeyPath | None:
    """Return the way from a root, None for what does not lie below it."""
    return path[len(root) :] if path[: len(root)] == root else None
