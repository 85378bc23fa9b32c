"""The files that one chunk of an older scan left, read when they are what that scan wrote, and only then."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from cmcompliance.checking.goals import Setting
from cmcompliance.report.verdict import EVERY_RULE
from cmcompliance.results.record import RecordedPart
from cmcompliance.scan.answers import Dataset
from cmcompliance.scan.columns import SCHEMAS
from cmcompliance.scan.folder import part_name
from cmcompliance.scan.grounds import Case

PLACE: Final = ("draft_id", "source", "member", "number")
_COUNTS: Final = ("errors", "warnings", "infos", "waived")
_DECIDING: Final = ("kind", "platform", "jurisdictions", "published_on")
_LOOKED_AT: Final = (
    *PLACE,
    "given",
    "checked_by",
    "verdict",
    *_COUNTS,
    "questions",
    *_DECIDING,
    "not_evaluated",
)


class DamagedError(Exception):
    """A file is not what the scan wrote. `file`: which one, from the folder of results."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file


def sound_file(folder: Path, dataset: Dataset, part: RecordedPart) -> bytes:
    """Return the bytes of a file. Raises DamagedError."""
    file = Path(dataset, part_name(part.number))
    try:
        data = (folder / file).read_bytes()
    except OSError:
        raise DamagedError(str(file)) from None
    if len(data) != part.size or hashlib.sha256(data).hexdigest() != part.sha256:
        raise DamagedError(str(file))
    return data


def digests_in(data: bytes) -> list[str]:
    """Return the digests of the drafts in a file of `drafts`, as they were given."""
    found: list[str] = _table(data, ("given",))["given"].to_pylist()
    return found


class OldPart:
    """What is in the files of a chunk."""

    def __init__(self, number: int, files: Mapping[Dataset, bytes]) -> None:
        """`files`: those that have rows."""
        self.number = number
        self.files = files
        self._columns = {
            name: column.to_pylist()
            for name, column in zip(_LOOKED_AT, self._read("drafts", _LOOKED_AT).columns, strict=True)
        }
        counts = zip(*(self._columns[name] for name in _COUNTS), strict=True)
        self._begin_of_findings = [0, *accumulate(sum(several) for several in counts)]
        self._begin_of_questions = [0, *accumulate(self._columns["questions"])]

    def __len__(self) -> int:
        return len(self._columns["given"])

    def is_of(self, row: int, digest: str) -> bool:
        """Return whether a row is of the draft that was given so, and of a check in which all rules ran."""
        gaps = self._columns["not_evaluated"][row]
        return self._columns["given"][row] == digest and all(gap["rule"] == EVERY_RULE for gap in gaps)

    def case(self, row: int) -> Case:
        """Return the case of a draft that has no waivers of its own and is named by none."""
        kind, platform, jurisdictions, day = (self._columns[name][row] for name in _DECIDING)
        return Case(Setting(kind, platform, tuple(jurisdictions)), day)

    def checked_by(self, row: int) -> str:
        """Return what the report on a draft hung on beside it."""
        return str(self._columns["checked_by"][row])

    def verdict(self, row: int) -> str:
        """Return the verdict on a draft."""
        return str(self._columns["verdict"][row])

    def place(self, row: int) -> tuple[Any, ...]:
        """Return the columns of a draft's place."""
        return tuple(self._columns[name][row] for name in PLACE)

    def rows(self, dataset: Dataset, row: int) -> range:
        """Return where in a dataset the rows of a draft are."""
        if dataset == "drafts":
            return range(row, row + 1)
        begins = self._begin_of_findings if dataset == "findings" else self._begin_of_questions
        return range(begins[row], begins[row + 1])

    def table(self, dataset: Dataset) -> pa.Table:
        """Return all rows of a dataset."""
        if dataset not in self._tables:
            self._tables[dataset] = self._read(dataset)
        return self._tables[dataset]

    @cached_property
    def counted(self) -> list[tuple[str, str] | None]:
        """The severity and the obligation of each finding, None for those that somebody waived."""
        wanted = self._read("findings", ("severity", "obligation", "waived"))
        severity, obligation = (wanted[name].to_pylist() for name in ("severity", "obligation"))
        waived = wanted["waived"].is_valid().to_pylist()
        return [
            None if is_waived else pair
            for is_waived, pair in zip(waived, zip(severity, obligation, strict=True), strict=True)
        ]

    @cached_property
    def _tables(self) -> dict[Dataset, pa.Table]:
        return {}

    def _read(self, dataset: Dataset, columns: tuple[str, ...] | None = None) -> pa.Table:
        if dataset not in self.files:
            empty = SCHEMAS[dataset].empty_table()
            return empty.select(list(columns)) if columns else empty
        return _table(self.files[dataset], columns)


def _table(data: bytes, columns: tuple[str, ...] | None = None) -> pa.Table:
    with pq.ParquetFile(pa.BufferReader(data)) as file:
        table: pa.Table = file.read(columns=columns and list(columns), use_threads=False)
    return table
