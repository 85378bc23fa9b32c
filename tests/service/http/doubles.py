"""A pool, keys and clients that live in the test's own process."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import httpx
from fastapi import FastAPI

from cmcompliance import Draft, Report
from cmcompliance.checking.policy import NO_POLICY
from cmcompliance.decisions import Entry, LogUnavailable, record_of
from cmcompliance.report import RulesetInfo
from cmcompliance.service.http import Limits, app_on
from cmcompliance.service.pool import Answer, Job, PoolState
from cmcompliance.webhooks.state import WebhookState

REPORT = Answer(True, b'{"verdict":"block"}', "block", b'{"kept":true}')


class FakePool:
    """Answers what it is told to, and notes what it was asked."""

    def __init__(self, answer: Answer | Exception | Callable[[Job], Any] = REPORT, size: int = 2) -> None:
        self.answer = answer
        self.jobs: list[Job] = []
        self.numbers = PoolState(size, size, 0, 0, 0, 0)
        self.busy = 0
        self.most_busy = 0
        self.broken_off = 0

    async def ask(self, job: Job) -> Answer:
        self.jobs.append(job)
        self.busy += 1
        self.most_busy = max(self.most_busy, self.busy)
        try:
            return await self._answered(job)
        except asyncio.CancelledError:
            self.broken_off += 1
            raise
        finally:
            self.busy -= 1

    def state(self) -> PoolState:
        return self.numbers

    async def _answered(self, job: Job) -> Answer:
        answer = self.answer(job) if callable(self.answer) else self.answer
        if isinstance(answer, Awaitable):
            answer = await answer
        if isinstance(answer, Exception):
            raise answer
        assert isinstance(answer, Answer)
        return answer


@dataclass(frozen=True)
class FakeKey:
    id: str
    name: str = "somebody"
    rate: int | None = None


@dataclass(frozen=True)
class FakeKeys:
    keys: Mapping[str, FakeKey]

    def owner_of(self, secret: str) -> FakeKey | None:
        return self.keys.get(secret)


def service(pool: FakePool, **options: Any) -> FastAPI:
    options.setdefault("limits", Limits(rate=0))
    return app_on(pool, seconds=5.0, **options)


def asked(
    app: FastAPI,
    method: str,
    url: str,
    *,
    client: tuple[str, int] = ("127.0.0.1", 50_000),
    **options: Any,
) -> httpx.Response:
    """Return the answer to one request."""

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=app, client=client)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8765") as http:
            return await http.request(method, url, **options)

    return asyncio.run(ask())


def post(app: FastAPI, url: str, body: bytes | dict[str, Any], **options: Any) -> httpx.Response:
    """Return the answer to a body of JSON."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"Content-Type": "application/json", **options.pop("headers", {})}
    return asked(app, "POST", url, content=content, headers=headers, **options)


def batch(app: FastAPI, body: bytes, url: str = "/v1/check/batch", **options: Any) -> httpx.Response:
    """Return the answer to lines of JSON."""
    headers = {"Content-Type": "application/x-ndjson", **options.pop("headers", {})}
    return asked(app, "POST", url, content=body, headers=headers, **options)


def kind(response: httpx.Response) -> str:
    """Return which problem an answer is."""
    assert response.headers["content-type"] == "application/problem+json"
    told = response.json()
    assert told["status"] == response.status_code
    assert told["request_id"] == response.headers["x-request-id"]
    return str(told["type"]).removeprefix("urn:cmcompliance:problem:")


def record() -> bytes:
    """Return a decision record as a worker makes it."""
    report = Report(
        draft_id=None,
        verdict="block",
        findings=[],
        questions=[],
        language="fr",
        jurisdictions=["FR"],
        platform=None,
        as_of=date(2026, 11, 29),
        assumed=[],
        not_evaluated=[],
        ruleset=RulesetInfo(name="cmcompliance", version="1", digest="0"),
    )
    made = record_of(Draft(text="Bonjour"), report, NO_POLICY, today=date(2026, 11, 29), keep_draft=False)
    return made.model_dump_json().encode()


class FakeLog:
    """Keeps entries in a list, unless it is broken."""

    def __init__(self, broken: bool = False) -> None:
        self.broken = broken
        self.entries: list[Entry] = []

    async def write(self, entry: Entry) -> None:
        if self.broken:
            raise LogUnavailable("/secret/place is full")
        self.entries.append(entry)


class FakeHooks:
    """Notes which decisions it was told."""

    def __init__(self) -> None:
        self.told: list[Entry] = []

    def decided(self, entry: Entry) -> None:
        self.told.append(entry)

    def state(self) -> WebhookState:
        return WebhookState(waiting=1, dead=2, delivered=len(self.told), failed=4, lost=5)
