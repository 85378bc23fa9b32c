"""A scan from its first chunk to its last: read, have it checked, write, commit."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import hashlib
import json
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cmcompliance.archive import ArchiveFault
from cmcompliance.archive.registry import ArchiveReader, all_readers
from cmcompliance.draft import Draft
from cmcompliance.hook.launch import search_path
from cmcompliance.scan.answers import Parts
from cmcompliance.scan.asking import Asking
from cmcompliance.scan.chunks import Chunk, chunks_of
from cmcompliance.scan.errors import ScanRefused, ScanStopped
from cmcompliance.scan.folder import MANIFEST, held, keep_only, kept_still, part_size, write_part
from cmcompliance.scan.ids import Ids
from cmcompliance.scan.intake import all_items
from cmcompliance.scan.manifest import Manifest, differences
from cmcompliance.scan.meter import Meter
from cmcompliance.scan.reading_ahead import read_ahead
from cmcompliance.scan.request import Input, ScanRequest
from cmcompliance.scan.source_ends import stamp_of
from cmcompliance.scan.tally import Tally
from cmcompliance.service.pool import Pool, PoolNotStarted

_START: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv.pop(1)); "
    "from cmcompliance.scan.worker import main; main(sys.argv.pop(1))"
)
_FOREVER: Final = 1e9
_AHEAD: Final = 1
"""Chunks in flight beside two for each worker: the one that it is at, and one that lies ready."""
OnProgress = Callable[[Tally, float | None], None]
Zygote = Callable[[str], Sequence[str]]
"""Makes the command line of a zygote from what it is told: in JSON, the archives' paths by name and an older
scan's folder.
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """`finished` False: it was interrupted; `passed_over`: chunks that were done before; `taken_over`: drafts
    that an older scan answered; `damaged`: files of that one that could not be used.
    """

    tally: Tally
    finished: bool
    passed_over: int = 0
    taken_over: int = 0
    damaged: tuple[str, ...] = ()


def run_scan(
    request: ScanRequest,
    *,
    resume: bool = False,
    ready: Callable[[Draft], Draft] = lambda draft: draft,
    on_progress: OnProgress = lambda tally, share: None,
    on_interrupt: Callable[[], None] = lambda: None,
    zygote: Zygote | None = None,
) -> Ended:
    """Scan to the end, or until Ctrl-C; raises ScanRefused and ScanStopped.

    `ready`: makes a draft what is to be checked, as `request.overrides` say; `on_progress`: called with all
    that is committed, whenever more is, and with how much of the archives is read, of 1, if that is known;
    `on_interrupt`: called at the first Ctrl-C; `zygote`: another one.
    """
    _refuse_what_cannot_be(request)
    try:
        readers = all_readers(mapping=request.columns)
    except ArchiveFault as error:
        raise ScanRefused([str(error)]) from None
    try:
        with (
            _readable(request.reuse),
            held(request.out),
            contextlib.closing(Manifest(request.out / MANIFEST)) as manifest,
        ):
            if manifest.identity is not None and not resume:
                state = (
                    "a finished scan" if manifest.finished else "a scan that was stopped: --resume goes on"
                )
                raise ScanRefused([f"{request.out}: holds {state}; for a new one name another folder"])
            run = _Run(request, manifest, readers, ready, on_progress, on_interrupt)
            return asyncio.run(run.to_the_end(zygote or _our_zygote))
    except (OSError, sqlite3.OperationalError) as error:
        raise ScanStopped(_why_not_written(request.out, error)) from None


