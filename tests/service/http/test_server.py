"""Bytes on a real connection, such as no HTTP library sends."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import stat
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import pytest
from fastapi import FastAPI

from cmcompliance.service.http import Limits
from cmcompliance.service.http.serving import closed_after, listen, listen_at, serve
from cmcompliance.service.pool import Answer, Job
from service.http.doubles import REPORT, FakePool, service

T = TypeVar("T")
LIMITS = Limits(rate=0, body_bytes=1_000, receive_seconds=0.3, header_bytes=4_000, connections=3)
HEAD = b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
GOOD = HEAD + b"Content-Length: 2\r\n\r\n{}"


def with_server(app: FastAPI, talk: Callable[[int], Awaitable[T]], limits: Limits = LIMITS) -> T:
    """Return what comes of a talk with a server at a port, which is then told to end."""

    async def run() -> T:
        sockets, ready = listen("127.0.0.1", 0), asyncio.Event()
        serving = asyncio.create_task(serve(app, sockets, limits=limits, grace=5, on_ready=ready.set))
        await ready.wait()
        try:
            return await asyncio.wait_for(talk(sockets[0].getsockname()[1]), 20)
        finally:
            if not serving.done():
                os.kill(os.getpid(), signal.SIGTERM)
            await asyncio.wait_for(serving, 10)

    return asyncio.run(run())


async def said(port: int, *parts: bytes, pause: float = 0.0) -> bytes:
    """Return all that comes back for some bytes until the server closes or falls silent."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    got = bytearray()

    async def hear() -> None:
        while data := await reader.read(65_536):
            got.extend(data)

    hearing = asyncio.create_task(hear())
    with suppress(ConnectionError):
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause)
    with suppress(TimeoutError, ConnectionError):
        await asyncio.wait_for(hearing, 0.6)
    writer.close()
    return bytes(got)


def statuses(answer: bytes) -> list[int]:
    """Return the statuses of all answers in what came."""
    return [int(part[:3]) for part in answer.split(b"HTTP/1.1 ")[1:]]


def problem(answer: bytes) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(answer.rpartition(b"\r\n\r\n")[2])
    assert b"content-type: application/problem+json" in answer.lower()
    return told


def kind(answer: bytes) -> str:
    return str(problem(answer)["type"]).rpartition(":")[2]


