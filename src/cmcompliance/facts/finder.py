"""Find the base facts of a draft: from its metadata, its media and its parsed text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from cmcompliance.draft import Draft
from cmcompliance.facts.brand import LABEL as BRAND
from cmcompliance.facts.brand import brand_occurrences
from cmcompliance.facts.fact import Evidence, Fact
from cmcompliance.facts.mechanics import MechanicsFacts
from cmcompliance.facts.media import media_facts
from cmcompliance.facts.metadata import MetadataFacts
from cmcompliance.facts.occurrence import FieldView, Occurrences, collect
from cmcompliance.facts.sighting import Look, look_for, see
from cmcompliance.parse import ParsedField
from cmcompliance.rulebook.book import RuleBook
from cmcompliance.rulebook.condition import facts_of

_SECTOR = "sectors."
_LANGUAGES = ("fr", "en")
Looks = tuple[str, tuple[Look, ...]]
"""A found fact's name, and its sightings."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The found facts that are worth looking for, by the labels that set them off; `labels`: all they look
    at.
    """

    by_trigger: Mapping[str, tuple[Looks, ...]]
    labels: frozenset[str]


class FactFinder:
    """Finds facts for one rule book. Holds no state of a draft; safe to share between threads."""

    def __init__(self, book: RuleBook) -> None:
        self._book = book
        self._metadata = MetadataFacts(_sectors_asked(book))
        self._mechanics = MechanicsFacts(book)
        self._looks = {
            name: tuple(look_for(item) for item in definition.sightings)
            for name, definition in book.found.items()
        }
        self._all = _wanted(self._looks.items())

    def wanted(self, names: AbstractSet[str]) -> Wanted:
        """Return what to look for when only these facts matter; names of other facts are passed over."""
        return _wanted((name, self._looks[name]) for name in sorted(self._looks.keys() & names))

    def find(
        self, draft: Draft, parsed: Sequence[ParsedField], as_of: date, wanted: Wanted | None = None
    ) -> dict[str, Fact]:
        """Return the base facts by name; a found fact that is not in the result is false, or not wanted."""
        facts = self._metadata.find(draft, as_of)
        facts.update(self._mechanics.find(draft, as_of))
        facts.update(media_facts(draft, self._book.media.values(), as_of))
        facts.update(_language_facts(parsed))
        facts.update(self._seen(draft, parsed, self._all if wanted is None else wanted))
        return facts

    def _seen(self, draft: Draft, parsed: Sequence[ParsedField], wanted: Wanted) -> dict[str, Fact]:
        views = [FieldView(field) for field in parsed]
        by_label = collect(views, wanted.labels)
        if BRAND in wanted.labels and (brands := brand_occurrences(draft, views)):
            by_label[BRAND] = brands
        if not by_label:
            return {}
        occurrences = Occurrences(by_label)
        candidates = {name: looks for label in by_label for name, looks in wanted.by_trigger.get(label, ())}
        fold = self._fold(draft)
        return {
            name: Fact(name, True, "text", places)
            for name, looks in candidates.items()
            if (places := _places(looks, occurrences, fold))
        }

    def _fold(self, draft: Draft) -> int | None:
        info = self._book.platforms.get(draft.platform or "")
        return info.fold if info else None


def _wanted(several: Iterable[Looks]) -> Wanted:
    by_trigger: dict[str, list[Looks]] = {}
    labels: set[str] = set()
    for looks in several:
        for look in looks[1]:
            labels.update(look.triggers, look.without, *look.near)
        for label in dict.fromkeys(label for look in looks[1] for label in look.triggers):
            by_trigger.setdefault(label, []).append(looks)
    return Wanted({label: tuple(some) for label, some in by_trigger.items()}, frozenset(labels))


def _places(looks: Sequence[Look], occurrences: Occurrences, fold: int | None) -> tuple[Evidence, ...]:
    seen = dict.fromkeys(place for look in looks for place in see(look, occurrences, fold))
    return tuple(sorted(seen, key=_place_of)) if len(seen) > 1 else tuple(seen)


def _place_of(place: Evidence) -> tuple[str, int]:
    return place.field, place.start


def _language_facts(parsed: Sequence[ParsedField]) -> dict[str, Fact]:
    fields = (field for field in parsed if field.kind in {"text", "title"})
    present = {code for field in fields for code in field.reading.languages}
    return {f"language.{code}": Fact(f"language.{code}", code in present, "text") for code in _LANGUAGES}


def _sectors_asked(book: RuleBook) -> tuple[str, ...]:
    conditions = [fact.condition for fact in book.derived.values()]
    for rule in book.rules.values():
        conditions += [rule.condition, *(condition for _, condition in rule.severity_when)]
    names = (
        frozenset().union(*(facts_of(condition) for condition in conditions)) if conditions else frozenset()
    )
    return tuple(sorted(name.removeprefix(_SECTOR) for name in names if name.startswith(_SECTOR)))
