"""Inspect files: what each is and says, read by a process that can do no harm and may die of any of them."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from pydantic import TypeAdapter, ValidationError

from cmcompliance.media.evidence import Contents, Evidence, Problem, ProblemCode
from cmcompliance.media.inspection.wire import Closed, Request, receive_reply, send_request
from cmcompliance.media.kinds import HEAD, UNKNOWN, FileKind, kind_of, misnamed
from cmcompliance.media.limits import DEFAULT_LIMITS, Limits
from cmcompliance.media.opening import NotOpened, OpenFile, checked, opened
from cmcompliance.media.sidecars import opened_sidecar

AnyPath = str | bytes | os.PathLike[str] | os.PathLike[bytes]

_CONTENTS = TypeAdapter(Contents)
_BYTES_A_SECOND = 50_000_000
"""How fast the slowest disk with the slowest check of a manifest is."""
_STARTING_SECONDS, _ASKING_SECONDS, _ENDING_SECONDS = 60.0, 10.0, 5.0
_KEPT_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "TMPDIR")
_CHILD = (
    "import sys; sys.path[:] = {path!r}\n"
    "from cmcompliance.media.inspection.child import main\n"
    "from cmcompliance.media.inspection.gathering import Bounds\n"
    "main({memory}, {cpu_seconds}, Bounds({most_said}, {longest_value}, {most_pixels}))\n"
)


def inspect(path: AnyPath, limits: Limits = DEFAULT_LIMITS) -> Evidence:
    """Return what a file says about itself. For several files, `inspect_many` is many times faster."""
    with Inspector(limits) as inspector:
        return inspector.inspect(path)


def inspect_many(paths: Iterable[AnyPath], limits: Limits = DEFAULT_LIMITS) -> Iterator[Evidence]:
    """Yield what each file says about itself, in their order; none raises, whatever is wrong with it."""
    with Inspector(limits) as inspector:
        for path in paths:
            yield inspector.inspect(path)


class Inspector:
    """A process that reads files, started when needed, replaced when one kills it; for one thread."""

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits
        self._reader: _Reader | None = None

    def __enter__(self) -> Inspector:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process. The next file starts another."""
        if self._reader is not None:
            self._reader.end()
            self._reader = None

    def inspect(self, path: AnyPath) -> Evidence:
        """Return what a file says about itself, and what hindered reading it; it raises for no file."""
        named = os.fsdecode(path)
        try:
            with opened(named, self._limits.largest_file) as file, opened_sidecar(named) as sidecar:
                return self._of_open(named, file, sidecar)
        except (NotOpened, OSError) as error:
            return _unread(named, error)

    def inspect_open(self, file: BinaryIO, name: str) -> Evidence:
        """Return what an open file says, of which no path is known: an upload, a member of an archive.

        It has to be a file of the system's, such as tempfile.TemporaryFile gives; its place is lost.
        """
        try:
            file.flush()
            return self._of_open(name, checked(file.fileno(), self._limits.largest_file), None)
        except (NotOpened, OSError) as error:
            return _unread(name, error)

    def _of_open(self, path: str, file: OpenFile, sidecar: OpenFile | None) -> Evidence:
        kind = kind_of(file.head(HEAD))
        if kind == UNKNOWN:
            contents = Contents(problems=(Problem("unknown_format"),))
            digest = file.sha256()
        else:
            contents, digest = self._read(file, kind, sidecar)
        problems = contents.problems
        suffix = misnamed(path, contents.format)
        if suffix is not None:
            problems += (Problem("mislabelled", suffix),)
        if digest is None:
            problems += (Problem("changed"),)
        return _evidence(path, digest, file.size, replace(contents, problems=problems))

    def _read(self, file: OpenFile, kind: FileKind, sidecar: OpenFile | None) -> tuple[Contents, str | None]:
        """Have a file read while its digest is made; where earlier files may be to blame, twice."""
        while True:
            reader = self._ready_reader()
            first = reader.files_read == 0
            reader.ask(file, kind, sidecar)
            digest = file.sha256()
            answer = reader.answer(self._limits.wall_seconds + file.size / _BYTES_A_SECOND)
            if isinstance(answer, Contents):
                return answer, digest
            self.close()
            if first or answer != "crashed":
                return Contents(kind.kind, kind.format, problems=(Problem(answer),)), digest

    def _ready_reader(self) -> _Reader:
        if self._reader is not None and self._reader.files_read >= self._limits.files_per_process:
            self.close()
        if self._reader is None:
            self._reader = _Reader(self._limits)
        return self._reader


class _Reader:
    """The process that reads, from this end."""

    def __init__(self, limits: Limits) -> None:
        self.files_read = 0
        self._ready = False
        self._channel, theirs = socket.socketpair()
        code = _CHILD.format(
            path=[entry for entry in sys.path if Path(entry).is_absolute()],
            memory=limits.memory,
            cpu_seconds=limits.cpu_seconds,
            most_said=limits.most_said,
            longest_value=limits.longest_value,
            most_pixels=limits.most_pixels,
        )
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-B", "-X", "utf8", "-c", code],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env={name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ},
                start_new_session=True,
            )

    def is_ready(self) -> bool:
        """Wait for the process to be started and confined; tell whether it is."""
        if not self._ready:
            try:
                receive_reply(self._channel, time.monotonic() + _STARTING_SECONDS)
                self._ready = True
            except (TimeoutError, Closed, OSError):
                return False
        return True

    def ask(self, file: OpenFile, kind: FileKind, sidecar: OpenFile | None) -> None:
        descriptors = [file.descriptor, *([sidecar.descriptor] if sidecar else [])]
        request = Request(kind.kind, kind.format, file.size, sidecar is not None)
        try:
            self._channel.settimeout(_ASKING_SECONDS)
            send_request(self._channel, request, descriptors)
        except OSError:
            pass  # it is dead, as its answer will tell

    def answer(self, seconds: float) -> Contents | ProblemCode:
        self.files_read += 1
        if not self.is_ready():
            return "no_reader"
        try:
            reply = receive_reply(self._channel, time.monotonic() + seconds)
            return _CONTENTS.validate_json(reply)
        except TimeoutError:
            return "timed_out"
        except (Closed, OSError, ValidationError):
            return "timed_out" if self._was_too_busy() else "crashed"

    def _was_too_busy(self) -> bool:
        """Tell whether the system ended the process for the time that it took of the processor."""
        try:
            return self._process.wait(_ENDING_SECONDS) == -signal.SIGXCPU
        except subprocess.TimeoutExpired:
            return False

    def end(self) -> None:
        self._channel.close()
        self._process.kill()
        self._process.wait()


def _unread(path: str, error: NotOpened | OSError) -> Evidence:
    if isinstance(error, NotOpened):
        return _evidence(path, None, error.size, Contents(problems=(error.problem,)))
    problem = Problem("forbidden", errno.errorcode.get(error.errno or 0, ""))
    return _evidence(path, None, None, Contents(problems=(problem,)))


def _evidence(path: str, digest: str | None, size: int | None, contents: Contents) -> Evidence:
    return Evidence(
        path=path,
        sha256=digest,
        size=size,
        kind=contents.kind,
        format=contents.format,
        width=contents.width,
        height=contents.height,
        seconds=contents.seconds,
        said=contents.said,
        provenance=contents.provenance,
        problems=contents.problems,
    )
