"""What came of mending a draft, as programs and renderers use it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from cmcompliance.draft import Draft
from cmcompliance.report import Edit, Finding, Report

WhyLeft = Literal["not_selected", "suggested", "over_limit", "unfit", "stays", "brings", "unfinished"]
SCHEMA_VERSION = "1.0"
"""Of what came of mending: the first number grows when what reads it may break, the second with additions."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AppliedEdit(_Part):
    """An edit that was applied."""

    edit: Edit = Field(description="its places are those of the text with the edits before it")
    finding: Finding = Field(description="the finding that it came from")
    also: list[Finding] = Field(default_factory=list, description="other findings that went with it")


class LeftEdit(_Part):
    """An edit that was not applied, with the findings that offer it, which remain."""

    edit: Edit = Field(description="its places are those of the mended text")
    findings: list[Finding] = Field(min_length=1)
    why: WhyLeft = Field(
        description="not_selected: its rule was not asked for; suggested: a person must agree that it is "
        "true; over_limit: the platform accepts no text so long; unfit: its place is not in the text; stays: "
        "its finding would remain; brings: it would bring another finding; unfinished: too many edits"
    )
    brings: list[Finding] = Field(default_factory=list, description="the findings that it would bring")


class Fixed(_Part):
    """A draft that was mended as far as its edits go."""

    schema_version: str = SCHEMA_VERSION
    original: Draft
    draft: Draft = Field(description="the original with the edits applied; equal to it when there were none")
    applied: list[AppliedEdit] = Field(description="in the order in which they were applied")
    left: list[LeftEdit]
    before: Report = Field(description="on the original")
    report: Report = Field(description="on the mended draft")

    @property
    def changed(self) -> bool:
        """Whether an edit was applied."""
        return bool(self.applied)
