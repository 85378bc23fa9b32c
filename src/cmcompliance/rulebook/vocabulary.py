"""What rules may name of a draft: facts with their types and values, entities, scopes, media attributes.

Values that the draft's model limits are taken from it, so that the two cannot part.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, get_args

from pydantic import BaseModel

from cmcompliance.draft.evidence import ProvenanceState, ReadState
from cmcompliance.draft.field_types import MediumKind, MediumSource, MusicLicence
from cmcompliance.draft.model import (
    Author,
    Draft,
    EntryAction,
    Kind,
    Mechanism,
    Platform,
    RelationshipKind,
    Role,
)
from cmcompliance.rulebook.book import MechanicState

FactType = Literal["bool", "choice", "number"]
QuestionType = Literal["bool", "choice", "number", "text", "date", "list"]
EntityKind = Literal[
    "number",
    "money",
    "percent",
    "date",
    "period",
    "time",
    "age",
    "quantity",
    "url",
    "mention",
    "hashtag",
    "promo_code",
    "email",
    "phone",
    "iban",
    "emoji",
    "affiliate_url",
    "drinks_account",
    "plate",
    "proper",
    "brand",
    "placeholder",
]
LicenceState = Literal[
    "none",
    "expired",
    "not_begun",
    "other_territory",
    "print_only",
    "non_commercial",
    "one_product",
    "granted",
]
"""What the free text of a licence, or its entry in a ledger of rights, is read into."""
Disagreement = Literal["source", "licence", "people", "ai_generated", "music"]
"""What a draft says of a medium and a file or a ledger says otherwise."""
TextScope = Literal["negated", "conditional", "question", "quoted", "past", "third_party"]
Position = Literal["before_fold", "after_fold", "hashtag_block", "prose", "opening", "ending"]
TextField = Literal["text", "title", "overlay", "transcript", "alt", "rules_text", "links"]
Stretch = Literal["clause", "sentence", "line", "field"]

KINDS: tuple[str, ...] = get_args(Kind)
PLATFORMS: tuple[str, ...] = get_args(Platform)
ENTITIES: tuple[str, ...] = get_args(EntityKind)
SCOPES: tuple[str, ...] = get_args(TextScope)
VARIABLES = (
    "brand",
    "organiser",
    "opens_at",
    "closes_at",
    "rules_url",
    "platform",
    "company",
    "prizes",
    "territory",
)
"""The {…} of an edit that a draft may fill; the others are only placeholders, named in placeholders.yaml."""
SECTORS = (
    "alcohol",
    "animals",
    "automotive",
    "children",
    "cosmetic_procedure",
    "cosmetics",
    "credit",
    "crypto",
    "finance",
    "food",
    "gambling",
    "health",
    "medicine",
    "political",
    "real_estate",
    "tobacco",
    "training",
)
"""The sectors that the draft format names; a draft may give others."""


MECHANIC_STATES: tuple[str, ...] = get_args(MechanicState)
MECHANICS = "mechanics."
"""Begins the names of the facts that say what the draft's platform makes of an entry action."""


@dataclass(frozen=True, slots=True)
class DraftFact:
    """A fact that comes from one field of the draft.

    `type` "bool" is true, false or unknown; "choice" is one of `choices`; "number" is compared.
    `field` is what an author fills in to make it known; `always_known` facts are never unknown.
    """

    name: str
    type: FactType
    field: str
    choices: tuple[str, ...] = ()
    always_known: bool = False


@dataclass(frozen=True, slots=True)
class MediaAttribute:
    """An attribute that `media:` may ask for, and its values; `absent` is one of every attribute."""

    values: tuple[bool | str, ...]
    field: str


_GIVEN = ("given", "absent")
_YES_NO = (True, False, "absent")


def _account_types() -> tuple[str, ...]:
    return _choices(Author.model_fields["account_type"].annotation)


