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
    words = sorted({" ".join(span.text.split()).casefold() for span in spans})
    named = "\0".join((rule, jurisdiction or "", platform or "", *words))
    return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]
