"""A draft: what is about to be published, and what is known about it."""

from cmcompliance.draft.errors import DraftError
from cmcompliance.draft.model import (
    Audience,
    Author,
    Contest,
    Draft,
    Medium,
    Music,
    Person,
    Prize,
    Relationship,
    Waiver,
)
from cmcompliance.draft.validation import parse_draft

__all__ = [
    "Audience",
    "Author",
    "Contest",
    "Draft",
    "DraftError",
    "Medium",
    "Music",
    "Person",
    "Prize",
    "Relationship",
    "Waiver",
    "parse_draft",
]
