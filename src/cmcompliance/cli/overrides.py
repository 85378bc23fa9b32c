"""What the command line says of every draft of a call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cmcompliance.draft import Draft, parse_draft


@dataclass(frozen=True, slots=True)
class Overrides:
    """Values that win over a draft's own; None (or empty) leaves the draft's."""

    platform: str | None = None
    jurisdictions: tuple[str, ...] = ()
    author_role: str | None = None
    relationship: str | None = None

    def fields(self) -> dict[str, Any]:
        """Return the values as fields of a draft."""
        fields: dict[str, Any] = {}
        if self.platform:
            fields["platform"] = self.platform
        if self.jurisdictions:
            fields["jurisdictions"] = list(self.jurisdictions)
        if self.author_role:
            fields["author"] = {"role": self.author_role}
        if self.relationship:
            fields["relationship"] = {"kind": self.relationship}
        return fields

    def check(self) -> None:
        """Raise DraftError if a value is none that a draft can have."""
        parse_draft({"text": "", **self.fields()})

    def apply(self, draft: Draft) -> Draft:
        """Return the draft with these values in place of its own."""
        author = (
            draft.author.model_copy(update={"role": self.author_role}) if self.author_role else draft.author
        )
        relationship = (
            draft.relationship.model_copy(update={"kind": self.relationship})
            if self.relationship
            else draft.relationship
        )
        return draft.model_copy(
            update={
                "platform": self.platform or draft.platform,
                "jurisdictions": list(self.jurisdictions) or draft.jurisdictions,
                "author": author,
                "relationship": relationship,
            }
        )
