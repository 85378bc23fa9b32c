"""Where the rows of one draft of a chunk come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cmcompliance.scan.answers import Dataset

if TYPE_CHECKING:
    from cmcompliance.scan.reuse.part import OldPart

WOVEN: Final[tuple[Dataset, ...]] = ("drafts", "findings", "questions")
"""The datasets whose rows can be taken over; what went wrong is tried again."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The rows of a draft: in an older part, or (None) among the rows made anew. `place`: the columns that
    they are to begin with; `rows`: where they are, by dataset.
    """

    place: Mapping[str, Any]
    part: OldPart | None
    rows: Mapping[Dataset, range]


def taken(place: Mapping[str, Any], part: OldPart, row: int) -> Piece:
    """Return a draft that is taken over."""
    return Piece(place, part, {name: part.rows(name, row) for name in WOVEN})
