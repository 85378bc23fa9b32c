"""One WordPress for all tests here; each finds it with the settings as they are at first."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from wordpress.fake_service import Fake, running_fake
from wordpress.posts import settings
from wordpress.site import Site, missing, running_site


@pytest.fixture(scope="session")
def fake() -> Iterator[Fake]:
    with running_fake() as running:
        yield running


@pytest.fixture(scope="session")
def wordpress(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    reason = missing()
    if reason is not None:
        pytest.skip(reason)
    steps: list[tuple[str, float]] = []
    with running_site(tmp_path_factory.mktemp("wordpress"), steps) as running:
        told = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in steps)
        print(f"WordPress is up: {told}", file=sys.stderr)
        yield running
        told_of_us = [line for line in running.debug_log() if "cmcompliance" in line]
        assert not told_of_us, told_of_us[:5]


@pytest.fixture
def site(wordpress: Site, fake: Fake) -> Site:
    fake.reset()
    settings(wordpress, url=fake.url)
    return wordpress
