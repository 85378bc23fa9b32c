"""How far a scan is, on standard error: a line that moves in a terminal, one every few seconds elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rich.status import Status

    from cmcompliance.scan import Tally

_PAUSE: Final = 5.0


class ScanProgress:
    """Shows nothing when `quiet`."""

    def __init__(self, words: Mapping[str, str], *, quiet: bool) -> None:
        self._words = words
        self._shown = not quiet
        self._status: Status | None = None
        self._began = self._said = time.monotonic()
        self._before: int | None = None
        self._share: float | None = None

    def __enter__(self) -> ScanProgress:
        if self._shown and sys.stderr.isatty():
            from rich.console import Console
            from rich.status import Status

            self._status = Status(self._words["loading"], console=Console(stderr=True))
            self._status.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._status is not None:
            self._status.stop()

    def advance(self, tally: Tally, share: float | None) -> None:
        """Show what is done so far; `share`: how much of the archives is read, of 1, if that is known."""
        now = time.monotonic()
        if self._before is None:  # the rules are loaded, and what was done before is passed over
            self._before, self._began, self._share = tally.drafts, now, share
            return
        rate = (tally.drafts - self._before) / max(now - self._began, 1e-3)
        line = self._words["progress"].format(
            drafts=f"{tally.drafts:,}",
            rate=f"{rate:,.0f}",
            findings=f"{tally.findings:,}",
            block=f"{tally.verdicts['block']:,}",
        )
        if (left := self._seconds_left(share, now)) is not None:
            line += self._words["left"].format(timedelta(seconds=round(left)))
        if self._status is not None:
            self._status.update(line)
        elif self._shown and now - self._said >= _PAUSE:
            self._said = now
            print(line, file=sys.stderr, flush=True)

    def _seconds_left(self, share: float | None, now: float) -> float | None:
        if share is None or self._share is None or share <= self._share:
            return None
        return (now - self._began) * (1 - share) / (share - self._share)

    def stopping(self) -> None:
        """Say that Ctrl-C was heard."""
        if self._status is not None:
            self._status.update(self._words["stopping"])
        else:
            print(self._words["stopping"], file=sys.stderr, flush=True)
