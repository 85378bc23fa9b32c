"""The zygote of a scan whose workers go wrong on drafts that say so."""

from __future__ import annotations

import os
import signal
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

from cmcompliance.scan.chunks import Given
from cmcompliance.scan.worker import Scanner, old_scan, told_zygote
from cmcompliance.service.pool import PreparationSpec
from cmcompliance.service.pool.worker import Answering
from cmcompliance.service.pool.zygote import main


class OddScanner(Scanner):
    """`CRASH` ends the process, `HANG` never ends, `RAISE` raises; `ONCE <file>` crashes if that is there."""

    def _check(self, given: Given, *others: Any) -> None:
        text = given.draft.text
        if text.startswith("CRASH"):
            os.kill(os.getpid(), signal.SIGKILL)
        if text.startswith("HANG"):
            time.sleep(1000)
        if text.startswith("RAISE"):
            raise RuntimeError("as the draft says")
        if text.startswith("ONCE"):
            _crash_once(Path(text.split()[1]))
        super()._check(given, *others)


def _crash_once(marker: Path) -> None:
    if marker.exists():
        marker.unlink()
        os.kill(os.getpid(), signal.SIGKILL)


def make(paths: dict[str, Path], reuse: Path | None, spec: PreparationSpec) -> Answering:
    scanner = OddScanner(spec.preparation(), spec, paths, old_scan(reuse))
    if spec.keep_drafts:  # time counts: nobody may have to load anything
        scanner.warm_up()
    return scanner.answer


os.environ["ARROW_DEFAULT_MEMORY_POOL"] = "system"
main(partial(make, *told_zygote(sys.argv.pop(1))))
