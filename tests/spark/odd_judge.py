"""A judge that goes wrong on drafts that say so; machines of a test's cluster import it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

from cmcompliance.scan.chunks import Given
from cmcompliance.service.pool.worker import Answering
from cmcompliance.spark.judging import Judge, Orders


class OddJudge(Judge):
    """`CRASH` ends the process, `HANG` never ends, `RAISE` raises; `ONCE <file>` crashes if that is there;
    `WAIT <file>` goes on when it is there, having written who waits to a file beside it.
    """

    def _checked(self, given: Given, *others: Any) -> dict[str, Any]:
        text = given.draft.text
        if text.startswith("CRASH"):
            os.kill(os.getpid(), signal.SIGKILL)
        if text.startswith("HANG"):
            time.sleep(1000)
        if text.startswith("RAISE"):
            raise RuntimeError("as the draft says")
        if text.startswith("ONCE"):
            _crash_once(Path(text.split()[1]))
        if text.startswith("WAIT"):
            _wait_for(Path(text.split()[1]))
        return super()._checked(given, *others)


def odd_judge(orders: Orders) -> Answering:
    return OddJudge(orders).answer


def _crash_once(marker: Path) -> None:
    if marker.exists():
        marker.unlink()
        os.kill(os.getpid(), signal.SIGKILL)


def _wait_for(marker: Path) -> None:
    marker.with_name(f"{marker.name}.waiting").write_text(str(os.getpid()))
    for _ in range(1200):
        if marker.exists():
            return
        time.sleep(0.05)
    raise AssertionError("nobody let it go on")
