"""The pipeline: our tokenizer, then segments, entities, concepts and scope."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from spacy.language import Language

from cmcompliance.parse.concepts import ConceptFinder
from cmcompliance.parse import factories  # noqa: F401  (declares the components to spaCy)
from cmcompliance.parse.language import PostLanguage, PostTokenizer, new_vocab
from cmcompliance.rulebook.book import Concept

COMPONENTS: Final = ("cmcompliance_segments", "cmcompliance_entities", "cmcompliance_concepts", "cmcompliance_scope")


def create_pipeline(concepts: Mapping[str, Concept]) -> Language:
    """Return a pipeline that finds these concepts. Raises PhraseError for a phrase that cannot be read."""
    nlp = PostLanguage(vocab=new_vocab())
    for name in COMPONENTS[:2]:
        nlp.add_pipe(name)
    finder = nlp.add_pipe("cmcompliance_concepts", config={"phrases": phrases_of(concepts)})
    nlp.add_pipe("cmcompliance_scope")
    assert isinstance(finder, ConceptFinder)
    nlp.tokenizer = PostTokenizer(nlp.vocab, finder.folder)
    return nlp


def phrases_of(concepts: Mapping[str, Concept]) -> dict[str, list[list[str]]]:
    """Return, by concept, the phrases of all languages and the exceptions."""
    return {
        name: [
            [phrase for phrases in concept.phrases.values() for phrase in phrases],
            [phrase for phrases in concept.exceptions.values() for phrase in phrases],
        ]
        for name, concept in concepts.items()
    }
