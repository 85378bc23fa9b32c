"""Turn loose data into a Draft, or say in plain words what is wrong with it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from cmcompliance.draft.errors import DraftError, FieldPath
from cmcompliance.draft.model import Draft

_MODELS = {"model_type", "model_attributes_type", "dict_type"}
_COMMON_NAMES = {
    "twitter": "x",
    "insta": "instagram",
    "ig": "instagram",
    "fb": "facebook",
    "yt": "youtube",
    "marque": "brand",
    "agence": "agency",
}
"""Names that people use for a value which looks nothing like them."""
_COMMON_FIELDS = {
    "date": "published_at",
    "caption": "text",
    "body": "text",
    "content": "text",
    "country": "jurisdictions",
    "jurisdiction": "jurisdictions",
    "waiver": "waivers",
}
_EXAMPLES = {"currency": "EUR", "language": "fr", "country": "FR", "jurisdictions": "FR", "territories": "FR"}


def parse_draft(data: Mapping[str, Any], *, most_problems: int | None = None) -> Draft:
    """Return the Draft that `data` describes.

    Raises DraftError with one line a problem; an unknown field comes with the nearest valid one, which takes
    time to find: `most_problems` bounds how many problems are told.
    """
    try:
        return Draft.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False)
        told = details[:most_problems]
        raise DraftError(
            [_describe(detail) for detail in told],
            [_known(detail["loc"]) for detail in told],
            len(details) - len(told),
        ) from None


def path_text(path: FieldPath) -> str:
    """Write a path as reports and messages do: `media[0].kind`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _describe(detail: ErrorDetails) -> str:
    path = _known(detail["loc"])
    where = f"`{path_text(path)}`" if path else "the draft"
    if detail["type"] == "extra_forbidden":
        return f"unknown field {where}{_nearest_field(path)}"
    if detail["type"] == "invalid_key":
        return f"unknown field `{detail['input']}`: a field's name is a text"
    if detail["type"] == "missing":
        return f"missing field {where}"
    return f"{where}: {wrong_value(detail, path)}"


def wrong_value(detail: ErrorDetails, path: FieldPath) -> str:
    """Say what is wrong with the value at a path, as pydantic found it, and what was perhaps meant."""
    value = detail["input"]
    match detail["type"]:
        case "literal_error":
            text = f"{_shorten(value)} is not a valid value{_nearest_value(detail)}"
        case "list_type":
            text = f"expected a list, such as [{value if isinstance(value, str) else '…'}]"
        case "model_type" | "model_attributes_type" | "dict_type":
            text = f"expected fields with their values, got {_shorten(value)}"
        case "string_too_long":
            text = f"{len(value):,} characters; at most {detail['ctx']['max_length']:,} are accepted"
        case "string_unicode":
            text = "holds half a character (a lone surrogate)"
        case "string_pattern_mismatch":
            text = f"{_shorten(value)} is not written as it must be{_example_of(path)}"
        case "bool_type" | "bool_parsing":
            text = f"expected true or false, got {_shorten(value)}"
        case "int_type" | "int_parsing" | "int_from_float":
            text = f"expected a whole number, got {_shorten(value)}"
        case "float_type" | "float_parsing":
            text = f"expected a number, got {_shorten(value)}"
        case "code":
            text = f"{_shorten(value)} is {detail['msg']}"
        case _:
            text = f"{detail['msg'][:1].lower()}{detail['msg'][1:]}, got {_shorten(value)}"
    return text


def _shorten(value: object) -> str:
    if isinstance(value, Mapping | list):
        return "several values"
    shown = repr(value)
    return shown if len(shown) <= 80 else f"{shown[:79]}…"


def _example_of(path: FieldPath) -> str:
    name = next((part for part in reversed(path) if isinstance(part, str)), "")
    return f"; write for example {_EXAMPLES[name]}" if name in _EXAMPLES else ""


def _known(loc: FieldPath) -> FieldPath:
    """Drop what pydantic adds to a path and no draft has: the mark of a wrong key."""
    return loc[:-1] if loc and loc[-1] == "[key]" else loc


def _nearest_field(path: FieldPath) -> str:
    model, wrong = _model_at(path[:-1]), str(path[-1])
    names = list(model.model_fields) if model else []
    elsewhere = _fields_by_last_name() | _COMMON_FIELDS
    if len(path) == 1 and wrong in elsewhere:
        return f"; did you mean `{elsewhere[wrong]}`?"
    if near := difflib.get_close_matches(wrong, names, n=1, cutoff=0.6):
        return f"; did you mean `{path_text((*path[:-1], near[0]))}`?"
    if near := difflib.get_close_matches(wrong, list(elsewhere), n=1, cutoff=0.6):
        return f"; did you mean `{elsewhere[near[0]]}`?"
    return f"; valid fields are {', '.join(names)}" if names else ""


def _nearest_value(detail: ErrorDetails) -> str:
    expected = str(detail.get("ctx", {}).get("expected", ""))
    values = [part.strip("' ") for part in expected.replace(" or ", ", ").split(",")]
    wrong = str(detail["input"]).strip().lower()
    common = _COMMON_NAMES.get(wrong)
    near = [common] if common in values else difflib.get_close_matches(wrong, values, n=1, cutoff=0.5)
    hint = f"; did you mean '{near[0]}'?" if near else ""
    return f"{hint} (expected {expected})"


def _fields_by_last_name() -> dict[str, str]:
    """Full names by their last word, those that stand first in the model first: kind → `kind`."""
    return {full.rpartition(".")[2]: full for full in reversed(list(_all_fields(Draft)))}


def _all_fields(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    for name, info in model.model_fields.items():
        part = _model_in(info.annotation)
        if part:
            yield from _all_fields(part, f"{prefix}{name}{'[0]' if 'list' in str(info.annotation) else ''}.")
        else:
            yield prefix + name


def _model_at(path: FieldPath) -> type[BaseModel] | None:
    model: type[BaseModel] | None = Draft
    for part in path:
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
