"""The load generators that everybody knows: wrk, which checks each answer, and hey, which times each."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.child import MeasureError

_SCRIPT = Path(__file__).with_name("check.lua")


def check_installed() -> None:
    """Raise MeasureError where a tool is missing."""
    missing = [name for name in ("wrk", "hey") if shutil.which(name) is None]
    if missing:
        raise MeasureError(f"not installed: {' and '.join(missing)} (apt-get install wrk hey)")


def wrk(url: str, clients: int, seconds: float, bodies: Path, answers: Path) -> dict[str, Any]:
    """Return what wrk counts: `right` answers are the library's own; times are milliseconds."""
    command = ["wrk", "--threads", "1", "--connections", str(clients), "--duration", f"{round(seconds)}s"]
    command += ["--timeout", "30s", "--script", str(_SCRIPT), f"{url}/v1/check"]
    output = _run([*command, "--", str(bodies), str(answers)])
    found: dict[str, Any] = json.loads(output.strip().splitlines()[-1])
    return found


def hey(
    url: str, clients: int, seconds: float, each_per_second: float, body: Path
) -> list[tuple[int, float]]:
    """Return status and seconds of each request of hey; `each_per_second`: how often a client asks."""
    command = ["hey", "-z", f"{round(seconds)}s", "-c", str(clients), "-q", f"{each_per_second:.3f}"]
    command += ["-o", "csv", "-m", "POST", "-T", "application/json", "-D", str(body), f"{url}/v1/check"]
    rows = csv.DictReader(io.StringIO(_run(command)))
    return [(int(row["status-code"]), float(row["response-time"])) for row in rows]


def _run(command: Sequence[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or not done.stdout.strip():
        raise MeasureError(f"{command[0]}: {(done.stderr or done.stdout).strip() or 'said nothing'}")
    return done.stdout
