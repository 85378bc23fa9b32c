"""A decision as it is kept. It holds no text of the draft unless the draft itself is kept."""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime
from typing import Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

from cmcompliance.report import RulesetInfo, Severity, Verdict, WaiverSource

SCHEMA_VERSION = "1.0"
"""Of an entry: the first number grows when what reads it may break, the second with each addition."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RecordedWaiver(_Part):
    """Who accepted a finding, and why."""

    by: str
    reason: str
    until: date | None = None
    source: WaiverSource | None = None


class RecordedFinding(_Part):
    """A breach, without the words that it rests on."""

    rule: str
    obligation: str
    severity: Severity
    fingerprint: str = Field(description="stays the same while the text elsewhere is edited")
    jurisdiction: str | None = None
    platform: str | None = None
    waived: RecordedWaiver | None = None


class SettingsWaiver(_Part):
    """A waiver of settings or of a file that was for this draft."""

    rule: str
    reason: str
    by: str
    until: date | None = None
    words: tuple[str, ...] = ()
    jurisdiction: str | None = None
    platform: str | None = None
    drafts: tuple[str, ...] = ()
    source: WaiverSource = "file"
    place: str | None = None


class RecordedSettings(_Part):
    """What the settings made of the rules."""

    off: tuple[str, ...] = Field(default=(), description="rules that did not speak")
    severity: dict[str, Severity] = Field(default={}, description="severities that were not the rule's own")
    waivers: tuple[SettingsWaiver, ...] = ()


class Record(_Part):
    """What was decided about a draft, by what and under which settings."""

    schema_version: str = SCHEMA_VERSION
    draft_digest: str = Field(description="SHA-256 of the draft as it was sent, as canonical JSON")
    draft_id: str | None
    verdict: Verdict
    findings: tuple[RecordedFinding, ...]
    questions: tuple[str, ...] = Field(description="the draft's fields that were asked for")
    not_evaluated: tuple[str, ...] = Field(default=(), description="why something could not be checked")
    jurisdictions: tuple[str, ...]
    platform: str | None
    ruleset: RulesetInfo
    settings_digest: str
    settings: RecordedSettings
    from_settings: dict[str, Any] = Field(
        default={}, description="values that the settings gave to fields which the draft left out"
    )
    as_of: date = Field(description="the day whose law was applied")
    as_of_asked: date | None = Field(default=None, description="the same, if the request named it")
    today: date
    lang: Literal["fr", "en"] | None = Field(default=None, description="the language that the request named")
    version: str = Field(description="of cmcompliance")
    draft: dict[str, Any] | None = Field(default=None, description="the draft as it was sent, if it is kept")


class Entry(Record):
    """A record with who asked for it, when and how."""

    id: str
    at: datetime
    request_id: str
    key_id: str | None = None
    key_name: str | None = None
    command: str


class Asker(Protocol):
    """Whose key a request had."""

    @property
    def id(self) -> str:
        """The key's id."""
        ...

    @property
    def name(self) -> str:
        """The key's name."""
        ...


def entry_of(
    record: bytes | Record, *, request_id: str, asker: Asker | None, command: str, at: datetime | None = None
) -> Entry:
    """Return the entry for a record, which may be JSON as a worker made it; `at`: now by default."""
    at = at or datetime.now(UTC)
    made = Record.model_validate_json(record) if isinstance(record, bytes) else record
    return Entry.model_construct(
        **{name: getattr(made, name) for name in Record.model_fields},
        id=new_id(at),
        at=at,
        request_id=request_id,
        key_id=asker.id if asker else None,
        key_name=asker.name if asker else None,
        command=command,
    )


def new_id(at: datetime) -> str:
    """Return an id that nobody can guess; later ones sort behind earlier ones."""
    return f"dec_{int(at.timestamp() * 1000):012x}{secrets.token_hex(10)}"
