"""The cues of scope, read from `cues.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import yaml

ROLES: Final = ("after", "before", "sentence", "named", "pseudo", "end")
Cues = dict[str, dict[str, list[str]]]
"""Phrases by scope and role."""


def read_cues() -> Cues:
    """Return the cues that come with the package."""
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    cues: Cues = yaml.load(text, yaml.CSafeLoader)
    return cues
