"""The figures of docs/performance.md: one block, between two marks, that only a report fills."""

from __future__ import annotations

import re
from pathlib import Path

from bench.tables import tables
from bench.targets import Report

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
BEGIN = "<!-- figures: `python -m bench --write-docs` fills in what `make bench` measured -->"
END = "<!-- end of the figures -->"


class PageError(Exception):
    """A page without its marks."""


def with_figures(page: str, report: Report) -> str:
    """Return the page with the report's tables between the marks. Raises PageError."""
    block = f"{BEGIN}\n\n{tables(report)}\n\n{END}"
    filled, count = re.subn(f"{re.escape(BEGIN)}.*?{re.escape(END)}", lambda _: block, page, flags=re.DOTALL)
    if count != 1:
        raise PageError("docs/performance.md has not exactly one block of figures")
    return filled
