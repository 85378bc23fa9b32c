"""The components of the pipeline: each sets on the Doc what the parse finds in its tokens."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import srsly  # type: ignore[import-untyped]
from spacy.tokens import Doc

from cmcompliance.parse.concepts import ConceptSearch, Phrases
from cmcompliance.parse.entities.finder import find_entities
from cmcompliance.parse.languages import languages_of
from cmcompliance.parse.pipeline.docs import set_concepts, set_entities, set_scopes, set_segments
from cmcompliance.parse.pipeline.marks import entities_of, segments_of, tokens_of
from cmcompliance.parse.scope import scopes_of
from cmcompliance.parse.segments import segment


class Segmenter:
    """Sets `doc.spans` "lines", "sentences", "clauses" and "hashtag_block", and `doc._.languages`."""

    def __call__(self, doc: Doc) -> Doc:
        """Split the post."""
        tokens = tokens_of(doc)
        set_segments(doc, segment(tokens))
        doc._.languages = languages_of(tokens, doc._.declared_language)
        return doc


class EntityFinder:
    """Sets `doc.spans["entities"]`, labelled by kind, each with `span._.value`; needs only the tokens."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the entities."""
        set_entities(doc, find_entities(tokens_of(doc), doc._.reference))
        return doc


class ConceptFinder:
    """Sets `doc.spans["concepts"]`: one span an occurrence, labelled by the concept, whole tokens."""

    def __init__(self, phrases: Phrases, keep_in: Path | None = None) -> None:
        """`keep_in`: a folder where what the phrases are made into is kept between runs. Raises
        PhraseError.
        """
        self.phrases = phrases
        self._search = ConceptSearch(phrases, keep_in)
        self.folder = self._search.folder

    def __call__(self, doc: Doc) -> Doc:
        """Find the concepts. Needs the segmenter and, for phrases with entities, the entity finder
        before it.
        """
        places, _ = self._search.find(tokens_of(doc), segments_of(doc), entities_of(doc))
        set_concepts(doc, places)
        return doc

    def to_bytes(self, **_: Any) -> bytes:
        """Return the phrases."""
        data: bytes = srsly.msgpack_dumps({name: [list(a), list(b)] for name, (a, b) in self.phrases.items()})
        return data

    def from_bytes(self, data: bytes, **_: Any) -> ConceptFinder:
        """Take the phrases of `to_bytes`."""
        self.phrases = plain_phrases(srsly.msgpack_loads(data))
        self._search = ConceptSearch(self.phrases)
        self.folder = self._search.folder
        return self


class ScopeFinder:
    """Sets `doc.spans` "negated" "conditional" "question" "quoted" "past" "third_party"."""

    def __init__(self, keep_in: Path | None = None) -> None:
        """`keep_in`: a folder where what the cues are made into is kept between runs."""
        self._search = ConceptSearch({}, keep_in)

    def __call__(self, doc: Doc) -> Doc:
        """Read the cues. Needs the segmenter and the entity finder before it."""
        tokens, segments = tokens_of(doc), segments_of(doc)
        _, cues = self._search.find(tokens, segments, entities_of(doc))
        set_scopes(doc, scopes_of(tokens, segments, cues))
        return doc


def plain_phrases(concepts: Mapping[str, Any]) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return phrases from lists, as configuration and bytes give them."""
    return {name: (tuple(parts[0]), tuple(parts[1])) for name, parts in concepts.items()}
