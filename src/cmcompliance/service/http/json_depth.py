"""How deeply JSON is nested, found in one pass and before anything parses it."""

from __future__ import annotations

import re

_MARK = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[{\]}]', re.DOTALL)
"""A string, closed or not, or a bracket: a string is never gone over twice."""
_OPENING = (b"[", b"{")
_CLOSING = (b"]", b"}")


def is_deeper(data: bytes, most: int) -> bool:
    """Return whether more than `most` brackets are open at once anywhere outside of strings."""
    if data.count(b"[") + data.count(b"{") <= most:
        return False
    depth = 0
    for found in _MARK.finditer(data):
        mark = found[0]
        if mark in _OPENING:
            depth += 1
            if depth > most:
                return True
        elif mark in _CLOSING:
            depth -= 1
    return False
