"""What the fields of a draft are made of: texts, days, numbers, codes; each with what it accepts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from cmcompliance.draft.values import (
    one_or_several,
    read_code,
    read_day,
    read_label_name,
    read_label_value,
    read_moment,
    refuse_blank,
    refuse_truth_value,
)

LONGEST_TEXT = 200_000
"""Code points that one text of a draft may have; a book is no post."""

MediumKind = Literal["image", "video", "audio"]
MediumSource = Literal["own", "client", "ugc", "stock", "web", "ai_generated"]
MusicLicence = Literal["commercial", "platform_commercial", "platform_personal", "royalty_free", "none"]
JurisdictionCode = Annotated[str, Field(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$"), BeforeValidator(read_code)]
LanguageTag = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")]
Text = Annotated[str, Field(max_length=LONGEST_TEXT)]
Identifier = Annotated[str, Field(max_length=LONGEST_TEXT, coerce_numbers_to_str=True)]
Words = Annotated[str, Field(max_length=2_000), BeforeValidator(refuse_blank)]
SeveralWords = Annotated[list[Words], BeforeValidator(one_or_several, json_schema_input_type=str | list[str])]
Day = Annotated[date, BeforeValidator(read_day)]
Moment = Annotated[datetime | date, BeforeValidator(read_moment)]
Count = Annotated[int, Field(ge=0), BeforeValidator(refuse_truth_value)]
Age = Annotated[int, Field(ge=0, le=150), BeforeValidator(refuse_truth_value)]
Amount = Annotated[float, Field(ge=0, allow_inf_nan=False), BeforeValidator(refuse_truth_value)]
LabelName = Annotated[str, BeforeValidator(read_label_name)]
LabelValue = Annotated[bool | int | float | Text, BeforeValidator(read_label_value)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class Part(BaseModel):
    """A part of a draft: unknown fields are refused, null is absent."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, data: Any) -> Any:
        if isinstance(data, Mapping) and None in data.values():
            return {key: value for key, value in data.items() if value is not None}
        return data
