"""Why a pool gives no answer to a job."""

from __future__ import annotations

from collections.abc import Sequence


class PoolError(Exception):
    """There is no answer, and the job's input is not to blame."""


class JobTimedOut(PoolError):  # noqa: N818  # named for what happened to the job
    """The job ran for longer than it may: its worker was killed."""


class WorkerCrashed(PoolError):  # noqa: N818
    """The worker ended in the middle of the job."""


class PoolFull(PoolError):  # noqa: N818
    """As many jobs wait as may, or this one waited for as long as it may."""


class PoolStopped(PoolError):  # noqa: N818
    """The pool was stopped, or not yet started."""


class PoolNotStarted(PoolError):  # noqa: N818
    """No worker can be had: settings, packs or rules are no good. `problems`: one line each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = list(problems)
