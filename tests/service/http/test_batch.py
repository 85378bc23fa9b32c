from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from cmcompliance.service.http import Limits
from cmcompliance.service.pool import Answer, Job, PoolFull, WorkerCrashed
from service.http.doubles import REPORT, FakePool, asked, batch, kind, service

NDJSON = [(b"host", b"localhost"), (b"content-type", b"application/x-ndjson")]


def told(text: str) -> list[tuple[int, str]]:
    """Return each line's number and what it holds."""
    lines = [json.loads(line) for line in text.splitlines()]
    return [
        (line["line"], line["problem"]["type"].rpartition(":")[2] if "problem" in line else "report")
        for line in lines
    ]


def test_each_line_is_answered_in_order_and_a_bad_one_stops_none() -> None:
    def answer(job: Job) -> Answer | Exception:
        said = json.loads(job.body)["text"]
        return {
            "good": Answer(True, b'{"verdict": "pass",\n "findings": []}', "pass"),
            "bad": Answer(False, b'["missing field `text`"]'),
            "crash": WorkerCrashed("x"),
            "fault": RuntimeError("x"),
        }[said]

    body = b"\n".join(b'{"text":"%s"}' % word for word in (b"good", b"bad", b"crash", b"fault", b"good"))
    answer_ = batch(service(FakePool(answer)), body)
    assert answer_.headers["content-type"] == "application/x-ndjson"
    assert told(answer_.text) == [(1, "report"), (2, "no-draft"), (3, "crashed"), (4, "fault"), (5, "report")]
    assert json.loads(answer_.text.splitlines()[1])["problem"]["problems"] == ["missing field `text`"]


def test_lines_are_counted_as_an_editor_does_and_blank_ones_are_passed_over() -> None:
    pool = FakePool()
    assert told(batch(service(pool), b'\n{"text":"a"}\r\n  \n\n{"text":"b"}').text) == [
        (2, "report"),
        (5, "report"),
    ]
    assert [job.body for job in pool.jobs] == [b'{"text":"a"}\r', b'{"text":"b"}']


def test_the_answers_come_in_order_whichever_is_ready_first() -> None:
    async def later(job: Job) -> Answer:
        number = int(job.body)
        await asyncio.sleep(0.02 if number % 3 == 0 else 0)
        return Answer(True, b"%d" % number, "pass")

    pool = FakePool(later, size=4)
    lines = [
        json.loads(line)
        for line in batch(service(pool), b"\n".join(b"%d" % n for n in range(1, 30))).text.splitlines()
    ]
    assert [(line["line"], line["report"]) for line in lines] == [(n, n) for n in range(1, 30)]
    assert 1 < pool.most_busy <= 4


@pytest.mark.parametrize("body", [b"", b"\n \n\r\n"])
def test_an_empty_batch_is_no_success(body: bytes) -> None:
    answer = batch(service(FakePool()), body)
    assert (answer.status_code, kind(answer)) == (422, "no-draft")


def test_a_line_that_is_too_long_or_too_deep_is_told_and_the_others_are_checked() -> None:
    app = service(FakePool(), limits=Limits(rate=0, body_bytes=20, json_depth=3))
    body = b'{"text":"a"}\n{"text":"%s"}\n[[[[[]]]]]\n{"text":"b"}' % (b"x" * 40)
    assert told(batch(app, body).text) == [(1, "report"), (2, "too-large"), (3, "too-deep"), (4, "report")]


@pytest.mark.parametrize("limits", [Limits(rate=0, batch_drafts=2), Limits(rate=0, batch_bytes=30)])
def test_a_batch_that_is_too_large_ends_with_saying_so(limits: Limits) -> None:
    pool = FakePool()
    answer = batch(service(pool, limits=limits), b'{"text":"a"}\n' * 5)
    assert (
        told(answer.text)[-1][1] == "too-large" if answer.status_code == 200 else kind(answer) == "too-large"
    )
    assert len(pool.jobs) <= 2


def test_a_draft_waits_for_a_full_pool_and_is_not_lost() -> None:
    refusals = iter([PoolFull("x"), PoolFull("x")])
    pool = FakePool(lambda _: next(refusals, REPORT))
    assert told(batch(service(pool), b'{"text":"a"}').text) == [(1, "report")]


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", ""])
def test_a_batch_says_that_it_is_one(content_type: str) -> None:
    assert kind(batch(service(FakePool()), b"{}", headers={"Content-Type": content_type})) == "wrong-type"


def test_a_batch_has_no_other_form_than_lines() -> None:
    assert kind(batch(service(FakePool()), b"{}", "/v1/check/batch?format=html")) == "wrong-parameter"


