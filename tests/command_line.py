"""The command line as a program, without its start: each call is the fork of a process that has it loaded.

A call gets its own folder, environment and standard streams and ends with its exit status, as a program does;
what the start itself does is the matter of the tests that start `python -m cmcompliance`.
"""

from __future__ import annotations

import atexit
import functools
import gc
import importlib
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, NoReturn

ROOT = Path(__file__).parents[1]


def run(
    *arguments: str | bytes,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    stdin: bytes | str | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Return how `cmcompliance` with these arguments ended and what it wrote."""
    given = stdin.encode() if isinstance(stdin, str) else stdin or b""
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        source.write(given)
        source.seek(0)
        status = start(arguments, cwd, env, (source.fileno(), out.fileno(), err.fileno()))()
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(list(arguments), status, out.read(), err.read())


def text(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Return the same as `run`, its output as texts."""
    done = run(*arguments, **options)
    said = (output.decode().replace("\r\n", "\n") for output in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(done.args, done.returncode, *said)


class Started:
    """A call under way; called, it waits for its exit status."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line

    def __call__(self) -> int:
        with self._line, self._line.makefile("r") as answer:
            return int(answer.readline())


def start(
    arguments: tuple[str | bytes, ...],
    cwd: Path | None,
    env: Mapping[str, str] | None,
    streams: tuple[int, int, int],
) -> Started:
    """Start a call on these descriptors: standard input, output and error."""
    ours, theirs = socket.socketpair()
    call = {
        "arguments": [os.fsdecode(argument) for argument in arguments],
        "cwd": str(cwd or Path.cwd()),
        "env": dict(os.environ if env is None else env),
    }
    with theirs:
        socket.send_fds(_loaded(), [b"+"], [*streams, theirs.fileno()])
    ours.sendall(json.dumps(call).encode() + b"\n")
    return Started(ours)


@functools.cache
def _loaded() -> socket.socket:
    ours, theirs = socket.socketpair()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    with theirs:
        process = subprocess.Popen(
            [sys.executable, str(Path(__file__)), str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            env=environment,
            cwd="/",
            stdin=subprocess.DEVNULL,
        )
    atexit.register(process.wait)
    atexit.register(ours.close)
    return ours


def _serve(line: socket.socket) -> None:
    """Fork for each call until nobody can call any more."""
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    import cmcompliance
    import cmcompliance.cli
    from cmcompliance.checking import Checker

    for module in pkgutil.iter_modules(cmcompliance.cli.__path__, "cmcompliance.cli."):
        importlib.import_module(module.name)
    shipped = Checker()
    shipped.check("Concours : tague un ami pour gagner un lot !")
    cmcompliance.Checker = lambda *given, **named: Checker(*given, **named) if given or named else shipped
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    gc.freeze()
    while True:
        said, streams, _, _ = socket.recv_fds(line, 1, 4)
        if not said:
            return
        if os.fork():
            for stream in streams:
                os.close(stream)
            continue
        line.close()
        _attend(streams)


def _attend(streams: list[int]) -> NoReturn:
    """Be the parent of one call, and tell how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with socket.socket(fileno=streams.pop()) as answer, answer.makefile("r") as said:
        call = json.loads(said.readline())
        child = os.fork()
        if not child:
            answer.close()
            _be(call, streams)
        _, status = os.waitpid(child, 0)
        answer.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def _be(call: dict[str, Any], streams: list[int]) -> NoReturn:
    status = 120
    try:
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
            os.close(stream)
        os.chdir(call["cwd"])
        os.environ.clear()
        os.environ.update(call["env"])
        sys.stdin = _stream(0, "r", "surrogateescape")
        sys.stdout = _stream(1, "w", "surrogateescape")
        sys.stderr = _stream(2, "w", "backslashreplace")
        sys.argv = ["cmcompliance", *call["arguments"]]
        sys.path.insert(0, "")
        status = _status()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(status)


def _stream(number: int, mode: str, errors: str) -> IO[str]:
    return open(number, mode, encoding="utf-8", errors=errors, closefd=False)


def _status() -> int:
    from cmcompliance.cli import main

    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else bool(end.code)
    return 0


if __name__ == "__main__":
    assert threading.active_count() == 1
    _serve(socket.socket(fileno=int(sys.argv[1])))
