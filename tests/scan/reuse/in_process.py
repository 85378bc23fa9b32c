"""Scans whose worker is this process, with rule books that are ready: quick enough for many of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cmcompliance.checking import Checker
from cmcompliance.rulebook.book import RuleBook
from cmcompliance.rulebook.digests import BookDigests, digests_of
from cmcompliance.scan import Ended, ScanRequest, grounds, run_scan, scanning
from cmcompliance.scan.worker import Scanner, old_scan, told_zygote
from cmcompliance.service.pool import Answer, Job, PreparationSpec
from cmcompliance.settings import Preparation


class Here:
    """Stands for the pool of workers."""

    checker: Checker

    def __init__(self, spec: PreparationSpec, *, program: Sequence[str], **_: Any) -> None:
        paths, reuse = told_zygote(program[-1])
        preparation = Preparation(
            spec.config, search=not spec.no_config, waivers=spec.waivers, checkers=lambda _: self.checker
        )
        self._scanner = Scanner(preparation, spec, paths, old_scan(reuse))

    async def start(self) -> None: ...

    async def ask(self, job: Job) -> Answer:
        return self._scanner.answer(job)

    async def stop(self, grace: float) -> None: ...


@cache
def _digests(number: int) -> BookDigests:
    return digests_of(_books[number])


_books: dict[int, RuleBook] = {}


def _digests_of(book: RuleBook) -> BookDigests:
    """Remember those of a few books for all scans."""
    _books[id(book)] = book
    return _digests(id(book))


def scan_here(wanted: ScanRequest, checker: Checker, **options: Any) -> Ended:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanning, "Pool", Here)
        patch.setattr(grounds, "digests_of", _digests_of)
        patch.setattr(os, "fsync", lambda _: None)  # nobody pulls the plug
        patch.setattr(Here, "checker", checker, raising=False)
        return run_scan(wanted, **options)


class Interrupted(Exception):  # noqa: N818
    """Somebody stopped a scan."""


def stopped_after(chunks: int) -> Callable[..., None]:
    left = chunks

    def stop(*_: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise Interrupted

    return stop


def damage(folder: Path, dataset: str, number: int) -> bool:
    """Change a byte of a part; return whether it is there."""
    path = folder / dataset / f"part-{number:06d}.parquet"
    if not path.exists():
        return False
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    return True
