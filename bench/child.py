"""A measurement as a process of its own, so that none sees the memory of another.

python -m bench.child latency '{"posts": 500}'
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[1]
BUILD: Final = ROOT / "build" / "bench"
# One thread for everybody, and no library told to use the kernels of another processor.
_ONE_THREAD: Final = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
_DROPPED: Final = ("OPENBLAS_CORETYPE", "PYTHONDONTWRITEBYTECODE", "CMCOMPLIANCE_CACHE")


class MeasureError(Exception):
    """A process that measured nothing, and why."""


def environment() -> dict[str, str]:
    """Return the environment of every measurement: our code from this checkout, our caches under `build/`."""
    kept = {name: value for name, value in os.environ.items() if name not in _DROPPED}
    return {
        **kept,
        **_ONE_THREAD,
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
        "PYTHONPYCACHEPREFIX": str(BUILD / "bytecode"),
        "CMCOMPLIANCE_CACHE": str(BUILD / "cache"),
    }


def measured(name: str, options: Mapping[str, Any]) -> Any:
    """Return what the measurement `name` of `bench.measures` finds, in a process of its own."""
    return json_of([sys.executable, "-m", "bench.child", name, json.dumps(options)], environment())


def json_of(command: list[str], env: Mapping[str, str]) -> Any:
    """Return the JSON that the command prints last. Raises MeasureError."""
    done = subprocess.run(command, env=dict(env), capture_output=True, encoding="utf-8", check=False)
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        raise MeasureError((done.stderr.strip() or "printed nothing").splitlines()[-1])
    return json.loads(lines[-1])


if __name__ == "__main__":
    measure = import_module(f"bench.measures.{sys.argv[1]}").measure
    print(json.dumps(measure(**json.loads(sys.argv[2]))))