def _choices(annotation: Any) -> tuple[str, ...]:
    if all(isinstance(member, str) for member in get_args(annotation)):
        return get_args(annotation)
    return next((_choices(member) for member in get_args(annotation) if get_args(member)), ())


def _draft_facts() -> dict[str, DraftFact]:
    choices: dict[str, tuple[str, ...]] = {
        "author.role": get_args(Role),
        "author.account_type": _account_types(),
        "relationship.kind": get_args(RelationshipKind),
        "contest.mechanism": get_args(Mechanism),
        "platform": PLATFORMS,
    }
    facts = [DraftFact("kind", "choice", "kind", KINDS, always_known=True)]
    facts += [DraftFact(name, "choice", name, values) for name, values in choices.items()]
    facts += [DraftFact(name, "number", name) for name in _NUMBERS]
    facts += [DraftFact(name, "bool", name) for name in (*_BOOLEANS, *_GIVEN_TEXTS, *_GIVEN_LISTS)]
    facts += [DraftFact(name, "bool", name, always_known=True) for name in ("links", "media", "contest")]
    facts += [DraftFact(f"language.{code}", "bool", "text", always_known=True) for code in ("fr", "en")]
    facts.append(DraftFact("published_at", "number", "published_at", always_known=True))
    facts += [
        DraftFact(f"contest.entry_actions.{action}", "bool", "contest.entry_actions")
        for action in get_args(EntryAction)
    ]
    facts += [DraftFact(f"sectors.{sector}", "bool", "sectors") for sector in SECTORS]
    return {fact.name: fact for fact in facts}


_NUMBERS = ("author.followers", "author.age", "relationship.value", "contest.min_age", "audience.min_age")
_BOOLEANS = (
    "relationship.platform_label",
    "relationship.written_contract",
    "contest.free_entry",
    "audience.targets_minors",
)
_GIVEN_TEXTS = (
    "title",
    "author.name",
    "relationship.brand",
    "contest.organiser",
    "contest.rules_url",
    "contest.rules_text",
    "contest.opens_at",
    "contest.closes_at",
)
_GIVEN_LISTS = ("contest.prizes", "contest.filings", "contest.territories")

DRAFT_FACTS: Mapping[str, DraftFact] = MappingProxyType(_draft_facts())
"""The facts that every draft has, by name; `draft_fact` also knows `sectors.<any word>` and mechanics."""

_EVIDENCE = "media.evidence"
RELEASES = ("none", "not_applicable", "unlimited", "limited_or_incomplete")
EVIDENCE_ATTRIBUTES = (
    "disagrees",
    "owner",
    "provenance",
    "release",
    "youngest",
    "place",
    "track",
    "ledger",
    "read",
)
"""Those that only files and ledgers tell: where nothing was found they are absent, never unknown."""

MEDIA_ATTRIBUTES: Mapping[str, MediaAttribute] = MappingProxyType(
    {
        "kind": MediaAttribute((*get_args(MediumKind), "absent"), "media.kind"),
        "source": MediaAttribute((*get_args(MediumSource), "absent"), "media.source"),
        "retouched": MediaAttribute(_YES_NO, "media.retouched"),
        "ai_generated": MediaAttribute(_YES_NO, "media.ai_generated"),
        "ai_label": MediaAttribute(_YES_NO, "media.ai_label"),
        "credit": MediaAttribute(_GIVEN, "media.credit"),
        "path": MediaAttribute(_GIVEN, "media.path"),
        "licence": MediaAttribute((*get_args(LicenceState), "absent"), "media.licence"),
        "music.title": MediaAttribute(_GIVEN, "media.music.title"),
        "music.artist": MediaAttribute(_GIVEN, "media.music.artist"),
        "music.licence": MediaAttribute((*get_args(MusicLicence), "absent"), "media.music.licence"),
        "people.name": MediaAttribute(_GIVEN, "media.people.name"),
        "people.consent": MediaAttribute(_YES_NO, "media.people.consent"),
        "people.minor": MediaAttribute(_YES_NO, "media.people.minor"),
        "people.public_figure": MediaAttribute(_YES_NO, "media.people.public_figure"),
        "disagrees": MediaAttribute((*get_args(Disagreement), "absent"), _EVIDENCE),
        "owner": MediaAttribute(("own", "another", "absent"), _EVIDENCE),
        "provenance": MediaAttribute((*get_args(ProvenanceState), "absent"), _EVIDENCE),
        "release": MediaAttribute((*RELEASES, "absent"), _EVIDENCE),
        "youngest": MediaAttribute(("minor", "adult", "unknown", "absent"), _EVIDENCE),
        "place": MediaAttribute(_GIVEN, _EVIDENCE),
        "track": MediaAttribute(_GIVEN, _EVIDENCE),
        "ledger": MediaAttribute((*get_args(LicenceState), "unlisted", "absent"), _EVIDENCE),
        "read": MediaAttribute((*get_args(ReadState), "absent"), _EVIDENCE),
    }
)
"""What `media:` may ask of a medium, by dotted name."""


