"""One text read from its characters to its scopes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from cmcompliance.parse.concepts import ConceptSearch, Phrases
from cmcompliance.parse.entities.finder import find_entities
from cmcompliance.parse.languages import languages_of
from cmcompliance.parse.readable import readable
from cmcompliance.parse.reading import Reading
from cmcompliance.parse.scope import scopes_of
from cmcompliance.parse.segments import segment
from cmcompliance.parse.tokenise import tokenise
from cmcompliance.rulebook.book import Concept


class TextParser:
    """Reads texts with the concepts of one rule book; the result does not depend on what was read before."""

    def __init__(self, concepts: Mapping[str, Concept], keep_in: Path | None = None) -> None:
        """`keep_in`: a folder where the compiled lexicon is kept between runs; None: nowhere.

        Raises PhraseError for a phrase that cannot be read.
        """
        self.concepts = ConceptSearch(phrases_of(concepts), keep_in)

    def read(self, text: str, day: date | None = None, language: str | None = None) -> Reading:
        """Return what stands in `text`. `day`: of publication; `language`: as declared (BCP 47)."""
        tokens = tokenise(text, self.concepts.folder)
        plain = readable(tokens)
        segments = segment(plain)
        entities = find_entities(plain, day)
        concepts, cues = self.concepts.find(tokens, segments, entities)
        return Reading(
            tokens,
            segments,
            languages_of(plain, language),
            entities,
            concepts,
            scopes_of(plain, segments, cues),
        )


def phrases_of(concepts: Mapping[str, Concept]) -> Phrases:
    """Return, by concept, the phrases of all languages and the exceptions."""
    return {
        name: (
            tuple(phrase for phrases in concept.phrases.values() for phrase in phrases),
            tuple(phrase for phrases in concept.exceptions.values() for phrase in phrases),
        )
        for name, concept in concepts.items()
    }
