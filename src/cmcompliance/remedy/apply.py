"""Apply an edit to a draft."""

from __future__ import annotations

import re
from typing import Any

from cmcompliance.draft import Draft
from cmcompliance.report import Edit

_STEP = re.compile(r"([a-z_]+)(?:\[(\d+)\])?")


def apply_edit(draft: Draft, edit: Edit) -> Draft:
    """Return a copy of the draft with the edit applied to its field.

    Raises ValueError if the draft has no such field or it is too short.
    """
    data = draft.model_dump()
    *path, last = _steps(edit.field)
    holder: Any = data
    for step in path:
        holder = holder[step]
    old = holder[last]
    if not isinstance(old, str) or edit.end > len(old):
        raise ValueError(f"the edit does not fit the field `{edit.field}` of this draft")
    holder[last] = old[: edit.start] + edit.text + old[edit.end :]
    return Draft.model_validate(data)


def field_text(draft: Draft, field: str) -> str:
    """Return the text of a field that an edit may change. Raises ValueError if there is none."""
    value: Any = draft.model_dump()
    for step in _steps(field):
        value = value[step]
    if not isinstance(value, str):
        raise ValueError(f"`{field}` of this draft is no text")
    return value


def _steps(field: str) -> list[str | int]:
    steps: list[str | int] = []
    for name, index in _STEP.findall(field):
        steps.append(name)
        if index:
            steps.append(int(index))
    return steps
