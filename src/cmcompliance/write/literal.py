"""A string of JSON with another value: what stays of the value stays as it is written, escapes included."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_PIECE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]")


def rewritten(literal: str, value: str) -> str:
    """Return a JSON string, quotes included, that says `value` and keeps what it has of the literal's pieces.

    New letters beyond ASCII are escaped where the literal escapes its own.
    """
    pieces = list(_pieces(literal[1:-1]))
    head = _shared(pieces, value)
    tail = _shared([(piece[::-1], sign[::-1]) for piece, sign in reversed(pieces[head:])], value[::-1])
    tail = min(tail, _room(pieces, head, tail, value))
    kept_before, kept_after = pieces[:head], pieces[len(pieces) - tail :]
    start = sum(len(sign) for _, sign in kept_before)
    end = len(value) - sum(len(sign) for _, sign in kept_after)
    escape = literal.isascii() and "\\u" in literal
    middle = json.dumps(value[start:end], ensure_ascii=escape)[1:-1]
    return '"' + "".join(p for p, _ in kept_before) + middle + "".join(p for p, _ in kept_after) + '"'


def _pieces(inside: str) -> Iterator[tuple[str, str]]:
    """Yield each sign as it is written and as it is read."""
    for match in _PIECE.finditer(inside):
        yield match[0], json.loads(f'"{match[0]}"', strict=False) if match[0][0] == "\\" else match[0]


def _shared(pieces: list[tuple[str, str]], value: str) -> int:
    """Return how many pieces the value begins with."""
    at = 0
    for number, (_, sign) in enumerate(pieces):
        if not value.startswith(sign, at):
            return number
        at += len(sign)
    return len(pieces)


def _room(pieces: list[tuple[str, str]], head: int, tail: int, value: str) -> int:
    """Return how many of the last pieces fit into the value behind the first ones."""
    left = len(value) - sum(len(sign) for _, sign in pieces[:head])
    for number in range(tail):
        left -= len(pieces[len(pieces) - 1 - number][1])
        if left < 0:
            return number
    return tail
