"""The hook as other tools call it: a process of its own, with a draft on standard input."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
BREACH = '{"text": "Concours ! Tague un ami pour gagner.", "platform": "facebook", "jurisdictions": ["FR"]}'
FINE = "Bonjour à tous"
ENDLESS = "Grand concours de Noël ! Tague un ami pour gagner un savon. " * 3_300
"""As long as a draft may be, and far longer in checking than the tests wait."""


def environment(**more: str) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if name not in {"LC_ALL", "LC_MESSAGES", "LANG"}
    }
    return {**kept, "PYTHONPATH": str(ROOT / "src"), "LANG": "C.UTF-8", **more}


def called(
    *arguments: str,
    draft: str | bytes = FINE,
    folder: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    patient = ["--timeout", "200"] if arguments[0] == "hook" else []
    return subprocess.run(
        [sys.executable, "-m", "cmcompliance", arguments[0], *patient, *arguments[1:]],
        input=draft.encode() if isinstance(draft, str) else draft,
        env=env or environment(),
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=240,
    )
