"""What a ledger may say, as pydantic reads it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from cmcompliance.draft.evidence import GrantTerms
from cmcompliance.draft.values import one_or_several
from cmcompliance.settings.matching import as_pattern

Patterns = Annotated[
    list[Annotated[str, as_pattern("'summer/*.jpg'")]],
    BeforeValidator(one_or_several, json_schema_input_type=str | list[str]),
]


class AssetTable(GrantTerms):
    """One `[[asset]]`: the files that it is about, and what is known of their rights."""

    path: Patterns = Field(default=[], description="as in .gitignore, from the ledger's folder")
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = Field(
        default=None, description="of the file's bytes: it is found wherever it is moved"
    )

    @model_validator(mode="after")
    def _names_a_file(self) -> AssetTable:
        if not self.path and self.sha256 is None:
            raise PydanticCustomError("no_asset", "needs `path` or `sha256`: which files is it about?")
        if self.starts is not None and self.until is not None and self.until < self.starts:
            raise PydanticCustomError("no_time", "`until` lies before `starts`")
        return self


class LedgerDocument(BaseModel):
    """A ledger."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    asset: list[AssetTable] = []
