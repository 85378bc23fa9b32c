"""The patterns of a lexicon in a view, as stretches of tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cmcompliance.parse.phrasebook import Pattern
from cmcompliance.parse.places import Places, PlacesWithEmoji
from cmcompliance.parse.standing import EntityRange, Standing, Stretch
from cmcompliance.parse.view import EMOJI_SIGN, View


class PatternSearch:
    """Finds patterns in a view."""

    def __init__(self, view: View, standing: Standing, loose: Sequence[EntityRange]) -> None:
        """`standing`: where groups stand in the view. `loose`: entities with an edge that has no slot."""
        self._view = view
        self._loose = loose
        self._places = PlacesWithEmoji(view, standing) if view.emoji else Places(view, standing)

    def find(self, pattern: Pattern, first: int, own: int) -> Iterator[Stretch]:
        """Yield the tokens of a pattern's occurrences that begin between the tokens `first` and `own`: the
        longest from each beginning, none over another.
        """
        tokens = self._view.tokens
        for start, end in self._places.find(pattern.steps, pattern.backward):
            token = tokens[start]
            if token >= own:
                return
            if token < first:
                continue
            trimmed = self._view.emoji and not pattern.ends_with_emoji
            last = tokens[(self._without_emoji(start, end) if trimmed else end) - 1] + 1
            yield self._widened(token, last) if self._loose and pattern.has_signs else (token, last)

    def _without_emoji(self, start: int, end: int) -> int:
        while end > start + 1 and self._view.words[end - 1][0] == EMOJI_SIGN:
            end -= 1
        return end

    def _widened(self, first: int, last: int) -> Stretch:
        """Return tokens [first, last) with all of the entities at both ends."""
        slots = self._view.slots
        start, end = slots(first, last)
        for one, other, _ in self._loose:
            inside = slots(one, other)
            if inside[0] == start:
                first = min(first, one)
            if inside[1] == end:
                last = max(last, other)
        return first, last
