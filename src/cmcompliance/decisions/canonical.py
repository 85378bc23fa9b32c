"""One way to write a value as JSON, so that equal values have equal digests."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cmcompliance.draft import Draft


def canonical(value: Any) -> str:
    """Return JSON with sorted keys and without spaces; letters stand as themselves."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def draft_text(draft: Draft) -> str:
    """Return a draft as canonical JSON, without the fields that have the value they have when absent."""
    return canonical(draft.model_dump(mode="json", exclude_defaults=True))


def draft_digest(draft: Draft) -> str:
    """Return the digest by which decisions name a draft: of its canonical JSON."""
    return digest(draft_text(draft))
