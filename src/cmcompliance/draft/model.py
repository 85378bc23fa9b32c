"""The draft as every reader, rule and hook uses it. Only `text` is required; what is absent is unknown."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from cmcompliance.draft.evidence import Evidence
from cmcompliance.draft.field_types import (
    Age,
    Amount,
    Count,
    Currency,
    Day,
    Identifier,
    JurisdictionCode,
    LabelName,
    LabelValue,
    LanguageTag,
    MediumKind,
    MediumSource,
    Moment,
    MusicLicence,
    Part,
    SeveralWords,
    Text,
    Words,
)
from cmcompliance.draft.values import none_for_empty, without_nulls

Kind = Literal["post", "story", "reel", "video", "article", "comment", "contest_rules", "ad", "bio", "email"]
Platform = Literal[
    "facebook",
    "instagram",
    "threads",
    "tiktok",
    "x",
    "youtube",
    "linkedin",
    "pinterest",
    "snapchat",
    "twitch",
    "bluesky",
    "mastodon",
    "reddit",
    "discord",
    "whatsapp",
    "telegram",
    "tumblr",
    "blog",
    "website",
    "newsletter",
]
Role = Literal["brand", "agency", "influencer", "employee", "consumer", "media"]
RelationshipKind = Literal[
    "none", "own_brand", "paid", "gifted", "affiliate", "trip", "employment", "family", "unknown"
]
Mechanism = Literal["chance", "skill", "first_come", "vote"]
EntryAction = Literal[
    "like", "follow", "comment", "share", "tag_friends", "story", "purchase", "save", "upload", "subscribe"
]


class Author(Part):
    """Who speaks."""

    name: Text | None = None
    handle: Text | None = None
    role: Role | None = None
    followers: Count | None = None
    country: JurisdictionCode | None = None
    age: Age | None = None
    account_type: Literal["personal", "creator", "business"] | None = None


class Relationship(Part):
    """What links the author to what is talked about."""

    kind: RelationshipKind | None = None
    brand: Text | None = None
    value: Amount | None = None
    currency: Currency | None = None
    platform_label: bool | None = Field(default=None, description="the native paid-partnership switch is on")
    written_contract: bool | None = None


class Person(Part):
    """Someone who can be recognised in a medium."""

    name: Text | None = None
    consent: bool | None = None
    minor: bool | None = None
    public_figure: bool | None = None


class Music(Part):
    """A recording heard in a medium."""

    title: Text | None = None
    artist: Text | None = None
    licence: MusicLicence | None = None


class Medium(Part):
    """A picture, a video or a sound that goes out with the draft."""

    kind: MediumKind | None = None
    path: Text | None = None
    alt: Text | None = None
    transcript: Text | None = None
    overlay: Text | None = Field(default=None, description="text shown on it")
    source: MediumSource | None = None
    licence: Text | None = None
    credit: Text | None = None
    people: list[Person] | None = None
    retouched: bool | None = None
    ai_generated: bool | None = None
    ai_label: bool | None = Field(default=None, description="the platform's own AI label is on")
    music: Music | None = None
    evidence: Evidence | None = Field(default=None, description="what was found elsewhere than in the draft")


class Prize(Part):
    """What can be won."""

    description: Text | None = None
    value: Amount | None = None
    currency: Currency | None = None
    quantity: Count | None = None


class Contest(Part):
    """Declared facts of a contest, which complete and override what the text says."""

    organiser: Text | None = None
    mechanism: Mechanism | None = None
    free_entry: bool | None = None
    entry_actions: list[EntryAction] | None = None
    prizes: list[Prize] | None = None
    opens_at: Moment | None = None
    closes_at: Moment | None = None
    min_age: Age | None = None
    territories: list[JurisdictionCode] | None = None
    rules_url: Text | None = None
    rules_text: Text | None = None
    filings: list[Text] | None = None


class Audience(Part):
    """Whom the draft addresses."""

    min_age: Age | None = None
    targets_minors: bool | None = None


class Waiver(Part):
    """A breach that somebody answers for: its findings no longer decide whether to publish."""

    rule: Words = Field(description="a rule, a folder of rules, an obligation or a topic")
    reason: Words = Field(description="why the breach is accepted")
    by: Words = Field(description="who accepted it")
    until: Day | None = Field(default=None, description="last day on which it holds; an error needs one")
    words: SeveralWords = Field(
        default=[], description="holds only where each passage of the finding has one of these in it"
    )
    jurisdiction: JurisdictionCode | None = Field(default=None, description="only for the findings there")
    platform: Platform | None = Field(default=None, description="only for the findings on it")


class Draft(Part):
    """Something about to be published."""

    id: Identifier | None = None
    text: Text
    kind: Kind = "post"
    title: Text | None = None
    platform: Platform | None = None
    language: LanguageTag | None = None
    jurisdictions: Annotated[list[JurisdictionCode] | None, AfterValidator(none_for_empty)] = Field(
        default=None, description="ISO 3166 codes, or EU: the audience's law"
    )
    published_at: Moment | None = None
    author: Author = Author()
    relationship: Relationship = Relationship()
    media: list[Medium] = Field(default=[])
    links: list[Text] = Field(default=[])
    contest: Contest | None = None
    sectors: list[Text] | None = None
    audience: Audience = Audience()
    labels: Annotated[dict[LabelName, LabelValue], BeforeValidator(without_nulls)] = Field(
        default={}, description="what a house keeps of its drafts, as its packs declare it: client_approved"
    )
    waivers: list[Waiver] = Field(default=[])
