"""Single values of a draft: what people write for a date, a code or a number, read strictly."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from typing import Any

from pydantic_core import PydanticCustomError

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LABEL = re.compile(r"[a-z][a-z0-9_]*")
_NEAREST_CODE = {"UK": "GB", "EN": "GB", "USA": "US", "UE": "EU"}


def read_moment(value: Any) -> Any:
    """Return an ISO day as a date and an ISO moment as a datetime.

    Numbers are refused: 20261122 would be read as a second of 1970, and the draft judged by that year's law.
    """
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _ISO_DAY.match(value):
        try:
            return date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("moment", "expected a date such as 2026-11-22 or 2026-11-22T18:30")


def read_code(value: Any) -> Any:
    """Return a country code as it is, or say which one was meant: a wrong one would be under no law."""
    if isinstance(value, str):
        upper = value.strip().upper()
        nearest = _NEAREST_CODE.get(upper, upper)
        if nearest != value and len(nearest) <= 6:
            raise PydanticCustomError(
                "code", "no ISO 3166 code; did you mean '{nearest}'?", {"nearest": nearest}
            )
    return value


def refuse_truth_value(value: Any) -> Any:
    """Python counts true as 1; nobody has `true` followers."""
    if isinstance(value, bool):
        raise PydanticCustomError("number", "expected a number")
    return value


def read_day(value: Any) -> Any:
    """Return an ISO day as a date: a promise that ends at some hour of a day is not one."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("day", "expected a day such as 2026-11-22")


def refuse_blank(value: Any) -> Any:
    """A reason of no words is none."""
    if isinstance(value, str) and not value.strip():
        raise PydanticCustomError("blank", "expected some words")
    return value


def one_or_several(value: Any) -> Any:
    """Return one text as a list of it."""
    return [value] if isinstance(value, str) else value


def read_label_name(value: Any) -> Any:
    """Return a label's name as rules write it."""
    if isinstance(value, str) and _LABEL.fullmatch(value):
        return value
    raise PydanticCustomError("label", "the name of a label is written in a-z, 0-9 and _")


def read_label_value(value: Any) -> Any:
    """Return a single value as it is: true, false, a number that is one, or a text."""
    if isinstance(value, bool | int | str) or (isinstance(value, float) and math.isfinite(value)):
        return value
    raise PydanticCustomError("label", "expected true, false, a number or a text")


def without_nulls(value: Any) -> Any:
    """What is null is not given."""
    if not isinstance(value, dict):
        return value
    return {key: part for key, part in value.items() if part is not None}


def none_for_empty(value: list[str] | None) -> list[str] | None:
    """Under no law at all everything is allowed: an empty list can only mean that it is not known."""
    return value or None
