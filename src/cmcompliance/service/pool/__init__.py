"""Worker processes that answer jobs one at a time: what goes wrong in one ends with it."""

from cmcompliance.service.pool.asked import RulesAsked, TemplateAsked
from cmcompliance.service.pool.errors import (
    JobTimedOut,
    PoolError,
    PoolFull,
    PoolNotStarted,
    PoolStopped,
    WorkerCrashed,
)
from cmcompliance.service.pool.job import Answer, Job
from cmcompliance.service.pool.pool import Pool, PoolState
from cmcompliance.service.pool.spec import PreparationSpec

__all__ = [
    "Answer",
    "Job",
    "JobTimedOut",
    "Pool",
    "PoolError",
    "PoolFull",
    "PoolNotStarted",
    "PoolState",
    "PoolStopped",
    "PreparationSpec",
    "RulesAsked",
    "TemplateAsked",
    "WorkerCrashed",
]
