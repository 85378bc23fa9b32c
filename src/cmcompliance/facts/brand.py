"""Find the draft's own brand in its text: as words, as a handle or as a hashtag."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cmcompliance.draft import Draft
from cmcompliance.facts.occurrence import FieldView, Occurrence
from cmcompliance.facts.squash import squash

LABEL = "<brand>"
_LONGEST_NAME = 6
_SHORTEST_PREFIX = 4


def brand_occurrences(draft: Draft, views: Sequence[FieldView]) -> list[Occurrence]:
    """Return where the relationship's brand or the author's name stands in the fields."""
    names = {squash(name) for name in (draft.relationship.brand, draft.author.name) if name}
    names.discard("")
    if not names:
        return []
    # Most fields do not name the brand: one look at the whole text is quicker than one at each token.
    naming = (view for view in views if any(name in _squash_all(view) for name in names))
    return [occurrence for view in naming for occurrence in _in_field(view, names)]


def _in_field(view: FieldView, names: Iterable[str]) -> list[Occurrence]:
    tokens = view.reading.tokens
    words = [
        (index, word)
        for index, (text, folded) in enumerate(zip(tokens.texts, tokens.folded, strict=True))
        if (word := squash(text if text.isascii() else folded))
    ]
    found = []
    for first in range(len(words)):
        length = _words_matched(view, words[first : first + _LONGEST_NAME], names)
        if length:
            found.append(Occurrence(LABEL, view, words[first][0], words[first + length - 1][0] + 1))
    return found


def _words_matched(view: FieldView, words: Sequence[tuple[int, str]], names: Iterable[str]) -> int:
    joined = ""
    for count, (_, word) in enumerate(words, start=1):
        joined += word
        if joined in names:
            return count
    index, word = words[0]
    tagged = view.reading.tokens.texts[index][:1] in "@#@#"
    if tagged and any(len(name) >= _SHORTEST_PREFIX and word.startswith(name) for name in names):
        return 1
    return 0


def _squash_all(view: FieldView) -> str:
    return squash(view.text if view.text.isascii() else "".join(view.reading.tokens.folded))
