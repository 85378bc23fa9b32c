"""What a message says of a decision."""

from __future__ import annotations

import json
from typing import Any

from cmcompliance.decisions.record import Entry
from cmcompliance.decisions.row import instant

SCHEMA_VERSION = "1.0"
"""Of an event: the first number grows when what reads it may break, the second with each addition."""


def event_of(entry: Entry, *, with_draft: bool = False) -> bytes:
    """Return the event about a decision, as JSON.

    It has no text of the draft; `with_draft`: the draft itself, where the entry has it.
    """
    data: dict[str, Any] = {
        "decision": entry.id,
        "request_id": entry.request_id,
        "key": entry.key_name,
        "command": entry.command,
        "draft_id": entry.draft_id,
        "draft_digest": entry.draft_digest,
        "verdict": entry.verdict,
        "findings": [finding.model_dump(mode="json") for finding in entry.findings],
        "questions": list(entry.questions),
        "jurisdictions": list(entry.jurisdictions),
        "platform": entry.platform,
        "as_of": entry.as_of.isoformat(),
        "ruleset": entry.ruleset.model_dump(mode="json"),
        "version": entry.version,
    }
    if with_draft:
        data["draft"] = entry.draft
    event = {
        "schema_version": SCHEMA_VERSION,
        "id": f"msg_{entry.id}",
        "type": f"decision.{entry.verdict}",
        "timestamp": instant(entry.at),
        "data": data,
    }
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
