"""Stand before whatever publishes: a post that must not go out does not reach the function that sends it."""

from cmcompliance.guard.blocked import Blocked, CheckFailed
from cmcompliance.guard.guard import Guard

__all__ = ["Blocked", "CheckFailed", "Guard"]
