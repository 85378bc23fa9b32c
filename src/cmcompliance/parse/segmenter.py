"""The pipeline's segmenter: lines, sentences, clauses and blocks of hashtags, set on the Doc."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc

from cmcompliance.parse.languages import languages_of
from cmcompliance.parse.marks import folded_of, kinds_of, set_spans, token_texts
from cmcompliance.parse.segments import hashtag_blocks, segment

_BREAKS: Final = "cmcompliance.breaks"


class Segmenter:
    """Sets `doc.spans` "lines", "sentences", "clauses" and "hashtag_block", and `doc._.languages`."""

    def __call__(self, doc: Doc) -> Doc:
        """Split the post."""
        kinds, folded = kinds_of(doc), folded_of(doc)
        texts = token_texts(doc)
        segments = segment(texts, kinds, folded, [bool(token.whitespace_) for token in doc])
        set_spans(doc, "lines", "line", list(segments.lines))
        set_spans(doc, "sentences", "sentence", list(segments.sentences))
        set_spans(doc, "clauses", "clause", list(segments.clauses))
        set_spans(doc, "hashtag_block", "hashtag_block", hashtag_blocks(kinds))
        doc._.languages = languages_of(doc.text, kinds, folded, doc._.declared_language)
        doc.user_data[_BREAKS] = [sorted(segments.hard), sorted(segments.soft)]
        return doc


def breaks_of(doc: Doc) -> tuple[frozenset[int], frozenset[int]]:
    """Return the tokens after which nothing, and those after which only fixed wordings, may be read
    together.
    """
    hard, soft = doc.user_data.get(_BREAKS, ((), ()))
    return frozenset(hard), frozenset(soft)
