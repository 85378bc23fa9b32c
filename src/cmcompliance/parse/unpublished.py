"""Comments in the source of a page, which no reader of the page sees: those of HTML and of Liquid."""

from __future__ import annotations

import re

_OPENING = re.compile(r"<!--|\{%-?[ ]?comment[ ]?-?%\}|^ {0,3}(?:```|~~~)", re.MULTILINE)
_END_OF_LIQUID = re.compile(r"\{%-?[ ]?endcomment[ ]?-?%\}")
_FENCES = ("```", "~~~")


def without_comments(text: str) -> str:
    """Return the text with blanks in the place of each character of a comment; line ends stay.

    A comment that never ends is none, nor is one in a fenced block of code, which is shown as it is.
    """
    if "<!--" not in text and "comment" not in text:
        return text
    parts: list[str] = []
    done = at = 0
    endless: set[str] = set()
    while (opening := _OPENING.search(text, at)) is not None:
        kind = opening.group().strip()[:3]
        end = None if kind in endless else _end_of(text, opening, kind)
        if end is None:
            # No later one of its kind ends either.
            endless.add(kind)
            at = opening.end()
            continue
        if kind not in _FENCES:
            parts += (text[done : opening.start()], re.sub(r"[^\r\n]", " ", text[opening.start() : end]))
            done = end
        at = end
    return "".join((*parts, text[done:]))


def _end_of(text: str, opening: re.Match[str], kind: str) -> int | None:
    if kind in _FENCES:
        # A fence that is not closed holds all that follows.
        found = text.find(f"\n{kind}", opening.end())
        return len(text) if found < 0 else found + 4
    if kind == "<!-":
        found = text.find("-->", opening.start() + 2)
        return None if found < 0 else found + 3
    ending = _END_OF_LIQUID.search(text, opening.end())
    return ending.end() if ending else None
