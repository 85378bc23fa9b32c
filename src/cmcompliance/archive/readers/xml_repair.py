"""Ampersands that stand alone, which people write and programs export, made what XML wants."""

from __future__ import annotations

import re
from typing import Final

_SIGN = re.compile(r"<!\[CDATA\[|<!--|&(?!#[0-9]{1,7};|#x[0-9A-Fa-f]{1,6};|[A-Za-z_][A-Za-z0-9._-]{0,40};)")
_ENDS: Final = {"<![CDATA[": "]]>", "<!--": "-->"}
_LONGEST_SIGN: Final = 48


class AmpersandRepair:
    """Repairs a document that comes in pieces; what stands in CDATA and comments is left as it is."""

    def __init__(self) -> None:
        self._held = ""
        self._until = ""

    def repaired(self, piece: str, last: bool = False) -> str:
        """Return a piece, less its last signs: they come with the next one."""
        text = self._held + piece
        parts: list[str] = []
        # What could be cut in two by the end of the piece waits for the next one.
        place, safe = 0, len(text) if last else len(text) - _LONGEST_SIGN
        while place < safe:
            place = self._step(text, place, safe, parts)
        self._held = text[place:]
        return "".join(parts)

    def _step(self, text: str, place: int, safe: int, parts: list[str]) -> int:
        if self._until:
            end = text.find(self._until, place)
            if end < 0:
                parts.append(text[place:safe])
                return safe
            end += len(self._until)
            self._until = ""
            parts.append(text[place:end])
            return end
        sign = _SIGN.search(text, place)
        if sign is None or sign.start() >= safe:
            parts.append(text[place:safe])
            return safe
        self._until = _ENDS.get(sign[0], "")
        parts += [text[place : sign.start()], sign[0] if self._until else "&amp;"]
        return sign.end()
