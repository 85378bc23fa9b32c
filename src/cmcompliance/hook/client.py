"""What a caller starts: it hands the draft over, waits no longer than told, and passes on the answer."""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import TextIO

from cmcompliance.hook.call import Call
from cmcompliance.hook.draft_input import TooLargeError, read_input
from cmcompliance.hook.protocol import LARGEST_INPUT, Answer, Request, Stream
from cmcompliance.hook.unchecked import UncheckedError, tell

_BAD_INPUT, _INTERRUPTED, _CLOSED_PIPE = 2, 130, 141


def run(call: Call) -> int:
    """Check the draft on standard input as asked and return the exit status."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        try:
            return _checked(call) if call.mode in {"check", "persistent"} else _controlled(call)
        except UncheckedError as error:
            return tell(error, call)
    except TooLargeError:
        sys.stderr.write(
            f"cmcompliance: standard input has more than {LARGEST_INPUT >> 20} MiB: no draft has\n"
        )
        return _BAD_INPUT
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _CLOSED_PIPE


def _controlled(call: Call) -> int:
    from cmcompliance.hook.manage import manage  # noqa: PLC0415  # a check does not need it

    return manage(call)


def _checked(call: Call) -> int:
    deadline = time.monotonic() + call.seconds
    try:
        draft = read_input(deadline)
    except TimeoutError:
        raise UncheckedError("no input", call.seconds) from None
    except OSError as error:
        raise UncheckedError("crash", error) from None
    try:
        answer = _answer(call, draft, deadline)
    except TimeoutError:
        raise UncheckedError("late", call.seconds) from None
    except Exception as error:  # whatever breaks, the caller is told what it asked to be told
        raise UncheckedError("crash", f"{type(error).__name__}: {error}") from error
    _pass_on(answer.err, sys.stderr)
    if not answer.checked:
        raise UncheckedError("unusable")
    _pass_on(answer.out, sys.stdout)
    return answer.status


def _answer(call: Call, draft: bytes, deadline: float) -> Answer:
    request = _request(call, draft, deadline)
    if call.mode == "persistent":
        from cmcompliance.hook.daemon import UnreachableError, ask_daemon  # noqa: PLC0415  # few calls want it
        from cmcompliance.hook.place import RefusedError  # noqa: PLC0415

        try:
            return ask_daemon(request, deadline, call.idle)
        except UnreachableError:
            request = _request(call, draft, deadline)
        except RefusedError as error:
            sys.stderr.write(f"cmcompliance: checked without a daemon: {error}\n")
    from cmcompliance.hook.direct import ask_process  # noqa: PLC0415  # a client of the daemon starts none

    return ask_process(request, deadline)


def _request(call: Call, draft: bytes, deadline: float) -> Request:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return Request(
        call.rest,
        os.getcwd(),  # noqa: PTH109  # pathlib is not loaded for it
        dict(os.environ),
        draft,
        left,
        _stream(sys.stdout),
        _stream(sys.stderr),
        _columns(),
    )


def _stream(stream: TextIO) -> Stream:
    return Stream(stream.isatty(), stream.encoding, stream.errors or "strict")


def _columns() -> int | None:
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except OSError:
        return None


def _pass_on(data: bytes, stream: TextIO) -> None:
    stream.flush()
    stream.buffer.write(data)
    stream.flush()
