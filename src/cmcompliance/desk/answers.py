"""What a desk answers beside the models that everybody shares."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from cmcompliance.explaining import Explanation
from cmcompliance.report import LegalBasis, Severity


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
