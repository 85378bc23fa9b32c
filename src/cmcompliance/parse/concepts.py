"""The concepts of the lexicon and the cues of scope, found in one pass over a post."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from cmcompliance.parse.cues import ROLES, Cues, cues_text, labelled_cues
from cmcompliance.parse.fold import Folder
from cmcompliance.parse.lexicon_cache import kept_lexicon
from cmcompliance.parse.matches import Matches
from cmcompliance.parse.matching import PhraseMatcher
from cmcompliance.parse.ranges import Covers, Range, Taken
from cmcompliance.parse.reading import SCOPES, Concepts, Entity, Segments, Tokens

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

    def find(self, tokens: Tokens, segments: Segments, entities: Sequence[Entity]) -> tuple[Concepts, Cues]:
        """Return the concepts, each still to be looked for, and the cues."""
        matches = self._matcher.find(
            tokens.kinds,
            tokens.folded,
            segments.hard,
            segments.soft,
            [(one[0], one[1], one[2]) for one in entities],
        )
        labels: dict[str, int] = {}
        cues: Cues = {}
        names, first_cue = self._names, self._first_cue
        for label in matches.labels:
            if label >= first_cue:
                scope, role = self._roles[label - first_cue]
                if found := matches.of(label):
                    cues.setdefault(scope, {})[role] = [*found]
            elif label % 2 == 0:
                labels[names[label // 2]] = label
        return _Found(labels, matches), cues


class _Found(Concepts):
    """Concepts by the labels of their phrases; the label of its exceptions comes after that of each."""

    __slots__ = ("_labels", "_matches")

    def __init__(self, labels: Mapping[str, int], matches: Matches) -> None:
        super().__init__(labels.keys())
        self._labels = labels
        self._matches = matches

    def _look_for(self, concept: str) -> list[Range]:
        label, matches = self._labels[concept], self._matches
        found = matches.of(label)
        return _longest(_outside(found, matches.of(label + 1))) if found else []


def _outside(ranges: Sequence[Range], exceptions: Sequence[Range]) -> Sequence[Range]:
    if not exceptions:
        return ranges
    covers = Covers(exceptions)
    return [(start, end) for start, end in ranges if covers.reach(start) < end]


def _longest(ranges: Sequence[Range]) -> list[Range]:
    """Return, in order, the longest ranges of which none is over another."""
    if len(ranges) < 2:
        return list(ranges)
    in_order = sorted(set(ranges))
    if all(one[1] <= other[0] for one, other in pairwise(in_order)):
        return in_order
    kept: list[Range] = []
    first = min(start for start, _ in ranges)
    taken = Taken(max(end for _, end in ranges) - first)
    for start, end in sorted(in_order, key=lambda one: (one[0] - one[1], one[0])):
        if taken.take(start - first, end - first):
            kept.append((start, end))
    return sorted(kept)