class _Run:
    def __init__(
        self,
        request: ScanRequest,
        manifest: Manifest,
        readers: Sequence[ArchiveReader],
        ready: Callable[[Draft], Draft],
        on_progress: OnProgress,
        on_interrupt: Callable[[], None],
    ) -> None:
        self._request = request
        self._manifest = manifest
        self._readers = readers
        self._ready = ready
        self._on_progress = on_progress
        self._on_interrupt = on_interrupt
        self._stop = asyncio.Event()
        self._tally = Tally()
        self._meter = Meter(len(request.inputs))
        self._taken_over = 0
        self._damaged: dict[str, None] = {}

    async def to_the_end(self, zygote: Zygote) -> Ended:
        request, named = self._request, self._named()
        reuse = request.reuse and str(request.reuse.resolve())
        told = json.dumps({"archives": {given.name: str(given.path) for given in named}, "reuse": reuse})
        pool = Pool(
            request.spec,
            size=request.workers,
            seconds=request.seconds,
            queue=3 * request.workers + _AHEAD,
            wait=_FOREVER,
            program=zygote(told),
        )
        try:
            await pool.start()
        except PoolNotStarted as error:
            raise ScanRefused(error.problems) from None
        try:
            asking = Asking(pool, request, self._manifest.today if self._begun else request.today.isoformat())
            await self._settle(asking, named)
            if self._manifest.finished:
                return self._ended(True, self._manifest.last_number())
            self._damaged.update(dict.fromkeys(await asking.damaged() if reuse else ()))
            return await self._go_through(asking, named)
        finally:
            await pool.stop(0)

    @property
    def _begun(self) -> bool:
        return self._manifest.identity is not None

    def _named(self) -> tuple[Input, ...]:
        """Return the archives under the names that the scan began with."""
        if not self._begun or len(self._manifest.names) != len(self._request.inputs):
            return self._request.inputs
        pairs = zip(self._manifest.names, self._request.inputs, strict=True)
        return tuple(Input(name, given.path) for name, given in pairs)

    async def _settle(self, asking: Asking, named: Sequence[Input]) -> None:
        """Note what the scan is, or see that it is the same; remove what nobody knows."""
        now = {
            **self._request.identity(),
            "readers": sorted(reader.name for reader in self._readers),
            **await asking.identity(),
        }
        before = self._manifest.identity
        if before is None:
            self._manifest.begin(now, self._request.today.isoformat(), [given.name for given in named])
        elif different := differences(before, now):
            raise ScanRefused(
                [
                    f"{self._request.out}: the scan there was begun otherwise; repeat it, "
                    "or scan into another folder",
                    *different,
                ]
            )
        known: dict[str, set[int]] = {}
        for done in list(self._manifest.done()):
            sizes = {name: size for name, (size, _) in done.parts.items()}
            if any(part_size(self._request.out, name, done.number) != size for name, size in sizes.items()):
                self._manifest.forget(done.number)
                continue
            for name in sizes:
                known.setdefault(name, set()).add(done.number)
        keep_only(self._request.out, known)

    async def _go_through(self, asking: Asking, named: Sequence[Input]) -> Ended:
        self._tally = self._manifest.tally()
        before = self._manifest.last_number()
        sources, last, ids = self._read_before(named)
        passed_over = last
        most = 2 * self._request.workers + _AHEAD
        pending: set[asyncio.Task[None]] = set()
        wanted = self._request
        items = all_items(named[sources:], self._readers, wanted.period, self._meter, wanted.where)
        chunks = chunks_of(items, self._request.cut, self._ready, after=last, ids=ids)
        with self._interruptible():
            try:
                async for chunk in read_ahead(chunks, self._stop):
                    last = chunk.number
                    if self._is_done(chunk):
                        passed_over += 1
                        continue
                    pending.add(asyncio.create_task(self._do(asking, chunk)))
                    if len(pending) >= most:
                        pending = await _some(pending)
                while pending:
                    pending = await _some(pending)
            finally:
                for task in pending:
                    task.cancel()
                await asyncio.gather(*pending, return_exceptions=True)
        if self._stop.is_set():
            return self._ended(False, passed_over)
        if last < before:
            raise ScanStopped(f"the archives hold less than they did: {_CHANGED}")
        self._manifest.finish()
        return self._ended(True, passed_over)

    def _ended(self, finished: bool, passed_over: int) -> Ended:
        damaged = tuple(sorted(self._damaged))
        return Ended(self._manifest.tally(), finished, passed_over, self._taken_over, damaged)

    def _read_before(self, named: Sequence[Input]) -> tuple[int, int, Ids]:
        """Return how many archives need not be read again, their last chunk, and the ids that they gave out.

        All of them is done, and they are as they were when they were read.
        """
        sources, last, ids = 0, 0, Ids()
        for given, (number, end) in zip(named, self._manifest.source_ends(), strict=False):
            if end.source != given.name or end.stamp is None or end.stamp != stamp_of(given.path):
                break
            sources, last = sources + 1, number
            self._meter.pass_over(end.size)
        for taken in self._manifest.ids(last):
            ids.take(taken)
        return sources, last, ids

    def _is_done(self, chunk: Chunk) -> bool:
        known = self._manifest.input_digest(chunk.number)
        if known is None:
            return False
        if known != chunk.digest():
            raise ScanStopped(f"from {chunk.first} on, the archives are not what they were: {_CHANGED}")
        return True

    async def _do(self, asking: Asking, chunk: Chunk) -> None:
        """Have a chunk checked; write and commit it."""
        parts = await asking.checked(chunk)
        self._manifest.commit(chunk, parts, self._written(chunk.number, parts))
        self._tally.add(parts.tally)
        self._taken_over += parts.taken_over
        self._damaged.update(dict.fromkeys(parts.damaged))
        self._on_progress(self._tally, self._meter.share)

    def _written(self, number: int, parts: Parts) -> dict[str, tuple[int, str]]:
        """Write the parts that have rows; those of the first chunk in any case, for their columns."""
        written: dict[str, tuple[int, str]] = {}
        for name, part in parts.files.items():
            if part.rows or number == 1:
                write_part(self._request.out, name, number, part.data)
                written[name] = (len(part.data), hashlib.sha256(part.data).hexdigest())
        return written

    @contextlib.contextmanager
    def _interruptible(self) -> Iterator[None]:
        """Let the first Ctrl-C end the reading; the second one ends all."""
        loop = asyncio.get_running_loop()
        before = signal.getsignal(signal.SIGINT)

        def stop() -> None:
            loop.remove_signal_handler(signal.SIGINT)
            signal.signal(signal.SIGINT, before)
            self._stop.set()
            self._on_interrupt()

        try:
            loop.add_signal_handler(signal.SIGINT, stop)
        except (RuntimeError, ValueError):  # not in the main thread: Ctrl-C is somebody else's
            yield
            return
        try:
            yield
        finally:
            loop.remove_signal_handler(signal.SIGINT)
            signal.signal(signal.SIGINT, before)


