"""Entries of the clauses: the articles that contest rules are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cmcompliance.rulebook.book import Clause
from cmcompliance.rulebook.compile_data import Complain, words
from cmcompliance.rulebook.data_files import ClauseData, ClausesFile
from cmcompliance.rulebook.entries import Entry, Reference
from cmcompliance.rulebook.vocabulary import PLATFORMS
from cmcompliance.rulebook.yamltree import Path, Tree

_VARIABLE = re.compile(r"\{([^{}]*)\}")


def clause_entries(data: ClausesFile, tree: Tree, complain: Complain) -> Iterator[Entry]:
    """Yield one entry a clause, numbered in the order of the file."""
    for order, (key, item) in enumerate(data.clauses.items()):
        path: Path = ("clauses", key)
        place = tree.place(path, key=True)
        platforms = PLATFORMS if item.platforms == "any" else item.platforms
        value = Clause(
            key=key,
            title=words(item.title),
            text=words(item.text),
            order=order,
            territories=frozenset(item.territories),
            platforms=frozenset(platforms),
            mechanisms=frozenset(item.mechanisms),
            entry_actions=frozenset(item.entry_actions),
            always=item.always,
            place=place,
        )
        yield Entry("clause", key, value, place, tuple(_references(item, tree, path)))


def _references(item: ClauseData, tree: Tree, path: Path) -> Iterator[Reference]:
    for code, text in words(item.text).items():
        for variable in _VARIABLE.findall(text):
            yield Reference("placeholder", variable, tree.place((*path, "text", code)))
    for index, code in enumerate(item.territories):
        yield Reference("territory", code, tree.place((*path, "territories", index)))
    if item.platforms != "any":
        for index, name in enumerate(item.platforms):
            yield Reference("platform", name, tree.place((*path, "platforms", index)))
