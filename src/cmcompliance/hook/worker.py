"""The check of one request, in a process that does nothing else."""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn

from cmcompliance.hook.protocol import Answer, Request, Stream, answer_data, framed, received, request_of

if TYPE_CHECKING:
    from cmcompliance.cli.serving import Serving


class _Output(io.TextIOWrapper):
    """Takes text as an output of the client would."""

    def __init__(self, like: Stream) -> None:
        self.taken = io.BytesIO()
        super().__init__(self.taken, encoding=like.encoding, errors=like.errors, write_through=True)
        self._is_terminal = like.terminal

    def isatty(self) -> bool:
        return self._is_terminal


def answered(request: Request, serving: Serving) -> Answer:
    """Return what the check of a request gives; the process takes the client's folder and environment."""
    from cmcompliance.cli.app import app  # noqa: PLC0415  # the daemon's parent imports it early
    from cmcompliance.cli.ending import ended  # noqa: PLC0415

    problem = _stand_where(request)
    out, err = _Output(request.out), _Output(request.err)
    sys.stdin = io.TextIOWrapper(io.BytesIO(request.draft), encoding="utf-8")
    sys.stdout, sys.stderr = out, err
    if problem:
        err.write(f"cmcompliance: {problem}\n")
        return Answer(2, b"", err.taken.getvalue(), False)
    arguments = ["hook", *request.arguments]
    status = ended(lambda: app(args=arguments, obj=serving, prog_name="cmcompliance"))
    return Answer(status, out.taken.getvalue(), err.taken.getvalue(), serving.checked)


def _stand_where(request: Request) -> str | None:
    """Take the client's environment and folder; return what stands in the way."""
    os.environ.clear()
    os.environ.update(request.environment)
    if request.columns is not None and not _positive(request.environment.get("COLUMNS", "")):
        os.environ["COLUMNS"] = str(request.columns)
    if hasattr(time, "tzset"):
        time.tzset()
    try:
        os.chdir(request.folder)
    except OSError as error:
        return f"{request.folder}: {error.strerror or error}"
    return None


def _positive(text: str) -> bool:
    return text.strip().isdecimal() and int(text) > 0


def stop_after(seconds: float) -> None:
    """Have the system end this process then, whatever it is at: no thread or handler of ours can be late."""
    import signal  # noqa: PLC0415

    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001))


def main() -> NoReturn:
    """Answer the one request on standard input on standard output."""
    from cmcompliance.cli.serving import Serving  # noqa: PLC0415

    source, target = sys.stdin.buffer, sys.stdout.buffer
    request = request_of(received(source.read))
    stop_after(request.seconds)
    _send(target, answer_data(answered(request, Serving())))
    os._exit(0)


def _send(target: BinaryIO, value: Mapping[str, Any]) -> None:
    target.write(framed(value))
    target.flush()
