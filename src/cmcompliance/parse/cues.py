"""The cues of scope, read from `cues.yaml`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

ROLES: Final = ("after", "before", "sentence", "named", "pseudo", "end")
Cues = dict[str, dict[str, list[str]]]
"""Phrases by scope and role."""


def cues_text() -> str:
    """Return the file of cues that comes with the package."""
    return Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")


def read_cues(text: str) -> Cues:
    """Read a file of cues."""
    # Here, because it is only needed when the compiled cues are not in the cache.
    import yaml  # noqa: PLC0415

    cues: Cues = yaml.load(text, yaml.CSafeLoader)
    return cues


def labelled_cues(text: str, labels: Sequence[tuple[str, str]]) -> list[tuple[int, str]]:
    """Return (number of its label, phrase) of each cue; a label is a scope and a role."""
    cues = read_cues(text)
    return [
        (number, phrase)
        for number, (scope, role) in enumerate(labels)
        for phrase in cues.get(scope, {}).get(role, ())
    ]
