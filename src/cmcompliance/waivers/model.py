"""What a waiver file may say, as pydantic reads it."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from cmcompliance.draft import Waiver as WaiverOfDraft
from cmcompliance.draft.field_types import SeveralWords
from cmcompliance.draft.values import one_or_several
from cmcompliance.settings.matching import means_something


def _as_pattern(line: str) -> str:
    if not means_something(line):
        raise PydanticCustomError("pattern", "expected a pattern such as 'clients/acme/**' or 'post.md'")
    return line


Patterns = Annotated[
    list[Annotated[str, AfterValidator(_as_pattern)]],
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
