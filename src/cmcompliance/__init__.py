"""Check the legality of posts, contests and everything that is published.

>>> from cmcompliance import check
>>> report = check("🎁 Concours ! Tague un ami pour gagner.", platform="facebook", jurisdictions=["FR"])

The result is no legal advice.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cmcompliance.checking import Checker, check
    from cmcompliance.draft import Draft, DraftError
    from cmcompliance.fixing import Fixed, fix
    from cmcompliance.guard import Blocked, Guard
    from cmcompliance.report import Report

__all__ = ["Blocked", "Checker", "Draft", "DraftError", "Fixed", "Guard", "Report", "check", "fix"]

_HOMES = {
    "Checker": "cmcompliance.checking",
    "check": "cmcompliance.checking",
    "Draft": "cmcompliance.draft",
    "DraftError": "cmcompliance.draft",
    "Fixed": "cmcompliance.fixing",
    "fix": "cmcompliance.fixing",
    "Blocked": "cmcompliance.guard",
    "Guard": "cmcompliance.guard",
    "Report": "cmcompliance.report",
}


def __getattr__(name: str) -> Any:
    # Imported on demand: `cmcompliance --help` should not wait for spaCy.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
