"""Clients that know what each of them asked, and hold its answer against the library's."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import httpx

from bench.load.samples import Sample

Outcome = Literal["right", "wrong", "refused", "lost", "failed", "broken"]
"""`wrong`: not the library's answer; `lost`: the worker ended at it, and the client was told so."""
_PATIENCE = 60.0
_LOST = "urn:cmcompliance:problem:crashed"


@dataclass(slots=True)
class Verified:
    """What came of all requests, and how many seconds each right answer took."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    oddities: list[str] = field(default_factory=list)


async def verify(
    url: str,
    found: Sequence[Sample],
    clients: int,
    seconds: float,
    meanwhile: Callable[[], Awaitable[None]] | None = None,
) -> Verified:
    """Have clients ask for a while, each with its connection, in an order of its own."""
    verified, end = Verified(), time.monotonic() + seconds
    limits = httpx.Limits(max_connections=clients, max_keepalive_connections=clients)
    async with httpx.AsyncClient(base_url=url, limits=limits, timeout=_PATIENCE, trust_env=False) as http:
        beside = asyncio.create_task(_run(meanwhile))
        try:
            await asyncio.gather(
                *(_ask(http, _shuffled(found, number), end, verified) for number in range(clients))
            )
        finally:
            beside.cancel()
            await asyncio.gather(beside, return_exceptions=True)
    return verified


async def ask_all(url: str, found: Sequence[Sample], times: int, clients: int = 8) -> None:
    """Have every sample answered some times, so that the workers have learnt what they can."""
    left = iter(list(found) * times)
    async with httpx.AsyncClient(base_url=url, timeout=_PATIENCE, trust_env=False) as http:

        async def ask() -> None:
            for sample in left:
                await _outcome(http, sample)

        await asyncio.gather(*(ask() for _ in range(clients)))


async def _run(meanwhile: Callable[[], Awaitable[None]] | None) -> None:
    if meanwhile is not None:
        await meanwhile()


def _shuffled(found: Sequence[Sample], seed: int) -> list[Sample]:
    order = list(found)
    random.Random(seed).shuffle(order)
    return order


async def _ask(http: httpx.AsyncClient, order: Sequence[Sample], end: float, verified: Verified) -> None:
    turn = 0
    while time.monotonic() < end:
        sample = order[turn % len(order)]
        turn += 1
        begun = time.monotonic()
        outcome, said = await _outcome(http, sample)
        verified.outcomes[outcome] += 1
        if outcome == "right":
            verified.seconds.append(time.monotonic() - begun)
        elif said and len(verified.oddities) < 5:
            verified.oddities.append(said)


async def _outcome(http: httpx.AsyncClient, sample: Sample) -> tuple[Outcome, str]:
    try:
        answer = await http.post(
            "/v1/check", content=sample.body, headers={"Content-Type": "application/json"}
        )
    except httpx.HTTPError as error:
        return "broken", repr(error)
    if answer.status_code == 200:
        return ("right", "") if answer.content == sample.answer else ("wrong", answer.text[:300])
    if answer.headers.get("Content-Type", "").startswith("application/problem+json"):
        if answer.json()["type"] == _LOST:
            return "lost", ""
        if answer.status_code in {429, 503}:
            return "refused", ""
    return "failed", f"{answer.status_code}: {answer.text[:300]}"
