"""What a parse leaves on a Doc, beside spaCy's span groups; plain data, so that a Doc survives `to_bytes`."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from spacy.tokens import Doc, Span, SpanGroup, Token

SCOPES: Final = ("negated", "conditional", "question", "quoted", "past", "third_party")
_FOLDED: Final = "cmcompliance.folded"
_TEXTS: Final = "cmcompliance.texts"
_KINDS: Final = "cmcompliance.kinds"
_VALUES: Final = "cmcompliance.values"
_LANGUAGES: Final = "cmcompliance.languages"
_DECLARED: Final = "cmcompliance.declared_language"
_REFERENCE: Final = "cmcompliance.reference"


def set_tokens(doc: Doc, texts: list[str], kinds: list[str], folded: list[str]) -> None:
    """Note each token's text, kind and folded words (separated by single spaces, empty for decoration)."""
    doc.user_data[_TEXTS] = texts
    doc.user_data[_KINDS] = kinds
    doc.user_data[_FOLDED] = folded


def token_texts(doc: Doc) -> list[str]:
    """Return the text of each token, without a walk over the Doc."""
    return doc.user_data.get(_TEXTS) or [token.text for token in doc]


def kinds_of(doc: Doc) -> list[str]:
    """Return the kind of each token: word number hashtag mention url email emoji punct space."""
    return doc.user_data.get(_KINDS) or ["word"] * len(doc)


def folded_of(doc: Doc) -> list[str]:
    """Return the folded words of each token."""
    return doc.user_data.get(_FOLDED) or [token.text.lower() for token in doc]


def set_spans(doc: Doc, group: str, label: str, ranges: list[tuple[int, int]]) -> None:
    """Set a span group from (first token, token after the last) pairs."""
    doc.spans[group] = SpanGroup(
        doc, name=group, spans=[Span(doc, start, end, label) for start, end in ranges]
    )


def set_value(span: Span, value: dict[str, Any]) -> None:
    """Note what an entity says, as a plain dict."""
    span.doc.user_data.setdefault(_VALUES, {})[_key(span)] = value


def register() -> None:
    """Declare the extension attributes; harmless when done twice."""
    Token.set_extension("folded", getter=lambda token: folded_of(token.doc)[token.i], force=True)
    Token.set_extension("kind", getter=lambda token: kinds_of(token.doc)[token.i], force=True)
    Doc.set_extension("languages", getter=_languages, setter=_set_languages, force=True)
    Doc.set_extension("declared_language", getter=_declared, setter=_set_declared, force=True)
    Doc.set_extension("reference", getter=_reference, setter=_set_reference, force=True)
    Span.set_extension("value", getter=_value, setter=set_value, force=True)
    for scope in SCOPES:
        Span.set_extension(scope, getter=_inside(scope), force=True)


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
