"""Where what must outlive a run is kept for a user: keys, decisions, events not yet delivered."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

SETTING = "CMCOMPLIANCE_STATE"
"""Environment variable: the folder to use."""
_NAME = "cmcompliance"


def state_folder(environment: Mapping[str, str] = os.environ, system: str = sys.platform) -> Path:
    """Return the user's folder for state, which need not exist. Raises RuntimeError where there is none."""
    chosen = environment.get(SETTING)
    if chosen:
        return Path(chosen)
    if system == "win32":
        base = environment.get("LOCALAPPDATA")
        return (Path(base) if base else Path.home() / "AppData" / "Local") / _NAME
    if system == "darwin":
        return Path.home() / "Library" / "Application Support" / _NAME
    given = environment.get("XDG_STATE_HOME", "")
    return (Path(given) if given.startswith("/") else Path.home() / ".local" / "state") / _NAME


def made(folder: Path) -> Path:
    """Return the folder, made for its user alone where it is missing. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
