"""The same parse as a spaCy pipeline: our tokenizer, then segments, entities, concepts and scope."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cmcompliance.parse.pipeline import factories  # noqa: F401  (declares the components to spaCy)
from cmcompliance.parse.pipeline.components import ConceptFinder
from cmcompliance.parse.pipeline.docs import new_vocab
from cmcompliance.parse.pipeline.language import PostLanguage, PostTokenizer
from cmcompliance.parse.text_parser import phrases_of
from cmcompliance.rulebook.book import Concept


def create_pipeline(concepts: Mapping[str, Concept], keep_in: Path | None = None) -> PostLanguage:
    """Return a pipeline that finds these concepts. Raises PhraseError for a phrase that cannot be read.

    `keep_in`: a folder where the compiled lexicon is kept between runs; None: nowhere.
    """
    cache = str(keep_in) if keep_in else None
    nlp = PostLanguage(vocab=new_vocab())
    nlp.add_pipe("cmcompliance_segments")
    nlp.add_pipe("cmcompliance_entities")
    phrases = {name: [list(some), list(but)] for name, (some, but) in phrases_of(concepts).items()}
    finder = nlp.add_pipe("cmcompliance_concepts", config={"phrases": phrases, "keep_in": cache})
    nlp.add_pipe("cmcompliance_scope", config={"keep_in": cache})
    assert isinstance(finder, ConceptFinder)
    nlp.tokenizer = PostTokenizer(nlp.vocab, finder.folder)
    return nlp
