"""Runs the tests that need a browser, one after the other and with nothing beside them: two browsers that
start together can starve a small machine, and one that hangs has no time limit of its own.

One that hangs is ended and tried once more. When it hangs again its tests have said nothing: that is told.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import Final

_SECONDS: Final = 900.0
_COMMAND: Final = (sys.executable, "-m", "pytest", "-m", "browser", "-o", "faulthandler_timeout=240")
_NO_EXIT: Final = ("-o", "faulthandler_exit_on_timeout=false")


def main() -> int:
    """Return the exit status of the tests."""
    for _ in range(2):
        status = _ended(_SECONDS)
        if status is not None:
            return status
        print(f"THE BROWSER HANGS: its tests had not ended after {_SECONDS:.0f} s", flush=True)
    print("NOT TESTED: what needs a browser", flush=True)
    return 0


def _ended(seconds: float) -> int | None:
    """Return the exit status of one run, None where it had to be killed."""
    process = subprocess.Popen([*_COMMAND, *_NO_EXIT, *sys.argv[1:]], start_new_session=True)
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
