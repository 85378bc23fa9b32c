"""The tokens of a text, folded."""

from __future__ import annotations

from typing import Final

from cmcompliance.parse.fold import Folder
from cmcompliance.parse.reading import Tokens
from cmcompliance.parse.tokens import split_tokens

_REPLACEMENT: Final = "\ufffd"


def tokenise(text: str, folder: Folder) -> Tokens:
    """Return the tokens of `text`; joined again, with their spaces, they are the text, code point for code
    point. Half a surrogate pair, which no encoding can hold, becomes one U+FFFD.
    """
    text = whole(text)
    starts: list[int] = []
    texts: list[str] = []
    kinds: list[str] = []
    folded: list[str] = []
    spaced: list[bool] = []
    fold = folder.folded
    at = 0
    for start, end, kind in split_tokens(text):
        if start > at:
            if text[at] == " " and texts and not spaced[-1]:
                spaced[-1] = True
                at += 1
            if start > at:
                starts.append(at)
                texts.append(text[at:start])
                kinds.append("space")
                folded.append("")
                spaced.append(False)
        word = text[start:end]
        starts.append(start)
        texts.append(word)
        kinds.append(kind)
        folded.append(fold(word, kind))
        spaced.append(False)
        at = end
    if at < len(text):
        if text[at] == " " and texts and not spaced[-1]:
            spaced[-1] = True
            at += 1
        if at < len(text):
            starts.append(at)
            texts.append(text[at:])
            kinds.append("space")
            folded.append("")
            spaced.append(False)
    return Tokens(text, starts, texts, kinds, folded, spaced)


def whole(text: str) -> str:
    """Return `text` with halves of surrogate pairs replaced, each by one character."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join(_REPLACEMENT if "\ud800" <= char <= "\udfff" else char for char in text)
    return text
