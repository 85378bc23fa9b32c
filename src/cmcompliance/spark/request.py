"""What a scan on Spark is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from cmcompliance.service.pool.spec import PreparationSpec


@dataclass(frozen=True, slots=True)
class SparkRequest:
    """`sources` and `out`: paths as Hadoop has them; `master`: of the cluster, None: as Spark is set up;
    `conf`: of Spark; `seconds`: how long a child may be at some 256 drafts, or at one that is tried alone.
    """

    sources: tuple[str, ...]
    out: str
    spec: PreparationSpec
    today: date
    master: str | None = None
    conf: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 60.0
    lang: Literal["fr", "en"] | None = None
    as_of: date | None = None
    overrides: Mapping[str, Any] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
