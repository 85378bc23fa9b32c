"""Why a scan does not begin, or does not go on."""

from __future__ import annotations

from collections.abc import Sequence


class ScanRefused(Exception):  # noqa: N818  # named for what happened to the scan
    """The scan cannot begin as it was asked for. `problems`: one line each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class ScanStopped(Exception):  # noqa: N818
    """The scan could not go on; the message is one line. What is committed stays."""
