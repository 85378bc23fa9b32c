"""pyahocorasick alone: every literal of our own lexicon, and nothing else. No engine can be faster."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import ahocorasick
from passes import Post, time_passes

literals = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
automaton = ahocorasick.Automaton()
for number, literal in enumerate(literals):
    automaton.add_word(literal, number)
automaton.make_automaton()


def work(posts: Sequence[Post]) -> int:
    """Fold and scan."""
    found = 0
    for post in posts:
        plain = unicodedata.normalize("NFD", post["text"].lower()).encode("ascii", "ignore").decode()
        found += sum(1 for _ in automaton.iter(f" {' '.join(plain.split())} "))
    return found


time_passes(version("pyahocorasick"), f"{len(literals):,} literals, no more than lower case", work)
