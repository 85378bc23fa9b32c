"""Rows as JSON: one array, or a line each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cmcompliance.results.output.values import plain

Row = Sequence[Any]


def json_lines(names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Yield an object for each row, on a line of its own."""
    for row in rows:
        yield _object(names, row) + "\n"


def json_array(names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Yield the pieces of an array of objects, one a line."""
    before = "[\n"
    for row in rows:
        yield before + _object(names, row)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _object(names: Sequence[str], row: Row) -> str:
    fields = {name: plain(value) for name, value in zip(names, row, strict=True)}
    return json.dumps(fields, ensure_ascii=False)
