"""The rule book in memory: what the loader makes of `rules/`, for every later stage. Plain frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from cmcompliance.rulebook.condition import Condition

Language = Literal["fr", "en"]
Severity = Literal["error", "warning", "info"]
Safety = Literal["safe", "suggested"]
Words = Mapping[str, str]
"""A text by language: {"fr": …, "en": …}."""
Operand = tuple[str, ...]
"""Alternatives of a `near`: concept names, or entities in angle brackets (`<money>`)."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in `rules/` something is written (1-based)."""

    file: str
    line: int
    column: int = 1


@dataclass(frozen=True, slots=True)
class Source:
    """A legal text, a platform's terms or a house's own policy; `start` and `end` are days included, None
    when open.

    `excepted`: territories inside its own where it is not in force, as a directive before its transposition.
    `house`: who gave itself this policy; it holds everywhere.
    """

    key: str
    citation: str
    title: str
    url: str | None
    territory: str | None
    platform: str | None
    start: date | None
    end: date | None
    sanction: str | None
    checked_on: date | None
    checked_against: str | None
    place: Place
    excepted: frozenset[str] = frozenset()
    house: str | None = None


@dataclass(frozen=True, slots=True)
class Territory:
    """A jurisdiction and the larger ones whose law also applies in it."""

    code: str
    name: Words
    parents: tuple[str, ...]


CountedAs = Literal["characters", "graphemes", "utf16", "bytes", "emoji_bytes", "weighted"]
"""What a platform counts: code points, what a reader sees as one, UTF-16 units, bytes of UTF-8, code points
but bytes for emoji, or X's weights."""


@dataclass(frozen=True, slots=True)
class PlatformInfo:
    """What differs by platform. `fold`: characters shown before "more"; `text_limit`: characters accepted, of
    which `basic_limit` is that of accounts that pay nothing; `link_length`: what every address counts for.
    """

    key: str
    name: str
    company: str
    fold: int | None
    text_limit: int | None
    hashtag_limit: int | None
    basic_limit: int | None = None
    counted_as: CountedAs = "characters"
    link_length: int | None = None


MechanicState = Literal["allowed", "discouraged", "forbidden", "silent"]
"""What a platform's terms make of an entry action; `silent` when they do not speak of it."""


@dataclass(frozen=True, slots=True)
class MechanicCell:
    """What one platform's terms say of one entry action, and the source that says so."""

    state: MechanicState
    source: str


@dataclass(frozen=True, slots=True)
class Mechanic:
    """An action that a promotion may ask for, with what each platform that speaks of it says."""

    name: str
    meaning: Words
    cells: Mapping[str, MechanicCell]
    place: Place


@dataclass(frozen=True, slots=True)
class Concept:
    """How people say a thing: `phrases` and `exceptions` by language (fr, en, any), in phrase syntax."""

    name: str
    meaning: Words
    phrases: Mapping[str, tuple[str, ...]]
    exceptions: Mapping[str, tuple[str, ...]]
    place: Place


@dataclass(frozen=True, slots=True)
class Statement:
    """A wording that the law gives, to be said as it stands: `text` by language, from the source `source`."""

    key: str
    meaning: Words
    text: Words
    source: str
    place: Place


