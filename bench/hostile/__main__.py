"""`make hostile`: sends hostile requests to a real service and ends with 1 if it bears them badly."""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

import psutil
import requests

from bench.hostile.attacks import DRAFT, MIB, attacks
from bench.hostile.described import described
from bench.hostile.sending import Outcome, send_all
from bench.load.service import Service

_WARM_UP = 300
_MOST_GROWTH = 64 * MIB
"""Of the front: what its caches and the allocator may keep."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the front process holds."""

    files: int
    memory: int


def main() -> int:
    """Return the exit status."""
    parser = argparse.ArgumentParser(prog="make hostile")
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument(
        "--examples", type=int, default=60, help="for each operation, right and wrong ones each"
    )
    parser.add_argument("--at-once", type=int, default=48)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with Service(2, "--timeout", "30") as service:
        place = urlsplit(service.url)
        assert place.hostname is not None
        assert place.port is not None
        before_text = _report(service.url)
        asyncio.run(send_all(place.hostname, place.port, attacks(_WARM_UP, 0), options.at_once))
        before = _held(service)
        begun = time.monotonic()
        outcome = asyncio.run(
            send_all(place.hostname, place.port, attacks(options.requests, options.seed), options.at_once)
        )
        took = time.monotonic() - begun
        seen, wrong = described(service.url, options.examples)
        after = _held(service)
        same = _report(service.url) == before_text and _is_ready(service.url)
        numbers = requests.get(f"{service.url}/metrics", timeout=10).text
    _print(outcome, took, before, after)
    print(f"after the description: {dict(sorted(seen.items()))}")
    for line in numbers.splitlines():
        if line.startswith(("cmcompliance_worker_crashes_total", "cmcompliance_draft_timeouts_total")):
            print(line)
    faults = [*wrong, *(f"{attack.kind}: {got[:200]!r}" for attack, got in outcome.broken)]
    faults += [f"{attack.kind}: no answer to {attack.parts[0][:80]!r}" for attack in outcome.unanswered]
    if after.files > before.files + 5:
        faults.append(f"{after.files - before.files} files stay open")
    if after.memory > before.memory + _MOST_GROWTH:
        faults.append(f"{(after.memory - before.memory) / MIB:.0f} MiB stay held")
    if not same:
        faults.append("a good draft no longer gets the report that it got before")
    for fault in faults[:20]:
        print(f"FAULT {fault}")
    print("bears it" if not faults else f"{len(faults)} faults")
    return 1 if faults else 0


def _report(url: str) -> str:
    answer = requests.post(f"{url}/v1/check?purpose=preview", json=DRAFT, timeout=60)
    answer.raise_for_status()
    return answer.text


def _is_ready(url: str) -> bool:
    return requests.get(f"{url}/readyz", timeout=10).status_code == 200


def _held(service: Service) -> Held:
    """Return what the front holds once all connections are gone."""
    front = psutil.Process(service.front)
    end = time.monotonic() + 30
    while front.net_connections("tcp")[1:] and time.monotonic() < end:
        time.sleep(0.5)
    return Held(front.num_fds(), front.memory_info().rss)


def _print(outcome: Outcome, took: float, before: Held, after: Held) -> None:
    for kind, counted in sorted(outcome.statuses.items()):
        print(f"{kind:<16} {'  '.join(f'{status}: {number}' for status, number in sorted(counted.items()))}")
    total = sum(sum(counted.values()) for counted in outcome.statuses.values())
    print(f"{total} answers in {took:.0f} s; open files {before.files} → {after.files}; ", end="")
    print(f"memory {before.memory / MIB:.0f} → {after.memory / MIB:.0f} MiB")


if __name__ == "__main__":
    sys.exit(main())
