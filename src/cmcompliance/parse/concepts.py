"""The concepts of the lexicon, found in a post."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import srsly  # type: ignore[import-untyped]
from spacy.tokens import Doc, Span, SpanGroup

from cmcompliance.parse.fold import Folder
from cmcompliance.parse.lexicon_cache import kept_lexicon
from cmcompliance.parse.marks import folded_of, kinds_of
from cmcompliance.parse.matching import PhraseMatcher
from cmcompliance.parse.ranges import Covers, Range, Taken
from cmcompliance.parse.segmenter import breaks_of
from cmcompliance.parse.view import marked_view, plain_view

Phrases = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
"""By concept: the phrases of all languages, and the exceptions."""


class ConceptFinder:
    """Sets `doc.spans["concepts"]`: one span an occurrence, labelled by the concept, whole tokens."""

    def __init__(self, phrases: Phrases, keep_in: Path | None = None) -> None:
        """`keep_in`: a folder where what the phrases are made into is kept between runs. Raises
        PhraseError.
        """
        self._load(phrases, keep_in)

    def _load(self, phrases: Phrases, keep_in: Path | None) -> None:
        self.phrases = phrases
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

    def __call__(self, doc: Doc) -> Doc:
        """Find the concepts. Needs the segmenter and, for phrases with entities, the entity finder
        before it.
        """
        spans = [Span(doc, start, end, self._names[label]) for label, start, end in self._occurrences(doc)]
        doc.spans["concepts"] = SpanGroup(doc, name="concepts", spans=spans)
        return doc

    def _occurrences(self, doc: Doc) -> list[tuple[int, int, int]]:
        kinds, folded = kinds_of(doc), folded_of(doc)
        hard, soft = breaks_of(doc)
        marked = None
        if self._matcher.needs_marks:
            entities = [(span.start, span.end, span.label_) for span in doc.spans.get("entities", ())]
            marked = marked_view(kinds, folded, hard, soft, entities)
        found: dict[int, list[Range]] = {}
        plain = plain_view(kinds, folded, hard, soft)
        for label, start, end in self._matcher.find(kinds, folded, plain, marked):
            found.setdefault(label, []).append((start, end))
        return sorted(
            ((label // 2, start, end) for label, ranges in found.items() if label % 2 == 0
             for start, end in _longest(_outside(ranges, found.get(label + 1, ())), len(doc))),
            key=lambda occurrence: (occurrence[1], occurrence[2], occurrence[0]),
        )  # fmt: skip

    def to_bytes(self, **_: Any) -> bytes:
        """Return the phrases."""
        data: bytes = srsly.msgpack_dumps({name: [list(a), list(b)] for name, (a, b) in self.phrases.items()})
        return data

    def from_bytes(self, data: bytes, **_: Any) -> ConceptFinder:
        """Take the phrases of `to_bytes`."""
        self._load(plain_phrases(srsly.msgpack_loads(data)), None)
        return self


def plain_phrases(concepts: Mapping[str, Any]) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return phrases from lists, as configuration and bytes give them."""
    return {name: (tuple(parts[0]), tuple(parts[1])) for name, parts in concepts.items()}


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
