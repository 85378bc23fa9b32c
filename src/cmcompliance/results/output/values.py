"""Values of rows as JSON's own types, and as words in one cell."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

_PLAIN = (str, bool, int, type(None))


def plain(value: object) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(held) for key, held in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [plain(held) for held in value]
    return _scalar(value)


def _scalar(value: object) -> str | int | float | None:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    return value.hex() if isinstance(value, bytes) else str(value)


def one_cell(value: object) -> str:
    """Return a value in one cell: lists and what has fields of its own as JSON, nothing as nothing."""
    value = plain(value)
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def is_number(value: object) -> bool:
    """Return whether a value is one to count with."""
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)
