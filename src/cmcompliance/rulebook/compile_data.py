"""Entries of data files: obligations, territories, platforms, mechanics, questions, sources, concepts…"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from cmcompliance.rulebook.book import (
    Concept,
    FieldText,
    Mechanic,
    MechanicCell,
    MechanicState,
    PlatformInfo,
    QuestionText,
    Source,
    Territory,
    Words,
)
from cmcompliance.rulebook.data_files import (
    BookFile,
    FieldData,
    MechanicData,
    MechanicsFile,
    ObligationsFile,
    PlaceholdersFile,
    PlatformsFile,
    QuestionData,
    QuestionsFile,
    TerritoriesFile,
)
from cmcompliance.rulebook.entries import Entry, Reference
from cmcompliance.rulebook.errors import Problem, nearest, problem_at
from cmcompliance.rulebook.files import (
    Bilingual,
    ConceptData,
    Exceptions,
    LexiconFile,
    SourceData,
    SourcesFile,
)
from cmcompliance.rulebook.labels import CHOICE as LABEL_CHOICE
from cmcompliance.rulebook.labels import NAME as LABEL_NAME
from cmcompliance.rulebook.labels import PREFIX as LABEL
from cmcompliance.rulebook.labels import TYPES as LABEL_TYPES
from cmcompliance.rulebook.phrase import PhraseError, parse_phrase
from cmcompliance.rulebook.vocabulary import (
    DRAFT_FACTS,
    DRAFT_FIELDS,
    MECHANIC_STATES,
    MECHANICS,
    PLATFORMS,
    field_choices,
    question_type,
)
from cmcompliance.rulebook.yamltree import Path, Tree

Complain = Callable[[Problem], None]
_TERMS = MECHANICS.removesuffix(".")
_IN_BRACKETS = re.compile(r"\[[^\[\]]{3,120}\]")


def words(text: Bilingual) -> Words:
    """Return a text by language, without the languages that it lacks."""
    return {code: value for code, value in (("fr", text.fr), ("en", text.en)) if value is not None}


def book_entry(data: BookFile, tree: Tree, complain: Complain) -> Iterator[Entry]:
    """The version is kept as written: 2026.10 is no number."""
    version = tree.written(("version",)) or str(data.version)
    yield Entry("book", data.name, (data.name, version), tree.place())


def obligation_entries(data: ObligationsFile, tree: Tree, complain: Complain) -> Iterator[Entry]:
    for topic, codes in data.root.items():
        for code, meaning in codes.items():
            place = tree.place((topic, code), key=True)
            if not code.startswith(f"{topic}.") or code == f"{topic}.":
                complain(problem_at(place, f"the obligation `{code}` must begin with `{topic}.`"))
            texts = words(meaning) if isinstance(meaning, Bilingual) else {"en": meaning}
            yield Entry("obligation", code, texts, place)


def territory_entries(data: TerritoriesFile, tree: Tree, complain: Complain) -> Iterator[Entry]:
    for code, item in data.territories.items():
        path: Path = ("territories", code)
        value = Territory(code, {"fr": item.fr, "en": item.en}, tuple(item.parents))
        references = tuple(
            Reference("territory", parent, tree.place((*path, "in", index)))
            for index, parent in enumerate(item.parents)
        )
        yield Entry("territory", code, value, tree.place(path, key=True), references)


def platform_entries(data: PlatformsFile, tree: Tree, complain: Complain) -> Iterator[Entry]:
    for key, item in data.platforms.items():
        place = tree.place(("platforms", key), key=True)
        if key not in PLATFORMS:
            complain(problem_at(place, f"`{key}` is no platform of a draft{nearest(key, PLATFORMS)}"))
        value = PlatformInfo(
            key,
            item.name,
            item.company or "",
            item.fold,
            item.text_limit,
            item.hashtag_limit,
            item.basic_limit,
            item.counted_as,
            item.link_length,
        )
        yield Entry("platform", key, value, place)


_SPOKEN: tuple[MechanicState, ...] = ("allowed", "discouraged", "forbidden")


def mechanic_entries(data: MechanicsFile, tree: Tree, complain: Complain) -> Iterator[Entry]:
    for name, item in data.mechanics.items():
        path: Path = ("mechanics", name)
        place = tree.place(path, key=True)
        cells: dict[str, MechanicCell] = {}
        references: list[Reference] = []
        for state, platform, source in _cells(item):
            at = (*path, state, platform)
            if platform in cells:
                known = cells[platform].state
                complain(problem_at(tree.place(at, key=True), f"`{platform}` stands under `{known}` already"))
            cells[platform] = MechanicCell(state, source)
            references.append(Reference("platform", platform, tree.place(at, key=True)))
            references.append(Reference("source", source, tree.place(at)))
        value = Mechanic(name, words(item.meaning), cells, place)
        yield Entry("mechanic", name, value, place, tuple(references))


def _cells(item: MechanicData) -> Iterator[tuple[MechanicState, str, str]]:
    for state in _SPOKEN:
        for platform, source in getattr(item, state).items():
            yield state, platform, source


def question_entries(data: QuestionsFile, tree: Tree, complain: Complain) -> Iterator[Entry]:
    for field, item in data.questions.items():
        place = tree.place(("questions", field), key=True)
        expected = question_type(field)
        if field.startswith(LABEL):
            _check_label(field, item, tree, complain)
        elif expected is None:
            hint = nearest(field, {name for name in DRAFT_FIELDS if question_type(name)})
            complain(problem_at(place, f"no condition can hang on a draft's field `{field}`{hint}"))
        elif item.type != expected:
            of_type = tree.place(("questions", field, "type"))
            complain(
                problem_at(of_type, f"found `{item.type}`, expected `{expected}`: the type of `{field}`")
            )
        choices = item.labels if field.startswith(LABEL) else field_choices(field)
        _check_choices(("questions", field), item, choices, tree, complain)
        text, name = {"fr": item.fr, "en": item.en}, words(item.name) if item.name else {}
        value = QuestionText(field, item.type, text, _labels(item), place, name)
        yield Entry("question", field, value, place)
    yield from _field_entries(data, tree, complain)


def _field_entries(data: QuestionsFile, tree: Tree, complain: Complain) -> Iterator[Entry]:
    known = {*DRAFT_FACTS, *DRAFT_FIELDS, _TERMS}
    for field, item in data.fields.items():
        place = tree.place(("fields", field), key=True)
        if field not in known:
            complain(problem_at(place, f"a draft has no field `{field}`{nearest(field, known)}"))
        elif field in data.questions:
            complain(problem_at(place, f"`{field}` has its `name` and `labels` in its question"))
        choices = MECHANIC_STATES if field == _TERMS else field_choices(field)
        _check_choices(("fields", field), item, choices, tree, complain)
        yield Entry("field", field, FieldText(field, words(item.name), _labels(item), place), place)


def _check_choices(
    path: Path, item: QuestionData | FieldData, choices: Iterable[str], tree: Tree, complain: Complain
) -> None:
    for name in sorted(item.labels.keys() - set(choices)):
        at = tree.place((*path, "labels", name), key=True)
        complain(problem_at(at, f"`{name}` is no choice of `{path[-1]}`{nearest(name, choices)}"))


def _check_label(field: str, item: QuestionData, tree: Tree, complain: Complain) -> None:
    path: Path = ("questions", field)
    if not LABEL_NAME.fullmatch(field):
        message = f"`{field}`: the name of a label is written in a-z, 0-9 and _"
        complain(problem_at(tree.place(path, key=True), message))
    if item.type not in LABEL_TYPES:
        message = f"a label is asked for as one of: {', '.join(LABEL_TYPES)}"
        complain(problem_at(tree.place((*path, "type")), message))
    elif (item.type == "choice") != bool(item.labels):
        message = f"`{field}`: `labels` gives the choices of a label of `type: choice`, and of no other"
        complain(problem_at(tree.place(path, key=True), message))
    for name in item.labels:
        if not LABEL_CHOICE.fullmatch(name):
            place = tree.place((*path, "labels", name), key=True)
            complain(problem_at(place, f"`{name}`: a choice is written in a-z, 0-9 and _"))


def _labels(data: QuestionData | FieldData) -> dict[str, Words]:
    return {
        name: words(label) if isinstance(label, Bilingual) else {"fr": label, "en": label}
        for name, label in data.labels.items()
    }


def placeholder_entries(data: PlaceholdersFile, tree: Tree, complain: Complain) -> Iterator[Entry]:
    for name, item in data.placeholders.items():
        place = tree.place(("placeholders", name), key=True)
        for code, text in (("fr", item.fr), ("en", item.en)):
            if not _IN_BRACKETS.fullmatch(text):
                message = f"found {text!r}, expected words in square brackets, so that they are seen if left"
                complain(problem_at(tree.place(("placeholders", name, code)), message))
        yield Entry("placeholder", name, {"fr": item.fr, "en": item.en}, place)


def source_entries(data: SourcesFile, tree: Tree, complain: Complain) -> Iterator[Entry]:
    for key, item in data.sources.items():
        path: Path = ("sources", key)
        place = tree.place(path, key=True)
        if sum(holder is not None for holder in (item.territory, item.platform, item.house)) != 1:
            message = f"the source `{key}` needs one of `territory`, `platform` and `house`"
            complain(problem_at(place, message))
        if item.start and item.end and item.start > item.end:
            complain(
                problem_at(tree.place((*path, "to")), f"`to` ({item.end}) lies before `from` ({item.start})")
            )
        yield Entry(
            "source", key, _source(key, item, tree), place, tuple(_source_references(item, tree, path))
        )


def _source(key: str, item: SourceData, tree: Tree) -> Source:
    return Source(
        key=key,
        citation=item.citation,
        title=item.title or "",
        url=item.url,
        territory=item.territory,
        platform=item.platform,
        start=item.start,
        end=item.end,
        sanction=item.sanction,
        checked_on=item.checked.on if item.checked else None,
        checked_against=item.checked.against if item.checked else None,
        place=tree.place(("sources", key), key=True),
        excepted=frozenset(item.excepted),
        house=item.house,
    )


def _source_references(item: SourceData, tree: Tree, path: Path) -> Iterator[Reference]:
    if item.territory is not None:
        yield Reference("territory", item.territory, tree.place((*path, "territory")))
    if item.platform is not None:
        yield Reference("platform", item.platform, tree.place((*path, "platform")))
    for index, code in enumerate(item.excepted):
        yield Reference("territory", code, tree.place((*path, "except", index)))


def concept_entries(data: LexiconFile, tree: Tree, complain: Complain) -> Iterator[Entry]:
    for name, item in data.concepts.items():
        path: Path = ("concepts", name)
        _check_phrases(item, tree, path, complain)
        _check_phrases(item.exceptions, tree, (*path, "not"), complain)
        place = tree.place(path, key=True)
        value = Concept(name, words(item.meaning), _phrases(item), _phrases(item.exceptions), place)
        yield Entry("concept", name, value, place)


def _phrases(item: ConceptData | Exceptions) -> dict[str, tuple[str, ...]]:
    return {code: tuple(getattr(item, code)) for code in ("fr", "en", "any") if getattr(item, code)}


def _check_phrases(item: ConceptData | Exceptions, tree: Tree, path: Path, complain: Complain) -> None:
    for code in ("fr", "en", "any"):
        for index, phrase in enumerate(getattr(item, code)):
            try:
                parse_phrase(phrase)
            except PhraseError as error:
                complain(problem_at(tree.place((*path, code, index)), str(error)))
            except RecursionError:
                place = tree.place((*path, code, index))
                complain(
                    problem_at(place, "brackets inside brackets inside brackets: too many for one phrase")
                )
