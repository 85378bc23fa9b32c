"""Explanations as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter

from cmcompliance.explaining.model import Explanation


def render_explanation_json(explanations: Sequence[Explanation]) -> str:
    """Return an object for one explanation, a list for several, without a final newline."""
    if len(explanations) == 1:
        return TypeAdapter(Explanation).dump_json(explanations[0], indent=2).decode()
    return TypeAdapter(list[Explanation]).dump_json(list(explanations), indent=2).decode()


def explanation_schema() -> dict[str, Any]:
    """Return the JSON Schema of an explanation."""
    return TypeAdapter(Explanation).json_schema(mode="serialization")
