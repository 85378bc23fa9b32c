"""What a task of Spark does: batches of rows in, as many checked rows out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

import pyarrow as pa

from cmcompliance.archive.items import Place
from cmcompliance.scan.asking import why_apart
from cmcompliance.scan.chunks import LONGEST_DRAFT, Trouble, TroubleKind, trouble_at
from cmcompliance.service.pool import Job, JobTimedOut, WorkerCrashed
from cmcompliance.service.pool.worker import Answering
from cmcompliance.spark.columns import CHECKED, PLACE
from cmcompliance.spark.guard import Guard
from cmcompliance.spark.isolation import Isolation
from cmcompliance.spark.judging import NAMES, ROWS, Judge, Orders, batch_of, bytes_of, row_of

JudgeMaker = Callable[[Orders], Answering]

_ROWS: Final = 256
_BYTES: Final = 1 << 20
_READY: dict[str, Answering] = {}
"""What this process of Spark judges with, by what it was asked for: Spark gives it task after task."""


def plain_judge(orders: Orders) -> Answering:
    """Return what judges. Raises NotReadyError."""
    return Judge(orders).answer


@dataclass(frozen=True, slots=True)
class Checking:
    """Checks the batches of a task; `seconds`: how long some rows, or one tried alone, may take; None:
    no child, and a draft that crashes Python fails the task; `keep`: columns that go through.
    """

    orders: Orders
    seconds: float | None = 60.0
    keep: tuple[str, ...] = ()
    judge: JudgeMaker = field(default=plain_judge)

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield the checked rows. Raises NotReadyError, WorkersEnd."""
        trial = _Trial(self._ready(), self.seconds or 0.0, self.keep)
        isolation = Isolation()
        for batch in batches:
            for piece in pieces(batch):
                yield from isolation.made(piece, trial)

    def _ready(self) -> Answering:
        key = f"{self.orders.key} {self.seconds} {self.judge!r}"
        if key not in _READY:
            answering = self.judge(self.orders)
            _READY[key] = answering if self.seconds is None else Guard(answering, self.seconds).ask
        return _READY[key]


@dataclass(frozen=True, slots=True)
class _Trial:
    """Has rows judged; what comes of it has the columns that go through, too."""

    ask: Answering
    seconds: float
    keep: tuple[str, ...]

    def tried(self, rows: pa.RecordBatch) -> pa.RecordBatch | TroubleKind:
        if rows.num_rows == 1 and rows.nbytes > LONGEST_DRAFT:
            place = _place_of(rows)
            problem = f"is larger than {LONGEST_DRAFT >> 20} MiB"
            return self._beside(rows, _single(trouble_at(place, "unreadable", problem)))
        made = self._answered(ROWS, rows)
        return made if isinstance(made, str) else self._beside(rows, made)

    def apart(self, rows: pa.RecordBatch, kind: TroubleKind) -> pa.RecordBatch:
        place, own = _place_of(rows), None
        named = self._answered(NAMES, rows)
        if not isinstance(named, str):
            own, source, member, number = (named.column(name)[0].as_py() for name in PLACE)
            place = Place(source or "", member or "", number or 0)
        problem = why_apart(kind, self.seconds)
        return self._beside(rows, _single(trouble_at(place, kind, problem, draft_id=own)))

    def _answered(self, what: bytes, rows: pa.RecordBatch) -> pa.RecordBatch | TroubleKind:
        try:
            answer = self.ask(Job("scan", what + bytes_of(rows.drop_columns(list(self.keep)))))
        except WorkerCrashed:
            return "crashed"
        except JobTimedOut:
            return "timed_out"
        return batch_of(answer.body)

    def _beside(self, rows: pa.RecordBatch, made: pa.RecordBatch) -> pa.RecordBatch:
        fields = [rows.schema.field(name) for name in self.keep]
        columns = [rows.column(name) for name in self.keep]
        return pa.RecordBatch.from_arrays(
            [*columns, *made.columns], schema=pa.schema([*fields, *made.schema])
        )


def pieces(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """Yield the rows of a batch, so few at once that a child is not at them for long."""
    size = max(1, min(_ROWS, batch.num_rows * _BYTES // max(batch.nbytes, 1)))
    for begin in range(0, batch.num_rows, size):
        yield batch.slice(begin, size)


def _single(trouble: Trouble) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist([row_of(trouble)], schema=CHECKED)


def _place_of(rows: pa.RecordBatch) -> Place:
    said = {name: rows.column(name)[0].as_py() for name in PLACE[1:] if name in rows.schema.names}
    return Place(said.get("source") or "", said.get("member") or "", said.get("number") or 0)
