"""Chunks handed to workers; what crashes or hangs one is found, tried once more alone, and set apart."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any, Final

from cmcompliance.scan.answers import Parts, unpacked
from cmcompliance.scan.chunks import Chunk, Entry, Trouble, TroubleKind, trouble_at
from cmcompliance.scan.errors import ScanStopped
from cmcompliance.scan.request import ScanRequest
from cmcompliance.service.pool import Job, JobTimedOut, Pool, WorkerCrashed

_WAYS: Final = 16
"""Into how many pieces a chunk is split that no worker survives."""
_MOST_IN_A_ROW: Final = 16
"""After how many drafts set apart, with nothing checked between them, the drafts are not to blame."""


class Asking:
    """Has the workers of a pool check chunks."""

    def __init__(self, pool: Pool, request: ScanRequest, today: str) -> None:
        self._pool = pool
        self._request = request
        self._today = today
        self._in_a_row = 0

    async def identity(self) -> dict[str, Any]:
        """Return what the workers' results hang on."""
        answer = await self._pool.ask(Job("scan", b'{"ask": "identity"}'))
        told: dict[str, Any] = json.loads(answer.body)
        return told

    async def damaged(self) -> list[str]:
        """Return the files of the older scan that are known to be of no use before the first chunk."""
        answer = await self._pool.ask(Job("scan", b'{"ask": "old"}'))
        told: list[str] = json.loads(answer.body)
        return told

    async def checked(self, chunk: Chunk) -> Parts:
        """Return what is in a chunk, checked: the same whatever happened to workers on the way."""
        made = await self._tried(chunk.entries, chunk.troubles)
        if isinstance(made, Parts):
            return made
        from cmcompliance.scan.parts import joined, parts_of_troubles  # noqa: PLC0415  # seldom needed

        return joined([parts_of_troubles(chunk.troubles), *await self._apart(chunk.entries, made)])

    async def _apart(self, entries: Sequence[Entry], kind: TroubleKind) -> list[Parts]:
        """Return what is in entries on which a worker ended, as `kind` says."""
        if not entries:
            raise ScanStopped("workers end on a chunk without drafts: cmcompliance cannot work here")
        if len(entries) == 1:
            again = await self._tried(entries)
            return [again if isinstance(again, Parts) else self._set_apart(entries[0], again)]
        made: list[Parts] = []
        size = math.ceil(len(entries) / _WAYS)
        for begin in range(0, len(entries), size):
            piece = entries[begin : begin + size]
            tried = await self._tried(piece)
            made += [tried] if isinstance(tried, Parts) else await self._apart(piece, tried)
        return made

    async def _tried(self, entries: Sequence[Entry], troubles: Sequence[Trouble] = ()) -> Parts | TroubleKind:
        head = {
            "ask": "check",
            "today": self._today,
            "troubles": [trouble.model_dump() for trouble in troubles],
        }
        body = b"\n".join([json.dumps(head).encode(), *(entry.line for entry in entries)])
        try:
            answer = await self._pool.ask(Job("scan", body, self._request.lang, self._request.as_of))
        except WorkerCrashed:
            return "crashed"
        except JobTimedOut:
            return "timed_out"
        self._in_a_row = 0
        return unpacked(answer.body)

    def _set_apart(self, entry: Entry, kind: TroubleKind) -> Parts:
        from cmcompliance.scan.parts import parts_of_troubles  # noqa: PLC0415

        self._in_a_row += 1
        if self._in_a_row >= _MOST_IN_A_ROW:
            raise ScanStopped(
                f"workers ended on {self._in_a_row} drafts in a row, the last one at {entry.place}: "
                "look for what ends them (memory? a broken package?), then go on with --resume"
            )
        problem = why_apart(kind, self._request.seconds)
        return parts_of_troubles([trouble_at(entry.place, kind, problem, draft_id=entry.draft_id)])


def why_apart(kind: TroubleKind, seconds: float) -> str:
    """Return what is said of a draft on which workers ended twice."""
    if kind == "timed_out":
        return f"the check took longer than {seconds:g} s, twice"
    return "the check ended its process, twice: out of memory, or a fault of a library"
