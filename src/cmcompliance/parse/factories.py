"""The spaCy components, made by name: `nlp.add_pipe("cmcompliance_concepts", config={…})`."""

from __future__ import annotations

from typing import Any

from spacy.language import Language

from cmcompliance.parse.concepts import ConceptFinder, plain_phrases
from cmcompliance.parse.entities.finder import EntityFinder
from cmcompliance.parse.scope import ScopeFinder
from cmcompliance.parse.segmenter import Segmenter


@Language.factory("cmcompliance_entities")
def make_entity_finder(nlp: Language, name: str) -> EntityFinder:
    """Return the component that sets `doc.spans["entities"]`."""
    return EntityFinder()


@Language.factory("cmcompliance_concepts", default_config={"phrases": {}})
def make_concept_finder(nlp: Language, name: str, phrases: dict[str, Any]) -> ConceptFinder:
    """Return the component that sets `doc.spans["concepts"]`.

    `phrases`: by concept, the list of its phrases and the list of its exceptions.
    """
    return ConceptFinder(plain_phrases(phrases))


@Language.factory("cmcompliance_segments")
def make_segmenter(nlp: Language, name: str) -> Segmenter:
    """Return the component that sets lines, sentences, clauses and blocks of hashtags."""
    return Segmenter()


@Language.factory("cmcompliance_scope")
def make_scope_finder(nlp: Language, name: str) -> ScopeFinder:
    """Return the component that sets the six scopes."""
    return ScopeFinder()
