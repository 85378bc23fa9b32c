"""Find the base facts of a draft: from its metadata, its media and its parsed text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from datetime import date

from cmcompliance.draft import Draft
from cmcompliance.facts.brand import LABEL as BRAND
from cmcompliance.facts.brand import brand_occurrences
from cmcompliance.facts.draft_facts import DraftFacts
from cmcompliance.facts.fact import Evidence, Fact, Origin
from cmcompliance.facts.mechanics import MechanicsFacts
from cmcompliance.facts.media import media_facts
from cmcompliance.facts.metadata import MetadataFacts
from cmcompliance.facts.occurrence import FieldView, Occurrence, Occurrences
from cmcompliance.facts.placeholder import LABEL as PLACEHOLDER
from cmcompliance.facts.placeholder import placeholder_occurrences, placeholders_of
from cmcompliance.facts.publication import Publication
from cmcompliance.facts.sighting import Look, look_for, see
from cmcompliance.parse import ParsedField
from cmcompliance.rulebook.book import RuleBook
from cmcompliance.rulebook.condition import facts_of
from cmcompliance.rulebook.labels import labels_of

_SECTOR = "sectors."
_LANGUAGES = ("fr", "en")
Expected = tuple[str, tuple[tuple[str, ...], ...]]
"""A found fact's name, and what one of its sightings needs beside its trigger: a label of each row."""


class FactFinder:
    """Finds facts for one rule book. Holds no state of a draft; safe to share between threads."""

    def __init__(self, book: RuleBook) -> None:
        self._book = book
        self._metadata = MetadataFacts(_sectors_asked(book), labels_of(book.questions))
        self._mechanics = MechanicsFacts(book)
        self._looks: dict[str, tuple[Look, ...]] = {}
        self._by_trigger: dict[str, list[Expected]] = {}
        labels: set[str] = set()
        for definition in book.found.values():
            looks = tuple(look_for(item) for item in definition.sightings)
            for look in looks:
                labels.update(look.triggers, look.without, *look.near)
                for label in look.triggers:
                    self._by_trigger.setdefault(label, []).append((definition.name, look.near))
            self._looks[definition.name] = looks
        self._labels = frozenset(labels)
        self._placeholders = placeholders_of(book) if PLACEHOLDER in labels else frozenset()

    def find(self, draft: Draft, parsed: Sequence[ParsedField], as_of: date) -> DraftFacts:
        """Return the base facts by name; a found fact that is not in the result is false."""
        facts = self._metadata.find(draft, as_of)
        facts.update(self._mechanics.find(draft, as_of))
        facts.update(media_facts(Publication(draft, as_of, self._book.ancestry), self._book.media.values()))
        facts.update(_language_facts(parsed))
        occurrences = self._occurrences(draft, parsed)
        fold, finders = self._fold(draft), _finders(draft)

        def look(name: str) -> Fact | None:
            places = _places(self._looks[name], occurrences, fold)
            return Fact(name, True, _origin(places, finders), places) if places else None

        return DraftFacts(facts, self._candidates(occurrences.labels), look)

    def _occurrences(self, draft: Draft, parsed: Sequence[ParsedField]) -> Occurrences:
        views = [FieldView(field) for field in parsed]
        special: dict[str, list[Occurrence]] = {}
        if BRAND in self._labels and (brands := brand_occurrences(draft, views)):
            special[BRAND] = brands
        if self._placeholders and (left := placeholder_occurrences(views, self._placeholders)):
            special[PLACEHOLDER] = left
        return Occurrences(views, special)

    def _candidates(self, labels: Set[str]) -> set[str]:
        """Return the found facts that can be seen where nothing but these labels may stand."""
        found: set[str] = set()
        for label in labels & self._by_trigger.keys():
            for name, near in self._by_trigger[label]:
                if name in found:
                    continue
                for operand in near:
                    if labels.isdisjoint(operand):
                        break
                else:
                    found.add(name)
        return found

    def _fold(self, draft: Draft) -> int | None:
        info = self._book.platforms.get(draft.platform or "")
        return info.fold if info else None


def _places(looks: Sequence[Look], occurrences: Occurrences, fold: int | None) -> tuple[Evidence, ...]:
    seen = dict.fromkeys(place for look in looks for place in see(look, occurrences, fold))
    return tuple(sorted(seen, key=_place_of)) if len(seen) > 1 else tuple(seen)


def _finders(draft: Draft) -> dict[str, Origin]:
    """Return who found the words of the fields that the draft itself did not give."""
    return {
        f"media[{number}].{words.field}": words.finder
        for number, medium in enumerate(draft.media)
        if medium.evidence is not None
        for words in medium.evidence.words
    }


def _origin(places: Sequence[Evidence], finders: Mapping[str, Origin]) -> Origin:
    """Return `text` where one place is the author's own words, else who found them."""
    if not finders:
        return "text"
    found = [finders.get(place.field, "text") for place in places]
    return "text" if "text" in found else found[0]


def _place_of(place: Evidence) -> tuple[str, int]:
    return place.field, place.start


def _language_facts(parsed: Sequence[ParsedField]) -> dict[str, Fact]:
    fields = (field for field in parsed if field.kind in {"text", "title"})
    present = {code for field in fields for code in field.reading.languages}
    return {f"language.{code}": Fact(f"language.{code}", code in present, "text") for code in _LANGUAGES}


def _sectors_asked(book: RuleBook) -> tuple[str, ...]:
    conditions = [fact.condition for fact in book.derived.values()]
    for rule in book.rules.values():
        conditions += rule.conditions
    names = (
        frozenset().union(*(facts_of(condition) for condition in conditions)) if conditions else frozenset()
    )
    return tuple(sorted(name.removeprefix(_SECTOR) for name in names if name.startswith(_SECTOR)))
