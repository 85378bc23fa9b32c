"""The concepts of the lexicon and the cues of scope, found in one pass over a post."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from cmcompliance.parse.cues import ROLES, Cues, cues_text, labelled_cues
from cmcompliance.parse.fold import Folder
from cmcompliance.parse.lexicon_cache import kept_lexicon
from cmcompliance.parse.matching import PhraseMatcher
from cmcompliance.parse.ranges import Covers, Range, Taken
from cmcompliance.parse.reading import SCOPES, Entity, Place, Segments, Tokens

Phrases = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
"""By concept: the phrases of all languages, and the exceptions."""


class ConceptSearch:
    """Finds concepts, and the cues of scope, by their phrases; only whole tokens."""

    def __init__(self, phrases: Phrases, keep_in: Path | None = None) -> None:
        """`keep_in`: a folder where what the phrases are made into is kept between runs. Raises
        PhraseError.
        """
        self._names = tuple(phrases)
        self._roles = tuple((scope, role) for scope in SCOPES for role in ROLES)
        # Even numbers are concepts, odd ones their exceptions; the cues come after.
        self._first_cue = 2 * len(self._names)
        labelled = [
            (2 * number + kind, text)
            for number, name in enumerate(self._names)
            for kind in (0, 1)
            for text in phrases[name][kind]
        ]
        cues = cues_text()
        # One file for each set of concepts, so that two rule books do not push each other out.
        mark = hashlib.sha256(repr(self._names).encode("utf-8", "surrogateescape")).hexdigest()[:12]
        lexicon = kept_lexicon(
            f"concepts-{mark}",
            repr((labelled, self._roles)) + cues,
            lambda: (labelled, labelled_cues(cues, self._roles, self._first_cue)),
            keep_in,
        )
        self.folder = Folder(lexicon.known, lexicon.beginnings)
        self._matcher = PhraseMatcher(lexicon)

    def find(
        self, tokens: Tokens, segments: Segments, entities: Sequence[Entity]
    ) -> tuple[list[Place], Cues]:
        """Return the concepts in reading order, and the cues."""
        found = self._matcher.find(
            tokens.kinds,
            tokens.folded,
            segments.hard,
            segments.soft,
            [(one[0], one[1], one[2]) for one in entities],
        )
        places: list[tuple[int, int, int]] = []
        cues: Cues = {}
        for label, ranges in found.items():
            if label >= self._first_cue:
                scope, role = self._roles[label - self._first_cue]
                cues.setdefault(scope, {})[role] = ranges
            elif label % 2 == 0:
                kept = _longest(_outside(ranges, found.get(label + 1, ())))
                places += ((start, end, label) for start, end in kept)
        return [Place(start, end, self._names[label // 2]) for start, end, label in sorted(places)], cues


def _outside(ranges: list[Range], exceptions: Iterable[Range]) -> list[Range]:
    if not exceptions:
        return ranges
    covers = Covers(exceptions)
    return [(start, end) for start, end in ranges if covers.reach(start) < end]


def _longest(ranges: list[Range]) -> list[Range]:
    if len(ranges) < 2:
        return ranges
    in_order = sorted(set(ranges))
    if all(one[1] <= other[0] for one, other in pairwise(in_order)):
        return in_order
    kept: list[Range] = []
    first = min(start for start, _ in ranges)
    taken = Taken(max(end for _, end in ranges) - first)
    for start, end in sorted(in_order, key=lambda one: (one[0] - one[1], one[0])):
        if taken.take(start - first, end - first):
            kept.append((start, end))
    return kept
