"""proselint with its default checks (English prose; it reads the French posts all the same)."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

from passes import Post, time_passes
from proselint.checks import __register__
from proselint.config import DEFAULT
from proselint.registry import CheckRegistry
from proselint.tools import LintFile

CheckRegistry().register_many(__register__)


def work(posts: Sequence[Post]) -> int:
    """Lint."""
    return sum(len(LintFile("post", post["text"]).lint(DEFAULT)) for post in posts)


time_passes(version("proselint"), "its default checks", work)
