"""How fast are we? Checks a second, start of the command line, and spaCy's bare tokenizer beside it.

    python -m bench.throughput [posts]

Every figure is the median of three passes in this one process; the starts are processes of their own.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import spacy
from bench.posts import generated_posts

from cmcompliance import Checker

PASSES = 3


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    drafts = list(generated_posts(count))
    characters = statistics.mean(len(draft.text) for draft in drafts)
    print(f"{count} posts of {characters:.0f} characters on average, half French, half English")

    begun = time.perf_counter()
    checker = Checker()
    checker.check(drafts[0])
    show("checker ready, with its first check", f"{time.perf_counter() - begun:.2f} s")
    show("cmcompliance, full check", f"{rate(lambda: list(checker.check_many(drafts)), count):,.0f} posts/s")

    tokenizer = spacy.blank("xx").tokenizer
    tokens = rate(lambda: [tokenizer(draft.text) for draft in drafts], count)
    show(f"spaCy {spacy.__version__} blank('xx'), tokens only", f"{tokens:,.0f} posts/s")

    with tempfile.TemporaryDirectory() as folder:
        post = Path(folder) / "post.md"
        post.write_text(drafts[0].text, encoding="utf-8")
        command = [sys.executable, "-m", "cmcompliance", "check", str(post)]
        show("cmcompliance check post.md, cold", f"{start(command):.2f} s")
    show("import spacy alone, cold", f"{start([sys.executable, '-c', 'import spacy']):.2f} s")


def show(name: str, figure: str) -> None:
    """Print one figure."""
    print(f"{name:<42}{figure:>16}")


def rate(work: Callable[[], object], count: int) -> float:
    """Return posts a second: the median of the passes."""
    return count / statistics.median(timed(work) for _ in range(PASSES))


def start(command: list[str]) -> float:
    """Return the seconds of a process: the median of the passes."""

    def run() -> None:
        subprocess.run(command, capture_output=True, check=False)

    return statistics.median(timed(run) for _ in range(PASSES))


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that `work` takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
