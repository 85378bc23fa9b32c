"""What a parse leaves on a Doc, beside spaCy's span groups; plain data, so that a Doc survives `to_bytes`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from spacy.tokens import Doc, Span, Token

from cmcompliance.parse.reading import SCOPES, Entity, Segments, Tokens

_FOLDED: Final = "cmcompliance.folded"
_BREAKS: Final = "cmcompliance.breaks"
_KINDS: Final = "cmcompliance.kinds"
_VALUES: Final = "cmcompliance.values"
_LANGUAGES: Final = "cmcompliance.languages"
_DECLARED: Final = "cmcompliance.declared_language"
_REFERENCE: Final = "cmcompliance.reference"


def set_tokens(doc: Doc, tokens: Tokens) -> None:
    """Note each token's kind and folded words."""
    doc.user_data[_KINDS] = list(tokens.kinds)
    doc.user_data[_FOLDED] = list(tokens.folded)


def tokens_of(doc: Doc) -> Tokens:
    """Return the tokens as plain data; those that another tokenizer made are words."""
    folded = doc.user_data.get(_FOLDED) or [token.text.lower() for token in doc]
    return Tokens(
        doc.text,
        [token.idx for token in doc],
        [token.text for token in doc],
        doc.user_data.get(_KINDS) or ["word"] * len(doc),
        folded,
        [bool(token.whitespace_) for token in doc],
    )


def set_breaks(doc: Doc, hard: frozenset[int], soft: frozenset[int]) -> None:
    """Note after which tokens nothing, and after which only fixed wordings, may be read together."""
    doc.user_data[_BREAKS] = [sorted(hard), sorted(soft)]


def segments_of(doc: Doc) -> Segments:
    """Return the segments that were set, as plain data."""
    hard, soft = doc.user_data.get(_BREAKS, ((), ()))
    groups = ("lines", "sentences", "clauses", "hashtag_block")
    lines, sentences, clauses, blocks = (_ranges(doc, group) for group in groups)
    return Segments(lines, sentences, clauses, blocks, frozenset(hard), frozenset(soft))


def entities_of(doc: Doc) -> list[Entity]:
    """Return the entities that were set, as plain data."""
    return [Entity(span.start, span.end, span.label_, _value(span)) for span in doc.spans.get("entities", ())]


def _ranges(doc: Doc, group: str) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in doc.spans.get(group, ())]


def set_value(span: Span, value: dict[str, Any]) -> None:
    """Note what an entity says, as a plain dict."""
    span.doc.user_data.setdefault(_VALUES, {})[_key(span)] = value


def register() -> None:
    """Declare the extension attributes; harmless when done twice."""
    Token.set_extension("folded", getter=lambda token: _of(token.doc, _FOLDED)[token.i], force=True)
    Token.set_extension("kind", getter=lambda token: _of(token.doc, _KINDS)[token.i], force=True)
    Doc.set_extension("languages", getter=_languages, setter=_set_languages, force=True)
    Doc.set_extension("declared_language", getter=_declared, setter=_set_declared, force=True)
    Doc.set_extension("reference", getter=_reference, setter=_set_reference, force=True)
    Span.set_extension("value", getter=_value, setter=set_value, force=True)
    for scope in SCOPES:
        Span.set_extension(scope, getter=_inside(scope), force=True)


def _of(doc: Doc, key: str) -> Sequence[str]:
    noted: Sequence[str] | None = doc.user_data.get(key)
    if noted is None:
        return ["word"] * len(doc) if key == _KINDS else [token.text.lower() for token in doc]
    return noted


def _inside(scope: str) -> Any:
    def inside(span: Span) -> bool:
        """Tell whether the whole span lies in one range of the scope."""
        ranges = span.doc.spans.get(scope) or ()
        return any(one.start <= span.start and span.end <= one.end for one in ranges)

    return inside


def _languages(doc: Doc) -> tuple[str, ...]:
    return tuple(doc.user_data.get(_LANGUAGES, ()))


def _set_languages(doc: Doc, languages: tuple[str, ...]) -> None:
    doc.user_data[_LANGUAGES] = list(languages)


def _declared(doc: Doc) -> str | None:
    declared: str | None = doc.user_data.get(_DECLARED)
    return declared


def _set_declared(doc: Doc, language: str | None) -> None:
    doc.user_data[_DECLARED] = language


def _reference(doc: Doc) -> date | None:
    day: str | None = doc.user_data.get(_REFERENCE)
    return date.fromisoformat(day) if day else None


def _set_reference(doc: Doc, day: date | None) -> None:
    doc.user_data[_REFERENCE] = day.isoformat() if day else None


def _value(span: Span) -> dict[str, Any]:
    found: dict[str, Any] = span.doc.user_data.get(_VALUES, {}).get(_key(span), {})
    return found


def _key(span: Span) -> str:
    return f"{span.label_}:{span.start}:{span.end}"
