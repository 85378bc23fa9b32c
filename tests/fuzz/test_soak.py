"""Memory stays flat however many drafts a process checks, each with hashtags and links never seen before."""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

import pytest
from bench.posts import invented_posts

from cmcompliance import Checker
from cmcompliance.draft import parse_draft

DRAFTS = int(os.environ.get("CMCOMPLIANCE_SOAK", "600"))
ALLOWED_GROWTH = 40_000_000
"""Bytes, for any number of drafts."""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_does_not_grow_with_the_number_of_drafts() -> None:
    checker = Checker()
    warm = DRAFTS // 3
    before = 0
    for number, post in enumerate(invented_posts("mixed", DRAFTS), 1):
        checker.check(parse_draft(post.fields))
        if number == warm:
            before = resident_bytes()
    growth = resident_bytes() - before
    total = resident_bytes() / 1e6
    print(f"\n{DRAFTS - warm} drafts after {warm}: {growth / 1e6:+.1f} MB, {total:.0f} MB in all")
    assert growth < ALLOWED_GROWTH


def resident_bytes() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()