def draft_fact(name: str) -> DraftFact | None:
    """Return the draft's fact of that name, None when there is none."""
    if name.startswith("sectors.") and name.count(".") == 1:
        return DraftFact(name, "bool", "sectors")
    if name.startswith(MECHANICS) and name.count(".") == 1:
        return DraftFact(name, "choice", "platform", MECHANIC_STATES)
    return DRAFT_FACTS.get(name)


def field_choices(name: str) -> tuple[str, ...]:
    """Return the values that a field of the draft may take, empty when it is not a choice."""
    if name in DRAFT_FACTS:
        return DRAFT_FACTS[name].choices
    if name == "contest.entry_actions":
        return get_args(EntryAction)
    if name == "sectors":
        return SECTORS
    attribute = _field_attribute(name)
    values = attribute.values if attribute else ()
    return tuple(value for value in values if isinstance(value, str) and value not in _GIVEN)


def _field_paths(model: type[BaseModel], prefix: str = "") -> frozenset[str]:
    paths: set[str] = set()
    for name, info in model.model_fields.items():
        paths.add(prefix + name)
        part = _model_in(info.annotation)
        if part is not None:
            paths |= _field_paths(part, f"{prefix}{name}.")
    return frozenset(paths)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for member in get_args(annotation) if (model := _model_in(member))), None)


DRAFT_FIELDS: frozenset[str] = _field_paths(Draft)
"""Every field of a draft by dotted name; those of each medium stand under `media.`."""


def _special_questions() -> dict[str, QuestionType]:
    types: dict[str, QuestionType] = dict.fromkeys(_GIVEN_TEXTS, "text")
    types.update(dict.fromkeys(("contest.opens_at", "contest.closes_at"), "date"))
    types.update(dict.fromkeys(("contest.entry_actions", "sectors", *_GIVEN_LISTS), "list"))
    return types


_SPECIAL_QUESTIONS = _special_questions()


def question_type(name: str) -> QuestionType | None:
    """Return how to ask for a field of the draft, None when no rule can hang on it."""
    if name in _SPECIAL_QUESTIONS:
        return _SPECIAL_QUESTIONS[name]
    fact = DRAFT_FACTS.get(name)
    if fact is not None:
        return None if fact.always_known else fact.type
    attribute = _field_attribute(name) if name.startswith("media.") else None
    return _media_question(attribute) if attribute else None


def _field_attribute(name: str) -> MediaAttribute | None:
    attribute = MEDIA_ATTRIBUTES.get(name.removeprefix("media."))
    return None if attribute is None or attribute.field == _EVIDENCE else attribute


def _media_question(attribute: MediaAttribute) -> QuestionType:
    if attribute.values == _YES_NO:
        return "bool"
    return "text" if attribute.values == _GIVEN or attribute.field == "media.licence" else "choice"
