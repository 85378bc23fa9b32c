"""Where an insert goes when the place is taken by another one of the same run: behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cmcompliance.report import Edit


@dataclass(frozen=True, slots=True)
class Inserted:
    """A stretch of a field that was inserted before; `text` is what stands there."""

    field: str
    start: int
    text: str

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


def behind(edit: Edit, inserted: Iterable[Inserted]) -> Edit:
    """Return the insert moved behind what was inserted at its place before; others as they are.

    What comes first is the graver matter, and is to stand first. Nothing is moved to where two words would
    run together.
    """
    taken = {item.start: item for item in inserted if item.field == edit.field and item.text}
    at = edit.start
    while edit.action == "insert" and at in taken and _parted(taken[at].text, edit.text):
        at = taken[at].end
    return edit if at == edit.start else edit.model_copy(update={"start": at, "end": at})


def after_edit(edit: Edit, inserted: Iterable[Inserted]) -> list[Inserted]:
    """Return where the inserted stretches are once the edit is applied; what it cuts is gone."""
    moved = [_moved(item, edit) for item in inserted]
    kept = [item for item in moved if item is not None]
    if edit.action == "insert":
        kept.append(Inserted(edit.field, edit.start, edit.text))
    return kept


def _moved(item: Inserted, edit: Edit) -> Inserted | None:
    if item.field != edit.field or item.end <= edit.start:
        return item
    if item.start >= edit.end:
        return replace(item, start=item.start + len(edit.text) - (edit.end - edit.start))
    return None


def _parted(before: str, after: str) -> bool:
    return before[-1:].isspace() or after[:1].isspace()
