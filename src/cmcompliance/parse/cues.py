"""The cues of scope, read from `cues.yaml`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

ROLES: Final = ("after", "before", "sentence", "named", "pseudo", "end")
Cues = dict[str, dict[str, list[tuple[int, int]]]]
"""What was found, as stretches of tokens, by scope and role."""


def cues_text() -> str:
    """Return the file of cues that comes with the package."""
    return Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")


def read_cues(text: str) -> dict[str, dict[str, list[str]]]:
    """Return the phrases of a file of cues, by scope and role."""
    # Here, because it is only needed when the compiled cues are not in the cache.
    import yaml  # noqa: PLC0415

    cues: dict[str, dict[str, list[str]]] = yaml.load(text, yaml.CSafeLoader)
    return cues


def labelled_cues(text: str, labels: Sequence[tuple[str, str]], first: int = 0) -> list[tuple[int, str]]:
    """Return (number of its label, phrase) of each cue; labels, a scope and a role, count from `first`."""
    cues = read_cues(text)
    return [
        (number, phrase)
        for number, (scope, role) in enumerate(labels, first)
        for phrase in cues.get(scope, {}).get(role, ())
    ]
