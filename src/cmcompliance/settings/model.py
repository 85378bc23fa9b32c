"""What a settings file may say, as pydantic reads it. Only what a file sets counts; all of it is optional."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from cmcompliance.draft.field_types import JurisdictionCode, LanguageTag, Text
from cmcompliance.draft.model import Audience, Author, Kind, Platform, Relationship
from cmcompliance.report import Severity
from cmcompliance.settings.matching import as_pattern
from cmcompliance.waivers.model import WaiverTable

Selector = Annotated[
    str, Field(min_length=1, description="a rule, a folder of rules, an obligation or a topic")
]
FilePath = Annotated[str, Field(min_length=1, description="from this file's folder")]


Pattern = Annotated[
    str,
    as_pattern("'clients/acme/**' or '*.md'"),
    Field(description="a pattern as in .gitignore, from this file's folder"),
]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RulesTable(_Table):
    """Which rules speak, and how grave their findings are."""

    off: list[Selector] = Field(default=[], description="rules that do not speak")
    on: list[Selector] = Field(
        default=[], description="rules that speak although a table further away has them off"
    )
    only: Annotated[list[Selector], Field(min_length=1)] | None = Field(
        default=None, description="no other rules speak"
    )
    severity: dict[Selector, Severity] = Field(
        default={}, description="the severity of the findings of these rules"
    )


class OutputTable(_Table):
    """How the outcome is told."""

    format: str | None = Field(default=None, description="the form of the report, as --format")
    lang: Literal["fr", "en"] | None = Field(
        default=None, description="the language of the report, as --lang"
    )
    strict: StrictBool | None = Field(default=None, description="exit with 1 on `review` too, as --strict")


class SettingsTable(_Table):
    """What may be said of all drafts, or of those in some files."""

    kind: Kind | None = Field(default=None, description="what drafts are that do not say it")
    platform: Platform | None = Field(default=None, description="where drafts appear that do not say it")
    language: LanguageTag | None = Field(
        default=None, description="the language of drafts that do not say it"
    )
    jurisdictions: Annotated[list[JurisdictionCode], Field(min_length=1)] | None = Field(
        default=None, description="ISO 3166 codes, or EU: the audience's law for drafts that do not say it"
    )
    sectors: list[Text] | None = Field(
        default=None, description="what is sold, for drafts that do not say it"
    )
    author: Author = Field(default=Author(), description="who speaks in drafts that do not say it")
    relationship: Relationship = Field(
        default=Relationship(), description="what links the author to the topic, in drafts that do not say it"
    )
    audience: Audience = Field(default=Audience(), description="whom drafts address that do not say it")
    rules: RulesTable = RulesTable()
    packs: list[FilePath] = Field(
        default=[],
        description="rules of your own: folders (with a slash, from this file's folder), installed packs",
    )
    waivers: FilePath | None = Field(default=None, description="the file of waivers")
    baseline: FilePath | None = Field(default=None, description="the file of findings that were there before")
    output: OutputTable = OutputTable()


class PathsTable(SettingsTable):
    """Settings for some files, which win over those of the file's top."""

    match: Annotated[list[Pattern], Field(min_length=1)]


class SettingsModel(SettingsTable):
    """cmcompliance.toml, or the table tool.cmcompliance of pyproject.toml."""

    model_config = ConfigDict(title="cmcompliance.toml")

    extends: FilePath | None = Field(default=None, description="settings that this file builds upon")
    exclude: list[Pattern] = Field(
        default=[], description="files that are passed over when a folder is given"
    )
    paths: list[PathsTable] = Field(default=[], description="settings for some files; later ones win")
    waiver: list[WaiverTable] = Field(default=[], description="breaches that somebody answers for")