def test_a_draft_goes_through_a_connection_that_stays_open() -> None:
    pool = FakePool()
    answer = with_server(service(pool, limits=LIMITS), lambda port: said(port, GOOD + GOOD))
    assert statuses(answer) == [200, 200]
    assert answer.count(REPORT.body) == 2
    assert b"\r\nserver:" not in answer.lower()


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"nonsense\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        (b"GET /healthz HTTP/1.0\r\n\r\n", 400),
        (b"GET /healthz HTTP/9.9\r\nHost: localhost\r\n\r\n", 400),
        (b"GET http://evil.example/healthz HTTP/1.1\r\nHost: evil.example\r\n\r\n", 400),
        (HEAD + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        (HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", 400),
        (HEAD + b"Content-Length: -1\r\n\r\n", 400),
        (HEAD + b"Content-Length: 2_0\r\n\r\n", 400),
        (HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400),
        (HEAD + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nZ\r\n{}\r\n0\r\n\r\n", 400),
        (HEAD + b"X-\x00: 1\r\n\r\n", 400),
        (b"GET /\x80 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
        (HEAD + b"X: " + b"x" * 5_000 + b"\r\n\r\n", 431),
        (b"GET /" + b"x" * 5_000, 431),
    ],
)
def test_what_is_no_honest_http_is_refused_as_a_problem(sent: bytes, status: int) -> None:
    pool = FakePool()
    answer = with_server(service(pool, limits=LIMITS), lambda port: said(port, sent))
    assert statuses(answer)[:1] == [status]
    assert kind(answer) in ("malformed", "headers-too-large", "foreign-host")
    assert pool.jobs == []


def test_a_second_request_is_not_smuggled_in_behind_one_of_two_lengths() -> None:
    inner = b"0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    smuggled = HEAD + b"Content-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n%s" % (len(inner), inner)
    answer = with_server(service(FakePool(), limits=LIMITS), lambda port: said(port, smuggled))
    assert statuses(answer) == [400]


@pytest.mark.parametrize(
    "sent",
    [
        HEAD + b"Content-Length: 5000\r\n\r\n" + b" " * 5_000,
        HEAD + b"Content-Length: 99999999999\r\n\r\n" + b" " * 9_000,
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"1f4\r\n%s\r\n" % (b" " * 500) * 3 + b"0\r\n\r\n",
        HEAD + b"Content-Length: 5000\r\nExpect: 100-continue\r\n\r\n",
    ],
)
def test_who_sends_too_much_gets_to_read_that_it_is_too_much(sent: bytes) -> None:
    pool = FakePool()
    answer = with_server(service(pool, limits=LIMITS), lambda port: said(port, sent))
    assert (statuses(answer), kind(answer)) == ([413], "too-large")
    assert pool.jobs == []


def test_a_client_that_waits_for_leave_to_send_gets_it() -> None:
    async def talk(port: int) -> bytes:
        return await said(port, HEAD + b"Expect: 100-continue\r\nContent-Length: 2\r\n\r\n", b"{}", pause=0.1)

    assert statuses(with_server(service(FakePool(), limits=LIMITS), talk)) == [100, 200]


@pytest.mark.parametrize(
    "parts",
    [
        [b""],
        [b"POST /v1"],
        [HEAD, b"X-1: 1\r\n", b"X-2: 2\r\n", b"X-3: 3\r\n", b"X-4: 4\r\n", b"X-5: 5\r\n"],
        [HEAD + b"Content-Length: 9\r\n\r\n", b"{", b"}", b" ", b" ", b" "],
        [GOOD, b"POST /v1"],
    ],
)
def test_what_does_not_come_in_time_is_given_up(parts: list[bytes]) -> None:
    answer = with_server(service(FakePool(), limits=LIMITS), lambda port: said(port, *parts, pause=0.1))
    assert statuses(answer)[-1] == 408
    assert kind(answer) == "too-slow"


def test_a_body_that_nobody_reads_is_not_waited_for() -> None:
    async def talk(port: int) -> bytes:
        head = b"POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n"
        return await said(port, head, *[b" "] * 8, pause=0.1)

    answer = with_server(service(FakePool(), limits=LIMITS), talk)
    assert statuses(answer) == [404]


def test_more_connections_than_allowed_are_told_so() -> None:
    async def talk(port: int) -> list[int]:
        held = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]
        refused = statuses(await said(port, GOOD))
        for _, writer in held:
            writer.close()
        await asyncio.sleep(0.1)
        return refused + statuses(await said(port, GOOD))

    assert with_server(service(FakePool(), limits=LIMITS), talk) == [503, 200]


def test_no_work_goes_on_for_a_client_that_left() -> None:
    pool = FakePool(lambda _: asyncio.sleep(60))

    async def talk(port: int) -> None:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(GOOD)
        while not pool.busy:
            await asyncio.sleep(0.01)
        writer.close()
        while pool.busy:
            await asyncio.sleep(0.01)

    with_server(service(pool, limits=LIMITS), talk)
    assert pool.broken_off == 1


def test_told_to_end_it_gives_the_answers_that_are_under_way() -> None:
    async def answer(_: Job) -> Answer:
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.sleep(0.4)
        return REPORT

    got = with_server(service(FakePool(answer), limits=LIMITS), lambda port: said(port, GOOD))
    assert statuses(got) == [200]


def test_a_socket_in_a_folder_is_for_its_owner_and_group_and_takes_the_place_of_a_dead_one(
    tmp_path: Path,
) -> None:
    path = tmp_path / "service.sock"
    listen_at(path, 0o660).close()
    with listen_at(path, 0o660) as alive:
        alive.listen()
        assert stat.S_IMODE(path.stat().st_mode) == 0o660
        with pytest.raises(OSError, match="in use"):
            listen_at(path, 0o660)


def test_a_socket_in_a_folder_is_removed_in_the_end_unless_another_took_its_place(tmp_path: Path) -> None:
    path = tmp_path / "service.sock"
    with closed_after([listen_at(path, 0o660)]):
        assert path.exists()
    assert not path.exists()
    with closed_after([listen_at(path, 0o660)]):
        path.rename(tmp_path / "old.sock")
        other = listen_at(path, 0o660)
    assert path.exists()
    other.close()


def test_a_file_is_not_taken_for_a_socket(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("mine")
    with pytest.raises(OSError):  # noqa: PT011
        listen_at(path, 0o660)
    assert path.read_text() == "mine"