_CHANGED: Final = "they changed since the scan began; scan them into another folder"


async def _some(pending: set[asyncio.Task[None]]) -> set[asyncio.Task[None]]:
    """Wait until one task at least is done; return the others."""
    done, left = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
    for task in done:
        task.result()
    return left


@contextlib.contextmanager
def _readable(folder: Path | None) -> Iterator[None]:
    """Have an older scan's results, if any are named, stay as they are. Raises ScanRefused."""
    if folder is None:
        yield
        return
    from cmcompliance.results.faults import ResultsRefused  # noqa: PLC0415  # results know of scans, too
    from cmcompliance.results.record import read_record  # noqa: PLC0415

    try:
        read_record(folder)
    except ResultsRefused as error:
        raise ScanRefused([f"--reuse {error}"]) from None
    with kept_still(folder):
        yield


def _our_zygote(told: str) -> Sequence[str]:
    return (sys.executable, "-P", "-c", _START, json.dumps(search_path()), told)


def _refuse_what_cannot_be(request: ScanRequest) -> None:
    problems: list[str] = []
    seen: set[Path] = set()
    out, reuse = request.out.resolve(), request.reuse and request.reuse.resolve()
    if out == reuse:
        problems.append(f"{request.out}: is both --out and --reuse: --resume goes on with a scan")
    for given in request.inputs:
        path = given.path.resolve()
        if not path.exists():
            problems.append(f"{given.name}: no such file or folder")
        elif path in seen:
            problems.append(f"{given.name}: is named twice")
        else:
            problems += [
                f"{folder}: lies in {given.name}, which is scanned: name another folder"
                for folder, full in ((request.out, out), (request.reuse, reuse))
                if full is not None and (full == path or (path.is_dir() and full.is_relative_to(path)))
            ]
        seen.add(path)
    if problems:
        raise ScanRefused(problems)


def _why_not_written(out: Path, error: Any) -> str:
    full = getattr(error, "errno", None) == errno.ENOSPC or "disk is full" in str(error)
    if full:
        return f"{out}: the disk is full. What was committed is safe: make room, then go on with --resume"
    return f"{out}: cannot go on: {getattr(error, 'strerror', None) or error}"
