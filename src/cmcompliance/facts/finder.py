"""Find the base facts of a draft: from its metadata, its media and its parsed text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from cmcompliance.draft import Draft
from cmcompliance.facts.brand import LABEL as BRAND
from cmcompliance.facts.brand import brand_occurrences
from cmcompliance.facts.fact import Evidence, Fact
from cmcompliance.facts.mechanics import MechanicsFacts
from cmcompliance.facts.media import media_facts
from cmcompliance.facts.metadata import MetadataFacts
from cmcompliance.facts.occurrence import FieldView, Occurrences, collect
from cmcompliance.facts.sighting import see, trigger_labels
from cmcompliance.parse import ParsedField
from cmcompliance.rulebook.book import FoundFact, RuleBook
from cmcompliance.rulebook.condition import facts_of

_SECTOR = "sectors."
_LANGUAGES = ("fr", "en")


class FactFinder:
    """Finds facts for one rule book. Holds no state of a draft; safe to share between threads."""

    def __init__(self, book: RuleBook) -> None:
        self._book = book
        self._metadata = MetadataFacts(_sectors_asked(book))
        self._mechanics = MechanicsFacts(book)
        self._brand_matters = any(_uses_brand(definition) for definition in book.found.values())
        self._by_trigger: dict[str, list[FoundFact]] = defaultdict(list)
        for definition in book.found.values():
            for label in dict.fromkeys(
                label for item in definition.sightings for label in trigger_labels(item)
            ):
                self._by_trigger[label].append(definition)

    def find(self, draft: Draft, parsed: Sequence[ParsedField], as_of: date) -> dict[str, Fact]:
        """Return the base facts by name; a found fact that is not in the result is false."""
        facts = self._metadata.find(draft, as_of)
        facts.update(self._mechanics.find(draft, as_of))
        facts.update(media_facts(draft, self._book.media.values(), as_of))
        facts.update(_language_facts(parsed))
        facts.update(self._seen(draft, parsed))
        return facts

    def _seen(self, draft: Draft, parsed: Sequence[ParsedField]) -> dict[str, Fact]:
        views = [FieldView(field) for field in parsed]
        occurrences = collect(views)
        if self._brand_matters:
            occurrences[BRAND] = brand_occurrences(draft, views)
        fold = self._fold(draft)
        candidates = {
            definition.name: definition
            for label, places in occurrences.items()
            if places
            for definition in self._by_trigger.get(label, ())
        }
        return {
            name: Fact(name, True, "text", places)
            for name, definition in candidates.items()
            if (places := _places(definition, occurrences, fold))
        }

    def _fold(self, draft: Draft) -> int | None:
        info = self._book.platforms.get(draft.platform or "")
        return info.fold if info else None


def _uses_brand(definition: FoundFact) -> bool:
    return any(
        BRAND in labels
        for item in definition.sightings
        for labels in (trigger_labels(item), *item.near, item.without)
    )


def _places(definition: FoundFact, occurrences: Occurrences, fold: int | None) -> tuple[Evidence, ...]:
    seen = dict.fromkeys(place for item in definition.sightings for place in see(item, occurrences, fold))
    return tuple(sorted(seen, key=lambda place: (place.field, place.start)))


def _language_facts(parsed: Sequence[ParsedField]) -> dict[str, Fact]:
    present = {
        code for field in parsed if field.kind in {"text", "title"} for code in field.reading.languages
    }
    return {f"language.{code}": Fact(f"language.{code}", code in present, "text") for code in _LANGUAGES}


def _sectors_asked(book: RuleBook) -> tuple[str, ...]:
    conditions = [fact.condition for fact in book.derived.values()]
    for rule in book.rules.values():
        conditions += [rule.condition, *(condition for _, condition in rule.severity_when)]
    names = (
        frozenset().union(*(facts_of(condition) for condition in conditions)) if conditions else frozenset()
    )
    return tuple(sorted(name.removeprefix(_SECTOR) for name in names if name.startswith(_SECTOR)))
