"""A batch: a draft a line comes in, an answer a line goes out, in order, while both still flow.

Some drafts are at the workers at once, and no more are begun until the client took the answers before them.
What comes in is read as it comes, up to the limit for a batch: a client that sends all before it reads
anything is served as well.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Final

from cmcompliance.service.http.asking import Asking, stop
from cmcompliance.service.http.body import NDJSON, ClientGone, Receive, disconnected, next_part
from cmcompliance.service.http.envelope import Message, Send
from cmcompliance.service.http.exchange import Exchange, Scope, exchange_of
from cmcompliance.service.http.json_depth import is_deeper
from cmcompliance.service.http.limits import Limits
from cmcompliance.service.http.lines import Line, LineSplitter
from cmcompliance.service.http.problem import Problem, as_json
from cmcompliance.service.http.request_log import log_fault
from cmcompliance.service.pool import Job

_RETRY_SECONDS: Final = 0.05
Item = Line | Problem | None
"""What a batch holds: lines, then None, or the problem that kept the rest of it from being read."""


@dataclass(frozen=True, slots=True)
class BatchLimits:
    """Limits of one batch: `pay` returns when the next draft may be begun; `width`: drafts at once."""

    limits: Limits
    pay: Callable[[], Awaitable[None]]
    width: int


class BatchAnswer:
    """Reads the batch and writes its answer, as an ASGI response does."""

    def __init__(self, asking: Asking, job: Job, bounds: BatchLimits) -> None:
        """`job`: what is to be done with each draft."""
        self._asking = asking
        self._job = job
        self._bounds = bounds
        self._limits = bounds.limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer line by line. Raises ClientGone, and Problem before the first line."""
        exchange = exchange_of(scope)
        items: asyncio.Queue[Item] = asyncio.Queue()
        reading = asyncio.create_task(self._read(receive, exchange, items))
        writing = asyncio.create_task(self._write(exchange, items, send))
        try:
            await asyncio.wait({reading, writing}, return_when=asyncio.FIRST_COMPLETED)
            if not writing.done():
                reading.result()
            await writing
        finally:
            await stop(reading, writing)

    async def _read(self, receive: Receive, exchange: Exchange, items: asyncio.Queue[Item]) -> None:
        """Read all lines and then watch whether the client is there. Raises ClientGone."""
        splitter = LineSplitter(self._limits.body_bytes)
        drafts, more = 0, True
        try:
            while more:
                part, more = await next_part(receive, self._limits.receive_seconds)
                exchange.received += len(part)
                if exchange.received > self._limits.batch_bytes:
                    raise Problem("too-large", most=self._limits.batch_bytes, unit="bytes")
                lines = [*splitter.feed(part), *(() if more else splitter.end())]
                for line in lines:
                    drafts += 1
                    if drafts > self._limits.batch_drafts:
                        raise Problem("too-large", most=self._limits.batch_drafts, unit="drafts")
                    items.put_nowait(line)
        except Problem as problem:
            items.put_nowait(problem)
        else:
            items.put_nowait(None)
            await disconnected(receive)
            raise ClientGone
        await asyncio.Event().wait()

    async def _write(self, exchange: Exchange, items: asyncio.Queue[Item], send: Send) -> None:
        begun = False
        async with aclosing(self._bodies(exchange, items)) as bodies:
            async for body in bodies:
                if not begun:
                    begun = True
                    headers = [(b"content-type", NDJSON.encode())]
                    start = {"type": "http.response.start", "status": 200, "headers": headers}
                    await self._send(send, start)
                await self._send(send, {"type": "http.response.body", "body": body, "more_body": True})
        if not begun:
            raise Problem("no-draft", problems=["is empty: no draft in it"])
        await send({"type": "http.response.body", "body": b""})

    async def _send(self, send: Send, message: Message) -> None:
        """Send a part. Raises ClientGone for a client that does not take what was sent before."""
        try:
            async with asyncio.timeout(self._limits.send_seconds):
                await send(message)
        except TimeoutError:
            raise ClientGone from None

    async def _bodies(self, exchange: Exchange, items: asyncio.Queue[Item]) -> AsyncGenerator[bytes]:
        """Yield the answers in the order of their lines, with some of the next ones begun.

        Raises the problem that kept the first line from being read.
        """
        begun: asyncio.Queue[asyncio.Task[bytes] | bytes | None] = asyncio.Queue()
        room = asyncio.Semaphore(self._bounds.width)
        tasks: set[asyncio.Task[bytes]] = set()

        async def begin() -> None:
            number = 0
            while isinstance(item := await items.get(), Line):
                number = item.number
                await room.acquire()
                await self._bounds.pay()
                task = asyncio.create_task(self._line(item, exchange))
                tasks.add(task)
                task.add_done_callback(tasks.discard)
                begun.put_nowait(task)
            if item is not None and not number:
                raise item
            if item is not None:
                begun.put_nowait(_told(number + 1, item, exchange))

        beginning = asyncio.create_task(begin())
        beginning.add_done_callback(lambda _: begun.put_nowait(None))
        try:
            while (next_one := await begun.get()) is not None:
                yield next_one if isinstance(next_one, bytes) else await next_one
                room.release()
            await beginning
        finally:
            await stop(beginning, *tasks)

    async def _line(self, line: Line, exchange: Exchange) -> bytes:
        """Return the answer to a line; nothing that is wrong with it concerns the others."""
        try:
            return await self._report(line, exchange)
        except Problem as problem:
            return _told(line.number, problem, exchange)
        except Exception as error:  # the others go on
            log_fault(exchange, f"fault in line {line.number} of a batch", error)
            return _told(line.number, Problem("fault"), exchange)

    async def _report(self, line: Line, exchange: Exchange) -> bytes:
        if line.data is None:
            raise Problem("too-large", most=self._limits.body_bytes, unit="bytes")
        if is_deeper(line.data, self._limits.json_depth):
            raise Problem("too-deep", most=self._limits.json_depth)
        job = replace(self._job, body=line.data)
        loop = asyncio.get_running_loop()
        end = loop.time() + self._asking.seconds
        while True:
            try:
                given = await self._asking.recorded(job, exchange)
                break
            except Problem as problem:
                if problem.kind != "full" or loop.time() > end:
                    raise
                await asyncio.sleep(_RETRY_SECONDS)
        kept = b'"decision":"%s",' % given.decision.encode() if given.decision else b""
        report = given.answer.body.replace(b"\n", b" ")
        return b'{"line":%d,%s"report":%s}\n' % (line.number, kept, report)


def _told(number: int, problem: Problem, exchange: Exchange) -> bytes:
    told = problem.as_data(exchange.language, exchange.request_id)
    return as_json({"line": number, "problem": told}) + b"\n"
