"""From the files of one folder to entries: which file is of which kind, and what each brings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from cmcompliance.rulebook.cache import EntriesCache
from cmcompliance.rulebook.compile_clauses import clause_entries
from cmcompliance.rulebook.compile_coverage import duty_entries
from cmcompliance.rulebook.compile_data import (
    Complain,
    book_entry,
    concept_entries,
    mechanic_entries,
    obligation_entries,
    placeholder_entries,
    platform_entries,
    question_entries,
    source_entries,
    territory_entries,
)
from cmcompliance.rulebook.compile_facts import fact_entries
from cmcompliance.rulebook.compile_rule import rule_entry
from cmcompliance.rulebook.compile_statements import statement_entries
from cmcompliance.rulebook.complaints import describe, problems_of
from cmcompliance.rulebook.data_files import (
    BookFile,
    ClausesFile,
    MechanicsFile,
    ObligationsFile,
    PlaceholdersFile,
    PlatformsFile,
    QuestionsFile,
    TerritoriesFile,
)
from cmcompliance.rulebook.entries import Category, Entry
from cmcompliance.rulebook.errors import Problem, nearest, problem_at
from cmcompliance.rulebook.files import (
    CoverageFile,
    InferenceFile,
    LexiconFile,
    RuleFile,
    SourcesFile,
    StatementsFile,
)
from cmcompliance.rulebook.folders import RuleFolder, rule_files
from cmcompliance.rulebook.yamltree import Tree, read_tree


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a file holds: its model, the category of the names under `key`, and how its entries are made."""

    model: type[BaseModel]
    category: Category
    key: str | None
    entries: Callable[[Any, Tree, Complain], Iterator[Entry]]


UNREADABLE = ""
"""The name of the entry that stands for all that an unreadable file may define."""

TOP_FILES = {
    "book.yaml": FileKind(BookFile, "book", None, book_entry),
    "obligations.yaml": FileKind(ObligationsFile, "obligation", None, obligation_entries),
    "territories.yaml": FileKind(TerritoriesFile, "territory", "territories", territory_entries),
    "platforms.yaml": FileKind(PlatformsFile, "platform", "platforms", platform_entries),
    "mechanics.yaml": FileKind(MechanicsFile, "mechanic", "mechanics", mechanic_entries),
    "questions.yaml": FileKind(QuestionsFile, "question", "questions", question_entries),
    "clauses.yaml": FileKind(ClausesFile, "clause", "clauses", clause_entries),
    "placeholders.yaml": FileKind(PlaceholdersFile, "placeholder", "placeholders", placeholder_entries),
}
FOLDERS = {
    "sources": FileKind(SourcesFile, "source", "sources", source_entries),
    "lexicon": FileKind(LexiconFile, "concept", "concepts", concept_entries),
    "inference": FileKind(InferenceFile, "fact", "facts", fact_entries),
    "statements": FileKind(StatementsFile, "statement", "statements", statement_entries),
    "coverage": FileKind(CoverageFile, "duty", "coverage", duty_entries),
}


def gather(folder: RuleFolder, complain: Complain) -> list[Entry]:
    """Read all files of a folder. What is wrong goes to `complain`; the rest is returned.

    The value of an entry that is wrong in itself is None: it is there for those who refer to it.
    """
    if not folder.path.is_dir():
        complain(Problem(folder.shown, 1, 1, "no such folder of rules"))
        return []
    entries: list[Entry] = []
    for path in rule_files(folder.path):
        relative = path.relative_to(folder.path)
        entries += read_file(path, relative, f"{folder.shown}/{relative.as_posix()}", complain)
    return _without_duplicates(entries, complain)


def gather_kept(folder: RuleFolder, complain: Complain, keep_in: Path) -> Sequence[Entry]:
    """Do what `gather` does, from the cache folder `keep_in` as long as the folder stays the same."""
    try:
        cache = EntriesCache(keep_in, folder)
    except OSError:  # `gather` says better what is wrong with the folder
        return gather(folder, complain)
    known = cache.read()
    if known is not None:
        return known
    problems: list[Problem] = []
    entries = gather(folder, problems.append)
    for problem in problems:
        complain(problem)
    if not problems:
        cache.write(entries)
    return entries


