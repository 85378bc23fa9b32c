"""The pipeline: our tokenizer, then segments, entities, concepts and scope."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from spacy.language import Language

from cmcompliance.parse import factories  # noqa: F401  (declares the components to spaCy)
from cmcompliance.parse.concepts import ConceptFinder
from cmcompliance.parse.language import PostLanguage, PostTokenizer, new_vocab
from cmcompliance.rulebook.book import Concept


def create_pipeline(concepts: Mapping[str, Concept], keep_in: Path | None = None) -> Language:
    """Return a pipeline that finds these concepts. Raises PhraseError for a phrase that cannot be read.

    `keep_in`: a folder where the compiled lexicon is kept between runs; None: nowhere.
    """
    cache = str(keep_in) if keep_in else None
    nlp = PostLanguage(vocab=new_vocab())
    nlp.add_pipe("cmcompliance_segments")
    nlp.add_pipe("cmcompliance_entities")
    phrases = phrases_of(concepts)
    finder = nlp.add_pipe("cmcompliance_concepts", config={"phrases": phrases, "keep_in": cache})
    nlp.add_pipe("cmcompliance_scope", config={"keep_in": cache})
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
