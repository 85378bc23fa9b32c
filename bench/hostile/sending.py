"""Sends attacks, many at a time, and notes what came back."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from bench.hostile.attacks import Attack

_STATUS: Final = re.compile(rb"HTTP/1\.1 ([0-9]{3}) ")
_QUIET_SECONDS: Final = 40.0
"""After which an attack that nobody answered is a hang: longer than any time limit of the service."""
_IDLE_SECONDS: Final = 0.3
_SLOW_AT_ONCE: Final = 150


@dataclass(slots=True)
class Outcome:
    """`statuses`: how often each, by kind of attack; `unanswered`: neither answered nor ended; `broken`: by
    a fault of the service, with what it said.
    """

    statuses: dict[str, Counter[str]] = field(default_factory=dict)
    unanswered: list[Attack] = field(default_factory=list)
    broken: list[tuple[Attack, bytes]] = field(default_factory=list)

    def note(self, attack: Attack, got: bytes | None) -> None:
        """Count what came back; None: nothing, and the connection stayed open."""
        counted = self.statuses.setdefault(attack.kind, Counter())
        if not attack.reads:
            counted["left"] += 1
            return
        if got is None:
            self.unanswered.append(attack)
            counted["hung"] += 1
            return
        found = [status.decode() for status in _STATUS.findall(got)]
        counted.update(found or ["closed"])
        if (
            any(status.startswith("5") and status not in ("503", "504") for status in found)
            or b"Traceback" in got
        ):
            self.broken.append((attack, got))


async def send_all(host: str, port: int, attacks: Sequence[Attack], at_once: int) -> Outcome:
    """Send all; slow ones have places of their own."""
    outcome = Outcome()
    places, slow_places = asyncio.Semaphore(at_once), asyncio.Semaphore(_SLOW_AT_ONCE)

    async def send(attack: Attack) -> None:
        async with slow_places if attack.pause else places:
            outcome.note(attack, await _sent(host, port, attack))

    await asyncio.gather(*map(send, attacks))
    return outcome


async def _sent(host: str, port: int, attack: Attack) -> bytes | None:
    """Return what came back; b"" for a connection that was closed without a word."""
    try:
        reader, writer = await asyncio.open_connection(host, port)
    except OSError:
        return b""
    got, heard = bytearray(), asyncio.Event()

    async def hear() -> None:
        with suppress(OSError):
            while data := await reader.read(1 << 16):
                got.extend(data)
                heard.set()
        heard.set()

    hearing = asyncio.create_task(hear())
    try:
        with suppress(OSError):
            for part in attack.parts:
                writer.write(part)
                await writer.drain()
                if attack.pause:
                    await asyncio.sleep(attack.pause)
        if not attack.reads:
            return None
        try:
            await asyncio.wait_for(heard.wait(), _QUIET_SECONDS)
        except TimeoutError:
            return None
        size = -1
        while not hearing.done() and size < len(got):
            size = len(got)
            await asyncio.wait({hearing}, timeout=_IDLE_SECONDS)
        return bytes(got)
    finally:
        writer.transport.abort()
        hearing.cancel()
