"""From folders of files to one rule book, with all their errors at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from cmcompliance.rulebook.book import DerivedFact, FoundFact, MediaFact, Pack, RuleBook
from cmcompliance.rulebook.collecting import without_collecting
from cmcompliance.rulebook.digests import digest_of
from cmcompliance.rulebook.entries import Category, Entry
from cmcompliance.rulebook.errors import Problem, RuleBookError
from cmcompliance.rulebook.folders import RuleFolder
from cmcompliance.rulebook.gather import gather, gather_kept
from cmcompliance.rulebook.references import (
    check_references,
    circles_of_facts,
    circles_of_territories,
    problems_of_entry,
)


def compile_book(folders: Sequence[RuleFolder], keep_in: Path | None = None) -> RuleBook:
    """Read all folders; an entry of a later one replaces that of the same name in an earlier one.

    `keep_in`: a cache folder for what the folders bring that others lie over; the last one is the pack that
    somebody is writing. Raises RuleBookError with every problem of every file.
    """
    with without_collecting():
        merged, problems = _merge(folders, keep_in)
        if problems:
            raise RuleBookError(problems)
        return _book(merged, folders)


def compile_sound(
    folders: Sequence[RuleFolder], keep_in: Path | None = None
) -> tuple[RuleBook, tuple[Problem, ...]]:
    """Return the book without what is wrong or rests on something wrong, and all problems.

    `keep_in`: as for `compile_book`. For those who write rules, who test one while another is unfinished;
    never for checking drafts.
    """
    with without_collecting():
        merged, problems = _merge(folders, keep_in)
    while unsound := [entry for entries in merged.values() for entry in _unsound(entries, merged)]:
        for entry in unsound:
            merged[entry.category].pop(entry.name, None)
    return _book(merged, folders), tuple(sorted(set(problems)))


def _merge(
    folders: Sequence[RuleFolder], keep_in: Path | None
) -> tuple[dict[Category, dict[str, Entry]], list[Problem]]:
    problems: list[Problem] = []
    merged: dict[Category, dict[str, Entry]] = {category: {} for category in get_args(Category)}
    last = folders[-1]
    for folder in folders:
        if keep_in is None or folder is last:
            entries: Sequence[Entry] = gather(folder, problems.append)
        else:
            entries = gather_kept(folder, problems.append, keep_in)
        for entry in entries:
            merged[entry.category][entry.name] = entry
    check_references(merged, problems.append)
    return merged, problems


def _unsound(entries: Mapping[str, Entry], merged: Mapping[Category, Mapping[str, Entry]]) -> Iterator[Entry]:
    for entry in entries.values():
        if entry.value is None or any(problems_of_entry(entry, merged)):
            yield entry
    for circle in (*circles_of_facts(merged["fact"]), *circles_of_territories(merged["territory"])):
        yield from (entries[name] for name in circle if name in entries)


def _book(merged: Mapping[Category, Mapping[str, Entry]], folders: Sequence[RuleFolder]) -> RuleBook:
    (name, version), *packs = [_named(folder, merged["book"]) for folder in folders]
    facts = _values(merged["fact"])
    parts: dict[str, Any] = {
        "name": name,
        "version": version,
        "obligations": _values(merged["obligation"]),
        "territories": _values(merged["territory"]),
        "platforms": _values(merged["platform"]),
        "sources": _values(merged["source"]),
        "concepts": _values(merged["concept"]),
        "found": {name: fact for name, fact in facts.items() if isinstance(fact, FoundFact)},
        "media": {name: fact for name, fact in facts.items() if isinstance(fact, MediaFact)},
        "derived": {name: fact for name, fact in facts.items() if isinstance(fact, DerivedFact)},
        "rules": _values(merged["rule"]),
        "questions": _values(merged["question"]),
        "fields": _values(merged["field"]),
        "placeholders": _values(merged["placeholder"]),
        "statements": _values(merged["statement"]),
        "mechanics": _values(merged["mechanic"]),
        "clauses": _values(merged["clause"]),
    }
    over = [Pack(*pack, folder.shown) for pack, folder in zip(packs, folders[1:], strict=True)]
    digest = digest_of({**parts, "packs": packs} if packs else parts)
    return RuleBook(digest=digest, duties=_values(merged["duty"]), packs=tuple(over), **parts)


def _named(folder: RuleFolder, books: Mapping[str, Entry]) -> tuple[str, str]:
    """Return the name and the version that a folder's `book.yaml` gives, else the folder's name and 0."""
    inside = (entry.value for entry in books.values() if entry.place.file == f"{folder.shown}/book.yaml")
    name, version = next(filter(None, inside), (folder.path.resolve().name, "0"))
    return name, version


def _values(entries: Mapping[str, Entry]) -> dict[str, Any]:
    return {name: entries[name].value for name in sorted(entries)}
