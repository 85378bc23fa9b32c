"""The draft as every reader, rule and hook uses it. Only `text` is required; what is absent is unknown."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

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
MediumKind = Literal["image", "video", "audio"]
MediumSource = Literal["own", "client", "ugc", "stock", "web", "ai_generated"]
MusicLicence = Literal["commercial", "platform_commercial", "platform_personal", "royalty_free", "none"]
Mechanism = Literal["chance", "skill", "first_come", "vote"]
EntryAction = Literal[
    "like", "follow", "comment", "share", "tag_friends", "story", "purchase", "save", "upload", "subscribe"
]
JurisdictionCode = Annotated[str, Field(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")]
LanguageTag = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Author(_Part):
    """Who speaks."""

    name: str | None = None
    handle: str | None = None
    role: Role | None = None
    followers: Annotated[int, Field(ge=0)] | None = None
    country: JurisdictionCode | None = None
    age: Annotated[int, Field(ge=0, le=150)] | None = None
    account_type: Literal["personal", "creator", "business"] | None = None


class Relationship(_Part):
    """What links the author to what is talked about."""

    kind: RelationshipKind | None = None
    brand: str | None = None
    value: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    platform_label: bool | None = Field(None, description="the native paid-partnership switch is on")
    written_contract: bool | None = None


class Person(_Part):
    """Someone who can be recognised in a medium."""

    name: str | None = None
    consent: bool | None = None
    minor: bool | None = None
    public_figure: bool | None = None


class Music(_Part):
    """A recording heard in a medium."""

    title: str | None = None
    artist: str | None = None
    licence: MusicLicence | None = None


class Medium(_Part):
    """A picture, a video or a sound that goes out with the draft."""

    kind: MediumKind | None = None
    path: str | None = None
    alt: str | None = None
    transcript: str | None = None
    overlay: str | None = Field(None, description="text shown on it")
    source: MediumSource | None = None
    licence: str | None = None
    credit: str | None = None
    people: list[Person] | None = None
    retouched: bool | None = None
    ai_generated: bool | None = None
    ai_label: bool | None = Field(None, description="the platform's own AI label is on")
    music: Music | None = None


class Prize(_Part):
    """What can be won."""

    description: str | None = None
    value: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    quantity: Annotated[int, Field(ge=0)] | None = None


class Contest(_Part):
    """Declared facts of a contest, which complete and override what the text says."""

    organiser: str | None = None
    mechanism: Mechanism | None = None
    free_entry: bool | None = None
    entry_actions: list[EntryAction] | None = None
    prizes: list[Prize] | None = None
    opens_at: datetime | date | None = None
    closes_at: datetime | date | None = None
    min_age: Annotated[int, Field(ge=0, le=150)] | None = None
    territories: list[JurisdictionCode] | None = None
    rules_url: str | None = None
    rules_text: str | None = None
    filings: list[str] | None = None


class Audience(_Part):
    """Whom the draft addresses."""

    min_age: Annotated[int, Field(ge=0, le=150)] | None = None
    targets_minors: bool | None = None


class Draft(_Part):
    """Something about to be published."""

    id: str | None = None
    text: str
    kind: Kind = "post"
    title: str | None = None
    platform: Platform | None = None
    language: LanguageTag | None = None
    jurisdictions: list[JurisdictionCode] | None = Field(
        None, description="ISO 3166 codes, or EU: the audience's law"
    )
    published_at: datetime | date | None = None
    author: Author = Author()
    relationship: Relationship = Relationship()
    media: list[Medium] = []
    links: list[str] = []
    contest: Contest | None = None
    sectors: list[str] | None = None
    audience: Audience = Audience()
