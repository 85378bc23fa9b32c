"""What the service is put through; each trial gives plain figures."""

from __future__ import annotations

import asyncio
import contextlib
import random
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil

from bench.load.library import Library
from bench.load.samples import Sample
from bench.load.service import Service
from bench.load.tools import hey, wrk
from bench.load.verifier import Verified, ask_all, verify

_FLOOD_CLIENTS = 500
_TIMES_CAPACITY = 10
_SURE = 20
"""Right answers in a row after which the service has recovered."""


@dataclass(frozen=True, slots=True)
class Load:
    """Who asks, for how long, and for what; `bodies`, `answers`: files of the samples, one a line."""

    clients: int
    seconds: float
    rounds: int
    found: Sequence[Sample]
    bodies: Path
    answers: Path


def throughput(service: Service, workers: int, load: Load) -> dict[str, Any]:
    """Hold what wrk gets of the service against the library in as many processes, in turns."""
    library = Library(load.bodies, workers)
    asyncio.run(ask_all(service.url, load.found, 2 * workers))
    alone, served, cpu = [], [], []
    try:
        for _ in range(load.rounds):
            alone.append(library.checked(load.seconds / load.rounds))
            before = service.cpu_seconds()
            served.append(
                wrk(service.url, load.clients, load.seconds / load.rounds, load.bodies, load.answers)
            )
            after = service.cpu_seconds()
            cpu.append([new - old for new, old in zip(after, before, strict=True)])
    finally:
        library.stop()
    alone_per_second = statistics.mean(rate for rate, _ in alone)
    requests = sum(one["requests"] for one in served)
    per_second = requests / sum(one["seconds"] for one in served)
    return {
        "workers": workers,
        "library_per_second": alone_per_second,
        "per_second": per_second,
        "share": per_second / alone_per_second,
        "requests": requests,
        "right": sum(one["right"] for one in served),
        "errors": sum(one[name] for one in served for name in ("wrong", "refused", "failed", "broken")),
        "p50_ms": statistics.median(one["p50"] for one in served),
        "p99_ms": max(one["p99"] for one in served),
        "library_cpu_ms": 1000 * statistics.mean(cpu for _, cpu in alone),
        "front_cpu_ms": 1000 * sum(front for front, _ in cpu) / requests,
        "worker_cpu_ms": 1000 * sum(work for _, work in cpu) / requests,
    }


def verified(service: Service, load: Load) -> dict[str, Any]:
    """Hold each answer against that to what its client asked."""
    return _told(asyncio.run(verify(service.url, load.found, load.clients, load.seconds)))


def killing(service: Service, load: Load, every: float) -> dict[str, Any]:
    """Do as `verified` while a worker is killed now and then."""
    killed: list[int] = []

    async def kill() -> None:
        while True:
            await asyncio.sleep(every)
            with contextlib.suppress(IndexError, psutil.NoSuchProcess):
                worker = random.choice(service.workers())
                worker.kill()
                killed.append(worker.pid)

    told = _told(asyncio.run(verify(service.url, load.found, load.clients, load.seconds, kill)))
    return told | {"killed": len(killed), "every": every}


def flood(service: Service, load: Load, capacity: float) -> dict[str, Any]:
    """Ask for ten times as much as the service can do, then look how soon it is itself again."""
    body = load.bodies.with_name("one.json")
    body.write_bytes(load.found[0].body)
    each = _TIMES_CAPACITY * capacity / _FLOOD_CLIENTS
    before, begun = service.cpu_seconds()[0], time.monotonic()
    rows = hey(service.url, _FLOOD_CLIENTS, load.seconds, each, body)
    busy, took = service.cpu_seconds()[0] - before, time.monotonic() - begun
    refused = [1000 * seconds for status, seconds in rows if status in {429, 503}]
    served = [1000 * seconds for status, seconds in rows if status == 200]
    return {
        "asked_per_second": _TIMES_CAPACITY * capacity,
        "statuses": dict(sorted(Counter(status for status, _ in rows).items())),
        "per_second": len(rows) / load.seconds,
        "served_per_second": len(served) / load.seconds,
        "front_cpu_ms": 1000 * busy / max(1, len(rows)),
        "front_of_a_core": busy / took,
        "refused_p50_ms": _share(refused, 50),
        "refused_p99_ms": _share(refused, 99),
        "served_p99_ms": _share(served, 99),
        "recovered_seconds": _recovery(service, load.found),
    }


def _recovery(service: Service, found: Sequence[Sample]) -> float:
    """Return after how many seconds the first of some right answers in a row came."""
    begun, first, in_a_row = time.monotonic(), 0.0, 0
    with httpx.Client(base_url=service.url, timeout=60, trust_env=False) as http:
        while in_a_row < _SURE:
            sample = found[in_a_row % len(found)]
            answer = http.post("/v1/check", content=sample.body, headers={"Content-Type": "application/json"})
            right = answer.status_code == 200 and answer.content == sample.answer
            if right and not in_a_row:
                first = time.monotonic() - begun
            in_a_row = in_a_row + 1 if right else 0
    return first


def _told(done: Verified) -> dict[str, Any]:
    milliseconds = [1000 * seconds for seconds in done.seconds]
    return {
        "requests": done.outcomes.total(),
        "outcomes": dict(done.outcomes),
        "oddities": done.oddities,
        "p50_ms": _share(milliseconds, 50),
        "p99_ms": _share(milliseconds, 99),
    }


def _share(values: Sequence[float], percent: int) -> float | None:
    """Return what so many in a hundred of the values do not exceed, None where there are none."""
    if not values:
        return None
    return sorted(values)[min(len(values) - 1, len(values) * percent // 100)]
