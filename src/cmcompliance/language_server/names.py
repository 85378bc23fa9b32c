"""Names that may stand in files beside what schemas list: facts, laws, territories, rules …"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cmcompliance.language_server.cursor import KeyPath
from cmcompliance.language_server.rule_folders import Merged
from cmcompliance.language_server.ways import KEY, matches
from cmcompliance.render import Language
from cmcompliance.rulebook import RuleBook
from cmcompliance.rulebook.book import Place, QuestionText, Source, Statement
from cmcompliance.rulebook.entries import Category
from cmcompliance.rulebook.selector import known_selectors
from cmcompliance.rulebook.vocabulary import DRAFT_FACTS, ENTITIES, SECTORS, question_type


@dataclass(frozen=True, slots=True)
class Name:
    """A word that may stand at a place: what it means, what it names and where that is defined."""

    word: str
    meaning: str
    sort: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """The names of a sort may stand at places of a pattern; `kind`: in files of that kind."""

    kind: str
    pattern: str
    sort: str


_WAYS = tuple(
    Way(*line.split(": "))
    for line in """
rule: obligation: obligation
rule: sources #: source
rule: scope territories|except #: territory
rule: scope territories {}: territory
rule: scope platforms #: platform
rule: scope platforms {}: platform
rule: scope territories|platforms * with *: condition
rule: when|unless ...: condition
rule: severity_when # when ...: condition
rule: remediation edit safe_when ...: condition
rule: ask #: question
rule: at #: fact
rule: remediation edit statement: statement
rule: remediation edit clause: clause
rule: examples * # asks #: question
rule: examples * # jurisdictions #: territory
rule: examples * # sectors #: sector
fact: facts * found # concept #?: concept
fact: facts * found # statement #?: statement
fact: facts * found # near|without #: operand
fact: facts * when|unless ...: condition
source: sources * territory: territory
source: sources * except #: territory
source: sources * platform: platform
statement: statements * source: source
duty: coverage * territory: territory
duty: coverage * platform: platform
duty: coverage * obligation: obligation
duty: coverage * rules #: rule
territory: territories * in #: territory
mechanic: mechanics * allowed|discouraged|forbidden {}: platform
mechanic: mechanics * allowed|discouraged|forbidden *: source
clause: clauses * territories #: territory
clause: clauses * platforms #: platform
question: questions|fields {}: draft_fact
draft: jurisdictions #: territory
draft: author country: territory
draft: contest territories #: territory
draft: sectors #: sector
draft: waivers # rule: selector
draft: waivers # jurisdiction: territory
settings: jurisdictions #: territory
settings: author country: territory
settings: sectors #: sector
settings: rules off|on|only #: selector
settings: rules severity {}: selector
settings: waiver # rule: selector
settings: waiver # jurisdiction: territory
""".strip().splitlines()
)


class Names:
    """What may be named in one file."""

    def __init__(self, kind: str, lookups: Mapping[str, Callable[[], Iterator[Name]]]) -> None:
        """`kind`: of the file; `lookups`: gives the names of each sort."""
        self._kind = kind
        self._lookups = lookups

    def at(self, path: KeyPath, *, as_key: bool = False) -> Iterator[Name]:
        """Yield the names that may stand at a place, or as keys of the mapping there."""
        place = (*path, KEY) if as_key else path
        for way in _WAYS:
            if way.kind == self._kind and matches(way.pattern, place) and way.sort in self._lookups:
                yield from self._lookups[way.sort]()

    def named(self, path: KeyPath, word: str, *, as_key: bool = False) -> Name | None:
        """Return what a word names at a place."""
        return next((name for name in self.at(path, as_key=as_key) if name.word == word), None)


def names_of_rules(kind: str, merged: Merged, language: Language) -> Names:
    """Return what a rule file of some kind may name."""

    def of(category: Category) -> Callable[[], Iterator[Name]]:
        def names() -> Iterator[Name]:
            for name, entry in merged[category].items():
                if name:
                    yield Name(name, _meaning(entry.value, language), category, entry.place)

        return names

    def value_of(category: Category, name: str) -> Any:
        entry = merged[category].get(name)
        return entry.value if entry else None

    def draft_facts() -> Iterator[Name]:
        for name, fact in DRAFT_FACTS.items():
            asked = merged["question"].get(fact.field)
            meaning = _meaning(asked.value, language) if asked else ""
            yield Name(name, meaning, f"draft: {fact.type}", asked.place if asked else None)

    def conditions() -> Iterator[Name]:
        yield from of("fact")()
        yield from draft_facts()
        for word in ("not", "known", "unknown", "possibly"):
            yield Name(word, "", "keyword")
        for fact in DRAFT_FACTS.values():
            labels = getattr(value_of("question", fact.field), "labels", {})
            for choice in fact.choices:
                yield Name(choice, _in(labels.get(choice, {}), language), f"value of {fact.name}")

    def questions() -> Iterator[Name]:
        return (name for name in of("question")() if question_type(name.word) or "labels." in name.word)

    def operands() -> Iterator[Name]:
        yield from of("concept")()
        yield from (Name(word, "", "entity") for word in ENTITIES)

    plain: tuple[Category, ...] = (
        "obligation",
        "source",
        "territory",
        "platform",
        "fact",
        "statement",
        "clause",
        "concept",
        "rule",
    )
    lookups: dict[str, Callable[[], Iterator[Name]]] = {category: of(category) for category in plain}
    lookups |= {
        "condition": conditions,
        "draft_fact": draft_facts,
        "question": questions,
        "operand": operands,
        "sector": _sectors,
    }
    return Names(kind, lookups)


def names_of_book(kind: str, book: RuleBook, language: Language) -> Names:
    """Return what a draft or a settings file may name."""

    def territories() -> Iterator[Name]:
        for code, territory in book.territories.items():
            yield Name(code, _in(territory.name, language), "territory")

    def selectors() -> Iterator[Name]:
        titles = {name: _in(rule.title, language) for name, rule in book.rules.items()}
        breaches = {code: _in(words, language) for code, words in book.obligations.items()}
        for word in sorted(known_selectors(book)):
            rule = book.rules.get(word)
            meaning = titles.get(word) or breaches.get(word, "")
            yield Name(word, meaning, "rule" if rule else "rules", rule.place if rule else None)

    return Names(kind, {"territory": territories, "selector": selectors, "sector": _sectors})


def _sectors() -> Iterator[Name]:
    return (Name(word, "", "sector") for word in SECTORS)


def _meaning(value: Any, language: Language) -> str:
    """Return what an entry of the book means, in words."""
    match value:
        case Source():
            return " — ".join(part for part in (value.citation, value.title) if part)
        case QuestionText() | Statement():
            return _in(value.text, language)
        case Mapping():
            return _in(value, language)
        case _:
            return _called(value, language)


def _called(value: Any, language: Language) -> str:
    for field in ("meaning", "title", "name"):
        words = getattr(value, field, None)
        if isinstance(words, Mapping):
            return _in(words, language)
        if isinstance(words, str):
            return words
    return ""


def _in(words: Mapping[str, str], language: Language) -> str:
    return words.get(language) or next(iter(words.values()), "")
