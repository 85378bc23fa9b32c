"""What is asked of a desk beside drafts."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from cmcompliance.draft import Contest
from cmcompliance.draft.field_types import JurisdictionCode
from cmcompliance.draft.model import Platform

_Short = Annotated[str, Field(max_length=200)]


class RulesAsked(BaseModel):
    """Which rules are wanted: those that fit all that is given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: _Short = Field(default="", description="words that stand in the rule, in French or English")
    jurisdiction: _Short | None = Field(default=None, description="rules that hold there: FR, BE, EU, US-NY…")
    platform: _Short | None = Field(default=None, description="rules that hold on it")
    obligation: _Short | None = Field(
        default=None, description="an obligation (contest.rules-missing) or a topic (contest)"
    )


class TemplateAsked(BaseModel):
    """The promotion that contest rules are wanted for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    jurisdictions: Annotated[list[JurisdictionCode], Field(min_length=1, max_length=300)] = Field(
        description="where the audience is: FR, BE, GB, US-NY…"
    )
    platform: Platform | None = None
    contest: Contest = Field(default=Contest(), description="what is known of it, as in a draft")
