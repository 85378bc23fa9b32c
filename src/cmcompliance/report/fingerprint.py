"""What stays the same of a finding while the text around it is edited."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from cmcompliance.report.model import TextSpan

_LENGTH = 16


def fingerprint(rule: str, jurisdiction: str | None, platform: str | None, spans: Iterable[TextSpan]) -> str:
    """Return 16 hexadecimal digits that name one breach of one draft.

    They hang on the rule, on where it applies and on the words concerned, whatever their case, spaces, order
    and place; not on the wording, the severity or the language of the report. A rule speaks at most once for
    each jurisdiction and platform of a draft, so they are unique inside a report.
    """
    words = sorted({_plain(span.text) for span in spans})
    return short_digest("\0".join((rule, jurisdiction or "", platform or "", *words)))


def word_digests(spans: Iterable[TextSpan]) -> frozenset[str]:
    """Return a digest for each passage that is marked, the same whatever its case, spaces and place."""
    return frozenset(short_digest(_plain(span.text)) for span in spans)


def short_digest(text: str) -> str:
    """Return 16 hexadecimal digits of a SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
