"""Which record of which file each row is, the same however the cluster cuts the files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote

import pyarrow as pa

PATH: Final = "cmcompliance_path"
START: Final = "cmcompliance_start"
ROW: Final = "cmcompliance_row"
FILE_NUMBER: Final = "cmcompliance_file"
RECORD: Final = "cmcompliance_record"
"""Columns of our own, which no table has."""
_LOCAL: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):/+(?=/)")


@dataclass(frozen=True, slots=True)
class InputFile:
    """`number`: its place among all that are read; `source` and `member`: what a scan calls it."""

    number: int
    source: str
    member: str


@dataclass(frozen=True, slots=True)
class Placing:
    """`files`: by `known_as`; `before`: how many lines stand before each block of a file; None: rows know
    their number; `fed`: rows say whose they are.
    """

    files: Mapping[str, InputFile]
    before: Mapping[tuple[str, int], int] | None = None
    fed: bool = False

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield the rows with their places, in columns before theirs."""
        block, passed = ("", 0), 0
        for batch in batches:
            files = [self.files[known_as(path)] for path in batch.column(PATH).to_pylist()]
            if self.before is None:
                numbers = [row + 1 for row in batch.column(ROW).to_pylist()]
            else:
                numbers = []
                paths, starts = (batch.column(name).to_pylist() for name in (PATH, START))
                for at in zip(paths, starts, strict=True):
                    block, passed = (at, passed + 1) if at == block else (at, 1)
                    numbers.append(self.before[known_as(at[0]), at[1]] + passed)
            yield self._placed(batch, files, numbers)

    def _placed(self, batch: pa.RecordBatch, files: list[InputFile], numbers: list[int]) -> pa.RecordBatch:
        made: dict[str, Any] = {
            FILE_NUMBER: pa.array([file.number for file in files], pa.int32()),
            RECORD: pa.array(numbers, pa.int64()),
        }
        if not self.fed:
            made["source"] = pa.array([file.source for file in files], pa.string())
            made["member"] = pa.array([file.member for file in files], pa.string())
            made["number"] = made[RECORD]
        for name, column in zip(batch.schema.names, batch.columns, strict=True):
            if name not in (PATH, START, ROW):
                made[name] = column
        return pa.RecordBatch.from_pydict(made)


def known_as(path: str, *, encoded: bool = True) -> str:
    """Return one name for a path, which Spark tells `encoded` as in an address and Hadoop as it is."""
    return _LOCAL.sub(r"\1:", unquote(path) if encoded else path)


def blocks_before(counts: Mapping[tuple[str, int], int]) -> dict[tuple[str, int], int]:
    """Return how many lines stand before each block; `counts`: how many are in it."""
    made: dict[tuple[str, int], int] = {}
    last, total = "", 0
    for path, start in sorted(counts):
        total = total if path == last else 0
        made[path, start], last = total, path
        total += counts[path, start]
    return made
