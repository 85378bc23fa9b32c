"""A draft with what settings say where it says nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cmcompliance.draft import Draft
from cmcompliance.settings.settings import Given

_WHO = {"author": ("name", "handle", "role"), "relationship": ("kind", "brand"), "audience": ()}
"""The fields by which a draft says that it is about somebody or something else than the settings."""


def with_defaults(draft: Draft, given: Mapping[str, Given[Any]]) -> tuple[Draft, tuple[str, ...]]:
    """Return the draft with the settings' values where it has none, and the names of those fields.

    What settings say of an author or a relationship holds together: a draft that names another author, or
    another kind of relationship, or another brand, takes nothing of that table.
    """
    update: dict[str, Any] = {}
    filled: list[str] = []
    others = {table for table, fields in _WHO.items() if _names_another(draft, table, fields, given)}
    for field, value in given.items():
        table, _, name = field.partition(".")
        if table in others or _says(draft, table, name):
            continue
        if name:
            update[table] = update.get(table, getattr(draft, table)).model_copy(update={name: value.value})
        else:
            update[table] = value.value
        filled.append(field)
    return (draft.model_copy(update=update) if update else draft), tuple(filled)


def _says(draft: Draft, field: str, part: str) -> bool:
    if field == "kind":  # it has a value even if nobody gave one
        return "kind" in draft.model_fields_set
    value = getattr(draft, field)
    return (getattr(value, part) if part else value) is not None


def _names_another(
    draft: Draft, table: str, fields: tuple[str, ...], given: Mapping[str, Given[Any]]
) -> bool:
    own = getattr(draft, table)
    return any(
        f"{table}.{name}" in given and _differ(getattr(own, name), given[f"{table}.{name}"].value)
        for name in fields
    )


def _differ(own: str | None, other: str) -> bool:
    return own is not None and _plain(own) != _plain(other)


def _plain(name: str) -> str:
    return name.strip().removeprefix("@").casefold()
