"""Readings as spaCy Docs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.attrs import LANG, LOWER, NORM  # type: ignore[import-not-found]
from spacy.tokens import Doc, Span, SpanGroup
from spacy.vocab import Vocab

from cmcompliance.parse.pipeline.marks import register, set_breaks, set_tokens, set_value
from cmcompliance.parse.reading import SCOPES, Entity, Place, Range, Reading, Segments, Tokens

LANGUAGE = "cm"
"""The code of the language of posts, whatever language they are in."""


def new_vocab() -> Vocab:
    """Return an empty vocabulary; spaCy's many lexical attributes cost more than all our tokens."""
    return Vocab(lex_attr_getters={LOWER: str.lower, NORM: str.lower, LANG: lambda _: LANGUAGE})


def doc_of(reading: Reading, vocab: Vocab | None = None) -> Doc:
    """Return a Doc with all that was read as span groups; `doc.text` is the text to the code point."""
    doc = token_doc(reading.tokens, vocab if vocab is not None else new_vocab())
    set_segments(doc, reading.segments)
    doc._.languages = reading.languages
    set_entities(doc, reading.entities)
    set_concepts(doc, reading.concepts)
    set_scopes(doc, reading.scopes)
    return doc


def token_doc(tokens: Tokens, vocab: Vocab) -> Doc:
    """Return a Doc of the tokens, with `token._.kind` and `token._.folded`."""
    doc = Doc(vocab, words=list(tokens.texts), spaces=list(tokens.spaced))
    set_tokens(doc, tokens)
    return doc


def set_segments(doc: Doc, segments: Segments) -> None:
    """Set the lines, sentences, clauses and blocks of hashtags."""
    _set_spans(doc, "lines", "line", segments.lines)
    _set_spans(doc, "sentences", "sentence", segments.sentences)
    _set_spans(doc, "clauses", "clause", segments.clauses)
    _set_spans(doc, "hashtag_block", "hashtag_block", segments.hashtag_blocks)
    set_breaks(doc, segments.hard, segments.soft)


def set_entities(doc: Doc, entities: Sequence[Entity]) -> None:
    """Set the entities, each with `span._.value`."""
    spans = []
    for start, end, kind, value in entities:
        span = Span(doc, start, end, kind)
        set_value(span, dict(value))
        spans.append(span)
    doc.spans["entities"] = SpanGroup(doc, name="entities", spans=spans)


def set_concepts(doc: Doc, places: Sequence[Place]) -> None:
    """Set the concepts."""
    spans = [Span(doc, start, end, concept) for start, end, concept in places]
    doc.spans["concepts"] = SpanGroup(doc, name="concepts", spans=spans)


def set_scopes(doc: Doc, scopes: Mapping[str, Sequence[Range]]) -> None:
    """Set the six scopes."""
    for scope in SCOPES:
        _set_spans(doc, scope, scope, scopes[scope])


def _set_spans(doc: Doc, group: str, label: str, ranges: Sequence[Range]) -> None:
    spans = [Span(doc, start, end, label) for start, end in ranges]
    doc.spans[group] = SpanGroup(doc, name=group, spans=spans)


register()
