"""The concepts of the lexicon, found in a post."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from cmcompliance.parse.fold import Folder
from cmcompliance.parse.lexicon_cache import kept_lexicon
from cmcompliance.parse.matching import PhraseMatcher
from cmcompliance.parse.ranges import Covers, Range, Taken
from cmcompliance.parse.reading import Entity, Place, Segments, Tokens
from cmcompliance.parse.view import marked_view, plain_view

Phrases = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
"""By concept: the phrases of all languages, and the exceptions."""


class ConceptSearch:
    """Finds concepts by their phrases; only whole tokens."""

    def __init__(self, phrases: Phrases, keep_in: Path | None = None) -> None:
        """`keep_in`: a folder where what the phrases are made into is kept between runs. Raises
        PhraseError.
        """
        self._names = tuple(phrases)
        labelled = [
            (2 * number + kind, text)
            for number, name in enumerate(self._names)
            for kind in (0, 1)
            for text in phrases[name][kind]
        ]
        # One file for each set of concepts, so that two rule books do not push each other out.
        mark = hashlib.sha256(repr(self._names).encode("utf-8", "surrogateescape")).hexdigest()[:12]
        lexicon = kept_lexicon(f"concepts-{mark}", repr(labelled), lambda: labelled, keep_in)
        self.folder = Folder(lexicon.known, lexicon.stems)
        self._matcher = PhraseMatcher(lexicon)

    def find(self, tokens: Tokens, segments: Segments, entities: Sequence[Entity]) -> list[Place]:
        """Return the concepts in reading order."""
        kinds, folded, hard, soft = tokens.kinds, tokens.folded, segments.hard, segments.soft
        marked = None
        if self._matcher.needs_marks:
            marked = marked_view(kinds, folded, hard, soft, ((one[0], one[1], one[2]) for one in entities))
        found: dict[int, list[Range]] = {}
        plain = plain_view(kinds, folded, hard, soft)
        for label, start, end in self._matcher.find(kinds, folded, plain, marked):
            found.setdefault(label, []).append((start, end))
        count = len(kinds)
        places = [
            (start, end, label)
            for label, ranges in found.items()
            if label % 2 == 0
            for start, end in _longest(_outside(ranges, found.get(label + 1, ())), count)
        ]
        return [Place(start, end, self._names[label // 2]) for start, end, label in sorted(places)]


def _outside(ranges: Iterable[Range], exceptions: Iterable[Range]) -> list[Range]:
    covers = Covers(exceptions)
    return [(start, end) for start, end in ranges if covers.reach(start) < end]


def _longest(ranges: Iterable[Range], tokens: int) -> list[Range]:
    kept: list[Range] = []
    taken = Taken(tokens)
    for start, end in sorted(set(ranges), key=lambda one: (one[0] - one[1], one[0])):
        if taken.take(start, end):
            kept.append((start, end))
    return kept
