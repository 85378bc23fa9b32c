"""The spaCy components, made by name: `nlp.add_pipe("cmcompliance_concepts", config={…})`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.language import Language

from cmcompliance.parse.pipeline.components import (
    ConceptFinder,
    EntityFinder,
    ScopeFinder,
    Segmenter,
    plain_phrases,
)


@Language.factory("cmcompliance_entities")
def make_entity_finder(nlp: Language, name: str) -> EntityFinder:
    """Return the component that sets `doc.spans["entities"]`."""
    return EntityFinder()


@Language.factory("cmcompliance_concepts", default_config={"phrases": {}, "keep_in": None})
def make_concept_finder(
    nlp: Language, name: str, phrases: dict[str, Any], keep_in: str | None
) -> ConceptFinder:
    """Return the component that sets `doc.spans["concepts"]`.

    `phrases`: by concept, the list of its phrases and the list of its exceptions. `keep_in`: a cache folder.
    """
    return ConceptFinder(plain_phrases(phrases), Path(keep_in) if keep_in else None)


@Language.factory("cmcompliance_segments")
def make_segmenter(nlp: Language, name: str) -> Segmenter:
    """Return the component that sets lines, sentences, clauses and blocks of hashtags."""
    return Segmenter()


@Language.factory("cmcompliance_scope", default_config={"keep_in": None})
def make_scope_finder(nlp: Language, name: str, keep_in: str | None) -> ScopeFinder:
    """Return the component that sets the six scopes; `keep_in`: a cache folder."""
    return ScopeFinder(Path(keep_in) if keep_in else None)
