"""What a waiver file may say, as pydantic reads it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from cmcompliance.draft import Waiver as WaiverOfDraft
from cmcompliance.draft.field_types import SeveralWords
from cmcompliance.draft.values import one_or_several
from cmcompliance.settings.matching import as_pattern

Patterns = Annotated[
    list[Annotated[str, as_pattern("'clients/acme/**' or 'post.md'")]],
    BeforeValidator(one_or_several, json_schema_input_type=str | list[str]),
]


class WaiverTable(WaiverOfDraft):
    """One `[[waiver]]`: the drafts it is for beside what a draft's own waiver says."""

    paths: Patterns = Field(
        default=[], description="as in .gitignore, from the folder of the file; none: every file"
    )
    drafts: SeveralWords = Field(default=[], description="ids of drafts; none: all of them")


class WaiverDocument(BaseModel):
    """A waiver file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    waiver: list[WaiverTable] = []
