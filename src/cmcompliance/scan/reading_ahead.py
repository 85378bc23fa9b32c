"""Chunks read by a thread beside the event loop, never more than one ahead."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator

from cmcompliance.scan.chunks import Chunk


async def read_ahead(chunks: Iterator[Chunk], stop: asyncio.Event) -> AsyncIterator[Chunk]:
    """Yield the chunks, none any more from when `stop` is set, though one may be under way."""
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[Chunk | Exception | None] = asyncio.Queue(1)

    def put(item: Chunk | Exception | None) -> None:
        asyncio.run_coroutine_threadsafe(queue.put(item), loop).result()

    def read() -> None:
        try:
            for chunk in chunks:
                put(chunk)
            put(None)
        except Exception as error:  # the loop's to tell
            if not loop.is_closed():
                put(error)

    # A daemon: a process that was told to stop does not wait for an archive that is slow to read.
    threading.Thread(target=read, name="archive", daemon=True).start()
    stopped = asyncio.ensure_future(stop.wait())
    try:
        while True:
            coming = asyncio.ensure_future(queue.get())
            await asyncio.wait({coming, stopped}, return_when=asyncio.FIRST_COMPLETED)
            if stop.is_set():
                coming.cancel()
                return
            item = coming.result()
            if item is None:
                return
            if isinstance(item, Exception):
                raise item
            yield item
    finally:
        stopped.cancel()
