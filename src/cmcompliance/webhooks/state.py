"""How webhooks do, for metrics."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WebhookState:
    """Messages that wait, that were given up and are kept, delivered ones, tries that failed, lost ones."""

    waiting: int
    dead: int
    delivered: int
    failed: int
    lost: int = 0
