"""The drafts of archives written to one file, for a cluster that reads no archives."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from cmcompliance.archive import ArchiveFault, Item
from cmcompliance.archive.registry import all_readers
from cmcompliance.draft import Draft
from cmcompliance.scan.chunks import Entry, Trouble, made_of
from cmcompliance.scan.errors import ScanRefused, ScanStopped
from cmcompliance.scan.ids import Ids
from cmcompliance.scan.intake import all_items
from cmcompliance.scan.meter import Meter
from cmcompliance.scan.request import Input, Period
from cmcompliance.scan.source_ends import SourceEnd

ALL_DAYS: Final = Period()
SUFFIXES: Final = (".jsonl", ".parquet")
_AT_ONCE: Final = 8192
"""Rows of a group of Parquet: the least that a task of a cluster reads."""


@dataclass(frozen=True, slots=True)
class Fed:
    """How many drafts were written, and how many lines that tell of what is none."""

    drafts: int
    told: int


def write_drafts(
    inputs: Sequence[Input],
    to: Path,
    *,
    period: Period = ALL_DAYS,
    columns: dict[str, str] | None = None,
    ready: Callable[[Draft], Draft] = lambda draft: draft,
) -> Fed:
    """Write what archives hold, under the ids and places of a scan; raises ScanRefused and ScanStopped.

    The file is replaced as a whole or not at all. `to` ends in one of `SUFFIXES`; `ready`: makes a draft what
    is to be checked.
    """
    _refuse(inputs)
    try:
        readers = all_readers(mapping=columns or {})
    except ArchiveFault as error:
        raise ScanRefused([str(error)]) from None
    items = all_items(inputs, readers, period, Meter(len(inputs)))
    write = _write_parquet if to.suffix == ".parquet" else _write_lines
    new = to.with_name(f".{to.name}.new")
    try:
        try:
            with new.open("wb") as stream:
                fed = write(_made(items, ready), stream)
                stream.flush()
                os.fsync(stream.fileno())
            new.replace(to)
        finally:
            with contextlib.suppress(OSError):
                new.unlink(missing_ok=True)
    except OSError as error:
        raise ScanStopped(f"{to}: cannot be written: {error.strerror or error}") from None
    return fed


def _made(items: Iterable[Item | SourceEnd], ready: Callable[[Draft], Draft]) -> Iterator[Entry | Trouble]:
    ids = Ids()
    for item in items:
        if not isinstance(item, SourceEnd):
            yield made_of(item, ids, ready)


def _write_lines(made: Iterable[Entry | Trouble], stream: BinaryIO) -> Fed:
    drafts = told = 0
    for one in made:
        stream.write(one.line if isinstance(one, Entry) else one.model_dump_json().encode())
        stream.write(b"\n")
        drafts, told = drafts + isinstance(one, Entry), told + isinstance(one, Trouble)
    return Fed(drafts, told)


def _write_parquet(made: Iterable[Entry | Trouble], stream: BinaryIO) -> Fed:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    texts = ("draft_id", "source", "member", "draft", "kind", "problem")
    schema = pa.schema(
        [*((name, pa.string()) for name in texts), ("number", pa.int64()), ("count", pa.int64())]
    )
    drafts = told = 0
    rows: list[dict[str, Any]] = []
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        for one in made:
            drafts, told = drafts + isinstance(one, Entry), told + isinstance(one, Trouble)
            rows.append(_row(one))
            if len(rows) >= _AT_ONCE:
                writer.write_table(pa.Table.from_pylist(rows, schema=schema))
                rows.clear()
        writer.write_table(pa.Table.from_pylist(rows, schema=schema))
    return Fed(drafts, told)


def _row(one: Entry | Trouble) -> dict[str, Any]:
    if isinstance(one, Trouble):
        return one.model_dump()
    data = json.loads(one.line)
    return {**data, "draft": json.dumps(data["draft"], ensure_ascii=False)}


def _refuse(inputs: Sequence[Input]) -> None:
    problems = [f"{given.name}: no such file or folder" for given in inputs if not given.path.exists()]
    if problems:
        raise ScanRefused(problems)
