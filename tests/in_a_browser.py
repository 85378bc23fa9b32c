"""Runs the tests that need a browser, one after the other and with nothing beside them: two browsers that
start together can starve a small machine, and one that hangs has no time limit of its own.

What hangs is ended and tried once more. When it hangs again, a browser is asked for an empty page: one that
gives it shows that what hangs is ours, and the tests have failed; where it gives none, the machine can run no
browser, and its tests have said nothing: that is told.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from typing import Final

_SECONDS: Final = 900.0
_COMMAND: Final = (sys.executable, "-m", "pytest", "-m", "browser", "-o", "faulthandler_timeout=240")
_NO_EXIT: Final = ("-o", "faulthandler_exit_on_timeout=false")
_PROBE_SECONDS: Final = 120.0
_PROBE: Final = """
import shutil
from playwright.sync_api import sync_playwright
program = shutil.which("chromium") or shutil.which("chromium-browser")
with sync_playwright() as driver:
    browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
    browser.new_page().goto("about:blank")
    browser.close()
"""


def main() -> int:
    """Return the exit status of the tests."""
    for _ in range(2):
        status = _ended([*_COMMAND, *_NO_EXIT, *sys.argv[1:]], _SECONDS)
        if status is not None:
            return status
        print(f"HANGS: the tests in a browser had not ended after {_SECONDS:.0f} s", flush=True)
    if _ended([sys.executable, "-c", _PROBE], _PROBE_SECONDS) == 0:
        print("FAILED: a browser shows an empty page, so what hangs is a test or a page", flush=True)
        return 1
    print("NOT TESTED: what needs a browser; this machine cannot run one", flush=True)
    return 0


def _ended(command: Sequence[str], seconds: float) -> int | None:
    """Return the exit status of a command, None where it had to be killed."""
    process = subprocess.Popen(command, start_new_session=True)
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


if __name__ == "__main__":
    raise SystemExit(main())
