"""What client and worker say to each other: frames of JSON, each after its length in four bytes.

The worker begins with a greeting, so that a client knows at once with whom it speaks; then a request, then an
answer. Bytes travel in base 64.
"""

from __future__ import annotations

import json
import struct
from binascii import Error as Base64Error
from binascii import a2b_base64, b2a_base64
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

PROTOCOL: Final = 1
LARGEST_INPUT: Final = 1 << 24
LARGEST_FRAME: Final = 1 << 26
_LENGTH: Final = struct.Struct(">I")

Receive = Callable[[int], bytes]
"""Takes how many bytes are wanted at most, and returns some, or none at the end."""


class ProtocolError(Exception):
    """The other side says what makes no sense, or stops in the middle."""


class Stream(NamedTuple):
    """How an output of the client takes text."""

    terminal: bool
    encoding: str
    errors: str


class Request(NamedTuple):
    """One check: the command line, and all that its result can hang on.

    `seconds`: how long it may take; `columns`: the width of the terminal, None without one.
    """

    arguments: tuple[str, ...]
    folder: str
    environment: Mapping[str, str]
    draft: bytes
    seconds: float
    out: Stream
    err: Stream
    columns: int | None


class Answer(NamedTuple):
    """What the check wrote, and its status; `checked` False: nothing was concluded, no draft is to blame."""

    status: int
    out: bytes
    err: bytes
    checked: bool


def framed(value: Mapping[str, Any]) -> bytes:
    """Return the frame of a value. Raises ProtocolError for one that is too large."""
    data = json.dumps(value, separators=(",", ":")).encode("ascii")
    if len(data) > LARGEST_FRAME:
        raise ProtocolError(f"a message of {len(data)} bytes is too large")
    return _LENGTH.pack(len(data)) + data


def received(receive: Receive) -> dict[str, Any]:
    """Return the value of the next frame. Raises ProtocolError, and what `receive` raises."""
    (length,) = _LENGTH.unpack(_exactly(_LENGTH.size, receive))
    if length > LARGEST_FRAME:
        raise ProtocolError(f"a message of {length} bytes is too large")
    try:
        value = json.loads(_exactly(length, receive))
    except (ValueError, RecursionError):
        raise ProtocolError("a message is no JSON") from None
    if not isinstance(value, dict):
        raise ProtocolError("a message is no JSON object")
    return value


def _exactly(size: int, receive: Receive) -> bytes:
    data = bytearray()
    while len(data) < size:
        some = receive(min(size - len(data), 1 << 16))
        if not some:
            raise ProtocolError("the other side went away")
        data += some
    return bytes(data)


def request_data(request: Request) -> dict[str, Any]:
    """Return a request as JSON's own types."""
    return {
        "do": "check",
        "protocol": PROTOCOL,
        **request._asdict(),
        "arguments": list(request.arguments),
        "environment": dict(request.environment),
        "draft": _text(request.draft),
    }


def request_of(data: Mapping[str, Any]) -> Request:
    """Return the request that the data are. Raises ProtocolError."""
    if data.get("protocol") != PROTOCOL:
        raise ProtocolError(f"protocol {data.get('protocol')!r}, not {PROTOCOL}")
    try:
        return Request(
            tuple(_each(data["arguments"], str)),
            _is(data["folder"], str),
            dict(zip(data["environment"], _each(data["environment"].values(), str), strict=True)),
            _bytes(data["draft"]),
            float(data["seconds"]),
            _stream(data["out"]),
            _stream(data["err"]),
            None if data["columns"] is None else _is(data["columns"], int),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ProtocolError(f"a request without sense: {error}") from None


def answer_data(answer: Answer) -> dict[str, Any]:
    """Return an answer as JSON's own types."""
    return {**answer._asdict(), "protocol": PROTOCOL, "out": _text(answer.out), "err": _text(answer.err)}


def answer_of(data: Mapping[str, Any]) -> Answer:
    """Return the answer that the data are. Raises ProtocolError."""
    try:
        status = _is(data["status"], int)
        answer = Answer(status, _bytes(data["out"]), _bytes(data["err"]), _is(data["checked"], bool))
    except (KeyError, TypeError, ValueError) as error:
        raise ProtocolError(f"an answer without sense: {error}") from None
    if data.get("protocol") != PROTOCOL or not 0 <= status < 256:
        raise ProtocolError("an answer without sense")
    return answer


def _stream(value: Any) -> Stream:
    terminal, encoding, errors = value
    return Stream(_is(terminal, bool), _is(encoding, str), _is(errors, str))


def _each(values: Any, kind: type) -> list[Any]:
    return [_is(value, kind) for value in values]


def _is(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise ValueError(f"{value!r} is no {kind.__name__}")
    return value


def _text(data: bytes) -> str:
    return b2a_base64(data, newline=False).decode("ascii")


def _bytes(text: Any) -> bytes:
    try:
        return a2b_base64(_is(text, str))
    except Base64Error as error:
        raise ValueError(str(error)) from None
