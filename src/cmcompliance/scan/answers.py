"""What a worker makes of a chunk, and how it travels: a line of JSON, then the files one after the other."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cmcompliance.scan.tally import Tally, tally_of

Dataset = Literal["drafts", "findings", "questions", "errors"]


@dataclass(frozen=True, slots=True)
class Part:
    """A Parquet file; `rows`: how many it has."""

    rows: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Parts:
    """The files of one chunk by dataset, and what is in them, counted.

    `taken_over`: how many drafts an older scan answered; `damaged`: files of it that could not be used.
    """

    files: Mapping[Dataset, Part]
    tally: Tally
    taken_over: int = 0
    damaged: tuple[str, ...] = ()


def packed(parts: Parts) -> bytes:
    """Return it as bytes."""
    told = {
        "tally": parts.tally.data(),
        "taken_over": parts.taken_over,
        "damaged": parts.damaged,
        "files": [[name, part.rows, len(part.data)] for name, part in parts.files.items()],
    }
    return b"".join([json.dumps(told).encode(), b"\n", *(part.data for part in parts.files.values())])


def unpacked(data: bytes) -> Parts:
    """Return what `packed` was made of."""
    end = data.index(b"\n")
    told, begin = json.loads(data[:end]), end + 1
    files: dict[Dataset, Part] = {}
    for name, rows, size in told["files"]:
        files[name] = Part(rows, data[begin : begin + size])
        begin += size
    return Parts(files, tally_of(told["tally"]), told["taken_over"], tuple(told["damaged"]))
