"""Paste what the README's command prints into the README. Run by `make readme`, after rules have changed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
COMMAND = ["check", "docs/examples/routine-du-matin.md", "--lang", "en"]
MARK = "<!-- printed by the command above; `make readme` renews it -->"


def main() -> None:
    """Rewrite the block after the mark."""
    page = README.read_text(encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "cmcompliance", *COMMAND],
        cwd=README.parent,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode not in {0, 1} or f"cmcompliance {' '.join(COMMAND)}" not in page:
        sys.exit(f"nothing to paste: {done.stderr}")
    block = f"{MARK}\n```text\n{done.stdout.rstrip()}\n```\n"
    README.write_text(
        re.sub(rf"{re.escape(MARK)}\n```text\n.*?```\n", lambda _: block, page, flags=re.DOTALL), "utf-8"
    )


if __name__ == "__main__":
    main()
