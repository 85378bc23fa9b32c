"""Who asks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """A key that holds now; `rate`: requests a minute, None for no limit of its own."""

    id: str
    name: str
    rate: int | None = None
