"""What pydantic says of a file, told as problems with a place and the nearest valid word."""

from __future__ import annotations

import types
from collections.abc import Sequence
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails

from cmcompliance.rulebook.errors import Problem, nearest, problem_at
from cmcompliance.rulebook.yamltree import Path, Tree

_EXPECTED = {
    "string_type": "text",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "float_type": "a number",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "date_type": "a date such as 2026-12-31",
    "date_from_datetime_parsing": "a date such as 2026-12-31",
    "date_parsing": "a date such as 2026-12-31",
    "datetime_parsing": "a date such as 2026-12-31, or with a time 2026-12-31T18:00",
    "datetime_from_date_parsing": "a date such as 2026-12-31, or with a time 2026-12-31T18:00",
    "datetime_type": "a date such as 2026-12-31, or with a time 2026-12-31T18:00",
    "string_too_short": "a text that is not empty",
    "too_short": "a list that is not empty",
}


def problems_of(error: ValidationError, model: type[BaseModel], tree: Tree, base: Path = ()) -> list[Problem]:
    """Return one problem for each place at which `error` found the data under `base` wrong."""
    by_place: dict[tuple[str, int, int], Problem] = {}
    for detail in error.errors(include_url=False):
        problem = _problem(detail, model, tree, base)
        by_place.setdefault((problem.message.split(" ")[0], problem.line, problem.column), problem)
    return list(by_place.values())


def describe(value: Any) -> str:
    """Say what a value is, for a message."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    shown = str(value)
    shown = shown if len(shown) <= 60 else shown[:59] + "…"
    return f"`{shown}`"


def _problem(detail: ErrorDetails, model: type[BaseModel], tree: Tree, base: Path) -> Problem:
    loc = detail["loc"]
    path = (*base, *loc)
    kind = detail["type"]
    if kind == "extra_forbidden":
        keys = _keys_at(model, loc[:-1])
        hint = nearest(str(loc[-1]), keys)
        if detail["input"] is None and {"fr", "en"} <= set(keys):
            hint = "; a text with a comma needs quotes inside { }"
        return problem_at(tree.place(path, key=True), f"unknown key `{loc[-1]}`{hint}")
    if kind == "missing":
        return problem_at(tree.place(path[:-1]), f"missing key `{loc[-1]}`{_inside(loc[:-1])}")
    if loc and loc[-1] == "[key]":
        place = tree.place(path[:-1], key=True)
        return problem_at(place, f"`{loc[-2]}` is no valid name here{_pattern(detail)}")
    return problem_at(tree.place(path), _message(detail, kind, loc))


def _message(detail: ErrorDetails, kind: str, loc: Sequence[int | str]) -> str:
    found = describe(detail["input"])
    where = _inside(loc)
    if kind == "expected":
        return f"{detail['msg']}{where}"
    if kind == "literal_error":
        words = [part.strip("' ") for part in str(detail["ctx"]["expected"]).replace(" or ", ", ").split(",")]
        hint = nearest(str(detail["input"]), words, list_up_to=0)
        return f"found {found}{where}, expected one of: {', '.join(words)}{hint}"
    if kind == "string_pattern_mismatch":
        return f"found {found}{where}, expected a word that matches {detail['ctx']['pattern']}"
    if kind in _EXPECTED:
        return f"found {found}{where}, expected {_EXPECTED[kind]}"
    return f"found {found}{where}: {detail['msg'][:1].lower()}{detail['msg'][1:]}"


def _pattern(detail: ErrorDetails) -> str:
    pattern = detail.get("ctx", {}).get("pattern")
    return f", expected one that matches {pattern}" if pattern else ""


def _inside(loc: Sequence[int | str]) -> str:
    names = [part for part in loc if isinstance(part, str)]
    return f" under `{names[-1]}`" if names else ""


def _keys_at(model: type[BaseModel], loc: Sequence[int | str]) -> list[str]:
    current: Any = model
    for part in loc:
        current = _step(current, part)
    found = _model_in(current)
    return [info.alias or name for name, info in found.model_fields.items()] if found else []


def _step(annotation: Any, part: int | str) -> Any:
    model = _model_in(annotation) if not _holds_many(annotation) else None
    if model is not None and not issubclass(model, RootModel):
        for name, info in model.model_fields.items():
            if part in (info.alias, name):
                return info.annotation
        return annotation
    return _item(annotation)


def _holds_many(annotation: Any) -> bool:
    origin = get_origin(annotation)
    if origin in {list, dict}:
        return True
    return _is_union(origin) and any(_holds_many(member) for member in get_args(annotation))


def _item(annotation: Any) -> Any:
    origin = get_origin(annotation)
    if origin in {list, dict}:
        return get_args(annotation)[-1]
    if _is_union(origin):
        many = next((member for member in get_args(annotation) if _holds_many(member)), annotation)
        return _item(many) if many is not annotation else annotation
    return annotation


def _is_union(origin: Any) -> bool:
    return origin is Union or origin is types.UnionType


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, BaseModel) else None
    return next((model for member in get_args(annotation) if (model := _model_in(member))), None)
