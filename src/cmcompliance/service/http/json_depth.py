"""How deeply JSON is nested, found before anything parses it and without a look at each byte in Python."""

from __future__ import annotations

from typing import Final

_KEPT: Final = b'"[]{}'
_OTHERS: Final = bytes(set(range(256)) - set(_KEPT))
_ALIKE: Final = bytes.maketrans(b"{}", b"[]")


def is_deeper(data: bytes, most: int) -> bool:
    """Return whether brackets outside of strings are nested more than `most` deep.

    Of JSON that is broken, it may let pass what is up to twice as deep.
    """
    if data.count(b"[") + data.count(b"{") <= most:
        return False
    brackets = _outside_strings(data)
    for _ in range(most):
        inner = brackets
        brackets = inner.replace(b"[]", b"")
        if len(brackets) == len(inner):
            break
    return b"[]" in brackets or brackets.count(b"[") > most


def _outside_strings(data: bytes) -> bytes:
    """Return the brackets outside of strings, all written alike.

    Each step takes away pairs, of backslashes or of quotes: what is odd stays odd, so no bracket changes
    sides.
    """
    without_escapes = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    marks = without_escapes.translate(_ALIKE, _OTHERS).replace(b'""', b"")
    return b"".join(marks.split(b'"')[::2])