def read_file(path: Path, relative: Path, shown: str, complain: Complain) -> Iterator[Entry]:
    """Yield what one file of a folder brings; what is wrong goes to `complain`."""
    if path.suffix == ".yml":
        complain(Problem(shown, 1, 1, "rule files end in .yaml"))
        return
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        complain(Problem(shown, 1, 1, f"cannot read the file: {error}"))
        return
    tree, problems = read_tree(text, shown)
    for problem in problems:
        complain(problem)
    kind = kind_of(relative)
    if tree.root is None and problems:
        if kind is not None:
            yield Entry(kind.category, UNREADABLE, None, tree.place())
        return
    yield from entries_of(relative, tree, complain)


def entries_of(relative: Path, tree: Tree, complain: Complain) -> Iterator[Entry]:
    """Yield what the file at `relative` in its folder brings; what is wrong goes to `complain`."""
    kind = kind_of(relative)
    if kind is None:
        hint = nearest(relative.name, TOP_FILES)
        complain(problem_at(tree.place(), f"`{relative.name}` is no file of a rule book{hint}"))
    elif not isinstance(tree.data, dict):
        complain(problem_at(tree.place(), f"found {describe(tree.data)}, expected a mapping"))
    else:
        yield from _entries(kind, tree, complain)


def _entries(kind: FileKind, tree: Tree, complain: Complain) -> Iterator[Entry]:
    data, bad = tree.data, frozenset[str]()
    try:
        model = kind.model.model_validate(data)
    except ValidationError as error:
        for problem in problems_of(error, kind.model, tree):
            complain(problem)
        bad = _bad_names(error, kind, data)
        yield from (
            Entry(kind.category, name, None, tree.place((kind.key or "", name))) for name in sorted(bad)
        )
        try:
            model = kind.model.model_validate(_without(data, kind.key, bad))
        except ValidationError:
            return
    problems: list[Problem] = []
    for entry in kind.entries(model, tree, problems.append):
        yield replace(entry, value=None) if problems else entry
        for problem in problems:
            complain(problem)
        problems.clear()


def _bad_names(error: ValidationError, kind: FileKind, data: Mapping[str, Any]) -> frozenset[str]:
    """Return the names that a faulty file fails to define, lest each be called unknown where it is used."""
    named = data.get(kind.key) if kind.key else None
    if not isinstance(named, dict):
        return frozenset()
    places = [detail["loc"] for detail in error.errors(include_url=False, include_input=False)]
    if any(len(place) < 2 or place[0] != kind.key for place in places):
        return frozenset(named)
    return frozenset(str(place[1]) for place in places)


def _without(data: Mapping[str, Any], key: str | None, names: frozenset[str]) -> dict[str, Any]:
    if key is None or not names:
        return {}
    return {**data, key: {name: item for name, item in data[key].items() if name not in names}}


def kind_of(relative: Path) -> FileKind | None:
    """Return of which kind the file at `relative` in its folder is, None for no file of a rule book."""
    if len(relative.parts) == 1:
        return TOP_FILES.get(relative.name)
    if relative.parts[0] in FOLDERS:
        return FOLDERS[relative.parts[0]]
    name = relative.with_suffix("").as_posix()

    def one_rule(data: RuleFile, tree: Tree, complain: Complain) -> Iterator[Entry]:
        yield rule_entry(name, data, tree, complain)

    return FileKind(RuleFile, "rule", None, one_rule)


def _without_duplicates(entries: list[Entry], complain: Complain) -> list[Entry]:
    first: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        known = first.setdefault((entry.category, entry.name), entry)
        if known is not entry and entry.name != UNREADABLE:
            at = known.place
            message = f"the {entry.category} `{entry.name}` is already defined at {at.file}:{at.line}"
            complain(problem_at(entry.place, message))
    return list(first.values())
