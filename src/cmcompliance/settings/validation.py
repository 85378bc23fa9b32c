"""Say in plain words, and where, what is wrong with what a settings file says."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from cmcompliance.draft.validation import path_text, wrong_value
from cmcompliance.read.toml_lines import KeyPath
from cmcompliance.rulebook.errors import Problem
from cmcompliance.settings.errors import SettingsError
from cmcompliance.settings.model import PathsTable, SettingsModel
from cmcompliance.settings.toml_file import TomlFile

_AT_THE_TOP = set(SettingsModel.model_fields) - set(PathsTable.model_fields)
_COMMON_KEYS = {
    "ignore": "rules.off",
    "disable": "rules.off",
    "select": "rules.only",
    "enable": "rules.on",
    "country": "jurisdictions",
    "countries": "jurisdictions",
    "territories": "jurisdictions",
    "platforms": "platform",
    "pack": "packs",
    "overrides": "paths",
}
"""What other tools call it."""


def table_at(file: TomlFile, prefix: KeyPath) -> Any:
    """Return what stands at `prefix` of a file, a table if the file is right."""
    table: Any = file.data
    for part in prefix:
        table = table[part]
    return table


def read_model(file: TomlFile, prefix: KeyPath) -> SettingsModel:
    """Return what the table at `prefix` of a file says. Raises SettingsError with all that is wrong."""
    try:
        return SettingsModel.model_validate(table_at(file, prefix))
    except ValidationError as error:
        raise SettingsError(
            _problem(file, prefix, detail) for detail in error.errors(include_url=False)
        ) from None


def _problem(file: TomlFile, prefix: KeyPath, detail: ErrorDetails) -> Problem:
    path = tuple(part for part in detail["loc"] if part != "[key]")
    return file.problem((*prefix, *path), _message(detail, path))


def _message(detail: ErrorDetails, path: KeyPath) -> str:
    name = f"`{path_text(path)}`" if path else "the table `tool.cmcompliance`"
    match detail["type"]:
        case "extra_forbidden":
            return f"unknown key {name}{_nearest_key(path)}"
        case "missing":
            return f"missing key {name}"
        case "too_short" | "string_too_short":
            return f"{name}: is empty"
        case "list_type":
            return f"{name}: expected a list, such as [{_as_toml(detail['input'])}]"
        case "string_type":
            return f"{name}: expected a text, got {detail['input']!r}"
        case _:
            return f"{name}: {wrong_value(detail, path)}"


def _as_toml(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else "…"


def _nearest_key(path: KeyPath) -> str:
    *parents, last = path
    wrong = str(last)
    if parents and parents[0] == "paths" and len(parents) == 2 and wrong in _AT_THE_TOP:
        return ": it stands at the top of the file, for all drafts"
    model = _model_at(tuple(parents))
    names = list(model.model_fields) if model else []
    if near := difflib.get_close_matches(wrong, names, n=1, cutoff=0.75):
        return f"; did you mean `{path_text((*parents, near[0]))}`?"
    elsewhere = {full.rpartition(".")[2]: full for full in reversed(list(_all_keys(SettingsModel)))}
    if full := _COMMON_KEYS.get(wrong) or elsewhere.get(wrong):
        return f"; did you mean `{full}`?"
    if near := difflib.get_close_matches(wrong, [*names, *elsewhere], n=1, cutoff=0.6):
        found = path_text((*parents, near[0])) if near[0] in names else elsewhere[near[0]]
        return f"; did you mean `{found}`?"
    return f"; valid keys are {', '.join(names)}" if names else ""


def _all_keys(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    for name, info in model.model_fields.items():
        part = _model_in(info.annotation)
        if part is None:
            yield prefix + name
        elif part is not PathsTable:
            yield from _all_keys(part, f"{prefix}{name}.")


def _model_at(path: KeyPath) -> type[BaseModel] | None:
    model: type[BaseModel] | None = SettingsModel
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
    return next((found for member in get_args(annotation) if (found := _model_in(member))), None)
