"""What changes in a file, as a unified diff that `patch` and `git apply` read."""

from __future__ import annotations

import difflib
import re
from collections import deque
from collections.abc import Iterable, Iterator

_CONTEXT = 3
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_NO_LINE_END = "\n\\ No newline at end of file\n"


def text_difference(old: str, new: str, name: str) -> Iterator[str]:
    """Yield the lines of a diff between two contents of a file; none if they are the same."""
    lines = difflib.unified_diff(_lines(old), _lines(new), name, name, n=_CONTEXT)
    for line in lines:
        yield _ended(line)


def line_difference(pairs: Iterable[tuple[str, str]], name: str) -> Iterator[str]:
    """Yield the lines of a diff between files of as many lines, each given with what becomes of it.

    Only a few lines are held at a time.
    """
    begun = False
    for hunk in _hunks(pairs):
        if not begun:
            yield from (f"--- {name}\n", f"+++ {name}\n")
            begun = True
        yield from hunk


def _hunks(pairs: Iterable[tuple[str, str]]) -> Iterator[list[str]]:
    before: deque[tuple[str, str]] = deque(maxlen=_CONTEXT)
    held: list[tuple[str, str]] = []
    first = quiet = 0
    for number, pair in enumerate(pairs, 1):
        changed = pair[0] != pair[1]
        if not held:
            if changed:
                held, first, quiet = [*before, pair], number - len(before), 0
            before.append(pair)
            continue
        held.append(pair)
        before.append(pair)
        quiet = 0 if changed else quiet + 1
        if quiet == 2 * _CONTEXT + 1:
            yield _hunk(held[: -_CONTEXT - 1], first)
            held = []
    if held:
        yield _hunk(held[: len(held) - max(0, quiet - _CONTEXT)], first)


def _hunk(pairs: list[tuple[str, str]], first: int) -> list[str]:
    lines = [f"@@ -{_range(first, len(pairs))} +{_range(first, len(pairs))} @@\n"]
    removed: list[str] = []
    added: list[str] = []
    for old, new in pairs:
        if old != new:
            removed.append(_ended(f"-{old}"))
            added.append(_ended(f"+{new}"))
            continue
        lines += [*removed, *added, _ended(f" {old}")]
        removed, added = [], []
    return [*lines, *removed, *added]


def _range(first: int, count: int) -> str:
    return f"{first}" if count == 1 else f"{first},{count}"


def _lines(text: str) -> list[str]:
    return _LINE.findall(text)


def _ended(line: str) -> str:
    return line if line.endswith("\n") else line + _NO_LINE_END
