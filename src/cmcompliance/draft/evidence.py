"""What was found about a medium elsewhere than in the draft: in its file, beside it, in a ledger of rights.

It is plain data of the draft, so that a check hangs on nothing else and is repeated without the files.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from cmcompliance.draft.field_types import (
    Amount,
    Count,
    Day,
    JurisdictionCode,
    MediumKind,
    MediumSource,
    MusicLicence,
    Part,
    Text,
)

Name = Annotated[str, Field(min_length=1, max_length=500)]
Finder = Literal["ledger", "file", "subtitles", "transcript", "ocr"]
"""Who knows: the ledger of rights, the media file, a file of words beside it, the reading of its letters."""
Completed = Literal["source", "licence", "people", "ai_generated", "music", "transcript", "overlay"]
ReadState = Literal["fully", "partly", "not"]
ProvenanceState = Literal["trusted", "valid", "invalid", "unreadable", "remote"]
Use = Literal["social", "ads", "web", "email", "print", "broadcast", "events", "internal"]
"""Where a licence lets a work be used; `ads` is advertising that is paid for, on any of the others."""


class Saying(Part):
    """One thing that a file says of itself, and in which field of which standard."""

    what: Name
    value: Text
    where: Text


class Provenance(Part):
    """A C2PA manifest: whether it holds, and who signed it."""

    state: ProvenanceState
    signer: Text | None = None
    issuer: Text | None = None
    signed_at: Text | None = None
    failures: list[Text] = Field(default=[])


class FileEvidence(Part):
    """What a file says of itself."""

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    kind: MediumKind | None = None
    format: Name | None = None
    read: ReadState = "fully"
    problems: list[Name] = Field(default=[], description="why something of it is not known, or is odd")
    says: list[Saying] = Field(default=[])
    provenance: Provenance | None = None


class Agreement(Part):
    """What a ledger knows of somebody who is in a medium."""

    name: Text | None = None
    consent: bool | None = None
    minor: bool | None = None
    guardians: Count | None = Field(default=None, description="how many must agree for a child")
    agreed: Count | None = Field(default=None, description="how many of the guardians did")
    until: Day | None = Field(default=None, description="last day on which the consent holds")


class LedgerMusic(Part):
    """What a ledger knows of the music in a medium."""

    title: Text | None = None
    artist: Text | None = None
    licence: MusicLicence | None = None


class GrantTerms(Part):
    """What an entry of a ledger of rights says. What it does not limit is not limited."""

    source: MediumSource | None = None
    licence: Text | None = None
    licensor: Text | None = Field(default=None, description="from whom the rights come")
    credit: Text | None = Field(default=None, description="the credit that is due")
    territories: list[JurisdictionCode] | None = None
    uses: list[Use] | None = None
    starts: Day | None = None
    until: Day | None = None
    people: list[Agreement] | None = None
    music: LedgerMusic | None = None
    ai_generated: bool | None = None


class Grant(GrantTerms):
    """An entry of a ledger of rights about a medium."""

    place: Text = Field(description="where it stands: rights.toml:12")


class Cue(Part):
    """A stretch of words, in code points, and when it is heard or seen, in seconds."""

    start: Count
    end: Count
    begins: Amount
    ends: Amount


class FoundWords(Part):
    """Where the words of a medium come from, when the draft itself did not give them."""

    field: Literal["transcript", "overlay"]
    finder: Finder
    file: Text | None = Field(default=None, description="the file that holds them")
    cues: list[Cue] = Field(default=[])
    confidence: Annotated[float, Field(ge=0, le=1)] | None = Field(
        default=None, description="of the letters that were read with the least certainty"
    )


class Evidence(Part):
    """All that was found about a medium. `grants` None: no ledger was looked into; empty: none is in it."""

    file: FileEvidence | None = None
    grants: list[Grant] | None = None
    words: list[FoundWords] = Field(default=[])
    completed: dict[Completed, Finder] = Field(
        default={}, description="the fields of the medium that the draft did not give, and who knew them"
    )
