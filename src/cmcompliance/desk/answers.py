"""What a desk answers beside the models that everybody shares."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from cmcompliance.explaining import Explanation
from cmcompliance.report import LegalBasis, Severity
from cmcompliance.rulebook.book import CountedAs


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Explained(_Part):
    """Why the report on a draft is as it is."""

    explanation: Explanation


class RuleSummary(_Part):
    """A rule as a list tells it."""

    rule: str
    obligation: str
    severity: Severity
    title: str
    message: str
    remedy: str
    territories: list[str] = Field(description="where it holds; empty: wherever its platforms are")
    platforms: list[str] = Field(description="on which platforms; empty: on all")
    legal_basis: list[LegalBasis]


class RulesFound(_Part):
    """The rules that fit what was asked."""

    rules: list[RuleSummary]
    more: int = Field(ge=0, description="how many others fit: ask for something narrower")


class RulesTemplate(_Part):
    """Contest rules to start from."""

    language: str
    text: str
    placeholders: list[str] = Field(description="what the organiser has to fill in, as it stands in the text")


class Choice(_Part):
    """One of the values that a field may have."""

    value: str
    words: str


class FieldWords(_Part):
    """What a field of the draft is called, how one asks for it and what may stand in it."""

    type: Literal["bool", "choice", "number", "text", "date", "list"] | None = Field(
        description="what a reply is; null for a field that nobody is asked for"
    )
    name: str
    question: str | None
    choices: list[Choice] = Field(description="empty: it is no choice")


class TextLimit(_Part):
    """How long a text may be on a platform."""

    limit: int = Field(description="characters that it accepts, as it counts them")
    basic: int | None = Field(description="of accounts that pay nothing, where others may write more")
    counted: CountedAs
    link: int | None = Field(description="what every address counts for; null: as it is written")


class Vocabulary(_Part):
    """The words for the fields of a draft, in one language; fields by their name: `relationship.kind`."""

    language: Literal["fr", "en"]
    fields: dict[str, FieldWords]
    limits: dict[str, TextLimit] = Field(description="of the platforms that say so, by their name")
