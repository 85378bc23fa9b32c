"""The body of a request: of a right type, not too large, not too slow and not too deep."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

from cmcompliance.service.http.exchange import Scope, exchange_of, header
from cmcompliance.service.http.json_depth import is_deeper
from cmcompliance.service.http.limits import Limits
from cmcompliance.service.http.problem import Problem

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
JSON: Final = "application/json"
NDJSON: Final = "application/x-ndjson"
_LINGER_SECONDS: Final = 2.0
_LINGER_TIMES: Final = 4
"""How often the limit of bytes is read and dropped so that the client gets to read the refusal."""


class ClientGone(Exception):  # noqa: N818  # named for what happened
    """Nobody waits for the answer any more."""


def check_type(scope: Scope, wanted: str) -> None:
    """Raise Problem unless the body says that it is of that type, in UTF-8 and not compressed."""
    headers = scope["headers"]
    encoding = header(headers, b"content-encoding")
    if encoding is not None and encoding.strip().lower() not in (b"", b"identity"):
        raise Problem("encoded")
    given = (header(headers, b"content-type") or b"").decode("latin-1").lower()
    name, _, rest = given.partition(";")
    if name.strip() != wanted or rest.replace(" ", "").replace('"', "") not in ("", "charset=utf-8"):
        raise Problem("wrong-type", wanted=wanted)


async def json_body(scope: Scope, receive: Receive, limits: Limits) -> bytes:
    """Return the whole body, JSON that nobody parsed yet. Raises Problem and ClientGone."""
    check_type(scope, JSON)
    data = await _whole(scope, receive, limits)
    exchange_of(scope).received = len(data)
    if is_deeper(data, limits.json_depth):
        raise Problem("too-deep", most=limits.json_depth)
    return data


async def next_part(receive: Receive, seconds: float) -> tuple[bytes, bool]:
    """Return the next bytes of a body and whether more follow. Raises Problem and ClientGone."""
    try:
        async with asyncio.timeout(seconds):
            message = await receive()
    except TimeoutError:
        raise Problem("too-slow", seconds=seconds, closes=True) from None
    if message["type"] == "http.disconnect":
        raise ClientGone
    return message.get("body", b""), message.get("more_body", False)


async def disconnected(receive: Receive) -> None:
    """Return when the client is gone; the body must have been read."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def _whole(scope: Scope, receive: Receive, limits: Limits) -> bytes:
    declared = header(scope["headers"], b"content-length")
    if declared is not None and int(declared) > limits.body_bytes:
        await _linger(receive, limits, expects=header(scope["headers"], b"expect") is not None)
        raise _too_large(limits)
    loop = asyncio.get_running_loop()
    end = loop.time() + limits.receive_seconds
    parts: list[bytes] = []
    size, more = 0, True
    while more:
        try:
            part, more = await next_part(receive, max(end - loop.time(), 0.0))
        except Problem:
            raise Problem("too-slow", seconds=limits.receive_seconds, closes=True) from None
        size += len(part)
        if size > limits.body_bytes:
            if more:
                await _linger(receive, limits)
            raise _too_large(limits)
        parts.append(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _too_large(limits: Limits) -> Problem:
    return Problem("too-large", most=limits.body_bytes, unit="bytes", closes=True)


async def _linger(receive: Receive, limits: Limits, *, expects: bool = False) -> None:
    """Drop some of what still comes: whoever is cut off while sending may never see why.

    `expects`: the client waits for a word before it sends; there is nothing to drop.
    """
    if expects:
        return
    left, more = limits.body_bytes * _LINGER_TIMES, True
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_LINGER_SECONDS):
            while more and left > 0:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise ClientGone
                left -= len(message.get("body", b""))
                more = message.get("more_body", False)
