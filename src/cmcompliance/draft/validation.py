"""Turn loose data into a Draft, or say in plain words what is wrong with it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from cmcompliance.draft.errors import DraftError
from cmcompliance.draft.model import Draft


def parse_draft(data: Mapping[str, Any]) -> Draft:
    """Return the Draft that `data` describes.

    Raises DraftError with one line a problem; an unknown field comes with the nearest valid one.
    """
    try:
        return Draft.model_validate(data)
    except ValidationError as error:
        raise DraftError([_describe(detail) for detail in error.errors(include_url=False)]) from None


def _describe(detail: ErrorDetails) -> str:
    path = _path(detail["loc"])
    if detail["type"] == "extra_forbidden":
        return f"unknown field `{path}`{_nearest_field(detail['loc'])}"
    if detail["type"] == "missing":
        return f"missing field `{path}`"
    if detail["type"] == "literal_error":
        return f"`{path}`: {detail['input']!r} is not a valid value{_nearest_value(detail)}"
    return f"`{path}`: {detail['msg'].lower()}, got {detail['input']!r:.80}"


def _path(loc: Sequence[int | str]) -> str:
    text = ""
    for part in loc:
        if isinstance(part, int):
            text += f"[{part}]"
        elif part not in {"date", "datetime"}:  # the members of a union, no field of the draft
            text += f".{part}" if text else part
    return text


def _nearest_field(loc: Sequence[int | str]) -> str:
    model = _model_at(loc[:-1])
    names = list(model.model_fields) if model else []
    near = difflib.get_close_matches(str(loc[-1]), names, n=1, cutoff=0.5)
    if near:
        return f"; did you mean `{_path([*loc[:-1], near[0]])}`?"
    return f"; valid fields are {', '.join(names)}" if names else ""


def _nearest_value(detail: ErrorDetails) -> str:
    expected = str(detail.get("ctx", {}).get("expected", ""))
    values = [part.strip("' ") for part in expected.replace(" or ", ", ").split(",")]
    near = difflib.get_close_matches(str(detail["input"]), values, n=1, cutoff=0.5)
    hint = f"; did you mean '{near[0]}'?" if near else ""
    return f"{hint} (expected {expected})"


def _model_at(loc: Sequence[int | str]) -> type[BaseModel] | None:
    model: type[BaseModel] | None = Draft
    for part in loc:
        if isinstance(part, int):
            continue
        if model is None or part not in model.model_fields:
            return None
        model = _model_in(model.model_fields[part].annotation)
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for member in get_args(annotation):
        found = _model_in(member)
        if found:
            return found
    return None
