"""Long JSON, one record at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO


def write_list(
    stream: TextIO,
    records: Iterable[Any],
    before: str = "",
    after: str = "",
    *,
    indent: int | None = 2,
    ascii_only: bool = False,
) -> None:
    """Write a list of records between two texts."""
    stream.write(f"{before}[")
    for number, record in enumerate(records):
        stream.write(",\n" if number else "\n")
        stream.write(json.dumps(record, indent=indent, ensure_ascii=ascii_only))
    stream.write(f"\n]{after}")


def written_by_meta(value: Any) -> Any:
    """Return a value whose texts are as Meta writes them: each byte of UTF-8 as a letter."""
    if isinstance(value, str):
        return value.encode().decode("latin-1")
    if isinstance(value, list):
        return [written_by_meta(one) for one in value]
    if isinstance(value, dict):
        return {name: written_by_meta(one) for name, one in value.items()}
    return value