@dataclass(frozen=True, slots=True)
class Clause:
    """An article of contest rules, with {variables}; `order` is its place in the document.

    It is for documents of which all that is given holds: `territories` (or one inside), `platforms` (empty:
    all), `mechanisms`, `entry_actions` (one of them asked for). `always`: in every such document, whether a
    rule asks for it or not.
    """

    key: str
    title: Words
    text: Words
    order: int
    territories: frozenset[str]
    platforms: frozenset[str]
    mechanisms: frozenset[str]
    entry_actions: frozenset[str]
    always: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Sighting:
    """One item of `found`. Exactly one of `concepts`, `entities`, `near` is not empty."""

    concepts: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    near: tuple[Operand, ...] = ()
    within: str | int = "sentence"
    ordered: bool = False
    without: tuple[str, ...] = ()
    but_not: frozenset[str] = frozenset({"negated"})
    only: frozenset[str] = frozenset()
    where: tuple[str, ...] = ()
    fields: tuple[str, ...] = ("text", "title", "overlay", "transcript")
    at_least: int = 1
    not_spelled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundFact:
    """A fact that is seen in the text, by any of its sightings."""

    name: str
    meaning: Words
    sightings: tuple[Sighting, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class MediaFact:
    """A fact that holds when one medium has all these attributes. `wanted` as written under `media:`."""

    name: str
    meaning: Words
    wanted: Mapping[str, Any]
    place: Place


@dataclass(frozen=True, slots=True)
class DerivedFact:
    """A fact that follows from others."""

    name: str
    meaning: Words
    condition: Condition
    place: Place


@dataclass(frozen=True, slots=True)
class ScopeEntry:
    """What a rule changes for one territory or platform."""

    key: str
    bindings: Mapping[str, str] = field(default_factory=dict)
    severity: Severity | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """To which drafts a rule applies. Empty `territories` or `platforms`: any; never in `excepted`."""

    territories: tuple[ScopeEntry, ...] = ()
    platforms: tuple[ScopeEntry, ...] = ()
    kinds: frozenset[str] = frozenset()
    kinds_except: frozenset[str] = frozenset()
    start: date | None = None
    end: date | None = None
    excepted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class EditTemplate:
    """How to mend the text. `text` by language, with {variables}, or that of `statement`; `target` for
    deletions; `clause` is inserted instead where the text is contest rules. `safety`: see `report.Edit`; a
    suggested edit is safe where `safe_when` surely holds.
    """

    action: Literal["insert", "replace", "delete"]
    text: Words
    where: Literal["start", "end", "before_hashtags", "line_start", "after"] = "end"
    target: Literal["span", "clause", "sentence", "line"] = "span"
    statement: str | None = None
    clause: str | None = None
    safety: Safety = "suggested"
    safe_when: Condition | None = None

    @property
    def only_in_documents(self) -> bool:
        """Whether it mends contest rules and nothing else."""
        return self.clause is not None and not self.text and not self.statement


@dataclass(frozen=True, slots=True)
class Example:
    """A draft kept with its rule, and what the rule must do with it."""

    expect: Literal["breaching", "asking", "clean"]
    draft: Mapping[str, Any]
    span: str | None
    asks: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Rule:
    """An obligation rule. `condition` joins `when` and `unless`; the scope's table binds its `$names`.

    `beside`: it is said even where another rule of the same obligation sees the same words. `unchecked`: why
    nobody has read its sources yet, empty where somebody has. `waivable`: whether anyone may accept an error.
    """

    name: str
    obligation: str
    severity: Severity
    severity_when: tuple[tuple[Severity, Condition], ...]
    title: Words
    scope: Scope
    condition: Condition
    ask: tuple[str, ...]
    at: tuple[str, ...]
    message: Words
    hint: Words
    edit: EditTemplate | None
    sources: tuple[str, ...]
    examples: tuple[Example, ...]
    place: Place
    beside: bool = False
    unchecked: Words = field(default_factory=dict)
    waivable: bool = True

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """All that it asks about: when it is breached, how grave that is and whether its edit is safe."""
        safe_when = self.edit.safe_when if self.edit else None
        grades = (condition for _, condition in self.severity_when)
        return (self.condition, *grades, *((safe_when,) if safe_when else ()))


@dataclass(frozen=True, slots=True)
class QuestionText:
    """How to ask for a field of the draft; `name`: what it is called, `labels`: the words for its choices."""

    field: str
    type: Literal["bool", "choice", "number", "text", "date", "list"]
    text: Words
    labels: Mapping[str, Words]
    place: Place
    name: Words


@dataclass(frozen=True, slots=True)
class FieldText:
    """The words for a field of the draft that nobody is asked for, and for its values."""

    field: str
    name: Words
    labels: Mapping[str, Words]
    place: Place


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty of the law of a territory or of a platform's terms, and the rules that look after it.

    `left_out`: why there is no rule, where `rules` is empty.
    """

    key: str
    territory: str | None
    platform: str | None
    obligation: str
    text: Words
    rules: tuple[str, ...]
    left_out: Words
    place: Place


@dataclass(frozen=True, slots=True)
class Pack:
    """A folder of rules laid over those of the book; `shown` begins the places of what lies in it."""

    name: str
    version: str
    shown: str


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All of `rules/`, and of the packs over it. `digest` is a SHA-256 over the normalised content of what
    judges drafts.
    """

    name: str
    version: str
    digest: str
    obligations: Mapping[str, Words]
    territories: Mapping[str, Territory]
    platforms: Mapping[str, PlatformInfo]
    sources: Mapping[str, Source]
    concepts: Mapping[str, Concept]
    found: Mapping[str, FoundFact]
    media: Mapping[str, MediaFact]
    derived: Mapping[str, DerivedFact]
    rules: Mapping[str, Rule]
    questions: Mapping[str, QuestionText]
    placeholders: Mapping[str, Words]
    statements: Mapping[str, Statement] = field(default_factory=dict)
    clauses: Mapping[str, Clause] = field(default_factory=dict)
    duties: Mapping[str, Duty] = field(default_factory=dict)
    mechanics: Mapping[str, Mechanic] = field(default_factory=dict)
    fields: Mapping[str, FieldText] = field(default_factory=dict)
    packs: tuple[Pack, ...] = ()

    def of_packs(self) -> dict[str, Rule]:
        """Return the rules that packs bring, by name."""
        inside = tuple(f"{pack.shown}/" for pack in self.packs)
        return {name: rule for name, rule in self.rules.items() if rule.place.file.startswith(inside)}

    def is_of_a_house(self, rule: Rule) -> bool:
        """Return whether the rule rests on nothing but a house's own policy."""
        return bool(rule.sources) and all(self.sources[key].house is not None for key in rule.sources)

    def words_of(self, edit: EditTemplate) -> Words:
        """Return the text of an edit by language, its own or that of its statement."""
        return self.statements[edit.statement].text if edit.statement else edit.text

    def mechanic_state(self, action: str, platform: str, day: date) -> MechanicState:
        """Return what the terms of `platform` in force on `day` make of an entry action."""
        mechanic = self.mechanics.get(action)
        cell = mechanic.cells.get(platform) if mechanic else None
        source = self.sources.get(cell.source) if cell else None
        if cell is None or source is None:
            return "silent"
        started = source.start is None or source.start <= day
        return cell.state if started and (source.end is None or day <= source.end) else "silent"

    def ancestry(self, code: str) -> tuple[str, ...]:
        """Return the territory and everything it lies in, nearest first: FR → (FR, EU)."""
        seen: list[str] = []
        queue = [code]
        while queue:
            current = queue.pop(0)
            if current in seen:
                continue
            seen.append(current)
            known = self.territories.get(current)
            queue += known.parents if known else current.split("-")[:1]
        return tuple(seen)