def test_purpose_and_law_of_a_batch_hold_for_each_line() -> None:
    pool = FakePool()
    batch(service(pool), b"{}\n{}", "/v1/check/batch?purpose=preview&lang=fr&as_of=2024-01-01")
    assert {(job.lang, str(job.as_of), job.record) for job in pool.jobs} == {("fr", "2024-01-01", False)}


class Channel:
    """A client that sends and takes a batch part by part."""

    def __init__(self, parts: list[bytes]) -> None:
        self.parts = parts
        self.sent: list[Any] = []
        self.asked_for = 0
        self.gone = asyncio.Event()
        self.taking = asyncio.Event()
        self.taking.set()

    async def receive(self) -> dict[str, Any]:
        if self.asked_for < len(self.parts):
            self.asked_for += 1
            return {"type": "http.request", "body": self.parts[self.asked_for - 1], "more_body": True}
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        await self.taking.wait()
        self.sent.append(message)

    @property
    def lines(self) -> int:
        return sum(bool(message.get("body")) for message in self.sent)


async def _talk(app: Any, channel: Channel, then: Callable[[], Awaitable[None]]) -> None:
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/v1/check/batch",
        "raw_path": b"/v1/check/batch",
        "query_string": b"",
        "headers": NDJSON,
        "client": ("127.0.0.1", 1),
        "scheme": "http",
        "http_version": "1.1",
        "server": ("127.0.0.1", 1),
        "root_path": "",
    }
    task = asyncio.create_task(app(scope, channel.receive, channel.send))
    await then()
    await asyncio.wait_for(task, 5)


async def until(condition: Callable[[], bool]) -> None:
    for _ in range(500):
        if condition():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it did not come to that")


def test_answers_come_while_the_batch_still_does() -> None:
    async def run() -> None:
        channel = Channel([b'{"text":"a"}\n{"te'])

        async def then() -> None:
            await until(lambda: channel.lines == 1)
            channel.gone.set()

        await _talk(service(FakePool()), channel, then)

    asyncio.run(run())


def test_work_stops_when_the_client_is_gone() -> None:
    async def run() -> FakePool:
        pool = FakePool(lambda _: asyncio.sleep(60), size=3)
        channel = Channel([b"{}\n" * 10])

        async def then() -> None:
            await until(lambda: pool.busy == 3)
            channel.gone.set()

        await _talk(service(pool), channel, then)
        return pool

    pool = asyncio.run(run())
    assert (pool.busy, pool.broken_off, len(pool.jobs)) == (0, 3, 3)


def test_no_more_drafts_are_begun_than_the_client_takes_answers() -> None:
    async def run() -> None:
        pool = FakePool(size=2)
        channel = Channel([b"{}\n" * 50])
        channel.taking.clear()

        async def then() -> None:
            await until(lambda: len(pool.jobs) >= 2)
            await asyncio.sleep(0.05)
            assert len(pool.jobs) <= 3
            channel.taking.set()
            await until(lambda: channel.lines == 50)
            channel.gone.set()

        await _talk(service(pool), channel, then)

    asyncio.run(run())


def test_a_client_that_takes_nothing_is_left() -> None:
    async def run() -> FakePool:
        pool = FakePool(size=2)
        channel = Channel([b"{}\n" * 50])
        channel.taking.clear()

        async def then() -> None:
            pass

        await _talk(service(pool, limits=Limits(rate=0, send_seconds=0.05)), channel, then)
        return pool

    assert len(asyncio.run(run()).jobs) <= 3


def test_a_batch_that_stops_coming_is_told_so_after_the_answers_so_far() -> None:
    async def run() -> Channel:
        channel = Channel([b"{}\n{}\n"])

        async def then() -> None:
            pass

        await _talk(service(FakePool(), limits=Limits(rate=0, receive_seconds=0.1)), channel, then)
        return channel

    channel = asyncio.run(run())
    assert told(b"".join(message.get("body", b"") for message in channel.sent).decode()) == [
        (1, "report"),
        (2, "report"),
        (3, "too-slow"),
    ]


def test_too_many_batches_at_once_are_turned_away() -> None:
    async def run() -> tuple[int, int]:
        app = service(FakePool(lambda _: asyncio.sleep(60)), limits=Limits(rate=0, batches=1))
        first, second = Channel([b"{}\n"]), Channel([b"{}\n"])

        async def then() -> None:
            await asyncio.sleep(0.02)
            await _talk(app, second, nothing)
            first.gone.set()

        async def nothing() -> None:
            pass

        await _talk(app, first, then)
        return second.sent[0]["status"], len(first.sent)

    assert asyncio.run(run()) == (503, 0)


def test_get_is_no_batch() -> None:
    assert asked(service(FakePool()), "GET", "/v1/check/batch").status_code == 405
