"""One folder of results and its page for all tests, and one browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.results.report.rows import varied

from cmcompliance.results.report.making import Content, content_of

_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="package")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return varied(tmp_path_factory.mktemp("results") / "out")


@pytest.fixture(scope="package")
def content(results: Path) -> Content:
    return content_of(results, "fr")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium as Debian has it."""
    playwright = pytest.importorskip("playwright.sync_api")
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("no chromium: apt-get install --no-install-recommends chromium")
    playwright.expect.set_options(timeout=10_000)
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=list(_FLAGS))
        yield browser
        browser.close()
