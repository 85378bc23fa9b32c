"""The columns of the datasets. docs/scan.md explains them, and a test holds it to this."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pyarrow as pa

from cmcompliance.scan.answers import Dataset

_TEXTS: Final = pa.list_(pa.string())
_PLACE: Final = [
    pa.field("draft_id", pa.string(), nullable=False),
    pa.field("source", pa.string(), nullable=False),
    pa.field("member", pa.string(), nullable=False),
    pa.field("number", pa.int64(), nullable=False),
]
_SPAN: Final = pa.struct(
    [("field", pa.string()), ("start", pa.int32()), ("end", pa.int32()), ("text", pa.string())]
)
_BASIS: Final = pa.struct([("citation", pa.string()), ("title", pa.string()), ("url", pa.string())])
_EDIT: Final = pa.struct(
    [
        ("action", pa.string()),
        ("field", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("text", pa.string()),
        ("safety", pa.string()),
    ]
)
_WAIVED: Final = pa.struct(
    [("by", pa.string()), ("reason", pa.string()), ("until", pa.date32()), ("place", pa.string())]
)
_GAP: Final = pa.struct([("rule", pa.string()), ("reason", pa.string())])
_STAKE: Final = pa.struct(
    [("rule", pa.string()), ("obligation", pa.string()), ("severity", pa.string()), ("title", pa.string())]
)

SCHEMAS: Final[Mapping[Dataset, pa.Schema]] = {
    "drafts": pa.schema(
        [
            *_PLACE,
            ("digest", pa.string()),
            ("given", pa.string()),
            ("checked_by", pa.string()),
            ("verdict", pa.string()),
            ("errors", pa.int32()),
            ("warnings", pa.int32()),
            ("infos", pa.int32()),
            ("waived", pa.int32()),
            ("questions", pa.int32()),
            ("kind", pa.string()),
            ("platform", pa.string()),
            ("language", pa.string()),
            ("jurisdictions", _TEXTS),
            ("published_at", pa.string()),
            ("published_on", pa.date32()),
            ("as_of", pa.date32()),
            ("author", pa.string()),
            ("handle", pa.string()),
            ("role", pa.string()),
            ("relationship", pa.string()),
            ("brand", pa.string()),
            ("platform_label", pa.bool_()),
            ("title", pa.string()),
            ("text", pa.string()),
            ("links", _TEXTS),
            ("assumed", _TEXTS),
            ("from_settings", _TEXTS),
            ("switched_off", _TEXTS),
            ("not_evaluated", pa.list_(_GAP)),
        ]
    ),
    "findings": pa.schema(
        [
            *_PLACE,
            ("rule", pa.string()),
            ("obligation", pa.string()),
            ("severity", pa.string()),
            ("regraded_from", pa.string()),
            ("jurisdiction", pa.string()),
            ("platform", pa.string()),
            ("fingerprint", pa.string()),
            ("title", pa.string()),
            ("message", pa.string()),
            ("spans", pa.list_(_SPAN)),
            ("legal_basis", pa.list_(_BASIS)),
            ("hint", pa.string()),
            ("edit", _EDIT),
            ("waived", _WAIVED),
        ]
    ),
    "questions": pa.schema(
        [
            *_PLACE,
            ("field", pa.string()),
            ("question", pa.string()),
            ("type", pa.string()),
            ("choices", _TEXTS),
            ("why", pa.string()),
            ("rules", _TEXTS),
            ("at_stake", pa.list_(_STAKE)),
        ]
    ),
    "errors": pa.schema(
        [
            pa.field("draft_id", pa.string()),
            *_PLACE[1:],
            ("kind", pa.string()),
            ("problem", pa.string()),
            ("count", pa.int64()),
        ]
    ),
}
