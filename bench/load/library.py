"""How many drafts a second the library checks in some processes: from JSON to JSON, as a worker does.

python -m bench.load.library BODIES SECONDS: checks them in turn, from the moment that it is told to begin.
"""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import time
from pathlib import Path

from bench.child import environment


class Library:
    """Processes that are ready to check; each keeps what its checks taught it, as a worker does."""

    def __init__(self, bodies: Path, processes: int) -> None:
        command = [sys.executable, "-m", "bench.load.library", str(bodies)]
        self._processes = [
            subprocess.Popen(
                command,
                env=environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                bufsize=1,
            )
            for _ in range(processes)
        ]
        for process in self._processes:
            self._line_of(process)

    def checked(self, seconds: float) -> tuple[float, float]:
        """Return how many drafts a second all of them check together for a while, and the CPU time of one."""
        for process in self._processes:
            assert process.stdin is not None
            print(seconds, file=process.stdin, flush=True)
        said = [[float(word) for word in self._line_of(process).split()] for process in self._processes]
        return sum(rate for rate, _ in said), sum(cpu for _, cpu in said) / len(said)

    def stop(self) -> None:
        """End the processes."""
        for process in self._processes:
            process.communicate()

    @staticmethod
    def _line_of(process: subprocess.Popen[str]) -> str:
        assert process.stdout is not None
        return process.stdout.readline()


def main() -> None:
    """Check for as many seconds as a line of the input says; print the drafts a second and their CPU time."""
    from cmcompliance import Checker  # noqa: PLC0415
    from cmcompliance.draft import parse_draft  # noqa: PLC0415

    bodies = Path(sys.argv[1]).read_bytes().splitlines()
    checker = Checker()

    def check(body: bytes) -> bytes:
        return checker.check(parse_draft(json.loads(body))).model_dump_json().encode()

    for body in bodies:
        check(body)
    turns = itertools.cycle(bodies)
    print("ready", flush=True)
    for line in sys.stdin:
        begun, busy = time.monotonic(), time.process_time()
        count = 0
        while (now := time.monotonic()) < begun + float(line):
            check(next(turns))
            count += 1
        print(count / (now - begun), (time.process_time() - busy) / count, flush=True)


if __name__ == "__main__":
    main()
