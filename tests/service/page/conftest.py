"""One service and one browser for all tests of the page."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.service.page.hostile import write_pack
from tests.service.page.visit import Visit

playwright = pytest.importorskip("playwright.sync_api")

playwright.expect.set_options(timeout=10_000)
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
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real service with one worker; its pack speaks up at one word only."""
    folder = tmp_path_factory.mktemp("service")
    pack = write_pack(folder / "house")
    command = [sys.executable, "-m", "cmcompliance", "serve", "--port", "0", "--workers", "1", "--no-config"]
    log = (folder / "log").open("w")
    source = Path(__file__).parents[3] / "src"
    process = subprocess.Popen(
        [*command, "--pack", str(pack), "--log", "off"],
        stdout=subprocess.PIPE,
        stderr=log,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(source), "LC_ALL": "C.UTF-8", "PYTHONUNBUFFERED": "1"},
        text=True,
    )
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            break
    else:
        pytest.fail(f"the service did not start: {said}{(folder / 'log').read_text()}")
    try:
        yield found[0]
    finally:
        process.terminate()
        process.wait(30)
        log.close()


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    """Chromium as Debian has it."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("no chromium: apt-get install --no-install-recommends chromium")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=list(_FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def french(browser: Any) -> Any:
    """A browser's window of somebody who reads French."""
    return browser.new_context(locale="fr-FR")


@pytest.fixture
def visit(french: Any, address: str) -> Iterator[Visit]:
    """A visit of the page in French; whatever it did that it must not do is told at its end."""
    visit = Visit(french, address)
    yield visit
    visit.end()
