"""Small rule books made by hand, for tests that need no file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from cmcompliance.rulebook.book import (
    Concept,
    DerivedFact,
    EditTemplate,
    FoundFact,
    Mechanic,
    Place,
    PlatformInfo,
    Rule,
    RuleBook,
    Scope,
    ScopeEntry,
    Sighting,
    Source,
    Territory,
)
from cmcompliance.rulebook.condition import Condition, Test

PLACE = Place("test.yaml", 1)
WORDS = {"fr": "texte", "en": "text"}


def source(
    key: str,
    *,
    territory: str | None = None,
    platform: str | None = None,
    start: date | None = None,
    end: date | None = None,
    house: str | None = None,
) -> Source:
    return Source(key, key, key, None, territory, platform, start, end, None, None, None, PLACE, house=house)


def rule(
    name: str,
    *,
    condition: Condition | None = None,
    territories: tuple[ScopeEntry, ...] = (),
    platforms: tuple[ScopeEntry, ...] = (),
    sources: tuple[str, ...] = (),
    scope: Scope | None = None,
    edit: EditTemplate | None = None,
    ask: tuple[str, ...] = (),
) -> Rule:
    return Rule(
        name=name,
        obligation="contest.rules-missing",
        severity="warning",
        severity_when=(),
        title=WORDS,
        scope=replace(scope or Scope(), territories=territories, platforms=platforms),
        condition=condition or Test("media"),
        ask=ask,
        at=(),
        message=WORDS,
        hint=WORDS,
        edit=edit,
        sources=sources,
        examples=(),
        place=PLACE,
    )


def concept(name: str, *phrases: str) -> Concept:
    return Concept(name, WORDS, {"fr": phrases}, {}, PLACE)


def seen(name: str, *sightings: Sighting) -> FoundFact:
    return FoundFact(name, WORDS, sightings, PLACE)


def book(
    *rules: Rule,
    concepts: tuple[Concept, ...] = (),
    sources: tuple[Source, ...] = (),
    found: tuple[FoundFact, ...] = (),
    derived: tuple[DerivedFact, ...] = (),
    platforms: Mapping[str, PlatformInfo] | None = None,
    mechanics: tuple[Mechanic, ...] = (),
) -> RuleBook:
    return RuleBook(
        name="test",
        version="1",
        digest="0",
        obligations={"contest.rules-missing": {"en": "none"}},
        territories={
            "FR": Territory("FR", WORDS, ("EU",)),
            "BE": Territory("BE", WORDS, ("EU",)),
            "US": Territory("US", WORDS, ()),
            "US-NY": Territory("US-NY", WORDS, ("US",)),
            "EU": Territory("EU", WORDS, ()),
        },
        platforms=platforms or {},
        sources={item.key: item for item in sources},
        concepts={item.name: item for item in concepts},
        found={item.name: item for item in found},
        media={},
        derived={item.name: item for item in derived},
        rules={item.name: item for item in rules},
        questions={},
        placeholders={"closes_at": {"fr": "[date]", "en": "[date]"}},
        mechanics={item.name: item for item in mechanics},
    )
